// A campaign of spoilt messages through the real handlers: how each ended, and what must never happen.
import { receive } from '../../functions/receive/handler.ts';
import { settle } from '../../functions/settle/handler.ts';
import { recordIn } from '../../functions/settle/wake-up.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import { DAY, later, MINUTE, SECOND } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { Dice } from '../faults/dice.ts';
import { isToldOf, isToldOfInLetter } from './invented-child.ts';
import { LimitedEpisodes } from './limited-episodes.ts';
import type { Sound } from './sound-messages.ts';
import { soundMessages } from './sound-messages.ts';
import type { Sent } from './spoil.ts';
import { spoilt } from './spoil.ts';

export interface Found {
  what: string;
  seed: number;
  how: string[];
  body: string;
}

export interface Tally {
  messages: number;
  applied: number;
  unreadable: number;
  duplicates: number;
  /** Larger than the queue takes: their sender is told by the queue, and nothing is accepted. */
  refused: number;
  letters: number;
  wakeUps: number;
  /** Milliseconds that the slowest message took, with all that it set off at once. */
  slowest: number;
  /** Bytes of the largest record. */
  largest: number;
  found: Map<string, { times: number; first: Found }>;
}

export const emptyTally = (): Tally => ({
  messages: 0,
  applied: 0,
  unreadable: 0,
  duplicates: 0,
  refused: 0,
  letters: 0,
  wakeUps: 0,
  slowest: 0,
  largest: 0,
  found: new Map(),
});

const START = '2026-11-25T09:00:00.000Z';
/** In one world, so that messages meet a record that others have told of. */
const TOGETHER = 25;
const LONGEST = 1_000; // ms
/** What the notifications queue takes; `test/infra` holds it to that. */
const LARGEST_MESSAGE = 256 * 1024; // bytes
const MOST_WAKE_UPS = 300;

/** A world of messages for each seed. `enough` is asked between worlds; `change` may plant a fault in each. */
export async function campaign(
  policies: readonly Policy[],
  { runs, seed }: { runs: number; seed: number },
  tally: Tally,
  enough: () => boolean = () => false,
  change: (world: Life) => void = () => undefined,
): Promise<void> {
  const kinds = policies.map((policy) => ({ policy, sound: soundMessages(policy) as [Sound, ...Sound[]] }));
  for (let world = seed; tally.messages < runs && !enough(); world++) {
    const kind = kinds[world % kinds.length];
    if (!kind) continue;
    const life: Life = { ...emptyWorld(kind.policy, START), episodes: new LimitedEpisodes() };
    change(life);
    await live(life, kind.sound, world, Math.min(TOGETHER, runs - tally.messages), tally);
  }
}

type Life = World & { episodes: LimitedEpisodes };

async function live(
  world: Life,
  sound: readonly [Sound, ...Sound[]],
  seed: number,
  messages: number,
  tally: Tally,
): Promise<void> {
  const dice = new Dice(seed);
  for (let n = 0; n < messages; n++) {
    const sent = spoilt(sound, dice);
    const find = (what: string) => {
      const known = tally.found.get(what);
      if (known) known.times += 1;
      else tally.found.set(what, { times: 1, first: { what, seed, how: sent.how, body: sent.body } });
    };
    await arrive(world, sent, tally, find);
    world.clock.moveTo(later(world.clock.now(), dice.below(20) * MINUTE));
    await wake(world, tally, find);
    if (n === messages - 1) {
      world.clock.moveTo(later(world.clock.now(), 2 * DAY));
      await wake(world, tally, find);
    }
    listen(world, tally, find);
  }
  tally.largest = Math.max(tally.largest, world.episodes.largest);
}

async function arrive(world: Life, sent: Sent, tally: Tally, find: (what: string) => void): Promise<void> {
  tally.messages += 1;
  if (Buffer.byteLength(sent.body) > LARGEST_MESSAGE) {
    tally.refused += 1;
    return;
  }
  const { receipts } = world.episodes;
  const before = { receipts: receipts.size, duplicates: world.watch.counts.get('DuplicateMessages') ?? 0 };
  const began = worked();
  try {
    await receive(sent, world);
  } catch (error) {
    find(`receive threw ${nameOf(error)}`);
    return;
  }
  await wake(world, tally, find);
  const took = worked() - began;
  tally.slowest = Math.max(tally.slowest, took);
  if (took > LONGEST) find('took longer than a second');
  const duplicates = (world.watch.counts.get('DuplicateMessages') ?? 0) - before.duplicates;
  tally.duplicates += duplicates;
  const fresh = [...receipts.values()].slice(before.receipts);
  if (fresh.length + duplicates === 0) find('vanished: neither applied nor listed');
  for (const { outcome, reasons = [] } of fresh) {
    tally[outcome] += 1;
    if (outcome === 'unreadable' && reasons.length === 0) find('listed without a reason');
    if (isToldOf(JSON.stringify(reasons))) find('a reason tells of the child');
  }
}

async function wake(world: Life, tally: Tally, find: (what: string) => void): Promise<void> {
  const now = world.clock.now();
  for (let n = 0; ; n++) {
    const next = world.wakeUps.take({ by: now });
    if (!next) return;
    if (n === MOST_WAKE_UPS) return find('wakes itself for ever');
    tally.wakeUps += 1;
    if (recordIn(JSON.stringify({ record: next.record })) === undefined) find('a wake-up names no record');
    const run = `run-${tally.wakeUps}`;
    const began = worked();
    try {
      await settle(next.record, { ...world, deadline: later(now, 30 * SECOND), run });
    } catch (error) {
      find(`settle threw ${nameOf(error)}`);
    }
    if (worked() - began > LONGEST) find('a wake-up took longer than a second');
  }
}

/** What was logged, counted and mailed since the last time. */
function listen(world: Life, tally: Tally, find: (what: string) => void): void {
  const { notes, alarms, counts } = world.watch;
  for (const { event, about } of [...notes.splice(0), ...alarms.splice(0).map(alarmed(find))]) {
    if (isToldOf(`${event} ${JSON.stringify(about)}`)) find(`the log line "${event}" tells of the child`);
  }
  for (const [metric, value] of counts) {
    if (!Number.isFinite(value) || isToldOf(metric)) find(`the metric ${metric} is no number`);
  }
  const letters = world.post.sent.splice(0);
  tally.letters += letters.length;
  for (const { letter } of letters) {
    const { subject, text, html, headers, record } = letter;
    if (isToldOfInLetter(subject)) find('a subject line tells of the child');
    if (/[\r\n\u202A-\u202E\u2066-\u2069\u200B]/.test(subject)) find('a subject line can be broken');
    if (isToldOfInLetter(JSON.stringify(headers))) find('a header tells of the child');
    if (isToldOfInLetter(`${text} ${html}`)) find('a letter tells of the child');
    if (record.startsWith('u-') && isToldOf(`${text} ${html}`))
      find('an unreadable letter tells of the child');
  }
}

const alarmed =
  (find: (what: string) => void) =>
  <A extends { event: string }>(alarm: A): A => {
    if (alarm.event === 'record cannot be planned') find('a record cannot be planned');
    return alarm;
  };

/** Milliseconds that this process has worked: what others do on the machine is no fault of a message. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

const nameOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message.replaceAll(/c-[0-9a-f]+/g, 'c-…')}` : 'no error';
