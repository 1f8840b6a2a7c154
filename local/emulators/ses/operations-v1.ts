// SES as its first API has it: forms in, XML out.
import { AwsError } from '../wire/aws-error.ts';
import { Parameters } from '../wire/parameters.ts';
import type { Reading } from '../wire/protocol.ts';
import { queryProtocol } from '../wire/query-protocol.ts';
import { compose } from './compose.ts';
import type { Ses } from './ses.ts';

export const sesQueryProtocol = queryProtocol({ namespace: 'http://ses.amazonaws.com/doc/2010-12-01/' });

/** Throws an `AwsError`. */
export function performV1(ses: Ses, { operation, input }: Reading): unknown {
  const perform = OPERATIONS[operation];
  if (perform === undefined)
    throw new AwsError('InvalidAction', `${operation} is not available in the local SES.`);
  return perform(ses, new Parameters(input, (message) => new AwsError('ValidationError', message)));
}

type Operation = (ses: Ses, input: Parameters) => unknown;

const nothing: Operation = () => ({});

const OPERATIONS: Record<string, Operation> = {
  SendRawEmail(ses, input) {
    const data = input.structure('RawMessage').text('Data');
    const messageId = ses.accept({
      raw: Buffer.from(data, 'base64').toString('latin1'),
      source: input.optionalText('Source'),
      destinations: input.texts('Destinations'),
      configurationSet: input.optionalText('ConfigurationSetName'),
      tags: tags(input, 'Tags'),
    });
    return { MessageId: messageId };
  },
  SendEmail(ses, input) {
    const source = input.text('Source');
    const { to, cc, all } = destinations(input.structure('Destination'));
    const message = input.structure('Message');
    const body = message.structure('Body');
    const raw = compose({
      from: source,
      to,
      cc,
      replyTo: input.texts('ReplyToAddresses'),
      subject: message.structure('Subject').text('Data'),
      text: body.structure('Text').optionalText('Data'),
      html: body.structure('Html').optionalText('Data'),
      headers: [],
    });
    const configurationSet = input.optionalText('ConfigurationSetName');
    return {
      MessageId: ses.accept({ raw, source, destinations: all, configurationSet, tags: tags(input, 'Tags') }),
    };
  },
  GetSendQuota: (ses) => ({ Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: ses.sentLately() }),
  GetAccountSendingEnabled: () => ({ Enabled: true }),
  // Identities are accepted and forgotten: which may send is said where the emulators are started.
  VerifyEmailIdentity: nothing,
  VerifyDomainIdentity: () => ({ VerificationToken: 'local' }),
  VerifyDomainDkim: () => ({ DkimTokens: [] }),
  DeleteIdentity: nothing,
  ListIdentities: () => ({ Identities: [] }),
};

export function destinations(input: Parameters): { to: string[]; cc: string[]; all: string[] } {
  const to = input.texts('ToAddresses');
  const cc = input.texts('CcAddresses');
  return { to, cc, all: [...to, ...cc, ...input.texts('BccAddresses')] };
}

export function tags(input: Parameters, member: string): Record<string, string> {
  return Object.fromEntries(input.structures(member).map((tag) => [tag.text('Name'), tag.text('Value')]));
}
