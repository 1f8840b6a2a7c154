// What the answer page needs of AWS: single items of the table, read only, and the way into the notifications queue.
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Answering, AnswerKey } from '../ports.ts';
import { ANSWER_KEY, keyIn } from './answer-key.ts';
import { patience } from './clients.ts';
import { recordIn } from './record-item.ts';

/** How long a key is believed, and how often it is asked for at most, in milliseconds. */
const BELIEVED = 10 * 60_000;
const ASKED_EVERY = 30_000;

export function answering(
  table: string,
  queueUrl: string,
  dynamo = new DynamoDBClient(patience),
  sqs = new SQSClient(patience),
): Answering {
  const get = async (pk: string) => {
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName: table, Key: { pk: { S: pk } }, ConsistentRead: true }),
    );
    return Item;
  };
  let known: AnswerKey | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  return {
    async key() {
      // A thousand forged links a second are refused by what is remembered, not by a thousand reads.
      const age = Date.now() - askedAt;
      if (age < 0 || age > (known ? BELIEVED : ASKED_EVERY)) {
        known = keyIn(await get(ANSWER_KEY));
        askedAt = Date.now();
      }
      return known;
    },
    async read(id) {
      let at = id;
      for (let hops = 0; hops < 20; hops++) {
        const item = await get(`record#${at}`);
        const record = item && recordIn(item);
        if (record?.kind !== 'child' || !record.joinedTo) return record;
        at = record.joinedTo;
      }
      throw new Error(`Record ${id} was joined in a circle`);
    },
    async push(body) {
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
    },
  };
}
