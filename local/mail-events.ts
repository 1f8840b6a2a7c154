// What became of a letter, as SES would tell EventBridge. Nothing leaves this machine, so the fate of each
// recipient is decided by the address: `bounce` and `complaint` are fates of their own, all others are reached.
import { randomUUID } from 'node:crypto';
import type { Mail } from './emulators/ses/mail.ts';
import type { Declaration } from './stack/declared.ts';
import type { Place } from './stack/template.ts';

type Fate = 'Send' | 'Delivery' | 'Bounce' | 'Complaint';

const detailTypes: Record<Fate, string> = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
};

/** The events that the configuration set of the letter asks for, in the order in which they would come. */
export function mailEvents(mail: Mail, destinations: Declaration<'eventDestinations'>[], place: Place): object[] {
  const asked = destinations
    .filter(({ ConfigurationSetName }) => ConfigurationSetName === mail.configurationSet)
    .map(({ EventDestination }) => EventDestination)
    .filter(({ Enabled, EventBridgeDestination }) => Enabled && EventBridgeDestination)
    .flatMap(({ MatchingEventTypes }) => MatchingEventTypes.map((type) => type.toLowerCase()));
  return fates(mail)
    .filter(([fate]) => asked.includes(fate.toLowerCase()))
    .map(([fate, detail]) => event(fate, detail, mail, place));
}

function fates(mail: Mail): [Fate, Record<string, unknown>][] {
  const timestamp = new Date(mail.at).toISOString();
  const bounced = mail.to.filter((address) => isAddressed(address, 'bounce'));
  const complained = mail.to.filter((address) => isAddressed(address, 'complaint'));
  const reached = mail.to.filter((address) => !bounced.includes(address));
  const told: [Fate, Record<string, unknown>][] = [['Send', { send: {} }]];
  if (reached.length > 0) {
    const delivery = { timestamp, processingTimeMillis: 1, recipients: reached, smtpResponse: '250 2.0.0 OK' };
    told.push(['Delivery', { delivery: { ...delivery, reportingMTA: 'one-machine.example' } }]);
  }
  if (bounced.length > 0) {
    const bouncedRecipients = bounced.map((emailAddress) => ({
      emailAddress,
      action: 'failed',
      status: '5.1.1',
      diagnosticCode: 'smtp; 550 5.1.1 user unknown',
    }));
    const bounce = { feedbackId: randomUUID(), bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients };
    told.push(['Bounce', { bounce: { ...bounce, timestamp, reportingMTA: 'dsn; one-machine.example' } }]);
  }
  if (complained.length > 0) {
    const complainedRecipients = complained.map((emailAddress) => ({ emailAddress }));
    const complaint = { feedbackId: randomUUID(), complaintSubType: null, complainedRecipients, timestamp };
    told.push(['Complaint', { complaint: { ...complaint, complaintFeedbackType: 'abuse' } }]);
  }
  return told;
}

/** `bounce@...`, `bounce+anything@...` and `anything@bounce.example`. */
function isAddressed(address: string, fate: 'bounce' | 'complaint'): boolean {
  const [, local = '', domain = ''] = /^([^@]*)@(.*)$/.exec(address.toLowerCase()) ?? [];
  return domain === `${fate}.example` || local === fate || local.startsWith(`${fate}+`);
}

function event(fate: Fate, detail: Record<string, unknown>, mail: Mail, { accountId, region }: Place): object {
  const arn = (resource: string) => `arn:aws:ses:${region}:${accountId}:${resource}`;
  const tags = Object.entries(mail.tags).map(([name, value]) => [name, [value]]);
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': detailTypes[fate],
    source: 'aws.ses',
    account: accountId,
    time: new Date(mail.at).toISOString().replace(/\.\d+/, ''),
    region,
    resources: [arn(`configuration-set/${mail.configurationSet}`)],
    detail: {
      eventType: fate,
      mail: {
        timestamp: new Date(mail.at).toISOString(),
        source: mail.from,
        sourceArn: arn(`identity/${mail.from}`),
        sendingAccountId: accountId,
        messageId: mail.messageId,
        destination: mail.to,
        headersTruncated: false,
        headers: Object.entries(mail.headers).map(([name, value]) => ({ name, value })),
        commonHeaders: { from: [mail.from], to: mail.to, messageId: mail.messageId, subject: mail.subject },
        tags: { 'ses:configuration-set': [mail.configurationSet], ...Object.fromEntries(tags) },
      },
      ...detail,
    },
  };
}
