// What the entry points answer to a batch: the messages that failed are given back, and no other.
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { beforeAll, expect, it, vi } from 'vitest';
import { emptyWorld } from '../../local/simulate.ts';
import { bodyOf } from './messages.ts';
import { before } from './procedure.ts';
import { ROBIN } from './story.ts';

const MAIL_EVENTS = 'arn:aws:sqs:eu-west-2:000000000000:mail-events';
const { episodes, wakeUps, post, watch } = emptyWorld(before, '2026-11-20T12:00:00.000Z');
const OUT_OF_REACH = /MP-2|^c-bad/;

/** The table fails wherever one child is asked for, or that child's record. */
const table = new Proxy(episodes, {
  get: (of, name) => {
    const method: unknown = Reflect.get(of, name);
    if (typeof method !== 'function') return method;
    return async (...given: unknown[]) => {
      if (given.flat().some((each) => typeof each === 'string' && OUT_OF_REACH.test(each)))
        throw new Error('The table has no answer');
      return method.apply(of, given);
    };
  },
});

const entry = {
  receive: async (_: SQSEvent): Promise<unknown> => undefined,
  settle: async (_: SQSEvent, __: Context): Promise<unknown> => undefined,
};

beforeAll(async () => {
  const names = { MAIL_EVENTS_QUEUE_ARN: MAIL_EVENTS, TABLE_NAME: 'episodes' };
  vi.doMock('../../shared/adapters/surroundings.ts', () => ({
    bundledPolicy: () => before,
    environment: () => names,
  }));
  vi.doMock('../../shared/adapters/episodes-table.ts', () => ({ episodesTable: () => table }));
  vi.doMock('../../shared/adapters/endings.ts', () => ({ tableEndings: () => episodes }));
  vi.doMock('../../shared/adapters/post-office.ts', () => ({ postOffice: () => post }));
  vi.doMock('../../shared/adapters/wake-ups.ts', () => ({
    queuedWakeUps: () => wakeUps,
    scheduledWakeUps: () => wakeUps,
  }));
  vi.doMock('../../shared/adapters/watch.ts', () => ({
    lambdaWatch: () => Object.assign(watch, { publish: () => undefined }),
    systemClock: { now: () => '2026-11-20T12:00:00.000Z' },
  }));
  entry.receive = (await import('../../functions/receive/index.ts')).handler;
  entry.settle = (await import('../../functions/settle/index.ts')).handler;
});

const queued = (messageId: string, body: string, from = 'notifications'): SQSRecord =>
  ({ messageId, body, eventSourceARN: from, attributes: { SenderId: 'police' } }) as SQSRecord;

const report = (of: string, index: number): string => {
  const data = { person: ROBIN, category: 'missing', risk: 'high', reportedAt: { ago: 0 } };
  return bodyOf({ second: 0, says: 'missing.reported', by: 'police', of, data }, index);
};

it('of a batch of messages, those that failed', async () => {
  const answer = await entry.receive({
    Records: [
      queued('one', report('MP-1', 0)),
      queued('two', report('MP-2', 1)),
      queued('three', 'not a message'),
      queued('four', '{"detail":{"eventType":"Bounce"}}', MAIL_EVENTS),
    ],
  });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'two' }] });
  expect([...episodes.receipts.values()].map(({ outcome }) => outcome)).toEqual(['applied', 'unreadable']);
});

it('of a batch of wake-ups, those that failed; one that is none would be none again', async () => {
  const context = { awsRequestId: 'run', getRemainingTimeInMillis: () => 30_000 } as Context;
  const wakeUp = (record: string) => JSON.stringify({ record });
  const Records = [
    queued('one', wakeUp('c-0')),
    queued('two', wakeUp('c-bad')),
    queued('three', 'no wake-up'),
    queued('four', wakeUp('c-1')),
  ];
  const answer = await entry.settle({ Records }, context);
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'two' }] });
});
