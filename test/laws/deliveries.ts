// Messages on their way: in any order, more than once, late; and what is known once all have come.
import fc from 'fast-check';
import type { Arriving } from '../../local/scenario.ts';
import { usualSender } from '../../local/scenario.ts';
import type { World } from '../../local/simulate.ts';
import { deliver, emptyWorld } from '../../local/simulate.ts';
import type { Message } from '../../shared/contract/message.ts';
import { readMessage } from '../../shared/contract/read.ts';
import type { Arrival } from '../../shared/core/evolve.ts';
import { factsOf } from '../../shared/core/facts.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import type { Saying } from './stories.ts';
import { asEvent, atHour, LONGEST } from './stories.ts';

/** Hours by which the copies of each message are late, in turn for message after message. */
export type Delays = readonly (readonly number[])[];

export const delays = (most: number): fc.Arbitrary<Delays> =>
  fc.array(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 3 }), {
    minLength: most,
    maxLength: most,
  });

/** After every story and every delay. */
export const INTHEEND: Instant = atHour(LONGEST + 100 + 24 * 365);

/** `named` keeps the ids of two stories apart. */
export function onTheirWay(
  story: readonly Saying[],
  policy: Policy,
  late: Delays = [],
  named = 'm',
): Arriving[] {
  return story
    .flatMap((saying, index) => {
      const event = asEvent(saying, `${named}${index}`, policy);
      const body = JSON.stringify(event);
      const senderId = usualSender(String(event['source']), policy);
      return (late[index] ?? [0]).map((hours) => ({ at: atHour(saying.hour + hours), body, senderId }));
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** What receive would hand to evolve, for laws that hold of facts alone. */
export function understood(arriving: Arriving, policy: Policy): { message: Message; arrival: Arrival } {
  const { at, body, senderId } = arriving;
  const { authority, sources } = policy;
  const reading = readMessage(body, { authority: authority.code, sources, sender: senderId, now: at });
  if (!reading.readable)
    throw new Error(`An invented message is unreadable: ${JSON.stringify(reading.reasons)}`);
  return { message: reading.message, arrival: { receivedAt: at, by: reading.sourceKind } };
}

/** The world once every message was received, and nothing was settled. */
export async function received(messages: readonly Arriving[], policy: Policy): Promise<World> {
  const world = emptyWorld(policy, messages[0]?.at ?? atHour(0));
  for (const message of messages) {
    world.clock.moveTo(message.at);
    await deliver(world, message);
  }
  return world;
}

export async function childrenIn({ episodes }: Pick<World, 'episodes'>): Promise<ChildRecord[]> {
  const kept = await episodes.readAll(episodes.ids());
  return kept.flatMap(({ record }) => (record.kind === 'child' && !record.joinedTo ? [record] : []));
}

/** Where nobody says when it began, it counts from when the first message came, and that is a fact of the journey. */
export const tellsEveryStart = ({ references }: ChildRecord): boolean =>
  Object.values(references).every((said) =>
    ['lastSeenAt', 'missingSince', 'reportedAt'].some((start) =>
      Object.values(said[start] ?? {}).some(({ value }) => value !== null),
    ),
  );

interface Knowledge {
  facts: unknown;
  states: Record<string, string>;
  planned: string[];
}

/** What is known of each child on record, whatever its record is called. */
export async function knownIn(world: Pick<World, 'episodes' | 'policy'>): Promise<Knowledge[]> {
  const known = (await childrenIn(world)).map((record) => knowledgeOf(record, world.policy));
  return known.sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
}

/** What the statements come to: everything but when it reached us. */
function knowledgeOf(record: ChildRecord, policy: Policy): Knowledge {
  const child = factsOf(record, policy.calendar, policy.authority.code);
  const absences = child.absences.map(({ since, ...absence }) => {
    // Where no message tells a start, it counts from when the first one came.
    const isTold = STARTS.some((start) => absence.moments[start]);
    return { ...absence, ...(isTold && { since }) };
  });
  return {
    facts: withoutArrivals({ ...child, absences, references: record.references, case: record.case }),
    states: Object.fromEntries(child.absences.flatMap(({ stateOf }) => Object.entries(stateOf))),
    // How often a rule that acts again and again has acted by a day, and who is on duty, depend on when the notice came.
    planned: [
      ...new Set(
        plan(record, policy, INTHEEND).actions.map(({ id, rule, series }) =>
          asksWhenItCame(rule, policy) ? rule : (series?.of ?? id),
        ),
      ),
    ].sort(),
  };
}

const STARTS = ['last-seen', 'missing-since', 'reported'] as const;

const asksWhenItCame = (id: string, { versions }: Policy): boolean =>
  versions.some(({ rules }) =>
    rules.some((rule) => rule.id === id && /"(office|time|day)":/.test(JSON.stringify(rule.to))),
  );

/** When something came is a fact of the journey, and the order in which two said the same is none at all. */
export function withoutArrivals(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(withoutArrivals).sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !OF_THE_JOURNEY.test(name))
      .sort(([a], [b]) => compare(a, b))
      .map(([name, inside]) => [name, withoutArrivals(inside)]),
  );
}

const OF_THE_JOURNEY = /^(receivedAt|knownAt|\w+KnownAt|received|found-received|last-heard)$/;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
