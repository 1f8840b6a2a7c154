import { describe, expect, it } from 'vitest';
import { aDecision, added, aRule, aTask, beforeRules, findings, inAdded } from './added.ts';
import { edited, faultsIn, inRule, kent } from './edited.ts';
import { refuses } from './refuses.ts';

const CLOCK = 'after: { elapsed: PT1H, boundary: over, from: { earliest: [received, ';
const TREATED =
  '    treat-as:\n      - { id: watched, clauses: [KENT-4.3-a], when: { status: [looked-after] }, as: { risk: high }, until: director }';

describe('a rule that refers to another is refused', () => {
  refuses({
    'when its clock runs from a rule that is not there': {
      edits: [added(aRule('later', `${CLOCK}{ rule: traige }] } }`))],
      at: 'id: later',
      path: inAdded(0, 'after/from/earliest/1/rule'),
      says: /no rule of this version is named traige/,
      mend: /did you mean triage\?/,
    },
    'when its clock runs from the deadline of a rule that asks for nothing': {
      edits: [added(aRule('later', `${CLOCK}{ deadline-of: high-risk-alert }] } }`))],
      at: 'id: later',
      path: inAdded(0, 'after/from/earliest/1/deadline-of'),
      says: /high-risk-alert asks nobody for anything/,
      mend: /add asks: to high-risk-alert/,
    },
    'when its clock runs from a record of what nobody is asked': {
      edits: [added(aRule('later', `${CLOCK}{ recorded: trige }] } }`))],
      at: 'id: later',
      path: inAdded(0, 'after/from/earliest/1/recorded'),
      says: /named trige/,
      mend: /did you mean triage\?/,
    },
    'when the deadline of what it asks runs from a rule that is not there': {
      edits: [
        [
          'within: { elapsed: PT8H, from: { earliest: [received] } }',
          'within: { elapsed: PT8H, from: { earliest: [received, { rule: frontdoor-notice }] } }',
        ],
      ],
      at: 'frontdoor-notice',
      path: inRule('triage', 'asks/within/from/earliest/1/rule'),
      says: /named frontdoor-notice/,
      mend: /did you mean front-door-notice\?/,
    },
    'when it asks whether a rule was told that is not there': {
      edits: [added(aRule('later', 'when: { told: somebody-else }'))],
      at: 'id: later',
      path: inAdded(0, 'when/told'),
      says: /named somebody-else/,
      mend: /name a rule of this version/,
    },
    'when it asks by a former id': {
      edits: [
        ['- id: triage\n', '- id: triage\n        was: [first-look]\n'],
        added(aRule('later', 'when: { told: first-look }')),
      ],
      at: 'id: later',
      path: inAdded(0, 'when/told'),
      says: /first-look is a former id/,
      mend: /write triage/,
    },
    'when an exception asks for a record of what no rule asks': {
      edits: [
        added(
          aRule(
            'later',
            'unless: [{ when: { not: { recorded: { task: trage } } }, because: so, clauses: [KENT-4.3-a] }]',
          ),
        ),
      ],
      at: 'id: later',
      path: inAdded(0, 'unless/0/when/not/recorded/task'),
      says: /named trage/,
      mend: /did you mean triage\?/,
    },
    'when a recipient hangs on a decision that is none': {
      edits: [
        added(
          aRule(
            'later',
            '',
            'missing',
            'notify',
            '[{ role: director, when: { decided: { task: triage, as: [yes-please] } } }]',
          ),
        ),
      ],
      at: 'id: later',
      path: inAdded(0, 'to/0/when/decided/task'),
      says: /what triage asks is no decision/,
      mend: /add decision:/,
    },
    'when it asks for an outcome that cannot be decided': {
      edits: [added(aDecision('gate'), aRule('later', 'when: { decided: { task: gate, as: [agred] } }'))],
      at: 'id: later',
      path: inAdded(1, 'when/decided/as/0'),
      says: /agred is no outcome of gate/,
      mend: /did you mean agreed\?/,
    },
    'when it asks for a record that a decision does not have': {
      edits: [
        added(aDecision('gate'), aRule('later', 'when: { recorded: { task: gate, as: [agreed, perhaps] } }')),
      ],
      at: 'id: later',
      path: inAdded(1, 'when/recorded/as/1'),
      says: /perhaps is no outcome of gate/,
      mend: /use agreed or refused/,
    },
    'when nobody deciding counts as what cannot be decided': {
      edits: [added(aDecision('gate', 'agreed, refused', 'agrees'))],
      at: 'id: gate',
      path: inAdded(0, 'asks/decision/otherwise'),
      says: /agrees is none of the outcomes/,
      mend: /did you mean agreed\?/,
    },
    'when it closes the task of a rule that asks for nothing': {
      edits: [added(aRule('later', 'closes: high-risk-alert', 'return-reported'))],
      at: 'id: later',
      path: inAdded(0, 'closes'),
      says: /asks nobody/,
      mend: /name a rule that asks/,
    },
    'when a routing table asks about a rule that is not there': {
      edits: [['{ when: { age: { at-least: 13 } }', '{ when: { told: triag }']],
      at: '{ told: triag }',
      path: '/versions/0/routes/case-holder/3/when/told',
      says: /named triag/,
      mend: /did you mean triage\?/,
    },
    'when a treatment is recorded as something else than lowered': {
      edits: [
        beforeRules(TREATED),
        added(aRule('later', 'when: { recorded: { task: watched, as: [raised] } }')),
      ],
      at: 'id: later',
      path: inAdded(0, 'when/recorded/as/0'),
      says: /raised is no outcome of watched/,
      mend: /use lowered/,
    },
    'when it leaves out rules of nothing': {
      edits: [beforeRules('    leaves-out: [{ rule: triage, because: nobody needs it }]')],
      at: 'leaves-out:',
      path: '/versions/0/leaves-out',
      says: /is built on nothing/,
      mend: /add extends:/,
    },
  });

  it('one name that is wrong in three places is wrong once', () => {
    const twice = aRule('later', `${CLOCK}{ rule: traige }] } }, when: { told: traige }`);
    expect(findings(twice, aRule('latest', 'when: { told: traige }'))).toHaveLength(1);
  });

  it('whatever is there, and can answer, may be referred to', () => {
    const rules = [
      aDecision('gate'),
      aTask('task'),
      aRule(
        'a',
        `${CLOCK}{ rule: triage }, { deadline-of: task }, { recorded: gate }, { recorded: watched }] } }`,
      ),
      aRule('b', 'when: { any: [{ told: triage }, { recorded: { task: task, as: [done] } }] }'),
      aRule('c', 'when: { all: [{ decided: { task: gate, as: [refused] } }, { told: triage }] }'),
      aRule('d', 'when: { recorded: { task: gate, as: [sooner] } }, closes: task'),
      aRule('e', 'when: { recorded: { task: watched, as: [lowered] } }'),
    ];
    expect(faultsIn(edited(kent, beforeRules(TREATED), added(...rules)))).toEqual([]);
  });
});
