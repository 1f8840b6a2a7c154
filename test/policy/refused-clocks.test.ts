import { describe, expect, it } from 'vitest';
import { aDecision, added, aRule, aTask, findings, inAdded } from './added.ts';
import { refuses } from './refuses.ts';

const from = (...starts: string[]) =>
  `{ elapsed: PT1H, boundary: over, from: { earliest: [${starts.join(', ')}] } }`;
const rung = (id: string, clock: string, more = '') =>
  aRule(id, `after: ${clock}${more && `, ${more}`}`, 'missing', 'escalate', '[director]');

describe('rules that wait for one another are refused', () => {
  refuses({
    'when two run from each other': {
      edits: [
        added(
          aRule('one', `after: ${from('{ rule: two }')}`),
          aRule('two', `after: ${from('received', '{ rule: one }')}`),
        ),
      ],
      at: 'id: one',
      path: inAdded(0, 'after/from/earliest/0/rule'),
      says: /wait for one another in a circle: one, two, one/,
      mend: /run from an instant of the absence/,
    },
    'when a decision hangs on what it decides': {
      edits: [
        added(
          aDecision('gate').replace('upon: missing', 'upon: missing, when: { told: opened }'),
          aRule('opened', 'when: { decided: { task: gate, as: [agreed] } }'),
        ),
      ],
      at: 'id: gate',
      path: inAdded(0, 'when/told'),
      says: /circle: gate, opened, gate/,
      mend: /let one of them/,
    },
    'when a rule runs from itself': {
      edits: [added(aRule('one', `after: ${from('received', '{ rule: one }')}`))],
      at: 'id: one',
      path: inAdded(0, 'after/from/earliest/1/rule'),
      says: /one waits for itself/,
      mend: /from an instant of the absence, or from another rule/,
    },
    'when the deadline of one is what another waits for, and so on round': {
      edits: [
        added(
          aTask('one').replace('earliest: [received]', 'earliest: [{ rule: three }]'),
          aRule('two', `after: ${from('{ deadline-of: one }')}`),
          aRule('three', `before: ${from('{ rule: two }').replace(' boundary: over,', '')}`),
        ),
      ],
      at: 'id: one',
      path: inAdded(0, 'asks/within/from/earliest/0/rule'),
      says: /circle: one, three, two, one/,
      mend: /let one of them/,
    },
  });

  it('rules one after the other, and a task that ends with its chaser, are no circle', () => {
    const chaser = aRule('chaser', `after: ${from('{ deadline-of: task }')}`);
    const closer = aRule('closer', `after: ${from('{ rule: chaser }')}, closes: task`);
    const unless = 'unless: [{ when: { told: closer }, because: it is closed, clauses: [KENT-4.3-a] }]';
    expect(
      findings(aTask('task').replace('upon: missing', `upon: missing, ${unless}`), chaser, closer),
    ).toEqual([]);
  });
});

describe('a clock that may never start is refused', () => {
  refuses({
    'when a rung runs from a decision that may be declined': {
      edits: [added(aDecision('gate'), rung('higher', from('{ recorded: gate }')))],
      at: 'id: higher',
      path: inAdded(1, 'after/from'),
      says: /nobody higher up would be told where nobody records gate/,
      mend: /\{ rule: gate \} or \{ deadline-of: gate \}/,
    },
    'when a rung runs from what a person may not do': {
      edits: [added(rung('higher', from('{ recorded: triage }')))],
      at: 'id: higher',
      path: inAdded(0, 'after/from'),
      says: /nobody higher up would be told where nobody records triage/,
      mend: /\{ deadline-of: triage \}/,
    },
    'when a rung is climbed only once a decision is recorded': {
      edits: [
        added(
          aDecision('gate'),
          rung('higher', from('received'), 'when: { recorded: { task: gate, as: [agreed] } }'),
        ),
      ],
      at: 'id: higher',
      path: inAdded(1, 'when/recorded'),
      says: /nobody decides gate/,
      mend: /decided: in place of recorded:/,
    },
    'when any rule runs from a decision alone, and does not say that it follows it': {
      edits: [added(aDecision('gate'), aRule('next', `after: ${from('{ recorded: gate }')}`))],
      at: 'id: next',
      path: inAdded(1, 'after/from'),
      says: /never begin where nobody decides gate/,
      mend: /\{ rule: gate \}.*when: \{ recorded: \{ task: gate \} \}/,
    },
    'when it acts on a missing child and runs from the return': {
      edits: [added(aRule('late', `after: ${from('returned', 'found-report')}`))],
      at: 'id: late',
      path: inAdded(0, 'after/from'),
      says: /only once the child returned, and it is upon missing/,
      mend: /upon: return-reported/,
    },
    'when it acts on a missing child and runs from the interview': {
      edits: [added(aRule('late', `after: ${from('interview-held')}`))],
      at: 'id: late',
      path: inAdded(0, 'after/from'),
      says: /no interview held/,
      mend: /upon: return-reported/,
    },
    'when it acts on a missing child and runs from the last day at school': {
      edits: [added(aRule('late', `after: ${from('last-attended')}`))],
      at: 'id: late',
      path: inAdded(0, 'after/from'),
      says: /of a missing episode it is not known when it was last attended/,
      mend: /last-seen/,
    },
    'when it waits for a rule that acts when the child is no longer missing': {
      edits: [added(aRule('late', `after: ${from('{ rule: stand-down }')}`))],
      at: 'id: late',
      path: inAdded(0, 'after/from'),
      says: /stand-down is upon ended, and never falls due/,
      mend: /from a rule upon missing/,
    },
    'when it waits for the deadline of what is only asked at the end': {
      edits: [
        added(aTask('debrief', '', 'ended'), aRule('late', `after: ${from('{ deadline-of: debrief }')}`)),
      ],
      at: 'id: late',
      path: inAdded(1, 'after/from'),
      says: /debrief is upon ended/,
      mend: /upon missing/,
    },
    'when it acts before an instant that is past': {
      edits: [added(aRule('early', 'before: { days: 1, from: { earliest: [received] } }'))],
      at: 'id: early',
      path: inAdded(0, 'before/from'),
      says: /received is past when it is known/,
      mend: /deadline-of/,
    },
    'when it acts before what is done at once': {
      edits: [added(aRule('early', 'before: { days: 1, from: { earliest: [{ rule: triage }] } }'))],
      at: 'id: early',
      path: inAdded(0, 'before/from'),
      says: /triage acts at once, so nothing comes before it/,
      mend: /with a clock of its own/,
    },
  });

  it.each([
    [
      'a rung from a rule, a deadline, or a decision and the report',
      rung('a', from('{ rule: gate }')),
      rung('b', from('{ deadline-of: gate }')),
      rung('c', from('received', '{ recorded: gate }')),
    ],
    [
      'a rung that hangs on a decision, which has a default',
      rung('a', from('received'), 'when: { decided: { task: gate, as: [agreed] } }'),
    ],
    [
      'a rule that says that it follows a decision',
      aRule('a', `when: { recorded: { task: gate, as: [refused] } }, after: ${from('{ recorded: gate }')}`),
    ],
    [
      'a return that the police have yet to confirm',
      aRule('a', `when: { outcome: [located-not-returned] }, after: ${from('located')}`),
    ],
    ['a return, where the report stands in', aRule('a', `after: ${from('returned', 'received')}`)],
    [
      'the deadline of what was asked while the child was missing',
      aRule('a', `after: ${from('{ deadline-of: triage }')}`, 'ended'),
    ],
    [
      'the day before a deadline',
      aRule('a', 'before: { days: 1, from: { earliest: [{ deadline-of: gate }] } }'),
    ],
  ])('nothing is wrong with %s', (_, ...rules) => {
    expect(findings(aDecision('gate'), ...rules)).toEqual([]);
  });
});
