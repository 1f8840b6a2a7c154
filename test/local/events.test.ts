import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../local/clock.ts';
import type { Mail, MailEvent } from '../../local/emulators/ses/ses.ts';
import { eventBus } from '../../local/event-bus.ts';
import { compilePattern } from '../../local/event-pattern.ts';
import type { Outcome } from '../../local/functions/function-runner.ts';
import { invokeLater } from '../../local/functions/later.ts';
import { mailEvent } from '../../local/mail-events.ts';

const start = Date.parse('2026-11-20T22:05:00.000Z');
const minute = 60_000;
const place = { accountId: '000000000000', region: 'eu-west-2', stackName: 'homeward-kent' };

describe('a pattern of a rule', () => {
  const event = {
    source: 'aws.ses',
    'detail-type': 'Email Bounced',
    detail: {
      eventType: 'Bounce',
      mail: { tags: { 'ses:configuration-set': ['kent'], record: ['r1', 'r2'] } },
    },
  };

  it.each<[string, Record<string, unknown>, boolean]>([
    ['nothing in particular', {}, true],
    ['one of several values', { source: ['aws.s3', 'aws.ses'] }, true],
    ['another value', { source: ['aws.s3'] }, false],
    ['all fields that it names', { source: ['aws.ses'], detail: { eventType: ['Delivery'] } }, false],
    ['a value in a list', { detail: { mail: { tags: { record: ['r2'] } } } }, true],
    ['a field that is not there', { detail: { bounce: { bounceType: ['Permanent'] } } }, false],
    ['another beginning', { 'detail-type': [{ prefix: 'Post ' }] }, false],
    ['a beginning', { 'detail-type': [{ prefix: 'Email ' }] }, true],
    ['an end', { source: [{ suffix: '.ses' }] }, true],
    ['another end', { 'detail-type': [{ suffix: 'Sent' }] }, false],
    ['anything but a value', { detail: { eventType: [{ 'anything-but': ['Send', 'Delivery'] }] } }, true],
    ['anything but this value', { detail: { eventType: [{ 'anything-but': 'Bounce' }] } }, false],
    ['a field that must be there', { detail: { eventType: [{ exists: true }] } }, true],
    ['a field that must not be there', { detail: { eventType: [{ exists: false }] } }, false],
  ])('asks for %s', (_, pattern, matches) => {
    expect(compilePattern(pattern)(event)).toBe(matches);
  });

  it.each<[string, Record<string, unknown>]>([
    ['a matcher that is not known', { source: [{ cidr: '10.0.0.0/8' }] }],
    ['a bare value', { source: 'aws.ses' }],
  ])('is refused before any event for %s', (_, pattern) => {
    expect(() => compilePattern(pattern)).toThrow('EventPattern/source');
  });
});

describe('the event bus', () => {
  const rule = (logicalId: string, EventPattern: Record<string, unknown>, State: 'ENABLED' | 'DISABLED') => ({
    logicalId,
    ref: logicalId,
    EventPattern,
    State,
    Targets: [{ Id: 'one', Arn: `arn:aws:sqs:eu-west-2:000000000000:${logicalId}` }],
  });

  it('brings an event to the queues of the rules that match it and are in force', () => {
    const delivered: string[] = [];
    const publish = eventBus(
      [
        rule('bounces', { kind: ['bounce'] }, 'ENABLED'),
        rule('all', {}, 'ENABLED'),
        rule('off', {}, 'DISABLED'),
      ],
      (queueArn, body) => delivered.push(`${queueArn.replace(/^.*:/, '')} ${body}`),
    );
    publish({ kind: 'send' });
    publish({ kind: 'bounce' });
    publish(undefined);
    expect(delivered).toEqual(['all {"kind":"send"}', 'bounces {"kind":"bounce"}', 'all {"kind":"bounce"}']);
  });
});

describe('what became of a letter', () => {
  const mail: Mail = {
    messageId: 'm1',
    at: start,
    from: 'Homeward <homeward@kent.example>',
    source: 'homeward@kent.example',
    to: ['front.door@kent.example', 'bounce@kent.example'],
    subject: 'A child',
    text: '',
    html: '',
    headers: { Subject: 'A child' },
    raw: '',
    configurationSet: 'letters',
    tags: { record: 'r1' },
  };
  const destination = (MatchingEventTypes: string[], o: object = {}) => ({
    logicalId: 'Events',
    ref: 'Events',
    ConfigurationSetName: 'letters',
    EventDestination: {
      Enabled: true,
      MatchingEventTypes,
      EventBridgeDestination: { EventBusArn: 'arn:aws:events:eu-west-2:000000000000:event-bus/default' },
      ...o,
    },
  });
  const told = (
    kind: MailEvent['kind'],
    destinations = [destination(['send', 'delivery', 'bounce', 'complaint'])],
  ) => mailEvent({ kind, mail, recipients: ['bounce@kent.example'] }, destinations, place);

  it.each<[MailEvent['kind'], string, string, object]>([
    ['send', 'Email Sent', 'Send', {}],
    ['delivery', 'Email Delivered', 'Delivery', { recipients: ['bounce@kent.example'] }],
    ['bounce', 'Email Bounced', 'Bounce', { bouncedRecipients: [{ emailAddress: 'bounce@kent.example' }] }],
    [
      'complaint',
      'Email Complaint Received',
      'Complaint',
      { complainedRecipients: [{ emailAddress: 'bounce@kent.example' }] },
    ],
  ])('%s: has the words that SES has for it', (kind, detailType, eventType, particulars) => {
    expect(told(kind)).toMatchObject({
      version: '0',
      source: 'aws.ses',
      'detail-type': detailType,
      time: '2026-11-20T22:05:00Z',
      detail: {
        eventType,
        mail: {
          messageId: 'm1',
          source: 'homeward@kent.example',
          destination: mail.to,
          tags: { 'ses:configuration-set': ['letters'], record: ['r1'] },
        },
        [kind]: particulars,
      },
    });
  });

  it('is told only where the configuration set of the letter asks for it, on the bus', () => {
    expect(told('bounce', [destination(['send'])])).toBeUndefined();
    expect(told('bounce', [destination(['bounce'], { Enabled: false })])).toBeUndefined();
    expect(told('bounce', [destination(['bounce'], { EventBridgeDestination: undefined })])).toBeUndefined();
    expect(told('bounce', [{ ...destination(['bounce']), ConfigurationSetName: 'other' }])).toBeUndefined();
    expect(told('bounce', [destination(['BOUNCE'])])).toBeDefined();
  });
});

describe('an event that nobody waits for', () => {
  let clock: VirtualClock;
  beforeEach(() => {
    clock = new VirtualClock({ follows: 'itself', from: start }, 100_000);
  });
  afterEach(() => clock.close());

  async function handed(
    outcomes: boolean[],
    o: { attempts?: number; longest?: number; stop?: boolean } = {},
  ) {
    const tried: number[] = [];
    const aside: Outcome[] = [];
    const stopping = new AbortController();
    // Real time passes between two statements, and fast time a hundred thousand times as much.
    const release = clock.hold();
    const work = invokeLater({
      invoke: async () => {
        tried.push(clock.now());
        if (o.stop) stopping.abort();
        return outcomes[tried.length - 1]
          ? { ok: true, result: undefined }
          : { ok: false, errorType: 'Error', message: `failure ${tried.length}` };
      },
      putAside: (failure) => aside.push(failure),
      retrying: { attempts: o.attempts ?? 2, longest: o.longest ?? 21_600 },
      clock,
      stopping: stopping.signal,
    });
    release();
    await work;
    return { pauses: tried.map((at, number) => at - (tried[number - 1] ?? at)), aside };
  }

  it('is tried once where that goes well', async () => {
    expect(await handed([true])).toEqual({ pauses: [0], aside: [] });
  });

  it('is tried again after a minute and after two more', async () => {
    expect(await handed([false, false, true])).toEqual({ pauses: [0, minute, 2 * minute], aside: [] });
  });

  it('is put aside with its last failure', async () => {
    const { aside } = await handed([false, false, false, true]);
    expect(aside).toEqual([{ ok: false, errorType: 'Error', message: 'failure 3' }]);
  });

  it('is put aside once it is too old to be tried again', async () => {
    const { pauses, aside } = await handed([false, true], { longest: 59 });
    expect(pauses).toEqual([0]);
    expect(aside).toMatchObject([{ message: 'failure 1' }]);
  });

  it('is let go when the machine stops', async () => {
    expect(await handed([false, true], { stop: true })).toEqual({ pauses: [0], aside: [] });
  });
});
