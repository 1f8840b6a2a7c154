// What is known of tasks and letters from what was told of them: given, closed, lapsed, overdue, stood down.
import { describe, expect, it } from 'vitest';
import { consider, plan } from '../../shared/core/plan.ts';
import type { Policy, Version } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { childOf } from '../../shared/core/treatment.ts';
import {
  EVER,
  FRIDAY_22_05,
  lasting,
  NOON,
  procedureOf,
  record,
  reported,
  rule,
  type Saying,
  saying,
  telling,
  toldAll,
} from './told.ts';

const within = lasting('PT8H', 'received');
const found: Saying = { type: 'missing.found', at: NOON, data: { outcome: 'found', locatedAt: NOON } };
const high: Saying = { type: 'missing.updated', at: NOON, data: { risk: 'high' } };
const back: Saying = { type: 'missing.found', at: NOON, data: { outcome: 'found', returnedAt: NOON } };
const again = reported({ lastSeenAt: '2026-11-22T20:30:00.000Z' }, { at: '2026-11-22T22:05:00.000Z' });
const states = (of: ChildRecord, policy: Policy, through = EVER) =>
  plan(of, policy, through).tasks.map(({ task, state, because = '' }) =>
    `${task} ${state} ${because}`.trim(),
  );
/** As the letters of tasks are kept: each with its deadline. */
const withDeadlines = (of: ChildRecord, deadline: string): ChildRecord => ({
  ...of,
  told: Object.fromEntries(Object.entries(of.told).map(([id, each]) => [id, { ...each, deadline }])),
});
const verdictOf = (id: string, of: ChildRecord, policy: Policy) =>
  consider(of, childOf(of, policy), policy, EVER).find((each) => each.rule.id === id);

describe('a task that was given', () => {
  const visit = rule('visit', { when: { risk: ['medium'] }, asks: { within } });

  it('stays given though its time is later, once the police correct when the child was last seen', () => {
    const policy = procedureOf(rule('visit', { after: lasting('PT2H', 'last-seen'), asks: { within } }));
    const given = toldAll(record(reported()), policy, '2026-11-20T22:31:00.000Z');
    const corrected = saying(given, {
      type: 'missing.updated',
      at: '2026-11-20T23:00:00.000Z',
      data: { lastSeenAt: '2026-11-20T22:55:00.000Z' },
    });
    expect(states(corrected, policy, '2026-11-20T23:30:00.000Z')).toEqual(['visit open']);
  });

  it('is not given anew before its time where the child goes missing again', () => {
    const policy = procedureOf(rule('visit', { after: lasting('PT2H', 'received'), asks: { within } }));
    const given = toldAll(record(reported()), policy, NOON);
    expect(states([back, again].reduce(saying, given), policy, '2026-11-22T22:30:00.000Z')).toEqual([]);
  });

  it('and was closed stays closed when the child is found', () => {
    const closing = rule('closing', { closes: 'visit', after: lasting('PT9H', 'received') });
    const policy = procedureOf(visit, closing);
    const closed = toldAll(record(reported()), policy, EVER);
    expect(states(closed, policy)).toEqual(['visit closed']);
    expect(states(saying(closed, found), policy)).toEqual(['visit closed']);
  });

  it('and lapses says every reason', () => {
    const given = toldAll(record(reported()), procedureOf(visit), FRIDAY_22_05);
    expect(states([high, found].reduce(saying, given), procedureOf(visit))).toEqual([
      'visit lapsed the child is no longer missing; the risk acted on is high',
    ]);
  });

  it('and lapses by its letter says every reason, each time of it once', () => {
    const check = rule('check', {
      upon: 'return-reported',
      when: { risk: ['medium'] },
      asks: { within: lasting('PT8H', 'returned') },
    });
    const policy = procedureOf(check);
    const told = withDeadlines(toldAll(record(reported(), back), policy, NOON), '2026-11-21T20:00:00.000Z');
    const [letter] = Object.values(told.told);
    if (!letter) throw new Error('It was asked');
    const twice = { ...told, told: { ...told.told, another: { ...letter, occurrence: 2 } } };
    const inError: Saying = {
      type: 'missing.found',
      at: '2026-11-21T13:00:00.000Z',
      data: { outcome: 'in-error' },
    };
    expect(states([high, inError].reduce(saying, twice), policy)).toEqual([
      'check:2 lapsed what it was asked upon began anew',
      'check lapsed no return is reported; the risk acted on is high',
    ]);
  });

  it('that lapsed is not open again because a rule looks after the next one', () => {
    const chaser = rule('chaser', { after: lasting('PT1H', { deadlineOf: 'visit' }) });
    const policy = procedureOf(visit, chaser);
    const given = withDeadlines(
      toldAll(record(reported()), policy, FRIDAY_22_05),
      '2026-11-21T06:05:00.000Z',
    );
    expect(states([back, again].reduce(saying, given), policy)).toEqual([
      'visit lapsed what it was asked upon began anew',
      'visit:2 open',
    ]);
  });

  it('that was decided is done, though another rule acts on the decision', () => {
    const decision = { outcomes: ['yes', 'no'], otherwise: 'yes' };
    const decide = rule('decide', { asks: { within, decision } });
    const policy = procedureOf(decide, rule('if-no', { when: { decided: 'decide', as: ['no'] } }));
    const decided: Saying = {
      type: 'task.recorded',
      by: 'case-system',
      at: NOON,
      data: { task: 'decide', outcome: 'no' },
    };
    expect(states(record(reported(), decided), policy)).toEqual(['decide done']);
  });

  it('under a version that another has taken over from before it was due is none', () => {
    const asked = rule('visit', { after: lasting('PT48H', 'received'), asks: { within } });
    const [one] = procedureOf(asked).versions as [Version];
    const two: Version = { ...one, id: '2', from: '2026-11-22', appliesToOpenAbsences: true, rules: [] };
    const policy = { ...procedureOf(), versions: [one, two] };
    expect(plan(record(reported()), policy, EVER)).toMatchObject({ actions: [], tasks: [] });
    expect(verdictOf('visit', record(reported()), policy)?.actions).toEqual([]);
    expect(plan(record(reported()), { ...policy, versions: [one] }, EVER).tasks).toHaveLength(1);
  });
});

describe('a version that took over from others once', () => {
  it('leaves to the one before it the nights that were before its first day', () => {
    const [one] = procedureOf(rule('nightly', { every: { unit: 'days', n: 1, times: 3 } })).versions as [
      Version,
    ];
    const two: Version = { ...one, id: '2', from: '2026-11-22', appliesToOpenAbsences: true };
    const policy = { ...procedureOf(), versions: [one, two] };
    const of = record(reported());
    const nights = consider(of, childOf(of, policy), policy, EVER).map(({ actions }) =>
      actions.map(({ dueAt }) => dueAt.slice(8, 10)),
    );
    expect(nights).toEqual([['20', '21'], ['22']]);
  });

  it('has no say in what begins after a later one has come into force', () => {
    const [one] = procedureOf(rule('rung')).versions as [Version];
    const versions = ['2019-01-01', '2020-01-01'].map(
      (from): Version => ({ ...one, id: from, from, appliesToOpenAbsences: true }),
    );
    const of = record(reported());
    const policy = { ...procedureOf(), versions };
    expect(consider(of, childOf(of, policy), policy, EVER).map(({ outcome }) => outcome)).toEqual(['acts']);
  });
});

describe('a letter on what went wrong', () => {
  it('that an overdue task has brought about acts, and once sent says why in its telling alone', () => {
    const overdue = rule('overdue', { upon: 'overdue', do: 'chase', to: [{ role: 'director' }] });
    const policy = procedureOf(rule('visit', { asks: { within } }), overdue);
    const late = verdictOf('overdue', record(reported()), policy);
    expect(late?.outcome).toBe('acts');
    expect(late?.actions[0]?.because).toHaveLength(1);
    const sent = verdictOf('overdue', toldAll(record(reported()), policy, EVER), policy);
    expect(sent?.actions[0]?.because).toEqual([]);
  });

  it('that a refused letter has brought about acts, and says why', () => {
    const policy = procedureOf(rule('notice'), rule('undelivered', { upon: 'not-delivered' }));
    const [letter] = plan(record(reported()), policy, EVER).actions;
    if (!letter) throw new Error('A notice is due');
    const refused = telling(record(reported()), letter, 'x@kent.example', 'refused', NOON);
    expect(verdictOf('undelivered', record(reported()), policy)?.outcome).toBe('quiet');
    const verdict = verdictOf('undelivered', refused, policy);
    expect(verdict?.outcome).toBe('acts');
    expect(verdict?.why()).toEqual([
      { why: 'a letter did not reach its reader, or its reader passed it on' },
    ]);
  });
});

describe('a record', () => {
  it('is open as long as something is still to come of it, though the child is found', () => {
    const policy = procedureOf(rule('ask', { upon: 'ended', after: lasting('P30D', 'located') }));
    const over = record(reported(), found);
    expect(plan(over, policy, NOON)).toMatchObject({ actions: [], open: true });
    expect(plan(toldAll(over, policy, EVER), policy, EVER).open).toBe(false);
  });
});

describe('a letter to a role that is not written to', () => {
  it('says from whom it was withheld, and any other says nothing of it', () => {
    const [version] = procedureOf(rule('notice', { to: [{ role: 'director' }] })).versions as [Version];
    const withhold = [{ id: 'w', clauses: ['C-8'], from: ['director'], because: 'it is alleged' }];
    const letters = (of: Version) =>
      plan(record(reported()), { ...procedureOf(), versions: [of] }, EVER).actions;
    expect(letters({ ...version, withhold })).toMatchObject([
      { roles: ['front-door'], withheld: { from: 'director', because: 'it is alleged' } },
    ]);
    expect(letters(version)[0]).not.toHaveProperty('withheld');
  });
});

describe('a stand-down', () => {
  const standDown = rule('stand-down', { upon: 'ended', do: 'stand-down', to: [{ everybodyTold: true }] });
  const policy = procedureOf(rule('notice', { to: [{ role: 'director' }] }), standDown);
  const told = toldAll(record(reported()), policy, FRIDAY_22_05);

  it('says why in one line, under its own clauses', () => {
    expect(plan(saying(told, found), policy, EVER).actions).toMatchObject([
      { clauses: ['C-1'], because: ['The police confirm that the child is found [C-1]'] },
    ]);
  });

  it('goes to who was told, whomever a placement plan would tell besides', () => {
    const plans: Saying = {
      type: 'case.updated',
      by: 'case-system',
      data: { person: {}, overrides: { 'stand-down': { also: ['team-manager'] } } },
    };
    expect(
      plan([plans, found].reduce(saying, told), policy, EVER).actions.map(({ mailbox }) => mailbox),
    ).toEqual(['director@kent.example']);
  });
});
