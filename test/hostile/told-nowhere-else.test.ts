// Every scenario, listened to: no log line, metric, schedule, error or list of faults holds a word of its invented children.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Arriving, arrivals, readScenario } from '../../local/scenario.ts';
import { emptyWorld, run, type World } from '../../local/simulate.ts';
import { lambdaWatch } from '../../shared/adapters/watch.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import type { HomewardRecord } from '../../shared/core/record.ts';
import type { Metric } from '../../shared/ports.ts';
import { told, wordsIn } from '../privacy/words-of-a-child.ts';
import { procedure, recordsOf } from '../situations/playing.ts';

const folder = join(import.meta.dirname, '../../examples/scenarios');
/** A message that nobody can read says all that it holds. */
function saidIn({ body }: Arriving): string[] {
  try {
    return wordsIn(JSON.parse(body));
  } catch {
    return body.length > 5 ? [body] : [];
  }
}

/** All that leaves the table, the queues and the mail. */
function said(world: World, schedules: readonly string[], records: readonly HomewardRecord[]): string {
  const { notes, alarms, counts } = world.watch;
  const faults = records.map(({ fault }) => fault?.why ?? '');
  const reasons = [...world.episodes.receipts.values()].flatMap((receipt) => receipt.reasons ?? []);
  return JSON.stringify([notes, alarms, [...counts], schedules, faults, reasons]);
}

async function heard(
  authority: string,
  file: string,
): Promise<{ text: string; words: string[]; world: World }> {
  const policy = procedure(authority);
  const messages = arrivals(readScenario(join(folder, authority, file)), policy);
  const world = emptyWorld(policy, messages[0]?.at ?? '');
  const schedules: string[] = [];
  const { at } = world.wakeUps;
  world.wakeUps.at = (record, instant) => {
    schedules.push(world.wakeUps.nameOf(record, instant), JSON.stringify({ record }));
    return at.call(world.wakeUps, record, instant);
  };
  await run(world, messages, later(messages.at(-1)?.at ?? '', 90 * MINUTE));
  return { text: said(world, schedules, await recordsOf(world)), words: messages.flatMap(saidIn), world };
}

describe.each(readdirSync(folder))('in %s', (authority) => {
  it.each(readdirSync(join(folder, authority)).sort())('%s', async (file) => {
    const { text, words, world } = await heard(authority, file);
    expect(text.length).toBeGreaterThan(50);
    expect(told(words, text)).toEqual([]);
    const unread = world.post.sent.filter(({ letter }) => letter.record.startsWith('u-'));
    expect(told(words, JSON.stringify(unread.map(({ letter }) => [letter.subject, letter.text])))).toEqual(
      [],
    );
    expect(told(words, JSON.stringify(world.post.sent.map(({ letter }) => letter.subject)))).toEqual([]);
  });
});

describe('what Lambda logs', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is the event, what it is about, and nothing of the world around it', () => {
    const lines: string[] = [];
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    }
    const watch = lambdaWatch();
    watch.note('applied', { receipt: 'r1', record: 'c-1', type: 'missing.reported' });
    watch.alarm('record not settled yet', { record: 'c-1', why: 'TypeError' });
    watch.count('MessagesApplied' satisfies Metric, 1);
    watch.publish();
    vi.restoreAllMocks();
    const logged = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    const ofEachLine = ['level', 'message', 'timestamp', 'service', 'sampling_rate'];
    const names = logged.map((line) => Object.keys(line).filter((name) => !ofEachLine.includes(name)));
    expect(names).toEqual([
      ['receipt', 'record', 'type'],
      ['record', 'why'],
      ['_aws', 'MessagesApplied'],
    ]);
  });
});
