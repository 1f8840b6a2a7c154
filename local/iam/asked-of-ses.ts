// What each operation of SES needs: to send, its action on the identity that the letter comes from and on its configuration set.
import { bareAddress, mailboxes } from '../emulators/ses/addresses.ts';
import { headerOf, parseMessage } from '../emulators/ses/mime.ts';
import type { Asked, Surroundings } from './asked.ts';

type Input = Record<string, unknown>;

const onAnything = [
  'GetSendQuota',
  'GetAccountSendingEnabled',
  'ListIdentities',
  'v2:GetAccount',
  'v2:ListEmailIdentities',
];

export function askedOfSes(operation: string, input: Input, surroundings: Surroundings): Asked[] | undefined {
  const { accountId, region, senders } = surroundings;
  const arn = (rest: string) => `arn:aws:ses:${region}:${accountId}:${rest}`;
  const action = `ses:${operation.replace('v2:', '')}`;
  if (onAnything.includes(operation)) return [{ action, resource: arn('*') }];
  if (operation !== 'SendRawEmail' && operation !== 'SendEmail') return undefined;
  const letter = operation === 'SendRawEmail' ? rawLetter(input) : plainLetter(input);
  const address = letter.from;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const identity = senders.includes(address) ? address : domain;
  const context = { 'ses:FromAddress': address, 'ses:Recipients': letter.to };
  const { ConfigurationSetName } = input;
  const sets = [ConfigurationSetName, letter.set].filter((name) => typeof name === 'string');
  return [`identity/${identity}`, ...sets.map((name) => `configuration-set/${name}`)].map((resource) => ({
    action,
    resource: arn(resource),
    context,
  }));
}

interface Letter {
  from: string;
  to: string[];
  /** The configuration set that the letter itself asks for. */
  set?: string | undefined;
}

function rawLetter({ RawMessage, Source, Destinations }: Input): Letter {
  const data = String((RawMessage as Input | undefined)?.['Data'] ?? '');
  const { headers } = parseMessage(Buffer.from(data, 'base64').toString('latin1'));
  const from = headerOf(headers, 'From') ?? (typeof Source === 'string' ? Source : '');
  const named = ['To', 'Cc', 'Bcc'].flatMap((name) => mailboxes(headerOf(headers, name) ?? ''));
  const set = headerOf(headers, 'X-SES-CONFIGURATION-SET');
  return { ...addresses(from, texts(Destinations).length > 0 ? texts(Destinations) : named), set };
}

function plainLetter({ Source, Destination }: Input): Letter {
  const members = Object.values((Destination ?? {}) as Input);
  return addresses(String(Source ?? ''), members.flatMap(texts));
}

function addresses(from: string, to: string[]): Letter {
  return { from: bare(from), to: to.map(bare) };
}

/** A malformed address is SES's to refuse. */
function bare(mailbox: string): string {
  try {
    return bareAddress(mailbox);
  } catch {
    return mailbox;
  }
}

function texts(value: unknown): string[] {
  return value === undefined ? [] : [value].flat().map(String);
}
