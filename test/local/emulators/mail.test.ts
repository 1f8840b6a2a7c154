// SES through the real client: what is accepted, what is refused, and what can be read of it afterwards.
import {
  GetSendQuotaCommand,
  MessageRejected,
  SendEmailCommand,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MailEvent } from '../../../local/emulators/ses/ses.ts';
import { Machine } from './machine.ts';

let machine: Machine;
let events: string[];

const settings = {
  onMail: ({ kind, recipients }: MailEvent) => events.push(`${kind} ${recipients.join(' ')}`),
};

beforeEach(async () => {
  events = [];
  machine = await new Machine().start(settings);
});
afterEach(() => machine.discard());

const ses = () => machine.clients.ses;
const only = () => {
  const [mail, ...others] = machine.emulators.ses.list();
  expect(others).toEqual([]);
  return mail;
};

/** As our own mailer makes a letter. */
async function letter(more: object = {}): Promise<Uint8Array> {
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail({
    from: '"Homeward – Kent" <homeward@kent.example>',
    to: ['front.door@kent.example', 'Team Ö <team@kent.example>'],
    subject: 'Missing: R.E., 9 – first notice',
    text: 'Last seen at 20:30 — that is 1½ hours ago.\n\nA line that is long enough to be broken softly by the encoding, since it goes on past column 76.\n',
    html: '<p>Last seen at 20:30 — that is 1½ hours ago.</p>',
    headers: { References: '<episode-1@homeward.example>', 'In-Reply-To': '<episode-1@homeward.example>' },
    ...more,
  });
  return message as Buffer;
}

async function sendRaw(more: object = {}, message: object = {}) {
  const Data = await letter(message);
  return ses().send(
    new SendRawEmailCommand({
      RawMessage: { Data },
      Source: 'homeward@kent.example',
      Destinations: ['front.door@kent.example'],
      ...more,
    }),
  );
}

describe('a letter', () => {
  it('can be read as its receiver would read it', async () => {
    const { MessageId } = await sendRaw({
      ConfigurationSetName: 'homeward-kent',
      Tags: [{ Name: 'rule', Value: 'first-notice' }],
    });
    const mail = only();
    expect(mail).toMatchObject({
      messageId: MessageId,
      at: machine.clock.now(),
      from: 'Homeward – Kent <homeward@kent.example>',
      subject: 'Missing: R.E., 9 – first notice',
      html: '<p>Last seen at 20:30 — that is 1½ hours ago.</p>',
      configurationSet: 'homeward-kent',
      tags: { rule: 'first-notice' },
    });
    expect(mail?.text.trimEnd()).toBe(
      'Last seen at 20:30 — that is 1½ hours ago.\n\nA line that is long enough to be broken softly by the encoding, since it goes on past column 76.',
    );
    expect(mail?.headers).toMatchObject({
      References: '<episode-1@homeward.example>',
      'In-Reply-To': '<episode-1@homeward.example>',
      To: 'front.door@kent.example, Team Ö <team@kent.example>',
    });
  });

  it('goes to the destinations of its envelope, all of them and no others', async () => {
    const Destinations = ['a@kent.example', 'B Person <b@kent.example>', 'blind@kent.example'];
    await sendRaw({ Destinations });
    expect(only()?.to).toEqual(['a@kent.example', 'b@kent.example', 'blind@kent.example']);
  });

  it('without an envelope goes to those whom its headers name, and hides the blind copies', async () => {
    const raw = Buffer.from(
      'From: a@kent.example\r\nTo: b@kent.example, "C, D" <c@kent.example>\r\nBcc: d@kent.example\r\n\r\nHello',
    );
    await ses().send(new SendRawEmailCommand({ RawMessage: { Data: raw } }));
    const mail = only();
    expect(mail?.to).toEqual(['b@kent.example', 'c@kent.example', 'd@kent.example']);
    expect(mail?.source).toBe('a@kent.example');
    expect(Object.keys(mail?.headers ?? {})).not.toContain('Bcc');
    expect(mail?.text).toBe('Hello');
  });

  it('gets the date and the id that SES gives, whatever the sender wrote', async () => {
    const { MessageId } = await sendRaw({}, { messageId: '<mine@homeward.example>', date: new Date(0) });
    expect(only()?.headers).toMatchObject({
      'Message-ID': `<${MessageId}@eu-west-2.amazonses.com>`,
      Date: 'Fri, 20 Nov 2026 22:05:00 +0000',
    });
  });

  it('in parts of its own is put together by SES', async () => {
    await ses().send(
      new SendEmailCommand({
        Source: 'homeward@kent.example',
        Destination: {
          ToAddresses: ['a@kent.example', 'b@kent.example'],
          CcAddresses: ['c@kent.example'],
          BccAddresses: ['blind@kent.example'],
        },
        Message: {
          Subject: { Data: 'Zurück – back' },
          Body: { Text: { Data: 'Grüße' }, Html: { Data: '<b>Grüße</b>' } },
        },
      }),
    );
    const mail = only();
    expect(mail).toMatchObject({ subject: 'Zurück – back', text: 'Grüße', html: '<b>Grüße</b>' });
    expect(mail?.to).toEqual(['a@kent.example', 'b@kent.example', 'c@kent.example', 'blind@kent.example']);
    expect(JSON.stringify(mail?.headers)).not.toContain('blind');
  });

  it('is there, in its order, when the emulators start again', async () => {
    for (const subject of ['one', 'two', 'three']) await sendRaw({}, { subject });
    const before = machine.emulators.ses.list();
    await machine.restart(settings);
    expect(machine.emulators.ses.list()).toEqual(before);
    expect(before.map(({ subject }) => subject)).toEqual(['one', 'two', 'three']);
    const quota = await ses().send(new GetSendQuotaCommand({}));
    expect(quota.SentLast24Hours).toBe(3);
  });
});

describe('thousands of letters', () => {
  it('are all there, and each as it was handed in', () => {
    const { ses: taker } = machine.emulators;
    const raw = (n: number) =>
      `From: homeward@kent.example\r\nTo: a@kent.example\r\nSubject: ${n}\r\n\r\nLetter ${n} of \xe9\r\n`;
    for (let n = 0; n < 1_200; n++)
      taker.accept({ raw: raw(n), source: 'homeward@kent.example', destinations: ['a@kent.example'] });
    for (let reading = 1; reading <= 2; reading++)
      expect(taker.list().map((mail) => mail.raw)).toEqual(Array.from({ length: 1_200 }, (_, n) => raw(n)));
  });
});

describe('a letter that SES refuses', () => {
  it.each([
    'not-an-address',
    'two words@kent.example',
    'a@',
    '@kent.example',
    'a@.example',
    'a@kent..example',
    'a@kent.example, b@kent.example',
    'jösé@kent.example',
    '<a@kent.example',
  ])('one bad recipient, %j, refuses it for everybody', async (bad) => {
    const refused = sendRaw({ Destinations: ['front.door@kent.example', bad] });
    await expect(refused).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    expect(machine.emulators.ses.list()).toEqual([]);
    expect(events).toEqual([]);
  });

  it('has more than fifty recipients', async () => {
    const Destinations = Array.from({ length: 51 }, (_, place) => `a${place}@kent.example`);
    await expect(sendRaw({ Destinations })).rejects.toThrow('Recipient count exceeds 50');
  });

  it('comes from an address that is not verified', async () => {
    await machine.restart({ ...settings, verified: (address) => address.endsWith('@darlington.example') });
    await expect(sendRaw()).rejects.toThrow(MessageRejected);
    expect(machine.emulators.ses.list()).toEqual([]);
  });
});

describe('what becomes of a letter', () => {
  it('is told before the sender has his answer: sent, delivered, bounced, complained of', async () => {
    await sendRaw({
      Destinations: [
        'a@kent.example',
        'bounce+full@kent.example',
        'b@bounce.example',
        'complaint@kent.example',
      ],
    });
    expect(events).toEqual([
      'send a@kent.example bounce+full@kent.example b@bounce.example complaint@kent.example',
      'delivery a@kent.example complaint@kent.example',
      'bounce bounce+full@kent.example b@bounce.example',
      'complaint complaint@kent.example',
    ]);
  });
});

describe('when SES is in trouble', () => {
  it('a throttled call is known as such and sends nothing', async () => {
    await machine.restart({ ...settings, faults: () => 'throttle' });
    await expect(sendRaw()).rejects.toMatchObject({ name: 'Throttling' });
    expect(machine.emulators.ses.list()).toEqual([]);
  });

  it('a refused call is known as such', async () => {
    await machine.restart({ ...settings, faults: () => 'refuse' });
    await expect(sendRaw()).rejects.toThrow(MessageRejected);
  });

  it('a lost answer leaves the letter sent', async () => {
    await machine.restart({ ...settings, faults: () => 'lose-answer' });
    await expect(sendRaw()).rejects.toThrow();
    expect(machine.emulators.ses.list()).toHaveLength(1);
  });
});
