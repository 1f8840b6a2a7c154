// Watches what is let go: when, what was known of it then, and which messages were in it.

import { dateLater } from '../../shared/core/calendar.ts';
import { HOUR, type Instant, instantOf, MINUTE } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord, HomewardRecord } from '../../shared/core/record.ts';
import { statements } from '../../shared/core/statements.ts';
import { childOf } from '../../shared/core/treatment.ts';
import type { Run } from './invocations.ts';
import { ofLetters } from './promises.ts';
import type { World } from './world.ts';

export class Ends {
  readonly #world: World;
  /** By record: the bodies of the messages that it knows. */
  readonly #said = new Map<string, Set<string>>();
  readonly #changedAt = new Map<string, number>();
  /** What was said, and is known no more. */
  readonly letGo = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  written(run: Run, before: HomewardRecord | undefined, after: HomewardRecord): void {
    if (after.kind !== 'child') return;
    this.#changedAt.set(after.id, this.#world.now);
    const known = before?.kind === 'child' ? before : undefined;
    const tells = known
      ? known.references !== after.references || known.case !== after.case
      : knowsAnything(after);
    if (run.body !== undefined && tells) {
      const said = this.#said.get(after.id) ?? new Set<string>();
      this.#said.set(after.id, said.add(run.body));
      this.letGo.delete(run.body);
    }
    if (after.letGo && known && !known.letGo) this.#emptied(run, known);
  }

  #emptied(run: Run, record: ChildRecord): void {
    const { watcher, now } = this.#world;
    const at = instantOf(now + run.skew);
    for (const why of this.#stillNeeded(record, run.policy, at, run.began))
      watcher.broken('nothing is let go too early', `${record.id}: ${why}`);
    const here = [record.id, ...(record.joinedFrom ?? [])];
    for (const id of here) {
      for (const body of this.#said.get(id) ?? []) this.letGo.add(body);
      this.#said.delete(id);
    }
    const offers = watcher.offers.filter((offer) => !offer.isOver && here.includes(offer.record));
    const ended = { world: this.#world, children: [record], told: record.told, offers, spoken: [] };
    for (const [promise, check] of ofLetters) for (const how of check(ended)) watcher.broken(promise, how);
    for (const offer of offers) offer.isOver = true;
  }

  /** `readAt`: since when others may have changed what they are. */
  *#stillNeeded(
    record: ChildRecord,
    policy: Policy,
    at: Instant,
    readAt = this.#world.now,
  ): Iterable<string> {
    yield* stillNeeded(record, policy, at);
    for (const [id, { decided }] of Object.entries(record.candidates)) {
      const other = this.#world.table.whereJoined(id);
      if (decided || !other || other.letGo || other.id === record.id) continue;
      if ((this.#changedAt.get(other.id) ?? 0) >= readAt) continue;
      const [why] = stillNeeded(other, policy, at);
      if (why) yield `it may be one child with ${id}: ${why}`;
    }
  }

  /** Once all is at rest, and the sweeps of an hour went well. */
  *overdue(): Iterable<string> {
    const { table, now, policy, lastStrike, story } = this.#world;
    if (!story.ends || lastStrike > now - HOUR - 10 * MINUTE || this.#world.dawn > now - HOUR - 10 * MINUTE)
      return;
    const anHourAgo = instantOf(now - HOUR - 10 * MINUTE);
    for (const { record } of table.records.values()) {
      if (record.kind !== 'child' || record.joinedTo || record.letGo || !knowsAnything(record)) continue;
      const [why] = this.#stillNeeded(record, policy, anHourAgo);
      if (!why) yield `${record.id} is over, and known still`;
    }
  }

  /** Once all is at rest. */
  *unfinished(): Iterable<string> {
    const { table, figures } = this.#world;
    for (const { record, goesAt } of table.records.values())
      if (record.kind === 'child' && record.letGo && !goesAt)
        yield `the end of ${record.id} was begun, and never ended`;
    for (const { key, entry, record } of table.entries()) {
      const there = table.whereJoined(record);
      // One that was claimed by a call that failed and took effect late, and never written, is a limit that is known.
      const isKnown = this.#changedAt.has(record) || figures.strikes === 0;
      if (!there && isKnown) yield `${key} ${entry} leads to ${record}, which is gone`;
      else if (there?.letGo) yield `${key} ${entry} leads to ${there.id}, which was let go`;
    }
  }
}

const knowsAnything = ({ references, case: its }: ChildRecord): boolean =>
  Object.keys({ ...references, ...its }).length > 0;

/** By the facts alone, and without the core's own idea of an end. */
function* stillNeeded(record: ChildRecord, policy: Policy, at: Instant): Iterable<string> {
  const { actions, next } = plan(record, policy, at);
  for (const { id } of actions) yield `${id} is still to be sent`;
  if (next !== undefined) yield `something falls due at ${next}`;
  for (const { references, ended } of childOf(record, policy).absences)
    if (!ended) yield `${references.join()} is not over`;
  if (statements(record.case, 'legalHold').some(({ value }) => value !== false))
    yield 'there is a legal hold';
  const status = statements(record.case, 'status');
  if (status.some(({ value }) => value !== 'not-open')) yield 'the case is open';
  if (record.claim) yield 'it is in hand';
  for (const day of wordsOn(record).map((word) => word.slice(0, 10)))
    if (dateLater(day, 'days', 2) > at.slice(0, 10)) yield `there was word of it on ${day}`;
}

function wordsOn({ references, case: its, told, candidates }: ChildRecord): string[] {
  const said = [its, ...Object.values(references)].flatMap((of) =>
    Object.values(of).flatMap((by) =>
      Object.values(by).flatMap(({ receivedAt, time }) => [receivedAt, time]),
    ),
  );
  const doubts = Object.values(candidates).flatMap(({ knownAt }) => knownAt ?? []);
  return [...said, ...doubts, ...Object.values(told).flatMap(({ at, intendedAt }) => at ?? intendedAt)];
}
