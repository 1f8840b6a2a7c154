// SES: takes mail, keeps it on disk instead of sending it, and tells what became of it.
import { randomBytes, randomUUID } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Clock } from '../clock.ts';
import type { Journal } from '../journal.ts';
import { AwsError } from '../wire/aws-error.ts';
import type { Protocol, Reading, Service } from '../wire/protocol.ts';
import type { AwsRequest } from '../wire/request.ts';
import { AddressFault, bareAddress, mailboxes } from './addresses.ts';
import { type Fate, fatesOf } from './fates.ts';
import { headerOf, type ParsedMessage, parseMessage } from './mime.ts';
import { performV1, sesQueryProtocol } from './operations-v1.ts';
import { performV2, sesRestProtocol } from './operations-v2.ts';

export interface Mail {
  messageId: string;
  /** Virtual milliseconds. */
  at: number;
  /** As the reader sees it; `source` is the envelope's. */
  from: string;
  source: string;
  /** Every destination of the envelope, blind copies among them: bare addresses. */
  to: string[];
  subject: string;
  text: string;
  html: string;
  /** As delivered: SES replaces `Date` and `Message-ID`, and drops `Bcc` and its own. */
  headers: Record<string, string>;
  /** As it was handed in; one character a byte (latin1). */
  raw: string;
  configurationSet?: string;
  tags: Record<string, string>;
}

/** `recipients`: those of the mail whom the event is about. */
export interface MailEvent extends Fate {
  mail: Mail;
  recipients: string[];
}

/** What a client hands in; without destinations, those of the message's own headers. */
export interface Submission {
  raw: string;
  source?: string | undefined;
  destinations?: readonly string[];
  configurationSet?: string | undefined;
  tags?: Record<string, string>;
}

interface KeptMail {
  at: number;
  source: string;
  to: string[];
  /** The message, deflated, in base64: a storm leaves tens of thousands of them. */
  packed: string;
  configurationSet?: string;
  tags: Record<string, string>;
}

export interface SesNeeds {
  journal: Journal;
  clock: Clock;
  region: string;
  /** Whether SES may send from this address; where absent, from any. */
  verified: ((address: string) => boolean) | undefined;
  /** Called before the client has its answer. */
  onMail: ((event: MailEvent) => void) | undefined;
}

const LARGEST_MESSAGE_BYTES = 10 * 1024 * 1024;
const MOST_RECIPIENTS = 50;
/** Mails that are kept as they were read, so that a list of them is quick. */
const MOST_READ = 1_000;

const packedOf = (raw: string): string =>
  deflateRawSync(Buffer.from(raw, 'latin1'), { level: 1 }).toString('base64');
const unpacked = (packed: string): string => inflateRawSync(Buffer.from(packed, 'base64')).toString('latin1');

export class Ses implements Service {
  readonly name = 'ses';
  readonly #needs: SesNeeds;
  readonly #kept: Map<string, KeptMail>;
  readonly #read = new Map<string, Mail>();

  constructor(needs: SesNeeds) {
    this.#needs = needs;
    this.#kept = new Map(needs.journal.entries<KeptMail>('mail'));
  }

  protocolOf(request: AwsRequest): Protocol {
    return request.path.startsWith('/v2/') ? sesRestProtocol : sesQueryProtocol;
  }

  perform(reading: Reading): unknown {
    return reading.operation.startsWith('v2:') ? performV2(this, reading) : performV1(this, reading);
  }

  /** Every accepted mail, oldest first. */
  list(): Mail[] {
    return [...this.#kept.keys()].map((messageId) => this.#mail(messageId));
  }

  /** How many were accepted in the last 24 virtual hours. */
  sentLately(): number {
    const dayAgo = this.#needs.clock.now() - 86_400_000;
    return [...this.#kept.values()].filter(({ at }) => at > dayAgo).length;
  }

  /** Keeps the mail and tells its id; throws an `AwsError` named as in SES v1 where it is refused. */
  accept({ raw, ...submission }: Submission): string {
    if (raw.length > LARGEST_MESSAGE_BYTES) {
      throw invalid(`Message length is more than ${LARGEST_MESSAGE_BYTES} bytes long: '${raw.length}'.`);
    }
    const envelope = this.#envelope(raw, submission);
    const messageId = `0100${randomBytes(6).toString('hex')}-${randomUUID()}-000000`;
    const kept: KeptMail = { at: this.#needs.clock.now(), packed: packedOf(raw), ...envelope };
    this.#needs.journal.write([['mail', messageId, kept]]);
    this.#kept.set(messageId, kept);
    this.#tell(messageId);
    return messageId;
  }

  #envelope(
    raw: string,
    { source, destinations = [], configurationSet, tags = {} }: Omit<Submission, 'raw'>,
  ) {
    // Only a message that lacks an envelope, or names a configuration set itself, has to be read now.
    const reads = source === undefined || destinations.length === 0 || /^X-SES-/im.test(raw);
    const headers = reads ? parseMessage(raw).headers : {};
    const sender = source ?? headerOf(headers, 'From') ?? '';
    if (sender === '') throw invalid("Missing required header 'From'.");
    const named = ['To', 'Cc', 'Bcc'].flatMap((name) => mailboxes(headerOf(headers, name) ?? ''));
    const to = (destinations.length > 0 ? destinations : named).map(checkedAddress);
    if (to.length === 0) throw invalid("Missing required header 'To'.");
    if (to.length > MOST_RECIPIENTS) throw invalid(`Recipient count exceeds ${MOST_RECIPIENTS}.`);
    const address = checkedAddress(sender);
    if (this.#needs.verified?.(address) === false) throw notVerified(address, this.#needs.region);
    const set = headerOf(headers, 'X-SES-CONFIGURATION-SET') ?? configurationSet;
    const allTags = { ...tags, ...readTags(headerOf(headers, 'X-SES-MESSAGE-TAGS') ?? '') };
    return { source: address, to, tags: allTags, ...(set !== undefined && { configurationSet: set }) };
  }

  #tell(messageId: string): void {
    const { onMail } = this.#needs;
    if (onMail === undefined) return;
    const mail = this.#mail(messageId);
    const events = new Map<string, MailEvent>([['send', { kind: 'send', mail, recipients: [...mail.to] }]]);
    for (const address of mail.to) {
      for (const fate of fatesOf(address)) {
        const same = `${fate.kind} ${fate.because}`;
        const event = events.get(same) ?? { ...fate, mail, recipients: [] };
        event.recipients.push(address);
        events.set(same, event);
      }
    }
    for (const event of events.values()) {
      try {
        onMail(event);
      } catch (error) {
        // The mail is accepted: what its listener makes of it is none of the sender's business.
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    }
  }

  #mail(messageId: string): Mail {
    const known = this.#read.get(messageId);
    if (known) return known;
    const kept = this.#kept.get(messageId);
    if (kept === undefined) throw new Error(`There is no mail ${messageId}.`);
    const { packed, ...about } = kept;
    const raw = unpacked(packed);
    const { headers, text, html } = parseMessage(raw);
    const from = headerOf(headers, 'From') ?? kept.source;
    const subject = headerOf(headers, 'Subject') ?? '';
    const delivered = this.#delivered(headers, messageId, kept.at);
    const mail: Mail = { messageId, ...about, raw, from, subject, text, html, headers: delivered };
    this.#read.set(messageId, mail);
    const [oldest] = this.#read.keys();
    if (this.#read.size > MOST_READ && oldest !== undefined) this.#read.delete(oldest);
    return mail;
  }

  #delivered(headers: ParsedMessage['headers'], messageId: string, at: number): Record<string, string> {
    const replaced = /^(bcc|date|message-id|x-ses-.*)$/i;
    const rest = Object.entries(headers).filter(([name]) => !replaced.test(name));
    return {
      ...Object.fromEntries(rest),
      Date: new Date(at).toUTCString().replace('GMT', '+0000'),
      'Message-ID': `<${messageId}@${this.#needs.region}.amazonses.com>`,
    };
  }
}

function checkedAddress(mailbox: string): string {
  try {
    return bareAddress(mailbox);
  } catch (error) {
    if (!(error instanceof AddressFault)) throw error;
    throw invalid(error.message);
  }
}

function readTags(header: string): Record<string, string> {
  const pairs = [...header.matchAll(/([\w-]+)=([\w.@-]+)/g)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}

function notVerified(address: string, region: string): AwsError {
  const which = `The following identities failed the check in region ${region.toUpperCase()}: ${address}`;
  return new AwsError('MessageRejected', `Email address is not verified. ${which}`);
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}
