// What a letter says of itself, what becomes of the task in it, and who hears where nobody does it.
import { describe, expect, it } from 'vitest';
import { consider, plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { cited } from '../../shared/core/verdict.ts';
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

const planned = (of: ChildRecord, policy: Policy, through = EVER) => plan(of, policy, through);
const actions = (policy: Policy, ...all: Saying[]) => planned(record(...all), policy).actions;
const found: Saying = { type: 'missing.found', at: NOON, data: { outcome: 'found', locatedAt: NOON } };
const recorded = (task: string, outcome: string, at = NOON): Saying => ({
  type: 'task.recorded',
  by: 'case-system',
  at,
  data: { task, outcome },
});

describe('a letter', () => {
  it('is what its rule says of this absence', () => {
    expect(actions(procedureOf(rule('notice', { answerWithin: 'PT2H' })), reported())).toEqual([
      {
        id: 'notice/MP-1/1/front-door',
        rule: 'notice',
        reference: 'MP-1',
        occurrence: 1,
        kind: 'email',
        purpose: 'notify',
        basis: 'statutory',
        upon: 'missing',
        clauses: ['C-1'],
        roles: ['front-door'],
        answerWithin: 'PT2H',
        says: 'A child is missing.',
        tells: 'missing',
        dueAt: '2026-11-20T22:05:00.000Z',
        knownAt: '2026-11-20T22:05:00.000Z',
        because: ['The child is missing [C-1]'],
      },
    ]);
  });

  it('says why: what happened, its condition, its clock, each under the clause', () => {
    const escalation = rule('escalate', {
      clauses: ['C-1', 'C-2'],
      when: { risk: ['medium'] },
      after: lasting('PT24H', 'last-seen'),
    });
    expect(actions(procedureOf(escalation), reported())[0]?.because).toEqual([
      'The child is missing; the risk acted on is medium; 24 hours after last seen (Friday 20 November 2026 at 20:30) [C-1, C-2]',
    ]);
  });

  it('that was sent says it in its telling alone', () => {
    const task = rule('visit', { asks: { within: lasting('PT8H', 'last-seen', 'received') } });
    const policy = procedureOf(task);
    const of = record(reported());
    const sent = toldAll(of, policy, EVER);
    const verdict = (each: ChildRecord) => consider(each, childOf(each, policy), policy, EVER)[0]?.actions[0];
    expect(verdict(of)?.because).toHaveLength(1);
    expect(verdict(of)?.rivals).toHaveLength(2);
    expect(verdict(sent)?.because).toEqual([]);
    expect(verdict(sent)).not.toHaveProperty('rivals');
  });

  it('is due no sooner than its facts were known where it has no clock', () => {
    const flagged = rule('flagged', { when: { risk: ['high'] } });
    const high: Saying = { type: 'missing.updated', at: NOON, data: { risk: 'high' } };
    expect(actions(procedureOf(flagged), reported(), high)).toMatchObject([{ dueAt: NOON, knownAt: NOON }]);
    const clocked = { ...flagged, after: lasting('PT1H', 'last-seen') };
    expect(actions(procedureOf(clocked), reported(), high)).toMatchObject([
      { dueAt: '2026-11-20T21:30:00.000Z', knownAt: NOON },
    ]);
  });

  it('to a role under a condition is known when that was', () => {
    const notice = rule('notice', { to: [{ role: 'director', when: { risk: ['high'] } }] });
    const high: Saying = { type: 'missing.updated', at: NOON, data: { risk: 'high' } };
    expect(actions(procedureOf(notice), reported(), high)).toMatchObject([{ dueAt: NOON, knownAt: NOON }]);
  });

  it('to another authority names it, and its clauses are told once each', () => {
    const [version] = procedureOf(rule('notice', { to: [{ route: 'abroad' }] })).versions;
    if (!version) throw new Error('There is one');
    const routes = { abroad: [{ to: ['host-authority'], clauses: ['C-1', 'C-5'] }] };
    const policy = { ...procedureOf(), versions: [{ ...version, routes }] };
    const hosted = reported({ hostAuthority: 'E06000035' });
    expect(actions(policy, hosted)[0]).toMatchObject({ clauses: ['C-1', 'C-5'], authority: 'E06000035' });
  });
});

describe('a letter that asks for something', () => {
  const within = lasting('PT8H', 'last-seen', 'received');

  it('is a task with a deadline, by the instant that comes first', () => {
    const visit = rule('visit', { do: 'request', asks: { within, target: lasting('PT4H', 'received') } });
    expect(actions(procedureOf(visit), reported())).toMatchObject([
      {
        kind: 'task',
        task: 'visit',
        deadline: '2026-11-21T04:30:00.000Z',
        target: '2026-11-21T02:05:00.000Z',
        rivals: [
          { name: 'last seen', at: '2026-11-21T04:30:00.000Z' },
          { name: 'received here', at: '2026-11-21T06:05:00.000Z' },
        ],
        because: [
          'The child is missing; to be done by 8 hours after last seen (Friday 20 November 2026 at 20:30) [C-1]',
        ],
      },
    ]);
  });

  it('has no target that comes after the deadline, and no rival of one instant alone', () => {
    const late = rule('visit', {
      asks: { within: lasting('PT8H', 'received'), target: lasting('PT9H', 'received') },
    });
    const [letter] = actions(procedureOf(late), reported());
    expect(letter).not.toHaveProperty('target');
    const same = rule('visit', { asks: { within, target: lasting('PT8H', 'last-seen') } });
    expect(actions(procedureOf(same), reported())[0]).not.toHaveProperty('target');
    expect(letter).not.toHaveProperty('rivals');
    expect(letter).not.toHaveProperty('decision');
  });

  it('may ask for a decision', () => {
    const decision = { outcomes: ['held', 'not-needed'], otherwise: 'held' };
    const [letter] = actions(procedureOf(rule('decide', { asks: { within, decision } })), reported());
    expect(letter?.decision).toEqual(decision);
  });

  it('goes to the front door where nobody is known of those whom it asks', () => {
    const asked = { to: [{ role: 'keyworker', when: { risk: ['high' as const] } }] };
    const [letter, ...more] = actions(procedureOf(rule('visit', { ...asked, asks: { within } })), reported());
    expect(more).toEqual([]);
    expect(letter?.roles).toEqual(['front-door']);
    expect(letter?.because.at(-1)).toBe('Nobody is known of those whom this is asked of [C-1]');
    expect(actions(procedureOf(rule('notice', asked)), reported())).toEqual([]);
  });

  it('that closes another is one that closes', () => {
    const [letter] = actions(procedureOf(rule('close', { closes: 'visit' })), reported());
    expect(letter?.kind).toBe('close');
  });
});

describe('a task that was given', () => {
  const visit = rule('visit', {
    to: [{ role: 'front-door' }, { role: 'director' }],
    asks: { within: lasting('PT8H', 'received') },
  });
  const policy = procedureOf(visit);
  const sent = toldAll(record(reported()), policy, FRIDAY_22_05);
  const deadline = '2026-11-21T06:05:00.000Z';
  const given = {
    ...sent,
    told: Object.fromEntries(Object.entries(sent.told).map(([id, each]) => [id, { ...each, deadline }])),
  };
  const tasks = (of: ChildRecord, by = policy) => planned(of, by).tasks;

  it('is open, and of all the roles that it was given to', () => {
    expect(tasks(given)).toEqual([
      {
        task: 'visit',
        reference: 'MP-1',
        rule: 'visit',
        dueAt: '2026-11-21T06:05:00.000Z',
        state: 'open',
        roles: ['front-door', 'director'],
      },
    ]);
  });

  it('lapses where what it was asked upon is over, and says why', () => {
    expect(tasks(saying(given, found))).toMatchObject([
      {
        task: 'visit',
        state: 'lapsed',
        because: 'the child is no longer missing',
        roles: ['director', 'front-door'],
      },
    ]);
  });

  it('that was done is done, though it would not be asked any more', () => {
    const done = saying(saying(given, recorded('visit', 'done')), found);
    expect(tasks(done)).toMatchObject([{ task: 'visit', state: 'done' }]);
    expect(tasks(done)[0]).not.toHaveProperty('because');
  });

  it('that was never given is nobody’s', () => {
    expect(tasks(saying(record(reported()), found))).toEqual([]);
  });

  it('is asked anew where the child goes missing again: the first has lapsed, or was done', () => {
    const back = saying(given, { ...found, data: { outcome: 'found', returnedAt: NOON } });
    const again = reported({ lastSeenAt: '2026-11-22T20:30:00.000Z' }, { at: '2026-11-22T22:05:00.000Z' });
    const states = (of: ChildRecord) =>
      tasks(of).map(({ task, state, dueAt, because = '' }) =>
        `${task} ${state} ${dueAt.slice(8, 16)} ${because}`.trim(),
      );
    expect(states(saying(back, again))).toEqual([
      'visit lapsed 21T06:05 what it was asked upon began anew',
      'visit:2 open 23T06:05',
    ]);
    expect(states(saying(saying(back, recorded('visit', 'done')), again))).toEqual([
      'visit done 21T06:05',
      'visit:2 open 23T06:05',
    ]);
  });
});

describe('what was asked before', () => {
  const within = lasting('PT8H', 'received');

  it('has the roles and the last moment of each time by itself', () => {
    const visit = rule('visit', { to: [{ role: 'director' }], asks: { within } });
    const policy = procedureOf(visit);
    const sent = toldAll(record(reported()), policy, FRIDAY_22_05);
    const [letter] = Object.values(sent.told);
    if (!letter) throw new Error('It was asked');
    const asked = (occurrence: number, day: number, role: string) => ({
      ...letter,
      occurrence,
      roles: [role],
      intendedAt: `2026-11-0${day}T12:00:00.000Z`,
      deadline: `2026-11-0${day}T20:00:00.000Z`,
    });
    const told = {
      a: asked(1, 1, 'front-door'),
      b: asked(1, 2, 'team-manager'),
      c: asked(2, 3, 'director'),
      d: { ...asked(3, 4, 'director'), intendedAt: FRIDAY_22_05 },
    };
    expect(planned({ ...sent, told }, policy).tasks).toMatchObject([
      {
        task: 'visit',
        state: 'lapsed',
        dueAt: '2026-11-02T20:00:00.000Z',
        roles: ['front-door', 'team-manager'],
      },
      { task: 'visit:2', state: 'lapsed', dueAt: '2026-11-03T20:00:00.000Z', roles: ['director'] },
      { task: 'visit:3', state: 'open', roles: ['director'] },
    ]);
  });

  it('is no task where its rule asks for nothing now', () => {
    const policy = procedureOf(rule('visit', { asks: { within } }));
    const sent = toldAll(record(reported()), policy, FRIDAY_22_05);
    expect(planned(sent, procedureOf(rule('visit', { when: { risk: ['high'] } }))).tasks).toEqual([]);
    expect(planned(sent, procedureOf(rule('visit'))).tasks).toEqual([]);
  });

  it('of a clock that comes twice at one instant acts once more only as that has come', () => {
    const nightly = rule('nightly', { every: { unit: 'days', n: 1 } });
    const turns = (through: string) => plan(record(reported()), procedureOf(nightly), through);
    expect(turns(FRIDAY_22_05).actions).toHaveLength(1);
    expect(turns(FRIDAY_22_05).next).toBe('2026-11-21T22:05:00.000Z');
    expect(turns('2026-11-21T22:05:00.000Z').next).toBe('2026-11-22T22:05:00.000Z');
  });
});

describe('a letter on a task that is overdue', () => {
  it('is known since what it rests on was, and says in words what was asked', () => {
    const visit = rule('visit-the-home', { asks: { within: lasting('PT8H', 'received') } });
    const overdue = rule('overdue', {
      upon: 'overdue',
      to: [{ role: 'director', when: { risk: ['high'] } }],
    });
    const high: Saying = { type: 'missing.updated', at: '2026-11-22T12:00:00.000Z', data: { risk: 'high' } };
    const letters = actions(procedureOf(visit, overdue), reported(), high).filter(
      (each) => each.rule === 'overdue',
    );
    expect(letters).toMatchObject([
      {
        knownAt: '2026-11-22T12:00:00.000Z',
        because: [
          expect.stringContaining('what was asked (visit the home) was done by'),
          'The risk acted on is high [C-1]',
        ],
      },
    ]);
  });
});

describe('a task that nobody has done', () => {
  const visit = rule('visit', {
    clauses: ['C-7'],
    says: 'Please visit.',
    asks: { within: lasting('PT8H', 'received') },
  });
  const overdue = rule('overdue', {
    upon: 'overdue',
    do: 'chase',
    says: 'This was not done.',
    to: [{ role: 'director' }],
  });
  const late = (of: ChildRecord, policy = procedureOf(visit, overdue)) =>
    planned(of, policy).actions.filter((action) => action.rule === 'overdue');

  it('is told of a minute after its deadline', () => {
    expect(late(record(reported()))).toEqual([
      {
        id: 'overdue/MP-1/1/director<visit',
        rule: 'overdue',
        reference: 'MP-1',
        occurrence: 1,
        kind: 'email',
        purpose: 'chase',
        basis: 'statutory',
        upon: 'overdue',
        clauses: ['C-1', 'C-7'],
        roles: ['director'],
        says: 'This was not done.',
        asked: 'Please visit.',
        tells: 'nothing',
        dueAt: '2026-11-21T06:06:00.000Z',
        knownAt: '2026-11-20T22:05:00.000Z',
        because: [
          'Nothing shows that what was asked (visit) was done by 8 hours after received here (Friday 20 November 2026 at 22:05) [C-1]',
        ],
      },
    ]);
  });

  it('is not told of once it is done, closed, or asked no more', () => {
    expect(late(record(reported(), recorded('visit', 'done')))).toEqual([]);
    expect(late(record(reported(), found))).toEqual([]);
  });

  it('is not told of before it is given', () => {
    const later = { ...visit, after: lasting('PT24H', 'received') };
    const by = (through: string) =>
      plan(record(reported()), procedureOf(later, overdue), through).actions.length;
    expect(by('2026-11-21T22:04:59.999Z')).toBe(0);
    expect(late(record(reported()), procedureOf(later, overdue))[0]?.dueAt).toBe('2026-11-21T22:05:00.000Z');
  });

  it('is told of by none but the rule that looks after it', () => {
    const chaser = rule('chaser', { after: lasting('PT1H', { deadlineOf: 'visit' }) });
    expect(late(record(reported()), procedureOf(visit, overdue, chaser))).toEqual([]);
  });

  it('is told of once, whatever its rule was called then', () => {
    const [letter] = late(record(reported()));
    if (!letter) throw new Error('It is overdue');
    const told = telling(record(reported()), letter, 'a@kent.example');
    const renamed = { ...visit, id: 'call-on', was: ['visit'] };
    expect(late(told, procedureOf(renamed, overdue))).toEqual([]);
    expect(late(record(reported()), procedureOf(renamed, overdue))[0]?.id).toBe(
      'overdue/MP-1/1/director<call-on',
    );
  });
});

describe('a reason', () => {
  it('is a sentence that ends in its clauses', () => {
    expect(cited(['the child is missing', 'risk is high'], ['C-1', 'C-2'])).toBe(
      'The child is missing; risk is high [C-1, C-2]',
    );
    expect(cited(['the child is found'], ['C-1'], 'not told')).toBe('Not told: the child is found [C-1]');
    expect(cited([], ['C-1'], 'not told')).toBe('Not told [C-1]');
  });
});
