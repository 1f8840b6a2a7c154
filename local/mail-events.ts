// What became of a letter, in the words that SES has for it on EventBridge.
import { randomUUID } from 'node:crypto';
import type { Mail, MailEvent } from './emulators/ses/ses.ts';
import type { Declaration } from './stack/declared.ts';
import type { Place } from './stack/template.ts';

type Kind = MailEvent['kind'];

const names: Record<Kind, { eventType: string; detailType: string }> = {
  send: { eventType: 'Send', detailType: 'Email Sent' },
  delivery: { eventType: 'Delivery', detailType: 'Email Delivered' },
  bounce: { eventType: 'Bounce', detailType: 'Email Bounced' },
  complaint: { eventType: 'Complaint', detailType: 'Email Complaint Received' },
  deliveryDelay: { eventType: 'DeliveryDelay', detailType: 'Email Delivery Delayed' },
  reject: { eventType: 'Reject', detailType: 'Email Rejected' },
  renderingFailure: { eventType: 'Rendering Failure', detailType: 'Email Rendering Failed' },
};

/** The event on the bus, or nothing where the letter's configuration set does not ask for events of its kind. */
export function mailEvent(
  { kind, because, mail, recipients }: MailEvent,
  destinations: Declaration<'eventDestinations'>[],
  { accountId, region }: Place,
): object | undefined {
  const asked = destinations
    .filter(({ ConfigurationSetName }) => ConfigurationSetName === mail.configurationSet)
    .map(({ EventDestination }) => EventDestination)
    .filter(({ Enabled, EventBridgeDestination }) => Enabled && EventBridgeDestination)
    .flatMap(({ MatchingEventTypes }) => MatchingEventTypes.map((type) => type.toLowerCase()));
  if (!asked.includes(kind.toLowerCase())) return undefined;
  const arn = (resource: string) => `arn:aws:ses:${region}:${accountId}:${resource}`;
  const { eventType, detailType } = names[kind];
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': detailType,
    source: 'aws.ses',
    account: accountId,
    time: instant(mail).replace(/\.\d+/, ''),
    region,
    resources: [arn(`configuration-set/${mail.configurationSet}`)],
    detail: {
      eventType,
      mail: {
        timestamp: instant(mail),
        source: mail.source,
        sourceArn: arn(`identity/${mail.source.replace(/^.*@/, '')}`),
        sendingAccountId: accountId,
        messageId: mail.messageId,
        destination: mail.to,
        headersTruncated: false,
        headers: Object.entries(mail.headers).map(([name, value]) => ({ name, value })),
        commonHeaders: { from: [mail.from], to: mail.to, messageId: mail.messageId, subject: mail.subject },
        tags: {
          ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
          'ses:configuration-set': [mail.configurationSet],
        },
      },
      [kind === 'renderingFailure' ? 'failure' : kind]: particulars(
        { kind, because },
        recipients,
        instant(mail),
      ),
    },
  };
}

function particulars(
  { kind, because = 'unknown' }: { kind: Kind; because: MailEvent['because'] },
  recipients: string[],
  timestamp: string,
): object {
  const reportingMTA = 'one-machine.example';
  switch (kind) {
    case 'send':
      return {};
    case 'delivery':
      return { timestamp, processingTimeMillis: 1, recipients, smtpResponse: '250 2.0.0 OK', reportingMTA };
    case 'deliveryDelay':
      return {
        timestamp,
        delayType: 'TransientCommunicationFailure',
        expirationTime: timestamp,
        delayedRecipients: recipients.map((emailAddress) => ({
          emailAddress,
          status: '4.4.1',
          diagnosticCode: 'smtp; 421 4.4.1 no answer from host',
        })),
      };
    case 'reject':
      return { reason: 'Bad content' };
    case 'renderingFailure':
      return { templateName: 'none', errorMessage: 'a template lacks a value' };
    case 'bounce': {
      const { bounceType, bounceSubType, status, diagnosticCode } = BOUNCES[because];
      return {
        feedbackId: randomUUID(),
        bounceType,
        bounceSubType,
        bouncedRecipients: recipients.map((emailAddress) => ({
          emailAddress,
          action: 'failed',
          status,
          diagnosticCode,
        })),
        timestamp,
        reportingMTA: `dsn; ${reportingMTA}`,
      };
    }
    case 'complaint':
      return {
        feedbackId: randomUUID(),
        complaintSubType: null,
        complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
        timestamp,
        complaintFeedbackType: 'abuse',
      };
  }
}

const BOUNCES = {
  unknown: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    status: '5.1.1',
    diagnosticCode: 'smtp; 550 5.1.1 user unknown',
  },
  suppressed: {
    bounceType: 'Permanent',
    bounceSubType: 'OnAccountSuppressionList',
    status: '5.1.1',
    diagnosticCode: 'the address is on the suppression list for the account',
  },
  'no-tls': {
    bounceType: 'Transient',
    bounceSubType: 'General',
    status: '5.7.10',
    diagnosticCode: 'smtp; the mail server offers no TLS, and TLS is required',
  },
} as const;

function instant({ at }: Mail): string {
  return new Date(at).toISOString();
}
