import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Arriving } from '../../local/scenario.ts';
import { emptyWorld, run } from '../../local/simulate.ts';
import { evolve } from '../../shared/core/evolve.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { elapsedMillis, later } from '../../shared/core/instant.ts';
import type { Action } from '../../shared/core/plan.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Clock, Policy, Rule } from '../../shared/core/policy.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { childrenIn, delays, INTHEEND, onTheirWay, understood } from './deliveries.ts';
import { holds } from './hold.ts';
import { kent, named, policyName } from './procedures.ts';
import type { Saying } from './stories.ts';
import { atHour, onlyAdded, ROBIN, story } from './stories.ts';

// Who is told and when, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

/** Every letter that comes of these messages, were nobody told of anything yet. */
function letters(messages: readonly Arriving[], policy: Policy): Map<string, Action> {
  const record = messages
    .map((each) => understood(each, policy))
    .reduce((known, { message, arrival }) => evolve(known, message, arrival), emptyChild('c-1'));
  return new Map(plan(record, policy, INTHEEND).actions.map((action) => [action.id, action]));
}

/** The first of all beginnings that anybody ever named, or of all arrivals. */
function firstBeginning(messages: readonly Arriving[]): Instant {
  const named = messages.flatMap(({ at, body }) => {
    const { lastSeenAt, missingSince, reportedAt } = JSON.parse(body).data;
    return [at, lastSeenAt, missingSince, reportedAt].filter((instant) => typeof instant === 'string');
  });
  return named.sort()[0] ?? '';
}

function ruleOf(policy: Policy, id: string): Rule {
  const rule = policy.versions.at(-1)?.rules.find((each) => each.id === id);
  if (!rule) throw new Error(`There is no rule ${id}`);
  return rule;
}

const BEGINNINGS: readonly unknown[] = ['last-seen', 'missing-since', 'reported', 'received'];
const runsFromTheBeginning = ({ from, before }: Clock): boolean =>
  !before && ('earliest' in from ? from.earliest : from.latest).every((start) => BEGINNINGS.includes(start));

/** By a clock, by a condition that only time fulfils, or for its next turn. */
const waits = ({ after, when, every }: Rule): boolean =>
  after !== undefined || every !== undefined || /"(decided|missingForDays)"/.test(JSON.stringify(when ?? {}));

describe('nothing happens before its cause', () => {
  it('no rung is due before its own length has passed since the first beginning that anybody named', () => {
    holds(
      fc.property(story, delays(9), policyName, (sayings, late, name) => {
        const policy = named(name);
        const messages = onTheirWay(sayings, policy, late);
        const first = firstBeginning(messages);
        for (const { rule, dueAt } of letters(messages, policy).values()) {
          const { upon, after } = ruleOf(policy, rule);
          // What follows a return, another rule or a deadline has another beginning.
          if (upon !== 'missing' || !after || !('elapsed' in after) || !runsFromTheBeginning(after)) continue;
          expect(dueAt >= later(first, elapsedMillis(after.elapsed)), `${rule} at ${dueAt}`).toBe(true);
        }
      }),
      300,
    );
  });

  it('what is asked at once is not due before the first message of its episode came', () => {
    holds(
      fc.property(story, delays(9), policyName, (sayings, late, name) => {
        const policy = named(name);
        const messages = onTheirWay(sayings, policy, late);
        for (const { knownAt, dueAt, rule } of letters(messages, policy).values()) {
          const first = messages[0]?.at ?? '';
          expect(knownAt >= first, `${rule} known at ${knownAt}`).toBe(true);
          const asked = ruleOf(policy, rule);
          // What nobody has done is told once its deadline has passed.
          if (asked.upon === 'overdue') expect(dueAt > first).toBe(true);
          else if (!waits(asked)) expect(dueAt).toBe(knownAt);
        }
      }),
      300,
    );
  });

  it('no letter is known to be called for before the message came without which it would not be', () => {
    holds(
      fc.property(onlyAdded, delays(9), policyName, (sayings, late, name) => {
        const policy = named(name);
        const messages = onTheirWay(sayings, policy, late);
        const all = letters(messages, policy);
        for (const message of new Set(messages.map(({ body }) => body))) {
          const without = letters(
            messages.filter(({ body }) => body !== message),
            policy,
          );
          const cameAt = messages.find(({ body }) => body === message)?.at ?? '';
          for (const { id, knownAt } of all.values()) {
            if (!without.has(id))
              expect(knownAt >= cameAt, `${id} known at ${knownAt}, its message came at ${cameAt}`).toBe(
                true,
              );
          }
        }
      }),
      200,
    );
  });

  it('no letter is sent before it is due, or before its facts came', async () => {
    await holds(
      fc.asyncProperty(story, delays(9), policyName, async (sayings, late, name) => {
        const policy = named(name);
        const world = emptyWorld(policy, atHour(0));
        await run(world, onTheirWay(sayings, policy, late), INTHEEND);
        const sentAt = new Map(
          world.post.sent.flatMap(({ at, letter }) => letter.actions.map((id) => [id, at])),
        );
        for (const record of await childrenIn(world)) {
          for (const [id, { dueAt, intendedAt }] of Object.entries(record.told)) {
            expect(intendedAt >= dueAt, `${id} intended at ${intendedAt}, due at ${dueAt}`).toBe(true);
            expect((sentAt.get(id) ?? '') >= dueAt, `${id} sent`).toBe(true);
          }
        }
      }),
      100,
    );
  });

  it('no letter calls itself late where nothing failed', async () => {
    await holds(
      fc.asyncProperty(onlyAdded, delays(9), policyName, async (sayings, late, name) => {
        expect(await lateness(onTheirWay(sayings, named(name), late), named(name))).toBe(0);
      }),
      100,
    );
  });

  it('nor does one of old that is called for again, because a return was withdrawn', async () => {
    const begun = { person: ROBIN, reportedAt: 0 };
    const said: Saying[] = [
      { type: 'missing.reported', by: 'police', subject: 'MP-1', hour: 0, data: begun },
      {
        type: 'missing.found',
        by: 'police',
        subject: 'MP-1',
        hour: 20,
        data: { outcome: 'found', foundReportAt: 0 },
      },
      { type: 'missing.found', by: 'police', subject: 'MP-1', hour: 30, data: { outcome: 'in-error' } },
    ];
    expect(await lateness(onTheirWay(said, kent), kent)).toBe(0);
  });

  it('nor does one that goes to the front door, because there is no keyworker any more', async () => {
    const of = (hour: number, known: object): Saying => ({
      type: 'case.updated',
      by: 'case-system',
      hour,
      data: { person: ROBIN, ...known },
    });
    const begun = { person: ROBIN, reportedAt: 0 };
    const said: Saying[] = [
      { type: 'missing.reported', by: 'police', subject: 'MP-1', hour: 0, data: begun },
      of(0, { status: 'early-help', keyworker: { email: 'first.worker@kent.example' } }),
      of(20, { keyworker: null }),
    ];
    expect(await lateness(onTheirWay(said, kent), kent)).toBe(0);
  });
});

/** Seconds by which all letters together came later than they could have, as the watch counts them. */
async function lateness(messages: readonly Arriving[], policy: Policy): Promise<number> {
  const world = emptyWorld(policy, atHour(0));
  await run(world, messages, INTHEEND);
  return world.watch.counts.get('LateBySeconds') ?? 0;
}
