// SES as its second API has it: JSON on paths, and other names for the same errors.
import { AwsError } from '../wire/aws-error.ts';
import { Parameters } from '../wire/parameters.ts';
import type { Reading } from '../wire/protocol.ts';
import { restJsonProtocol } from '../wire/rest-json-protocol.ts';
import { compose } from './compose.ts';
import { destinations, tags } from './operations-v1.ts';
import type { Ses } from './ses.ts';

// The prefix keeps the two APIs apart where an operation has the same name in both.
export const sesRestProtocol = restJsonProtocol([
  { operation: 'v2:SendEmail', method: 'POST', path: '/v2/email/outbound-emails' },
  { operation: 'v2:GetAccount', method: 'GET', path: '/v2/email/account' },
  { operation: 'v2:CreateEmailIdentity', method: 'POST', path: '/v2/email/identities' },
  { operation: 'v2:ListEmailIdentities', method: 'GET', path: '/v2/email/identities' },
]);

/** Throws an `AwsError`. */
export function performV2(ses: Ses, { operation, input }: Reading): unknown {
  const perform = OPERATIONS[operation];
  if (perform === undefined) throw badRequest(`${operation} is not available in the local SES.`);
  return perform(ses, new Parameters(input, badRequest));
}

type Operation = (ses: Ses, input: Parameters) => unknown;

const OPERATIONS: Record<string, Operation> = {
  'v2:SendEmail'(ses, input) {
    const source = input.optionalText('FromEmailAddress');
    const { all } = destinations(input.structure('Destination'));
    const configurationSet = input.optionalText('ConfigurationSetName');
    const submission = { source, destinations: all, configurationSet, tags: tags(input, 'EmailTags') };
    try {
      return { MessageId: ses.accept({ ...submission, raw: rawMessage(input, source) }) };
    } catch (error) {
      throw error instanceof AwsError && error.code === 'InvalidParameterValue'
        ? badRequest(error.message)
        : error;
    }
  },
  'v2:GetAccount': (ses) => ({
    SendingEnabled: true,
    ProductionAccessEnabled: true,
    EnforcementStatus: 'HEALTHY',
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: ses.sentLately() },
  }),
  'v2:CreateEmailIdentity': () => ({ IdentityType: 'EMAIL_ADDRESS', VerifiedForSendingStatus: true }),
  'v2:ListEmailIdentities': () => ({ EmailIdentities: [] }),
};

function rawMessage(input: Parameters, source: string | undefined): string {
  const content = input.structure('Content');
  if (content.has('Raw'))
    return Buffer.from(content.structure('Raw').text('Data'), 'base64').toString('latin1');
  if (!content.has('Simple')) throw badRequest('The local SES takes Simple and Raw content, no templates.');
  if (source === undefined) throw badRequest('A Simple message needs a FromEmailAddress.');
  const simple = content.structure('Simple');
  const { to, cc } = destinations(input.structure('Destination'));
  return compose({
    from: source,
    to,
    cc,
    replyTo: input.texts('ReplyToAddresses'),
    subject: simple.structure('Subject').text('Data'),
    text: simple.structure('Body').structure('Text').optionalText('Data'),
    html: simple.structure('Body').structure('Html').optionalText('Data'),
    headers: simple.structures('Headers').map((header) => [header.text('Name'), header.text('Value')]),
  });
}

function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}
