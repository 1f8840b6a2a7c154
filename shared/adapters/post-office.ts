// Letters through SES: one call each, accepted or definitely refused; everything else is thrown and tried again by the queue.
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { Post } from '../ports.ts';
import { onceOnly } from './clients.ts';
import { rawMessage } from './raw-message.ts';

/** Answers that no retry can change for this letter and this mailbox. */
const REFUSALS = new Set(['MessageRejected', 'InvalidParameterValue']);

export function postOffice(configurationSet: string, ses = new SESClient(onceOnly)): Post {
  return {
    async send(letter) {
      const command = new SendRawEmailCommand({
        Source: letter.from,
        Destinations: [letter.to],
        ConfigurationSetName: configurationSet,
        RawMessage: { Data: rawMessage(letter) },
        Tags: [{ Name: 'record', Value: letter.headers['X-Homeward-Record'] ?? 'none' }],
      });
      try {
        const { MessageId } = await ses.send(command);
        return { accepted: true, id: MessageId ?? '' };
      } catch (error) {
        if (error instanceof Error && REFUSALS.has(error.name)) return { accepted: false, why: error.name };
        throw error;
      }
    },
  };
}
