// Describes the messages that come in, from the schemas that read them: a JSON Schema for each type, and one AsyncAPI document.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type MessageType, messages, messageTypes } from '../shared/contract/message.ts';
import { sentBy } from '../shared/contract/senders.ts';

type Document = Record<string, unknown>;

/** JSON Schema 2020-12 by path from the project's root. */
export function messageSchemas(): Map<string, Document> {
  return new Map(
    messageTypes.map((type) => [
      `docs/schemas/${type}.json`,
      z.toJSONSchema(messages[type].schema(), { io: 'input', target: 'draft-2020-12' }) as Document,
    ]),
  );
}

/** AsyncAPI 3.0.0, whose own schema object is JSON Schema draft 7. */
export function asyncApi(root: string): Map<string, Document> {
  const examples = exampleMessages(root);
  const each = <T>(describe: (type: MessageType) => T) =>
    Object.fromEntries(messageTypes.map((type) => [type, describe(type)]));
  const document: Document = {
    asyncapi: '3.0.0',
    info: {
      title: 'Homeward: messages in',
      version: '1.0.0',
      description: rules,
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      notifications: {
        address: null,
        title: 'Notifications queue',
        description:
          "One Amazon SQS standard queue for each authority; its URL is the stack's output NotificationsQueueUrl.",
        messages: each((type) => ({ $ref: `#/components/messages/${type}` })),
        bindings: { sqs: { queue: { name: 'notifications', fifoQueue: false }, bindingVersion: '0.2.0' } },
      },
    },
    operations: {
      receiveNotification: {
        action: 'receive',
        title: 'Receive a notification',
        summary: 'What police, case systems and schools report about a child is taken in.',
        channel: { $ref: '#/channels/notifications' },
        messages: messageTypes.map((type) => ({ $ref: `#/channels/notifications/messages/${type}` })),
      },
    },
    components: {
      messages: each((type) => ({
        name: type,
        title: type,
        summary: String(messages[type].schema().meta()?.description),
        description: `Sent by: ${sentBy[type].join(', ')}.`,
        contentType: 'application/cloudevents+json',
        payload: { $ref: `#/components/schemas/${type}` },
        examples: examples.filter(({ payload }) => payload['type'] === type),
      })),
      schemas: each((type) => {
        const { $schema, ...schema } = z.toJSONSchema(messages[type].schema(), {
          io: 'input',
          target: 'draft-7',
        });
        return schema;
      }),
    },
  };
  return new Map([['docs/asyncapi.json', document]]);
}

const rules = [
  'Each message is one CloudEvents 1.0 event in structured JSON mode, alone in the body of one SQS message of at most 256 KiB.',
  'The same source and id twice are one message. Order does not matter: what arrives before its episode waits for it.',
  'A field that is left out is unchanged; null is unknown.',
  'Instants are RFC 3339 with offset. None may lie more than five minutes ahead; a date alone, where one is allowed, no later than tomorrow.',
  "The source must be one that the authority's file lists for this sender, and data.authority the authority whose queue it is.",
  'A message that breaks a rule is kept and listed with a reason for each fault, and a person at the front door is told at once.',
].join('\n\n');

function exampleMessages(root: string): { name: string; payload: Document }[] {
  const folder = join(root, 'examples/messages');
  return readdirSync(folder)
    .sort()
    .map((file) => ({
      name: file.replace(/\.json$/, ''),
      payload: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Document,
    }));
}
