import { describe, expect, it } from 'vitest';
import { edited, faultsIn, ids, inRule, kent, rule, STAND_DOWN } from './edited.ts';
import { type Refusal, refuses } from './refuses.ts';

describe('a routing table is refused', () => {
  const LAST = '- { to: [intensive-early-help], clauses: [KENT-5.2-b] }';
  refuses({
    'when it does not end in a row for everybody else': {
      edits: [
        [LAST, '- { when: { age: { under: 13 } }, to: [intensive-early-help], clauses: [KENT-5.2-b] }'],
      ],
      at: '      case-holder:',
      path: '/versions/0/routes/case-holder',
      says: /does not end in a row for everybody else/,
      mend: /without when:/,
    },
    'when a row stands behind the one for everybody': {
      edits: [[LAST, `${LAST}\n        - { when: { risk: [high] }, to: [director], clauses: [KENT-4.3-d] }`]],
      at: '- { when: { risk: [high] }, to: [director]',
      path: '/versions/0/routes/case-holder/5',
      says: /never be reached: row 5 is for everybody/,
      mend: /to the end/,
    },
    'when two rows ask the same': {
      edits: [
        [
          LAST,
          `- { when: { age: { at-least: 13 } }, to: [director], clauses: [KENT-5.2-b] }\n        ${LAST}`,
        ],
      ],
      at: '{ at-least: 13 } }, to: [director]',
      path: '/versions/0/routes/case-holder/4',
      says: /never be reached: row 4 asks the same/,
      mend: /one row/,
    },
    'when a rule names one that is not there': {
      edits: [['to: [{ route: case-holder }]', 'to: [{ route: case-holders }]']],
      at: 'case-holders',
      path: inRule('case-holder-notice', 'to/0'),
      says: /no routing table is named case-holders/,
      mend: /did you mean case-holder\?/,
    },
    'when a row cites a clause that the ledger does not know': {
      edits: [[LAST, '- { to: [intensive-early-help], clauses: [KENT-5.2-q] }']],
      at: 'KENT-5.2-q',
      path: '/versions/0/routes/case-holder/4/clauses/0',
      says: /knows no clause KENT-5.2-q/,
      mend: /did you mean KENT-5.2-/,
    },
    'when a row tells nobody': {
      edits: [[LAST, '- { to: [], clauses: [KENT-5.2-b] }']],
      at: '- { to: []',
      path: '/versions/0/routes/case-holder/4/to',
      says: /empty list/,
      mend: /at least one/,
    },
  });
});

describe('a version is refused', () => {
  const without = (...ids: string[]): [string, string][] => ids.map((id) => [rule(id), '']);
  const lacks = (says: RegExp, mend: RegExp, ...ids: string[]): Refusal => ({
    edits: without(...ids),
    at: '    rules:',
    path: '/versions/0/rules',
    says,
    mend,
  });
  refuses({
    'when nobody higher up is ever told': lacks(
      /nobody higher up is told/,
      /no-ladder-because/,
      'head-of-service-under-10',
      'head-of-service-24-hours',
      'assistant-director-3-days',
      'director-highest-risk',
    ),
    'when nobody is stood down': lacks(
      /who is told when it is over/,
      /upon: ended to .*everybody/,
      'stand-down',
    ),
    'when a withdrawn return is told to nobody': lacks(
      /a return is withdrawn/,
      /missing-again/,
      'missing-again',
    ),
    'when nobody reads of the worst': lacks(
      /the worst is reported/,
      /upon: deceased to front-door/,
      'deceased',
    ),
    'when messages without a report reach nobody': lacks(/nobody reported/, /upon: no-report/, 'no-report'),
    'when an open question of identity reaches nobody': lacks(
      /whose record/,
      /upon: unmatched/,
      'resolve-identity',
    ),
    'when a refused letter reaches nobody': lacks(/refuses a letter/, /upon: not-delivered/, 'not-delivered'),
    'when an unreadable message reaches nobody': lacks(/cannot be read/, /upon: unreadable/, 'unreadable'),
    'when the stand-down goes to one role alone': {
      edits: [[STAND_DOWN, STAND_DOWN.replace('[{ everybody-told: true }]', '[front-door] # alone')]],
      at: '# alone',
      path: inRule('stand-down', 'to'),
      says: /those who were told of the absence are not told/,
      mend: /everybody-told: true/,
    },
    'when the stand-down hangs on a condition': {
      edits: [[STAND_DOWN, `${STAND_DOWN}\n        when: { risk: [high] } # condition`]],
      at: '# condition',
      path: inRule('stand-down', 'when'),
      says: /only on a condition/,
      mend: /take it out/,
    },
    'when the stand-down waits': {
      edits: [
        [
          STAND_DOWN,
          `${STAND_DOWN}\n        after: { elapsed: PT1H, from: { earliest: [received] }, boundary: over }`,
        ],
      ],
      at: 'after: { elapsed: PT1H',
      path: inRule('stand-down', 'after'),
      says: /nobody is told at once/,
      mend: /take it out/,
    },
    'when the worst is told to a keyworker alone': {
      edits: [['to: [front-door, director]', 'to: [keyworker] # alone']],
      at: 'to: [keyworker] # alone',
      path: inRule('deceased', 'to'),
      says: /nobody of the directory/,
      mend: /add front-door/,
    },
    'when a second rule for unreadable messages would never be looked at': {
      edits: [
        [
          rule('unreadable'),
          `${rule('unreadable')}\n${rule('unreadable').replace('unreadable', 'unread # second')}`,
        ],
      ],
      at: '- id: unread # second',
      path: `/versions/0/rules/${ids.length}`,
      says: /second rule upon unreadable/,
      mend: /in the first/,
    },
    'when a second rule for refused letters would never be looked at': {
      edits: [
        [
          rule('not-delivered'),
          `${rule('not-delivered')}\n${rule('not-delivered').replace('not-delivered', 'refused # second')}`,
        ],
      ],
      at: '- id: refused # second',
      path: `/versions/0/rules/${ids.indexOf('not-delivered') + 1}`,
      says: /second rule upon not-delivered/,
      mend: /in the first/,
    },
    'when it has no rules': {
      edits: [[kent.slice(kent.indexOf('    rules:')), '    rules: []\n']],
      at: '    rules:',
      path: '/versions/0/rules',
      says: /empty list/,
      mend: /at least one/,
    },
  });

  it('a ladder left out for a reason that is written down is no fault', () => {
    const [ladder, reason] = [
      without(
        'head-of-service-under-10',
        'head-of-service-24-hours',
        'assistant-director-3-days',
        'director-highest-risk',
      ),
      ['    rules:\n', '    no-ladder-because: the board decided so in May\n    rules:\n'] as [
        string,
        string,
      ],
    ];
    expect(faultsIn(edited(kent, ...ladder, reason))).toEqual([]);
  });
});
