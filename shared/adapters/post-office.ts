// Letters through SES: one call each, accepted or definitely refused; everything else is thrown and tried again by the queue.
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { digest } from '../core/routing.ts';
import type { Post } from '../ports.ts';
import { onceOnly } from './clients.ts';
import { rawMessage } from './raw-message.ts';

/** Answers that no retry can change for this letter and this mailbox. */
const REFUSALS = new Set(['MessageRejected', 'InvalidParameterValue']);

/** Domains whose mailboxes cannot take letters over TLS, and the configuration set that lets them be. */
interface TlsOptional {
  domains: readonly string[];
  configurationSet: string;
}

export function postOffice(
  configurationSet: string,
  ses = new SESClient(onceOnly),
  tlsOptional?: TlsOptional,
): Post {
  const rulesFor = (mailbox: string): string =>
    tlsOptional?.domains.includes(mailbox.slice(mailbox.lastIndexOf('@') + 1).toLowerCase())
      ? tlsOptional.configurationSet
      : configurationSet;
  return {
    async send(letter) {
      const command = new SendRawEmailCommand({
        Source: letter.from,
        Destinations: [letter.to],
        ConfigurationSetName: rulesFor(letter.to),
        RawMessage: { Data: rawMessage(letter) },
        // What SES says later of this letter comes back with these.
        Tags: [
          { Name: 'record', Value: letter.record },
          { Name: 'letter', Value: digest(letter.actions[0] ?? '') },
        ],
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
