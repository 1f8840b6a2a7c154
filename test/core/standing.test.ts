// Rules that look at other rules, at what people recorded, and at the passing of time.
import { describe, expect, it } from 'vitest';
import type { Action } from '../../shared/core/plan.ts';
import { consider, due, plan } from '../../shared/core/plan.ts';
import type { Clock, Policy, Rule } from '../../shared/core/policy.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { EVER, procedureOf, record, reported, rule, type Saying, saying, telling } from './told.ts';

const lasting = (
  elapsed: string,
  ...earliest: Extract<Clock['from'], { earliest: unknown }>['earliest']
): Clock => ({
  elapsed,
  boundary: 'at-least',
  from: { earliest },
});
const of = (policy: Policy, ...all: Saying[]): readonly Action[] =>
  plan(record(...all), policy, EVER).actions;
const dueOf = (policy: Policy, ...all: Saying[]) =>
  of(policy, ...all).map((action) => `${action.rule} ${action.dueAt.slice(0, 16)}`);
const recorded = (
  task: string,
  outcome: string,
  data: object = {},
  at = '2026-11-21T08:00:00.000Z',
): Saying => ({
  type: 'task.recorded',
  by: 'case-system',
  at,
  data: { task, outcome, ...data },
});

describe('a rung that runs from another rung', () => {
  const first = rule('first', { after: lasting('PT24H', 'last-seen') });
  const further = rule('further', { after: lasting('PT48H', { rule: 'first' }) });

  it('runs from when that one falls due, whether it was told or not', () => {
    expect(dueOf(procedureOf(first, further), reported())).toEqual([
      'first 2026-11-21T20:30',
      'further 2026-11-23T20:30',
    ]);
  });

  it('does not run where that one does not act', () => {
    const quiet: Rule = { ...first, when: { risk: ['high'] } };
    expect(dueOf(procedureOf(quiet, further), reported())).toEqual([]);
  });

  it('of two that wait for each other neither acts, and nothing hangs', () => {
    const round = rule('first', { after: lasting('PT24H', { rule: 'further' }) });
    expect(dueOf(procedureOf(round, further), reported())).toEqual([]);
  });
});

describe('a rung that runs from a human act', () => {
  const further = rule('further', { after: lasting('PT48H', { recorded: 'triage' }) });
  const policy = procedureOf(rule('triage', { asks: { within: lasting('PT8H', 'received') } }), further);

  it('runs from when it was done, not from when we heard of it', () => {
    const done = recorded('triage', 'done', { at: '2026-11-21T07:00:00.000Z' });
    expect(dueOf(policy, reported(), done)).toEqual(['further 2026-11-23T07:00']);
    expect(dueOf(policy, reported())).toEqual(['triage 2026-11-20T22:05']);
  });
});

describe('what hangs on a task that is not done', () => {
  const task = rule('interview', { asks: { within: lasting('PT72H', 'received') } });
  const reminder = rule('reminder', {
    after: { elapsed: 'PT24H', before: true, from: { earliest: [{ deadlineOf: 'interview' }] } },
  });
  const chaser = rule('chaser', {
    after: { unit: 'days', n: 14, from: { earliest: [{ deadlineOf: 'interview' }] } },
  });
  const policy = procedureOf(task, reminder, chaser);

  it('is reminded before the deadline and chased after it', () => {
    expect(dueOf(policy, reported())).toEqual([
      'interview 2026-11-20T22:05',
      'reminder 2026-11-22T22:05',
      'chaser 2026-12-07T22:05',
    ]);
  });

  it('is no task yet as long as it is asked only later', () => {
    const later = rule('later', {
      after: lasting('PT24H', 'received'),
      asks: { within: lasting('PT72H', 'received') },
    });
    const tasksBy = (through: string) => plan(record(reported()), procedureOf(later), through).tasks.length;
    expect([tasksBy('2026-11-21T22:04:59.000Z'), tasksBy('2026-11-21T22:05:00.000Z')]).toEqual([0, 1]);
  });

  it('and both stop once it is done', () => {
    expect(dueOf(policy, reported(), recorded('interview', 'done'))).toEqual([]);
  });

  it('and once another rule has closed it, which is shown', () => {
    const closing = rule('closing', {
      closes: 'interview',
      do: 'report',
      after: lasting('P60D', 'received'),
    });
    const whole = procedureOf(task, reminder, chaser, closing);
    const child = record(reported());
    const letter = plan(child, whole, EVER).actions.find((action) => action.rule === 'closing');
    if (!letter) throw new Error('It closes');
    expect(letter.kind).toBe('close');
    const closed = plan(telling(child, letter, 'x@kent.example'), whole, EVER);
    expect(closed.actions).toEqual([]);
    expect(closed.tasks).toMatchObject([{ task: 'interview', state: 'closed' }]);
  });

  it('and is not closed as long as a closing letter was intended and may never have gone', () => {
    const closing = rule('closing', {
      closes: 'interview',
      do: 'report',
      to: [{ role: 'front-door' }, { role: 'quality-assurance' }],
      after: { unit: 'months', n: 2, from: { earliest: [{ deadlineOf: 'interview' }] } },
    });
    const whole = procedureOf(task, closing);
    const asked = of(whole, reported()).find((action) => action.rule === 'interview');
    if (!asked) throw new Error('It is asked');
    const child = telling(record(reported()), asked, 'x@kent.example');
    const [toFrontDoor, toQuality] = plan(child, whole, EVER).actions;
    if (!toFrontDoor || !toQuality) throw new Error('It closes');
    const died = telling(
      telling(child, toFrontDoor, 'x@kent.example'),
      toQuality,
      'q@kent.example',
      'intended',
    );
    expect(plan(died, whole, EVER).actions.map(({ id }) => id)).toEqual([toQuality.id]);
    const gone = plan(telling(died, toQuality, 'q@kent.example'), whole, EVER);
    expect(gone.actions).toEqual([]);
    expect(gone.tasks).toMatchObject([{ task: 'interview', state: 'closed' }]);
  });

  it('days are those of the calendar: the same local time on the other side of the change of the clocks', () => {
    const march = reported({ lastSeenAt: '2026-03-20T20:00:00.000Z' }, { at: '2026-03-20T20:00:00.000Z' });
    expect(dueOf(procedureOf(task, chaser), march).at(-1)).toBe('chaser 2026-04-06T19:00');
  });
});

describe('a decision', () => {
  const gate = rule('alert', {
    do: 'decide',
    asks: {
      within: lasting('PT6H', 'received'),
      decision: { outcomes: ['send', 'hold'], otherwise: 'send' },
    },
  });
  const sending = rule('sending', { when: { decided: 'alert', as: ['send'] } });
  const holding = rule('holding', { when: { decided: 'alert', as: ['hold'] } });
  const ladder = rule('ladder', { after: lasting('PT24H', 'last-seen'), do: 'escalate' });
  const policy = procedureOf(gate, sending, holding, ladder);

  it('that nobody makes counts at its deadline as the rule lays down, and holds no ladder up', () => {
    expect(dueOf(policy, reported())).toEqual([
      'alert 2026-11-20T22:05',
      'sending 2026-11-21T04:05',
      'ladder 2026-11-21T20:30',
    ]);
  });

  it('that is made opens the next step at once, before the deadline and after', () => {
    const early = recorded('alert', 'send', {}, '2026-11-20T23:00:00.000Z');
    expect(dueOf(policy, reported(), early)).toEqual(['sending 2026-11-20T23:00', 'ladder 2026-11-21T20:30']);
    const hold = recorded('alert', 'hold', {}, '2026-11-20T23:00:00.000Z');
    expect(dueOf(policy, reported(), hold)).toEqual(['holding 2026-11-20T23:00', 'ladder 2026-11-21T20:30']);
  });

  it('is not made by a word that is none of its outcomes', () => {
    expect(dueOf(policy, reported(), recorded('alert', 'perhaps'))).toEqual(dueOf(policy, reported()));
  });
});

describe('a rung that may come sooner', () => {
  const rung = rule('rung', {
    after: lasting('PT24H', 'last-seen'),
    sooner: { indicator: ['abduction'] },
  });
  const policy = procedureOf(rung);

  it('comes sooner where a flag is known, and never later', () => {
    const flagged = {
      type: 'missing.updated',
      at: '2026-11-21T01:00:00.000Z',
      data: { indicators: ['abduction'] },
    } as const;
    expect(dueOf(policy, reported(), flagged)).toEqual(['rung 2026-11-21T01:00']);
    expect(dueOf(policy, reported(), { ...flagged, at: '2026-11-23T01:00:00.000Z' })).toEqual([
      'rung 2026-11-21T20:30',
    ]);
  });

  it('what may be so brings nothing forward', () => {
    expect(dueOf(policy, reported())).toEqual(['rung 2026-11-21T20:30']);
  });

  it('D17-6.8-a: a person may ask for any rung before its time', () => {
    const plain = procedureOf(rule('rung', { after: lasting('PT24H', 'last-seen') }));
    expect(dueOf(plain, reported(), recorded('rung', 'sooner'))).toEqual(['rung 2026-11-21T08:00']);
  });

  it('nothing that is recorded silences a statutory rung', () => {
    const plain = procedureOf(rule('rung', { after: lasting('PT24H', 'last-seen') }));
    for (const outcome of ['acknowledged', 'done', 'not-needed']) {
      expect(dueOf(plain, reported(), recorded('rung', outcome)), outcome).toEqual(['rung 2026-11-21T20:30']);
    }
  });
});

describe('an exception', () => {
  const excepted = (when: Rule['when'] & object): Policy =>
    procedureOf(rule('notice', { unless: [{ when, because: 'it is so', clauses: ['C-9'] }] }));

  it('holds a rule back where it is certain, and only there', () => {
    expect(dueOf(excepted({ category: ['absent'] }), reported({ category: 'absent' }))).toEqual([]);
    expect(dueOf(excepted({ category: ['absent'] }), reported())).toHaveLength(1);
    expect(dueOf(excepted({ category: ['absent'] }), reported({ category: 'unknown' }))).toHaveLength(1);
  });

  it('says itself where it is asked why nothing was told', () => {
    const child = record(reported({ category: 'absent' }));
    const policy = excepted({ category: ['absent'] });
    const [verdict] = consider(child, childOf(child, policy), policy, EVER);
    expect(verdict?.why()).toEqual([{ why: 'an exception holds: it is so [C-9]' }]);
  });
});

describe('a rule that acts again and again', () => {
  const nightly = procedureOf(rule('nightly', { every: { unit: 'days', n: 1, at: '20:00' } }));
  const through = (at: string) => plan(record(reported()), nightly, at);

  it('acts at once and then each night, at the same local time, under an id without an instant', () => {
    const { actions, next } = through('2026-11-22T21:00:00.000Z');
    expect(actions.map(({ id, dueAt }) => `${id} ${dueAt.slice(0, 16)}`)).toEqual([
      'nightly/MP-1/1/front-door 2026-11-20T22:05',
      'nightly/MP-1/1/front-door~1 2026-11-21T20:00',
      'nightly/MP-1/1/front-door~2 2026-11-22T20:00',
    ]);
    expect(next).toBe('2026-11-23T20:00:00.000Z');
  });

  it('of nights that were missed only the newest is told', () => {
    expect(due(through('2026-11-22T21:00:00.000Z')).map(({ id }) => id)).toEqual([
      'nightly/MP-1/1/front-door~2',
    ]);
  });

  it('and what is older than one that was told is not told after it', () => {
    const child = record(reported());
    const newest = due(plan(child, nightly, '2026-11-22T21:00:00.000Z'))[0];
    if (!newest) throw new Error('One is due');
    const told = telling(child, newest, 'x@kent.example');
    expect(plan(told, nightly, '2026-11-22T21:00:00.000Z').actions).toEqual([]);
    expect(plan(told, nightly, '2026-11-23T21:00:00.000Z').actions).toHaveLength(1);
  });

  it('until the child is found, and so often at most as the rule says', () => {
    const found: Saying = {
      type: 'missing.found',
      at: '2026-11-22T09:00:00.000Z',
      data: { outcome: 'found', locatedAt: '2026-11-22T08:00:00.000Z' },
    };
    expect(plan(record(reported(), found), nightly, EVER).actions).toEqual([]);
    const thrice = procedureOf(rule('nightly', { every: { unit: 'days', n: 1, times: 3 } }));
    expect(plan(record(reported()), thrice, EVER).actions).toHaveLength(3);
  });
});

describe('a version that also governs what was open', () => {
  const at = (id: string, from: string, rules: Rule[], open?: true) => ({
    id,
    title: id,
    from,
    routes: {},
    rules,
    treatAs: [],
    withhold: [],
    ...(open && { appliesToOpenAbsences: open }),
  });
  const day = rule('day', { after: lasting('PT24H', 'last-seen') });
  const three = rule('three', { after: lasting('PT72H', 'last-seen') });
  const two = rule('two', { after: lasting('PT48H', 'last-seen') });
  const policyWith = (open?: true): Policy => ({
    ...procedureOf(),
    versions: [at('old', '2020-01-01', [day, three]), at('new', '2026-11-22', [day, two], open)],
  });

  it('takes over from its first day on, and only for what falls due then', () => {
    expect(dueOf(policyWith(true), reported())).toEqual(['day 2026-11-21T20:30', 'two 2026-11-22T20:30']);
  });

  it('without that word the old one stays to the end', () => {
    expect(dueOf(policyWith(), reported())).toEqual(['day 2026-11-21T20:30', 'three 2026-11-23T20:30']);
  });

  it('what was told stays told', () => {
    const child = record(reported());
    const [letter] = plan(child, policyWith(true), EVER).actions;
    if (!letter) throw new Error('One is due');
    const told = saying(telling(child, letter, 'x@kent.example'), {
      type: 'missing.updated',
      data: { risk: 'high' },
    });
    expect(plan(told, policyWith(true), EVER).actions.map((action) => action.rule)).toEqual(['two']);
  });
});
