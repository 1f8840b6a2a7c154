// What stands between a rule and its letter: what was done, decided, closed, asked sooner, or cannot be counted.
import { describe, expect, it } from 'vitest';
import { inFull } from '../../shared/core/condition.ts';
import { consider, plan, type Verdict } from '../../shared/core/plan.ts';
import type { Clock, Condition, Policy, Rule, Version } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { childOf } from '../../shared/core/treatment.ts';
import {
  EVER,
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

const FRIDAY = '2026-11-20T22:05:00.000Z';
const within = lasting('PT8H', 'received');
const recorded = (task: string, outcome: string, at = NOON, data: object = {}): Saying => ({
  type: 'task.recorded',
  by: 'case-system',
  at,
  data: { task, outcome, ...data },
});
const found: Saying = { type: 'missing.found', at: NOON, data: { outcome: 'found', locatedAt: NOON } };
const cased = (data: object): Saying => ({
  type: 'case.updated',
  by: 'case-system',
  data: { person: {}, ...data },
});

const due = (of: ChildRecord, policy: Policy) =>
  plan(of, policy, EVER).actions.map((action) => `${action.rule} ${action.dueAt.slice(8, 16)}`);
const inWords = (verdict: Verdict): string[] => verdict.why().map(inFull);

/** Why a rule does not act. */
function quiet(policy: Policy, id: string, ...all: Saying[]): string | undefined {
  const of = record(...all);
  const verdict = consider(of, childOf(of, policy), policy, EVER).find((each) => each.rule.id === id);
  return verdict?.outcome === 'quiet' ? inWords(verdict).join('; ') : undefined;
}

describe('why a rule is quiet', () => {
  const visit = rule('visit', { asks: { within } });

  it.each<[string, Partial<Rule>, Saying[], string]>([
    ['what it is upon has not happened', { upon: 'ended' }, [], 'the child is still missing'],
    [
      'nor would its condition hold',
      { upon: 'ended', when: { risk: ['high'] } },
      [],
      'the child is still missing; the risk acted on is medium',
    ],
    ['its condition does not hold', { when: { risk: ['high'] } }, [], 'the risk acted on is medium'],
    [
      'its clock runs from what is not known',
      { after: lasting('PT1H', 'returned') },
      [],
      'the instant that its clock runs from is not known',
    ],
    ['it is done', { asks: { within } }, [recorded('visit', 'done')], 'it is done'],
    [
      'an exception holds',
      { unless: [{ when: { risk: ['medium'] }, because: 'the police have it', clauses: ['C-3', 'C-4'] }] },
      [],
      'an exception holds: the police have it [C-3, C-4]',
    ],
    [
      'a placement plan withholds it',
      {},
      [cased({ overrides: { visit: { withhold: { by: 'director', reason: 'agreed' } } } })],
      'the placement plan withholds it, on the word of the director: agreed',
    ],
  ])('%s', (_, of, said, why) => {
    expect(quiet(procedureOf(rule('visit', of)), 'visit', reported(), ...said) ?? '').toBe(why);
  });

  it('because another has closed it', () => {
    const closing = rule('closing', { closes: 'visit', after: lasting('PT9H', 'received') });
    const policy = procedureOf(visit, closing);
    const closed = toldAll(record(reported()), policy, EVER);
    const verdicts = consider(closed, childOf(closed, policy), policy, EVER);
    expect(verdicts.find((each) => each.rule.id === 'visit')?.why()).toEqual([{ why: 'it was closed' }]);
  });
});

describe('a task that is shown to be done', () => {
  const interview: Saying = {
    type: 'interview.recorded',
    by: 'case-system',
    at: NOON,
    data: { offeredAt: NOON },
  };
  const held: Saying = { ...interview, data: { completedAt: NOON } };

  it.each<['interview' | 'interview-offered', boolean, boolean]>([
    ['interview', false, true],
    ['interview-offered', true, true],
  ])('by the %s: offered %s, held %s', (doneBy, byOffer, byHolding) => {
    const asked = procedureOf(rule('visit', { asks: { within, doneBy } }));
    const isDone = (...all: Saying[]) => plan(record(reported(), ...all), asked, EVER).actions.length === 0;
    expect([isDone(), isDone(interview), isDone(held)]).toEqual([false, byOffer, byHolding]);
  });

  it('by nothing of the kind where the rule does not say so', () => {
    const asked = procedureOf(rule('visit', { asks: { within } }));
    expect(plan(record(reported(), held), asked, EVER).actions).toHaveLength(1);
  });
});

describe('a decision', () => {
  const decide = rule('decide', {
    asks: { within, decision: { outcomes: ['yes', 'no'], otherwise: 'yes' } },
  });
  const decided = (as: string): Condition => ({ decided: 'decide', as: [as] });
  const policy = procedureOf(
    decide,
    rule('if-yes', { when: decided('yes') }),
    rule('if-no', { when: decided('no') }),
  );

  it('is open until its deadline, and then counts as the rule lays down', () => {
    expect(due(record(reported()), policy)).toEqual(['decide 20T22:05', 'if-yes 21T06:05']);
  });

  it('is made from when it was known', () => {
    expect(due(record(reported(), recorded('decide', 'no')), policy)).toEqual(['if-no 21T12:00']);
    expect(due(record(reported(), recorded('decide', 'perhaps')), policy)).toEqual([
      'decide 20T22:05',
      'if-yes 21T06:05',
    ]);
  });

  it('that is asked for sooner is not made by that', () => {
    expect(due(record(reported(), recorded('decide', 'sooner')), policy)).toContain('decide 20T22:05');
  });

  it('that nobody is asked for is none, unless it was made', () => {
    const never = procedureOf(
      { ...decide, when: { risk: ['high'] } },
      rule('if-yes', { when: decided('yes') }),
    );
    expect(due(record(reported()), never)).toEqual([]);
    expect(due(record(reported(), recorded('decide', 'yes')), never)).toEqual(['if-yes 21T12:00']);
  });

  it('on which another rule waits is no decision where it asks for none', () => {
    const plain = procedureOf(rule('decide', { asks: { within } }), rule('if-yes', { when: decided('yes') }));
    expect(due(record(reported()), plain)).toEqual(['decide 20T22:05']);
    expect(due(record(reported()), procedureOf(rule('if-yes', { when: decided('yes') })))).toEqual([]);
  });
});

describe('what was told already', () => {
  const second = rule('second', { when: { told: 'first' } });
  const policy = procedureOf(rule('first'), second);

  it('opens what waits for it, from when it was sent', () => {
    expect(due(record(reported()), policy)).toEqual(['first 20T22:05']);
    const [first] = plan(record(reported()), policy, EVER).actions;
    if (!first) throw new Error('The first is due');
    expect(due(telling(record(reported()), first, 'a@kent.example', 'accepted', NOON), policy)).toEqual([
      'second 21T12:00',
    ]);
    const intended = telling(record(reported()), first, 'a@kent.example', 'intended', NOON);
    expect(due(intended, policy)).toEqual(['first 20T22:05', 'second 21T12:00']);
  });

  it('by a rule that the version does not have opens nothing', () => {
    expect(due(record(reported()), procedureOf(second))).toEqual([]);
  });
});

describe('a deadline that other rules run from', () => {
  const visit = rule('visit', { when: { risk: ['medium'] }, asks: { within } });
  const chaser = rule('chaser', { after: lasting('PT1H', { deadlineOf: 'visit' }) });
  const policy = procedureOf(visit, chaser);
  const high: Saying = { type: 'missing.updated', at: NOON, data: { risk: 'high' } };

  it('stands where the task was given, though nobody would be asked any more', () => {
    expect(due(saying(toldAll(record(reported()), policy, FRIDAY), high), policy)).toEqual([
      'chaser 21T07:05',
    ]);
    expect(due(record(reported(), high), policy)).toEqual([]);
  });

  it('is none once the task is done, and none of a rule that asks for nothing', () => {
    expect(due(record(reported(), recorded('visit', 'done')), policy)).toEqual([]);
    expect(due(record(reported()), procedureOf(rule('visit'), chaser))).toEqual(['visit 20T22:05']);
    expect(due(record(reported()), procedureOf(chaser))).toEqual([]);
  });
});

describe('what may come sooner', () => {
  const rung = rule('rung', { after: lasting('PT24H', 'received'), sooner: { risk: ['high'] } });
  const policy = procedureOf(rung);
  const high = (at: string): Saying => ({ type: 'missing.updated', at, data: { risk: 'high' } });
  const why = (...all: Saying[]) => plan(record(reported(), ...all), policy, EVER).actions[0]?.because;

  it('comes by the first that asks for it, and says which', () => {
    expect(due(record(reported(), high(NOON)), policy)).toEqual(['rung 21T12:00']);
    expect(why(high(NOON))).toEqual(['The child is missing; the risk acted on is high [C-1]']);
    const asked = recorded('rung', 'sooner', '2026-11-21T08:00:00.000Z');
    expect(due(record(reported(), high(NOON), asked), policy)).toEqual(['rung 21T08:00']);
    expect(why(high(NOON), asked)).toEqual(['The child is missing; a person asked for it sooner [C-1]']);
    const later = recorded('rung', 'sooner', '2026-11-21T14:00:00.000Z');
    expect(due(record(reported(), high(NOON), later), policy)).toEqual(['rung 21T12:00']);
  });

  it('never comes later', () => {
    expect(due(record(reported(), high('2026-11-22T12:00:00.000Z')), policy)).toEqual(['rung 21T22:05']);
  });
});

describe('what cannot be counted', () => {
  const late = reported({ lastSeenAt: '2028-12-30T12:00:00.000Z' }, { at: '2028-12-30T12:05:00.000Z' });
  const days: Clock = { unit: 'workingDays', n: 5, from: { earliest: ['last-seen'] } };
  const planned = (of: Partial<Rule>) =>
    plan(record(late), procedureOf(rule('rung', of)), '2029-06-01T00:00:00.000Z').actions;

  it('is due at once, and says that the calendar ends', () => {
    expect(planned({ after: days })).toMatchObject([
      {
        dueAt: '2028-12-30T12:05:00.000Z',
        because: [
          'The child is missing; now, because a day cannot be counted: The calendar covers 1 January 2024 to 31 December 2028, not 1 January 2029 [C-1]',
        ],
      },
    ]);
  });

  it('is a task for now, with no instants to compare', () => {
    const [letter] = planned({ asks: { within: days } });
    expect(letter).toMatchObject({ deadline: '2028-12-30T12:05:00.000Z' });
    expect(letter).not.toHaveProperty('rivals');
  });
});

describe('a version that takes over', () => {
  const versioned = (...rules: Rule[]): Policy => {
    const [one] = procedureOf(...rules).versions as [Version];
    const two: Version = { ...one, id: '2', from: '2026-11-22', appliesToOpenAbsences: true };
    return { ...procedureOf(), versions: [one, two] };
  };
  const at = (clock: string) => versioned(rule('rung', { after: lasting(clock, 'received') }));
  const verdicts = (policy: Policy, ...all: Saying[]) => {
    const of = record(reported(), ...all);
    return consider(of, childOf(of, policy), policy, EVER).map(
      (verdict) => `${verdict.outcome}: ${inWords(verdict).join('; ')}`,
    );
  };
  const OTHER = 'quiet: another version is in force when it falls due';

  it('acts on what falls due from its first moment on, the one before until then', () => {
    expect(verdicts(at('PT24H'))).toEqual([expect.stringMatching(/^acts/), OTHER]);
    expect(verdicts(at('PT25H55M'))).toEqual([OTHER, expect.stringMatching(/^acts/)]);
    expect(verdicts(at('PT25H54M59S'))).toEqual([expect.stringMatching(/^acts/), OTHER]);
  });

  it('has no say in what was over before it', () => {
    const over = rule('rung', { upon: 'ended', after: lasting('PT48H', 'received') });
    const ended = (on: string): Saying => ({ ...found, at: on });
    expect(verdicts(versioned(over), ended('2026-11-21T23:59:59.999Z'))).toHaveLength(1);
    expect(verdicts(versioned(over), ended('2026-11-22T00:00:00.000Z'))).toHaveLength(2);
  });

  it('says itself why a rule of its own is quiet', () => {
    const policy = versioned(rule('rung', { when: { risk: ['high'] } }));
    expect(verdicts(policy)).toEqual(Array(2).fill('quiet: the risk acted on is medium'));
  });

  it('has no say in what began under a later one', () => {
    const [one, two] = at('PT24H').versions as [Version, Version];
    const policy = {
      ...procedureOf(),
      versions: [{ ...one, from: '2019-01-01' }, { ...one, id: '1b' }, two],
    };
    expect(verdicts(policy)).toHaveLength(2);
  });
});

describe('letters of one due time', () => {
  it('go in the order of their gravity', () => {
    const purposes = [
      'report',
      'remind',
      'chase',
      'request',
      'stand-down',
      'notify',
      'decide',
      'escalate',
    ] as const;
    const rules = purposes.map((purpose) => rule(`a-${purpose}`, { do: purpose }));
    expect(
      plan(record(reported()), procedureOf(...rules), EVER).actions.map(({ purpose }) => purpose),
    ).toEqual([...['escalate', 'decide', 'notify', 'stand-down', 'request', 'chase', 'remind', 'report']]);
  });
});

describe('whose record it is', () => {
  const identity = rule('identity', { upon: 'unmatched', asks: { within } });
  const said = recorded('identity', 'different-child');

  it('is listed as done once that is decided, and not before', () => {
    const states = (decided?: 'different-child') =>
      plan(
        {
          ...record(reported(), said),
          candidates: { 'c-2': { why: 'identity', ...(decided && { decided }) } },
        },
        procedureOf(identity),
        EVER,
      ).tasks.map(({ task, state }) => `${task} ${state}`);
    expect(states()).toEqual(['identity open']);
    expect(states('different-child')).toEqual(['identity done']);
  });
});

describe('a record of a later release', () => {
  it('is not acted on', () => {
    expect(() => plan({ ...record(reported()), needs: 99 }, procedureOf(rule('notice')), EVER)).toThrow(
      'A later release wrote it: nothing is sent until that release is back',
    );
  });
});
