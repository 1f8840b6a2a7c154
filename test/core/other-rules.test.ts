// What one rule asks of another: whether it was asked, done, decided, and by when - and never more than was.
import { describe, expect, it } from 'vitest';
import { plan } from '../../shared/core/plan.ts';
import type { Clock, Policy, Rule } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { rivalsOf, standingsOn } from '../../shared/core/standing.ts';
import { absence, child, england, situation } from './england.ts';
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
  toldAll,
} from './told.ts';

const within = lasting('PT8H', 'received');
const due = (of: ChildRecord, policy: Policy) =>
  plan(of, policy, EVER).actions.map((action) => `${action.rule} ${action.dueAt.slice(8, 16)}`);
const recorded = (task: string, outcome: string, at = NOON): Saying => ({
  type: 'task.recorded',
  by: 'case-system',
  at,
  data: { task, outcome },
});
const high: Saying = { type: 'missing.updated', at: NOON, data: { risk: 'high' } };

describe('the deadline of a task that another rule runs from', () => {
  const visit = rule('visit', { when: { risk: ['medium'] }, asks: { within } });
  const chaser = rule('chaser', { after: lasting('PT1H', { deadlineOf: 'visit' }) });
  const policy = procedureOf(visit, chaser);
  const given = toldAll(record(reported()), policy, FRIDAY_22_05);

  it('is none once the task is done, though it was given', () => {
    expect(due(given, policy)).toEqual(['chaser 21T07:05']);
    expect(due(saying(given, recorded('visit', 'done')), policy)).toEqual([]);
  });

  it('is none where the placement plan withholds the task from this child', () => {
    const withheld: Saying = {
      type: 'case.updated',
      by: 'case-system',
      data: { person: {}, overrides: { visit: { withhold: { by: 'director', reason: 'agreed' } } } },
    };
    expect(due(record(reported(), withheld), policy)).toEqual([]);
  });

  it('was known since the task was given, where nobody would be asked any more', () => {
    expect(plan(saying(given, high), policy, EVER).actions).toMatchObject([
      { rule: 'chaser', knownAt: FRIDAY_22_05 },
    ]);
  });
});

describe('a rule that another refers to', () => {
  const named = rule('visit', { named: 'visit at home', asks: { within } });
  const hourAfter = (from: Clock['from']): Rule => rule('chaser', { after: { elapsed: 'PT1H', from } });
  const reasons = (other: Rule, by: Rule = named): string[] =>
    plan(record(reported()), procedureOf(by, other), EVER).actions.flatMap((action) =>
      action.rule === other.id ? action.because : [],
    );
  const byDeadline = hourAfter({ earliest: [{ deadlineOf: 'visit' }] });

  it('is called what letters call it, and by its id where it has no name', () => {
    expect(reasons(byDeadline)).toEqual([
      expect.stringContaining('1 hour after the deadline of visit at home ('),
    ]);
    expect(reasons(hourAfter({ earliest: [{ rule: 'visit' }] }))).toEqual([
      expect.stringContaining('1 hour after visit at home falls due ('),
    ]);
    expect(reasons(rule('rung', { when: { not: { told: 'visit' } } }))).toEqual([
      'The child is missing; nobody was told of "visit at home" [C-1]',
    ]);
    const { named: _, ...unnamed } = named;
    expect(reasons(byDeadline, unnamed)).toEqual([expect.stringContaining('the deadline of visit (')]);
  });

  it('is called what the newest version calls it, as in letters', () => {
    const later = { ...named, id: 'call', was: ['visit'], named: 'call at home' };
    const policy = procedureOf(named, byDeadline);
    const versions = [
      ...policy.versions,
      ...procedureOf(later).versions.map((each) => ({ ...each, from: '2030-01-01' })),
    ];
    const { actions } = plan(record(reported()), { ...policy, versions }, EVER);
    expect(actions.find((action) => action.rule === byDeadline.id)?.because).toEqual([
      expect.stringContaining('1 hour after the deadline of call at home ('),
    ]);
  });

  it('is called so where somebody hears that it was not done', () => {
    expect(reasons(rule('overdue', { upon: 'overdue', do: 'chase' }))).toEqual([
      expect.stringContaining('what was asked (visit at home) was done by 8 hours'),
    ]);
  });

  it('is called so in each instant that a deadline may run from', () => {
    const asked = rule('call', { asks: { within: lasting('PT1H', { deadlineOf: 'visit' }, 'received') } });
    const [call] = plan(record(reported()), procedureOf(named, asked), EVER).actions.filter(
      (action) => action.rule === 'call',
    );
    expect(call?.rivals?.map(({ name }) => name)).toEqual(['received here', 'the deadline of visit at home']);
  });
});

describe('what a person recorded of a task', () => {
  const visit = rule('visit', { upon: 'return-reported', asks: { within } });
  const next = rule('next', { when: { recorded: 'visit' } });
  const back: Saying = { type: 'missing.found', at: NOON, data: { outcome: 'found', returnedAt: NOON } };
  const again = reported({ lastSeenAt: '2026-11-22T20:30:00.000Z' }, { at: '2026-11-22T22:05:00.000Z' });

  it('is asked by how often that task was given, not by how often the child went missing', () => {
    const policy = procedureOf(rule('notice'), visit, next);
    const first = toldAll(record(reported()), policy, FRIDAY_22_05);
    const twice = [back, again, recorded('visit', 'done', '2026-11-22T23:00:00.000Z')].reduce(saying, first);
    expect(due(twice, policy)).toEqual(['notice 22T22:05', 'next 22T23:00']);
  });

  it('is found where no rule asks for it, however often the child went missing: a class was lowered', () => {
    const policy = procedureOf(rule('notice'), rule('next', { when: { recorded: 'high-risk-group' } }));
    const lowered = recorded('high-risk-group', 'lowered', '2026-11-22T23:00:00.000Z');
    expect(due(record(reported(), lowered), policy)).toEqual(['notice 20T22:05', 'next 22T23:00']);
    const first = toldAll(record(reported()), policy, FRIDAY_22_05);
    expect(due([back, again, lowered].reduce(saying, first), policy)).toEqual([
      'notice 22T22:05',
      'next 22T23:00',
    ]);
    expect(due([back, again].reduce(saying, first), policy)).toEqual(['notice 22T22:05']);
  });
});

describe('a decision', () => {
  const decision = { outcomes: ['yes', 'no'], otherwise: 'yes' };

  it('that waits for itself comes to nothing, and nothing hangs', () => {
    const round = rule('round', { when: { decided: 'round', as: ['yes'] }, asks: { within, decision } });
    expect(due(record(reported()), procedureOf(round))).toEqual([]);
  });

  it('is none of a rule that asks for nothing at all', () => {
    const next = rule('next', { when: { decided: 'notice', as: ['yes'] } });
    expect(due(record(reported()), procedureOf(rule('notice'), next))).toEqual(['notice 20T22:05']);
  });

  it('that counts at its deadline brings a rung forward to then, known since it was asked for', () => {
    const decide = rule('decide', { asks: { within, decision } });
    const rung = rule('rung', {
      after: lasting('PT24H', 'received'),
      sooner: { decided: 'decide', as: ['yes'] },
    });
    const policy = procedureOf(decide, rung);
    expect(plan(record(reported()), policy, EVER).actions[1]).toMatchObject({
      rule: 'rung',
      dueAt: '2026-11-21T06:05:00.000Z',
      knownAt: FRIDAY_22_05,
    });
  });
});

describe('what was told by another rule', () => {
  it('is nothing where this version has no such rule, whatever else was told', () => {
    const policy = procedureOf(rule('notice'), rule('next', { when: { told: 'gone' } }));
    const told = toldAll(record(reported()), policy, FRIDAY_22_05);
    expect(due(told, policy)).toEqual([]);
  });
});

describe('of two reasons to act at one instant', () => {
  const reason = (of: Partial<Rule>, ...all: Saying[]) =>
    plan(record(reported(), ...all), procedureOf(rule('rung', of)), EVER).actions[0]?.because;
  const after = lasting('PT24H', 'received');

  it('the clock’s own is said where it was asked for at the moment at which it strikes', () => {
    expect(reason({ after }, recorded('rung', 'sooner', '2026-11-21T22:05:00.000Z'))).toEqual([
      'The child is missing; 24 hours after received here (Friday 20 November 2026 at 22:05) [C-1]',
    ]);
  });

  it('a person’s word is said before what a message says', () => {
    expect(reason({ after, sooner: { risk: ['high'] } }, high, recorded('rung', 'sooner'))).toEqual([
      'The child is missing; a person asked for it sooner [C-1]',
    ]);
  });
});

describe('a calendar', () => {
  const broken = { ...england, zone: 'Nowhere/Never' };

  it('that is broken is a fault that the watchers see, not a letter for now', () => {
    const policy = { ...procedureOf(rule('rung', { after: within })), calendar: broken };
    const [version] = policy.versions;
    if (!version) throw new Error('There is one');
    const around = { record: record(reported()), child: child(), policy, version };
    expect(() => standingsOn(absence(), around)).toThrow();
    expect(() => rivalsOf(within, situation({ calendar: broken }))).toThrow();
  });

  it('that ends leaves no instants to compare', () => {
    const days: Clock = { unit: 'workingDays', n: 3000, from: { earliest: ['last-seen'] } };
    expect(rivalsOf(days, situation())).toEqual([]);
  });
});
