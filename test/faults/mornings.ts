// Watches the digests of a story's mornings: when each is put together, from what, and since when.
import { type DigestRecord, digestAt, isEmpty } from '../../shared/core/digest.ts';
import { type DigestLine, digestLines } from '../../shared/core/digest-line.ts';
import { DAY, instantOf, later, millis } from '../../shared/core/instant.ts';
import type { HomewardRecord } from '../../shared/core/record.ts';
import type { Kept } from '../../shared/ports.ts';
import type { Run } from './invocations.ts';
import type { World } from './world.ts';

/** How many mornings back a digest that somebody got is looked for. */
const MORNINGS = 7;
const SKEW = 3_000;

export class Mornings {
  readonly #world: World;
  readonly #writtenAt = new Map<string, number>();
  readonly #factsAt = new Map<string, number>();
  /** Of each digest: the instant of the index that it was made from. */
  readonly #madeFrom = new Map<string, number>();

  constructor(world: World) {
    this.#world = world;
  }

  written(run: Run, before: HomewardRecord | undefined, { record }: Omit<Kept, 'version'>): void {
    const { now, watcher } = this.#world;
    if (record.kind === 'digest') {
      if (!before) this.#made(run, record);
      else if (before.kind !== 'digest' || before.lines !== record.lines)
        watcher.broken('a digest goes on saying what it said', record.id);
      return;
    }
    this.#writtenAt.set(record.id, now);
    const isSame =
      before?.kind === 'child' && record.kind === 'child' && before.references === record.references;
    if (!isSame) this.#factsAt.set(record.id, now);
  }

  /** Whether all that is known of this child was there to read when that digest was made. */
  knew = (digest: string, child: string): boolean =>
    (this.#factsAt.get(child) ?? 0) < (this.#madeFrom.get(digest) ?? 0);

  #made(run: Run, digest: DigestRecord): void {
    const { watcher, now } = this.#world;
    const madeFrom = run.began - run.lag;
    this.#madeFrom.set(digest.id, madeFrom);
    const dueAt = digestAt(run.policy, digest.date);
    if (dueAt === undefined || now + SKEW < millis(dueAt))
      watcher.broken('no digest comes too soon', digest.id);
    else watcher.digestMade(digest.id, millis(dueAt));
    const since = this.#toldUntil(run, digest);
    if (digest.since !== since)
      watcher.broken(
        'a digest tells what was not told yet',
        `${digest.id} tells since ${digest.since}, not ${since}`,
      );
    if (digest.unlisted > 0) return;
    const lines = new Set(digest.lines.map((line) => JSON.stringify(line)));
    const from = later(dueAt ?? '', -MORNINGS * DAY);
    const before = { from, lines: this.#told(digest.id).flatMap((each) => each.lines) };
    for (const { record } of this.#world.table.records.values()) {
      if (record.kind !== 'child' || (this.#writtenAt.get(record.id) ?? 0) >= madeFrom) continue;
      for (const line of digestLines(record, run.policy, digest.since, digest.asAt, before)) {
        if (!lines.has(JSON.stringify(line)) && isNews(line, before.lines))
          watcher.broken(
            'a digest tells of all that is open',
            `${digest.id} lacks ${line.references.join()}`,
          );
      }
    }
  }

  /** Digests before this one that somebody got, or that had nothing to tell. */
  #told(id = '~'): DigestRecord[] {
    return [...this.#world.table.records.values()].flatMap(({ record }) =>
      record.kind === 'digest' && record.id < id && (isEmpty(record) || isRead(record)) ? [record] : [],
    );
  }

  #toldUntil({ policy }: Run, { id, date }: DigestRecord): string {
    const last = this.#told(id)
      .map(({ asAt }) => asAt)
      .sort()
      .at(-1);
    return last ?? later(digestAt(policy, date) ?? '', -MORNINGS * DAY);
  }

  /** Once all is at rest: each morning of which somebody was awake has its digest, and each reader has it. */
  *missing(): Iterable<string> {
    const { policy, now, dawn, table } = this.#world;
    for (let at = dawn; at < now; at += DAY) {
      const due = digestAt(policy, instantOf(at).slice(0, 10));
      if (due === undefined || millis(due) < dawn || millis(due) > now) continue;
      const id = `d-${due.slice(0, 10).replaceAll('-', '')}`;
      const record = table.records.get(id)?.record;
      if (record?.kind !== 'digest') yield `there is no ${id}`;
      else if (!isEmpty(record)) {
        for (const role of policy.digest?.to ?? []) {
          const telling = record.told[`morning.digest/${record.date}/1/${role}`];
          if (telling === undefined || telling.state === 'intended') yield `${id} never went to ${role}`;
        }
      }
    }
  }

  get digests(): DigestRecord[] {
    return this.#told();
  }
}

/** Of what is over and was told to be, an overdue task alone is told as long as the index knows the record. */
const isNews = ({ isOver, told, references }: DigestLine, before: readonly DigestLine[]): boolean =>
  !isOver ||
  told.length > 0 ||
  !before.some((line) => line.isOver && line.references.some((each) => references.includes(each)));

const isRead = ({ told }: DigestRecord): boolean =>
  Object.values(told).some(({ state }) => state === 'accepted');
