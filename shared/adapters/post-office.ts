// Letters through SES: one call each, accepted or definitely refused; everything else is thrown and tried again by the queue.
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { Letter, Post } from '../ports.ts';
import { onceOnly } from './clients.ts';

/** Answers that no retry can change for this letter and this mailbox. */
const REFUSALS = new Set(['MessageRejected', 'InvalidParameterValue']);

export function postOffice(configurationSet: string, ses = new SESClient(onceOnly)): Post {
  return {
    async send(letter) {
      const command = new SendRawEmailCommand({
        Source: letter.from,
        Destinations: [letter.to],
        ConfigurationSetName: configurationSet,
        RawMessage: { Data: await rawMessage(letter) },
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

async function rawMessage({ from, to, subject, text, html, headers }: Letter): Promise<Uint8Array> {
  const { References, 'In-Reply-To': inReplyTo, ...others } = headers;
  return new MailComposer({
    from,
    to,
    subject,
    text,
    html,
    ...(References && { references: References }),
    ...(inReplyTo && { inReplyTo }),
    headers: others,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
