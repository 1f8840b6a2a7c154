// Tasks and letters whose ground has changed since: what was asked and is asked no more, what was told and is told otherwise.
import { describe, expect, it } from 'vitest';
import { consider, plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord, Telling, UnreadableRecord } from '../../shared/core/record.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { kent } from './england.ts';
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
const high: Saying = { type: 'missing.updated', at: NOON, data: { risk: 'high' } };

const visit = rule('visit', { when: { risk: ['medium'] }, asks: { within } });
const overdue = rule('overdue', { upon: 'overdue', do: 'chase' });
const ids = (of: ChildRecord, policy: Policy) => plan(of, policy, EVER).actions.map(({ id }) => id);

describe('a task that nobody would be asked any more', () => {
  const states = (of: ChildRecord, policy: Policy) =>
    plan(of, policy, EVER).tasks.map(({ task, state, because = '' }) => `${task} ${state} ${because}`.trim());
  const given = (policy: Policy) => saying(toldAll(record(reported()), policy, FRIDAY_22_05), high);

  it('lapses where no rule looks after it, and stays open where one does', () => {
    const alone = procedureOf(visit);
    expect(states(given(alone), alone)).toEqual(['visit lapsed the risk acted on is high']);
    const chased = procedureOf(visit, rule('chaser', { after: lasting('PT1H', { deadlineOf: 'visit' }) }));
    expect(plan(given(chased), chased, EVER).tasks.map(({ task, state }) => `${task} ${state}`)).toEqual([
      'visit open',
    ]);
    const quiet = procedureOf(
      visit,
      rule('chaser', { when: { risk: ['medium'] }, after: lasting('PT1H', { deadlineOf: 'visit' }) }),
    );
    expect(states(given(quiet), quiet)).toEqual(['visit lapsed the risk acted on is high']);
  });

  it('is not told of as overdue', () => {
    const policy = procedureOf(visit, overdue);
    expect(ids(given(policy), policy)).toEqual([]);
  });

  it('whose clock has nothing to run from any more has lapsed by its letter', () => {
    const check = rule('check', { upon: 'return-reported', asks: { within: lasting('PT8H', 'returned') } });
    const policy = procedureOf(check);
    const back = record(reported(), {
      type: 'missing.found',
      at: NOON,
      data: { outcome: 'returned', returnedAt: NOON },
    });
    const told = toldAll(back, policy, NOON);
    const [id = ''] = Object.keys(told.told);
    const deadline = '2026-11-21T20:00:00.000Z';
    const letters = {
      [id]: { ...(told.told[id] as Telling), deadline },
      another: { ...(told.told[id] as Telling), deadline, occurrence: 2 },
    };
    const inError: Saying = {
      type: 'missing.found',
      at: '2026-11-21T13:00:00.000Z',
      data: { outcome: 'in-error' },
    };
    const { tasks } = plan(saying({ ...told, told: letters }, inError), policy, EVER);
    expect(tasks.filter(({ task }) => task === 'check')).toEqual([
      {
        task: 'check',
        reference: 'MP-1',
        rule: 'check',
        dueAt: deadline,
        roles: ['front-door'],
        state: 'lapsed',
        because: 'no return is reported',
      },
    ]);
  });
});

describe('a task that is overdue', () => {
  const asked = rule('visit', { asks: { within } });
  const chaser = rule('chaser', {
    when: { risk: ['medium'] },
    after: lasting('PT1H', { deadlineOf: 'visit' }),
  });

  it('is not told of by another rule where the one that looks after it has told of it', () => {
    const policy = procedureOf(asked, chaser, overdue);
    const told = saying(toldAll(record(reported()), policy, '2026-11-21T08:00:00.000Z'), high);
    expect(ids(told, policy)).toEqual([]);
  });

  it('is told of where the one that would look after it is quiet, and never told', () => {
    const policy = procedureOf(asked, chaser, overdue);
    const told = toldAll(record(reported({ risk: 'high' })), policy, FRIDAY_22_05);
    expect(ids(told, policy)).toEqual(['overdue/MP-1/1/front-door<visit']);
  });

  it('says why', () => {
    const policy = procedureOf(asked, overdue);
    const of = record(reported());
    const why = (by: Policy) =>
      consider(of, childOf(of, by), by, EVER)
        .find((each) => each.rule.id === 'overdue')
        ?.why();
    expect(why(policy)).toEqual([{ why: 'a task has a deadline that no rule of its own looks after' }]);
    expect(why(procedureOf(rule('notice'), overdue))).toEqual([
      { why: 'no task is past its deadline that no rule of its own looks after' },
    ]);
  });
});

describe('whose record it is', () => {
  it('stays asked until it is decided, whatever was recorded', () => {
    const identity = rule('identity', { upon: 'unmatched', asks: { within } });
    const doubted = (...all: Saying[]) => ({
      ...record(reported(), ...all),
      candidates: { 'c-2': { why: 'identity' } },
    });
    const recorded: Saying = {
      type: 'task.recorded',
      by: 'case-system',
      at: NOON,
      data: { task: 'identity', outcome: 'same-child' },
    };
    expect(ids(doubted(), procedureOf(identity))).toEqual(['identity/MP-1/1/front-door']);
    expect(ids(doubted(recorded), procedureOf(identity))).toEqual(['identity/MP-1/1/front-door']);
    const plain = procedureOf({ ...identity, upon: 'missing' });
    expect(ids(doubted(recorded), plain)).toEqual([]);
  });
});

describe('what runs from a deadline', () => {
  it('is known since what the task rests on was', () => {
    const flagged = rule('visit', { when: { risk: ['high'] }, asks: { within } });
    const policy = procedureOf(flagged, rule('chaser', { after: lasting('PT24H', { deadlineOf: 'visit' }) }));
    const [, chaser] = plan(record(reported(), high), policy, EVER).actions;
    expect(chaser).toMatchObject({ rule: 'chaser', knownAt: NOON, dueAt: '2026-11-22T06:05:00.000Z' });
  });

  it('is known since what the decision rests on was', () => {
    const decision = { outcomes: ['yes', 'no'], otherwise: 'yes' };
    const flagged = rule('decide', {
      when: { risk: ['high'] },
      asks: { within: lasting('PT24H', 'received'), decision },
    });
    const policy = procedureOf(flagged, rule('next', { when: { decided: 'decide', as: ['yes'] } }));
    const [, next] = plan(record(reported(), high), policy, EVER).actions;
    expect(next).toMatchObject({ rule: 'next', knownAt: NOON, dueAt: '2026-11-21T22:05:00.000Z' });
  });
});

describe('the facts of a record', () => {
  it('are those of the procedure that is asked, and of the doubts that there are', () => {
    const of = record(reported());
    const [version] = procedureOf().versions;
    if (!version) throw new Error('There is one');
    const treatAs = [
      { id: 't', clauses: ['C-1'], when: { all: [] }, risk: 'high' as const, until: 'director' },
    ];
    const policy = { ...kent, versions: [{ ...version, treatAs }] };
    const risk = (by: Policy, record = of) => childOf(record, by).absences[0]?.risk.value;
    expect([risk(procedureOf()), risk(policy), risk(procedureOf())]).toEqual(['medium', 'high', 'medium']);
    expect(childOf(of, policy).doubts).toEqual([]);
    expect(childOf({ ...of, candidates: { 'c-2': { why: 'identity' } } }, policy).doubts).toHaveLength(1);
  });

  it('are those of what the case system says now, though every episode stands as it did', () => {
    const of = record(reported());
    const status = (said: ChildRecord) => childOf(said, kent).status.value;
    const open = saying(of, {
      type: 'case.updated',
      by: 'case-system',
      data: { person: {}, status: 'child-in-need' },
    });
    expect([status(of), status({ ...open, references: of.references })]).toEqual([
      'not-open',
      'child-in-need',
    ]);
  });
});

describe('a letter on unreadable messages', () => {
  const unreadable = rule('unreadable', { upon: 'unreadable', to: [{ role: 'director' }] });
  const undelivered = rule('not-delivered', { upon: 'not-delivered' });
  const gathered: UnreadableRecord = {
    kind: 'unreadable',
    id: 'u-1',
    sender: 'police',
    windows: [{ opensAt: NOON, messages: ['m1'], more: 0 }],
    told: {},
  };

  it('that is refused goes to the next in line too', () => {
    const policy = procedureOf(unreadable, undelivered, rule('notice'));
    const [letter, ...more] = plan(gathered, policy, EVER).actions;
    if (!letter) throw new Error('A letter is due');
    expect(more).toEqual([]);
    const { told } = telling(record(), letter, 'd@kent.example', 'refused', NOON);
    expect(plan({ ...gathered, told }, policy, EVER).actions.map(({ roles }) => roles[0])).toEqual([
      'front-door',
    ]);
    expect(plan({ ...gathered, told }, procedureOf(unreadable), EVER).actions).toEqual([]);
  });

  it('leaves nothing open once it was sent', () => {
    const [letter] = plan(gathered, procedureOf(unreadable), EVER).actions;
    if (!letter) throw new Error('A letter is due');
    const { told } = telling(record(), letter, 'd@kent.example');
    expect(plan({ ...gathered, told }, procedureOf(unreadable), EVER)).toEqual({
      actions: [],
      tasks: [],
      open: false,
    });
  });
});

describe('a letter that several roles share', () => {
  it('goes on with the names of all of them', () => {
    const again = rule('missing-again', { upon: 'missing-again', to: [{ everybodyTold: true }] });
    const undelivered = rule('not-delivered', { upon: 'not-delivered', clauses: ['C-8', 'C-9'] });
    const policy = procedureOf(rule('notice', { to: [{ role: 'director' }] }), again, undelivered);
    const [notice] = plan(record(reported()), policy, EVER).actions;
    if (!notice) throw new Error('A notice is due');
    const stoodDown = telling(
      record(reported()),
      { ...notice, id: 'x', roles: ['director', 'social-worker'], tells: 'ended' },
      'd@kent.example',
      'accepted',
      NOON,
    );
    const [letter] = plan(stoodDown, policy, EVER).actions.filter((each) => each.rule === 'missing-again');
    if (!letter) throw new Error('It goes on');
    const refused = telling(stoodDown, letter, 'd@kent.example', 'refused', NOON);
    const [deputy] = plan(refused, policy, EVER).actions.filter((each) => each.rule === 'not-delivered');
    expect(deputy?.says).toContain('It was for director and social worker, and it said:');
    expect(deputy?.because[0]).toBe(
      'The mailbox of director and social worker refused this letter [C-8, C-9]',
    );
  });
});
