// Tells Homeward that a child is missing: node send-notification.ts INCIDENT.json, with the queue in NOTIFICATIONS_QUEUE_URL.
import { readFileSync } from 'node:fs';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

/** What a police system knows of an incident; the fields of your own system go here. */
export interface Incident {
  reference: string;
  /** Goes up each time that the incident is told anew. */
  revision: number;
  recordedAt: string;
  reportedAt: string;
  lastSeenAt?: string;
  risk: 'high' | 'medium' | 'low' | 'very-low' | 'no-apparent-risk' | 'not-assessed';
  missingFrom?: string;
  person: { givenName: string; familyName: string; dateOfBirth: string | null; policePersonId?: string };
}

/** The same incident in the same revision is the same message, however often it is sent. */
export function missingReported(incident: Incident, source: string, authority: string): object {
  const { reference, revision, recordedAt, person, ...facts } = incident;
  return {
    specversion: '1.0',
    id: `${reference}-${revision}`,
    source,
    type: 'missing.reported',
    time: recordedAt,
    subject: reference,
    datacontenttype: 'application/json',
    data: { authority, person: { kind: 'child', ...person }, category: 'missing', ...facts },
  };
}

/** Answers the queue's own number for the message. Throws where it is not certain that the queue has it: then send it again. */
export async function send(
  message: object,
  queue: string,
  sqs = new SQSClient({ maxAttempts: 5 }),
): Promise<string> {
  const body = JSON.stringify(message);
  if (Buffer.byteLength(body) > 256 * 1024) throw new Error('The queue takes no message over 256 KiB');
  const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: body }));
  if (!MessageId) throw new Error('The queue gave no number');
  return MessageId;
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

if (process.argv[1] === import.meta.filename) {
  try {
    const incident: Incident = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
    const message = missingReported(
      incident,
      setting('NOTIFICATION_SOURCE'),
      setting('NOTIFICATION_AUTHORITY'),
    );
    process.stdout.write(`${await send(message, setting('NOTIFICATIONS_QUEUE_URL'))}\n`);
  } catch (error) {
    // Whoever runs this must notice: the child has not been reported yet.
    process.stderr.write(`NOT SENT: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
