import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../local/clock.ts';
import type { Mapping, ReceivedMessage, SourceQueue } from '../../local/event-source.ts';
import { EventSource } from '../../local/event-source.ts';
import type { Outcome } from '../../local/functions/function-runner.ts';

const start = Date.parse('2026-11-20T22:05:00.000Z');

/** A queue in memory that never gives a message twice. */
class Queue implements SourceQueue {
  readonly arn = 'arn:aws:sqs:eu-west-2:000000000000:notifications';
  waiting: ReceivedMessage[] = [];
  deleted: string[] = [];
  asked: number[] = [];
  #wake: () => void = () => undefined;

  put(...names: string[]): void {
    for (const name of names) {
      this.waiting.push({
        messageId: name,
        receiptHandle: `receipt of ${name}`,
        body: `body of ${name}`,
        md5OfBody: 'md5',
        attributes: { SenderId: 'police', ApproximateReceiveCount: '1' },
        messageAttributes: { kind: { dataType: 'String', stringValue: 'test' } },
      });
    }
    this.#wake();
  }

  async receive(most: number, signal: AbortSignal): Promise<ReceivedMessage[]> {
    this.asked.push(most);
    if (this.waiting.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    return signal.aborted ? [] : this.waiting.splice(0, most);
  }

  async delete(receipts: string[]): Promise<void> {
    this.deleted.push(...receipts.map((receipt) => receipt.replace('receipt of ', '')));
  }
}

let queue: Queue;
let clock: VirtualClock;
let source: EventSource | undefined;
let lines: string[];
const events: { Records: Record<string, unknown>[] }[] = [];

beforeEach(() => {
  queue = new Queue();
  clock = new VirtualClock({ follows: 'itself', from: start }, 3600);
  lines = [];
});
afterEach(async () => {
  await source?.stop();
  source = undefined;
  events.length = 0;
  clock.close();
});

function listen(
  answer: (event: { Records: Record<string, unknown>[] }) => Promise<Outcome>,
  o: Partial<Mapping> = {},
) {
  source = new EventSource({
    queue,
    mapping: { batchSize: 10, reportsFailures: true, concurrency: 5, region: 'eu-west-2', ...o },
    invoke: (event) => {
      events.push(JSON.parse(event));
      return answer(JSON.parse(event));
    },
    clock,
    log: (line) => lines.push(line),
  });
  source.start();
}

const settled = async () => {
  for (let again = 0; again < 20; again += 1) await turn();
};
const well = async (): Promise<Outcome> => ({ ok: true, result: undefined });
const saying = (result: string) => async (): Promise<Outcome> => ({ ok: true, result });
const failing = (...names: string[]) =>
  saying(JSON.stringify({ batchItemFailures: names.map((itemIdentifier) => ({ itemIdentifier })) }));

describe('messages in a queue', () => {
  it('reach the function in the shape that AWS gives them', async () => {
    listen(well);
    queue.put('one');
    await settled();
    expect(events).toEqual([
      {
        Records: [
          {
            messageId: 'one',
            receiptHandle: 'receipt of one',
            body: 'body of one',
            attributes: { SenderId: 'police', ApproximateReceiveCount: '1' },
            messageAttributes: {
              kind: { dataType: 'String', stringValue: 'test', stringListValues: [], binaryListValues: [] },
            },
            md5OfBody: 'md5',
            eventSource: 'aws:sqs',
            eventSourceARN: queue.arn,
            awsRegion: 'eu-west-2',
          },
        ],
      },
    ]);
    expect(queue.deleted).toEqual(['one']);
  });

  it('come in batches of the size that the mapping says', async () => {
    queue.put('one', 'two', 'three', 'four', 'five');
    listen(well, { batchSize: 2 });
    await settled();
    expect(events.map(({ Records }) => Records.length)).toEqual([2, 2, 1]);
    expect(new Set(queue.asked)).toEqual(new Set([2]));
  });

  it('are no more batches at one time than the mapping says', async () => {
    let running = 0;
    let most = 0;
    const ends: (() => void)[] = [];
    queue.put('one', 'two', 'three', 'four', 'five');
    listen(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => ends.push(resolve));
        running -= 1;
        return { ok: true, result: undefined };
      },
      { batchSize: 1, concurrency: 2 },
    );
    await settled();
    expect(running).toBe(2);
    while (queue.deleted.length < 5) {
      ends.shift()?.();
      await settled();
    }
    expect(most).toBe(2);
  });

  it('time stands from the moment that they are taken until they are dealt with', async () => {
    const seen: number[] = [];
    listen(async () => {
      seen.push(clock.now());
      await new Promise((resolve) => setTimeout(resolve, 20));
      seen.push(clock.now());
      return { ok: true, result: undefined };
    });
    queue.put('one');
    while (queue.deleted.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(seen[1]).toBe(seen[0]);
  });
});

describe('when a function does not deal with a message', () => {
  it.each<[string, () => Promise<Outcome>, string[]]>([
    ['one named as failed stays', failing('two'), ['one', 'three']],
    ['none named means that all is well', failing(), ['one', 'two', 'three']],
    ['nothing said means that all is well', saying('null'), ['one', 'two', 'three']],
    ['an empty answer means that all is well', saying('{}'), ['one', 'two', 'three']],
    [
      'an empty list by another word means that all is well',
      saying('{"batchItemFailures":null}'),
      ['one', 'two', 'three'],
    ],
    ['an answer of another shape means that all failed', saying('{"failures":[]}'), []],
    ['a bare word means that all failed', saying('"well"'), []],
    ['a name that was not in the batch means that all failed', failing('two', 'nine'), []],
    ['a failure without a name means that all failed', saying('{"batchItemFailures":[{"id":"two"}]}'), []],
    ['an error keeps all of them', async () => ({ ok: false, errorType: 'Error', message: 'down' }), []],
    ['a broken runtime keeps all of them', () => Promise.reject(new Error('no worker')), []],
  ])('%s', async (_, answer, deleted) => {
    queue.put('one', 'two', 'three');
    listen(answer);
    await settled();
    expect(events).toHaveLength(1);
    expect(queue.deleted).toEqual(deleted);
  });

  it('its word is not asked for unless the mapping says so', async () => {
    queue.put('one', 'two');
    listen(failing('two'), { reportsFailures: false });
    await settled();
    expect(queue.deleted).toEqual(['one', 'two']);
  });

  it('the next message is taken all the same', async () => {
    listen(async ({ Records }) =>
      Records[0]?.['messageId'] === 'bad'
        ? { ok: false, errorType: 'Error', message: 'bad' }
        : { ok: true, result: undefined },
    );
    queue.put('bad');
    await settled();
    queue.put('good');
    await settled();
    expect(queue.deleted).toEqual(['good']);
  });
});

describe('when the machine stops', () => {
  it('no further message is taken, and what runs may end', async () => {
    let end = () => {};
    listen(async () => {
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      return { ok: true, result: undefined };
    });
    queue.put('one');
    await settled();
    const stopped = source?.stop();
    queue.put('two');
    await settled();
    end();
    await stopped;
    expect(queue.deleted).toEqual(['one']);
    expect(queue.waiting.map(({ messageId }) => messageId)).toEqual(['two']);
  });
});
