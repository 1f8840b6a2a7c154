import { SESClient } from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../local/emulators/faults.ts';
import { MemoryPost, StillClock } from '../../local/memory.ts';
import { onceOnly } from '../../shared/adapters/clients.ts';
import { postOffice } from '../../shared/adapters/post-office.ts';
import type { Letter, Post } from '../../shared/ports.ts';
import { Machine } from '../local/emulators/machine.ts';
import { address } from './address.ts';

type Delivered = Pick<Letter, 'from' | 'to' | 'subject' | 'text' | 'html' | 'headers'>;

interface Office {
  post: Post;
  /** What becomes of every letter from now on. */
  weather(is: 'fair' | 'refusing' | 'failing'): void;
  delivered(): Delivered[];
  close(): Promise<void>;
}

const inMemory = async (): Promise<Office> => {
  const post = new MemoryPost(new StillClock('2026-11-20T22:05:00.000Z'));
  return {
    post,
    weather(is) {
      post.answer = () => (is === 'fair' ? 'accept' : is === 'refusing' ? 'refuse' : 'fail');
    },
    delivered: () => post.sent.map(({ letter }) => letter),
    close: async () => undefined,
  };
};

const WEATHER: Record<'fair' | 'refusing' | 'failing', Fault | undefined> = {
  fair: undefined,
  refusing: 'refuse',
  failing: 'fail',
};

interface Ses extends Office {
  fault(is: Fault | undefined): void;
  calls(): number;
}

const onSes = async (): Promise<Ses> => {
  let fault: Fault | undefined;
  let calls = 0;
  const machine = await new Machine().start({
    faults: () => {
      calls += 1;
      return fault;
    },
  });
  return {
    post: postOffice('kent-mail', new SESClient({ ...onceOnly, ...address(machine) })),
    weather(is) {
      fault = WEATHER[is];
    },
    fault(is) {
      fault = is;
    },
    calls: () => calls,
    delivered: () =>
      machine.emulators.ses.list().map(({ from, to, subject, text, html, headers }) => ({
        from,
        to: to.join(),
        subject,
        text,
        html,
        headers,
      })),
    close: () => machine.discard(),
  };
};

const letter = (change: Partial<Letter> = {}): Letter => ({
  record: 'c-1',
  actions: ['front-door-notice/MP-1/1/front-door'],
  from: 'homeward@kent.example',
  to: 'front.door@kent.example',
  subject: 'Notice - Child missing for 3 hours - MP-1',
  text: 'Child missing for 3 hours\n\nThe police have recorded a child as missing.\n',
  html: '<!doctype html><html lang="en-GB"><body><p>Child missing for 3 hours</p></body></html>',
  headers: {
    References: '<thread@kent.example>',
    'In-Reply-To': '<thread@kent.example>',
    'X-Homeward-Record': 'c-1',
    'Auto-Submitted': 'auto-generated',
  },
  ...change,
});

/** Ends of lines are the transport's: how many stand at the very end too. */
const lines = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd();

describe.each([
  ['in memory', inMemory],
  ['through SES', onSes],
])('letters %s', (_, open) => {
  let office: Office;
  beforeEach(async () => {
    office = await open();
  });
  afterEach(() => office.close());

  const sent = async (change: Partial<Letter>): Promise<Delivered> => {
    expect(await office.post.send(letter(change))).toMatchObject({ accepted: true });
    const [delivered] = office.delivered().slice(-1);
    if (!delivered) throw new Error('No letter was delivered');
    return delivered;
  };

  it('arrive whole: sender, mailbox, subject, both forms and every header', async () => {
    const delivered = await sent({});
    const { from, to, subject, text, html, headers } = letter();
    expect(delivered).toMatchObject({ from, to, subject, headers });
    expect(lines(delivered.text)).toBe(lines(text));
    expect(lines(delivered.html)).toBe(lines(html));
  });

  it('are known by an id each', async () => {
    const answers = [await office.post.send(letter()), await office.post.send(letter())];
    const ids = answers.map((answer) => (answer.accepted ? answer.id : ''));
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain('');
    expect(office.delivered()).toHaveLength(2);
  });

  it.each([
    ['accents and other alphabets', 'Żółć - 李 - محمد - MP-1'],
    ['a face', '🧒🏽 MP-1'],
    ['quotation marks and commas', 'Notice, "late" - <MP-1>; (now)'],
    ['many words', `Notice - ${'Child located, not back '.repeat(7)}- MP-1`],
    ['one endless word', 'x'.repeat(190)],
  ])('keep %s in a subject', async (_what, subject) => {
    expect((await sent({ subject })).subject).toBe(subject);
  });

  it('let no subject and no header begin another header', async () => {
    const injected = 'one\r\nBcc: somebody.else@other.example\r\n\r\nanother body';
    const delivered = await sent({
      subject: injected,
      headers: { ...letter().headers, References: injected },
    });
    expect(Object.keys(delivered.headers).map((name) => name.toLowerCase())).not.toContain('bcc');
    expect(delivered.to).toBe('front.door@kent.example');
    expect(lines(delivered.text)).toBe(lines(letter().text));
  });

  it.each([
    ['accents and other alphabets', 'Żółć, 李, محمد, 🧒🏽'],
    ['lines that transports have eaten', 'first\n.\n..\nFrom here on\n-- \n\n\nlast'],
    ['a very long line', 'word '.repeat(2_000).trim()],
    ['what looks like an encoding', '=20 =?utf-8?B?eA==?= %20 &amp; --=_boundary--'],
  ])('keep %s in both forms', async (_what, text) => {
    const delivered = await sent({ text, html: `<p>${text}</p>` });
    expect(lines(delivered.text)).toBe(lines(text));
    expect(lines(delivered.html)).toBe(lines(`<p>${text}</p>`));
  });

  it('that are refused are answered, with a reason', async () => {
    office.weather('refusing');
    expect(await office.post.send(letter())).toEqual({ accepted: false, why: expect.stringMatching(/./) });
    expect(office.delivered()).toEqual([]);
  });

  it('throw where the service is out, and go when it is back', async () => {
    office.weather('failing');
    await expect(office.post.send(letter())).rejects.toThrow();
    expect(office.delivered()).toEqual([]);
    office.weather('fair');
    await sent({});
  });
});

describe('a letter through SES', () => {
  let ses: Ses;
  beforeEach(async () => {
    ses = await onSes();
  });
  afterEach(() => ses.close());

  it('whose answer is lost throws, and is not sent a second time by itself', async () => {
    ses.fault('lose-answer');
    await expect(ses.post.send(letter())).rejects.toThrow();
    expect([ses.calls(), ses.delivered().length]).toEqual([1, 1]);
  });

  it.each(['throttle', 'fail'] as const)(
    'is offered once where SES answers %s, for the queue tries again',
    async (fault) => {
      ses.fault(fault);
      await expect(ses.post.send(letter())).rejects.toThrow();
      expect(ses.calls()).toBe(1);
    },
  );

  it('to what is no address is refused, not tried for ever', async () => {
    expect(await ses.post.send(letter({ to: 'front door' }))).toMatchObject({ accepted: false });
    expect(ses.delivered()).toEqual([]);
  });
});

describe('a letter to a domain without TLS', () => {
  it('goes under TLS alone, but to a domain that the authority excepts', async () => {
    const machine = await new Machine().start();
    const ses = new SESClient({ ...onceOnly, ...address(machine) });
    const office = postOffice('tls-always', ses, {
      domains: ['estuary.example'],
      configurationSet: 'tls-optional',
    });
    for (const to of ['a@kent.example', 'b@Estuary.example', 'c@not-estuary.example'])
      await office.send(letter({ to }));
    const rules = machine.emulators.ses.list().map(({ configurationSet }) => configurationSet);
    expect(rules).toEqual(['tls-always', 'tls-optional', 'tls-always']);
    await machine.discard();
  });
});
