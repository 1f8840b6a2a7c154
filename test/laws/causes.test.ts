import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arriving } from '../../local/scenario.ts';
import { emptyWorld, run } from '../../local/simulate.ts';
import { evolve } from '../../shared/core/evolve.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { elapsedMillis, later } from '../../shared/core/instant.ts';
import type { Action } from '../../shared/core/plan.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { childrenIn, delays, INTHEEND, onTheirWay, understood } from './deliveries.ts';
import { holds } from './hold.ts';
import { darlington, kent } from './procedures.ts';
import { atHour, onlyAdded, story } from './stories.ts';

const policyName = fc.constantFrom('kent', 'darlington');
const named = (name: string): Policy => (name === 'kent' ? kent : darlington);

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

describe('nothing happens before its cause', () => {
  it('no rung is due before its own length has passed since the first beginning that anybody named', () => {
    holds(
      fc.property(story, delays(9), policyName, (sayings, late, name) => {
        const policy = named(name);
        const messages = onTheirWay(sayings, policy, late);
        const first = firstBeginning(messages);
        for (const { rule, dueAt } of letters(messages, policy).values()) {
          const after = policy.versions.at(-1)?.rules.find(({ id }) => id === rule)?.after;
          if (!after || !('elapsed' in after)) continue;
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
          const hasClock = policy.versions.at(-1)?.rules.find(({ id }) => id === rule)?.after;
          if (!hasClock) expect(dueAt).toBe(knownAt);
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
      150,
    );
  });
});
