import { describe, expect, it } from 'vitest';
import { eachMessage } from '../../functions/receive/each-message.ts';

type Batch = Parameters<typeof eachMessage>[0];

const batch = (...ids: string[]): Batch =>
  ({ Records: ids.map((messageId) => ({ messageId, body: `body of ${messageId}` })) }) as Batch;

describe('of a batch', () => {
  it('what failed is given back, said to have failed, and nothing stops the others', async () => {
    const taken: string[] = [];
    const failed: string[] = [];
    const answer = await eachMessage(
      batch('one', 'two', 'three', 'four'),
      async ({ messageId, body }) => {
        taken.push(body);
        if (messageId === 'two') throw new TypeError('x');
        if (messageId === 'four') throw new RangeError('y');
      },
      ({ messageId }, why) => failed.push(`${messageId}: ${why}`),
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'two' }, { itemIdentifier: 'four' }] });
    expect(taken).toEqual(['body of one', 'body of two', 'body of three', 'body of four']);
    expect(failed).toEqual(['two: TypeError', 'four: RangeError']);
  });

  it('nothing is given back where all went well', async () => {
    const answer = await eachMessage(
      batch('one'),
      async () => undefined,
      () => undefined,
    );
    expect(answer).toEqual({ batchItemFailures: [] });
  });
});
