// Every word of SES on a letter that it had accepted, tied to what was told: in the history, and where it is bad, with the deputy at once.
import { describe, expect, it } from 'vitest';
import { receiveMailEvent } from '../../functions/receive/mail-events.ts';
import { mailEvent } from '../../local/mail-events.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import type { Telling } from '../../shared/core/record.ts';
import { digest } from '../../shared/core/routing.ts';
import type { Letter } from '../../shared/ports.ts';
import { cancelled, REPORTED, ROBIN, reported } from './cast.ts';
import { goOn, lettersOf, mail, procedure, recordsOf } from './playing.ts';

const darlington = procedure('darlington');
const HEAD = 'head.of.service@darlington.example';

type Fate = Parameters<typeof mailEvent>[0];
type Kind = Pick<Fate, 'kind' | 'because'>;

/** The head of service has had the escalation, at 23:30. */
async function escalated(): Promise<World> {
  const world = emptyWorld(darlington, REPORTED);
  await goOn(world, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:30:00Z');
  return world;
}

const letterTo = (world: World, mailbox: string): Letter => {
  const letter = world.post.sent.find((each) => each.letter.to === mailbox)?.letter;
  if (!letter) throw new Error(`${mailbox} had no letter`);
  return letter;
};

/** As SES says it of a letter, on the bus. */
function word({ kind, because }: Kind, { from, to, subject, record, actions }: Letter): string {
  const sent = {
    messageId: 'm1',
    at: 0,
    from,
    source: from,
    to: [to],
    subject,
    text: '',
    html: '',
    headers: {},
    raw: '',
    configurationSet: 'letters',
    tags: { record, letter: digest(actions[0] ?? '') },
  };
  const asked = {
    logicalId: 'Events',
    ref: 'Events',
    ConfigurationSetName: 'letters',
    EventDestination: {
      Enabled: true,
      MatchingEventTypes: [kind],
      EventBridgeDestination: { EventBusArn: 'arn:aws:events:eu-west-2:000000000000:event-bus/default' },
    },
  };
  const place = { accountId: '000000000000', region: 'eu-west-2', stackName: 's', endpoint: '' };
  const event = mailEvent(
    { kind, mail: sent, recipients: [to], ...(because && { because }) },
    [asked],
    place,
  );
  return JSON.stringify(event);
}

async function comes(world: World, kind: Kind, letter = letterTo(world, HEAD)): Promise<void> {
  await receiveMailEvent(word(kind, letter), world);
  await goOn(world, [], later(world.clock.now(), MINUTE));
}

async function tellingOf(world: World, letter = letterTo(world, HEAD)): Promise<Telling> {
  const records = await recordsOf(world);
  const telling = records.flatMap(({ told }) => told[letter.actions[0] ?? ''] ?? [])[0];
  if (!telling) throw new Error('It was told, and is not in the record');
  return telling;
}

const forwarded = (world: World) => mail(world, 'not-delivered');

describe('a letter that was accepted', () => {
  it.each<[string, Kind, Partial<Telling['fate']>, string]>([
    ['bounces', { kind: 'bounce' }, { is: 'bounced', why: 'Permanent, General' }, 'gave this letter back'],
    [
      'is held back by a suppression list',
      { kind: 'bounce', because: 'suppressed' },
      { is: 'bounced', why: 'Permanent, OnAccountSuppressionList' },
      'gave this letter back',
    ],
    [
      'finds a mail server without TLS',
      { kind: 'bounce', because: 'no-tls' },
      { is: 'bounced', why: 'Transient, General, no TLS' },
      'gave this letter back',
    ],
    [
      'is rejected by SES after all',
      { kind: 'reject' },
      { is: 'rejected', why: 'Bad content' },
      'refused this letter',
    ],
    ['cannot be written by SES', { kind: 'renderingFailure' }, { is: 'not-written' }, 'refused this letter'],
    [
      'is delayed',
      { kind: 'deliveryDelay' },
      { is: 'delayed', why: 'TransientCommunicationFailure' },
      'has not taken this letter yet',
    ],
    [
      'is complained of',
      { kind: 'complaint' },
      { is: 'complained-of' },
      'has taken this letter for unwanted mail',
    ],
  ])('and %s is with the deputy at once, and the failure is in the history', async (_, kind, fate, words) => {
    const world = await escalated();
    await comes(world, kind);
    expect(await forwarded(world)).toEqual(['2026-11-20 23:30 not-delivered assistant.director']);
    expect((await lettersOf(world)).at(-1)?.text).toContain(words);
    expect(await tellingOf(world)).toMatchObject({ state: 'refused', fate });
    expect(world.watch.alarms.map(({ event }) => event)).toEqual(['letter not delivered']);
  });

  it('and is delivered is known as delivered, and nobody hears of it', async () => {
    const world = await escalated();
    const before = world.post.sent.length;
    await comes(world, { kind: 'delivery' });
    expect(world.post.sent).toHaveLength(before);
    expect(await tellingOf(world)).toMatchObject({ state: 'accepted', fate: { is: 'delivered' } });
    expect(world.watch.alarms).toEqual([]);
  });

  it('and whose answer was lost is accepted once its delivery is known: it is not sent again', async () => {
    const world = emptyWorld(darlington, REPORTED);
    const lost: Letter[] = [];
    world.post.answer = (letter) => {
      if (letter.to !== HEAD) return 'accept';
      lost.push(letter);
      return 'fail';
    };
    await goOn(world, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:30:00Z');
    const [letter] = lost;
    if (!letter) throw new Error('The head of service was offered nothing');
    await receiveMailEvent(word({ kind: 'delivery' }, letter), world);
    await goOn(world, [], '2026-11-21T00:00:00Z');
    expect(lost).toHaveLength(1);
    expect(await tellingOf(world, letter)).toMatchObject({ state: 'accepted', fate: { is: 'delivered' } });
  });
});

describe('a letter that is delivered', () => {
  it.each<[string, (sent: string, telling: Telling) => Partial<Telling>]>([
    ['another letter of its rule to the same mailbox, which was written down with it', () => ({})],
    ['a role that shared an earlier offer of it', (sent) => ({ letter: sent, intendedAt: REPORTED })],
  ])('says nothing of %s and is still to go', async (_, how) => {
    const world = await escalated();
    const letter = letterTo(world, HEAD);
    const { kept } = await world.episodes.read(letter.record);
    const [sent = ''] = letter.actions;
    if (!kept) throw new Error('The record is gone');
    const telling = await tellingOf(world);
    const other = { ...telling, ...how(sent, telling), state: 'intended' } as const;
    const told = { ...kept.record.told, [`${sent}-other`]: other };
    await world.episodes.write({ ...kept, record: { ...kept.record, told } }, kept.version);
    await receiveMailEvent(word({ kind: 'delivery' }, letter), world);
    const [record] = await recordsOf(world);
    expect(record?.told[sent]?.fate?.is).toBe('delivered');
    expect(record?.told[`${sent}-other`]).toEqual(other);
  });

  it.each<[string, Kind, Telling['state']]>([
    ['is delivered to', { kind: 'delivery' }, 'accepted'],
    ['bounces for', { kind: 'bounce' }, 'refused'],
  ])('%s every role that shares it', async (_, kind, state) => {
    const shared = { ...darlington, directory: { ...darlington.directory } };
    for (const role of ['missing-coordinator', 'service-manager'])
      shared.directory[role] = {
        ...shared.directory[role],
        address: 'together@darlington.example',
        verified: '2026-01-01',
      };
    const world = emptyWorld(shared, REPORTED);
    await goOn(world, [reported('ME-1', { person: ROBIN })], '2026-11-20T22:06:00Z');
    const letter = letterTo(world, 'together@darlington.example');
    expect(letter.actions.length).toBeGreaterThan(1);
    await receiveMailEvent(word(kind, letter), world);
    const [record] = await recordsOf(world);
    for (const action of letter.actions) expect(record?.told[action]).toMatchObject({ state, fate: {} });
  });
});

describe('news that comes late or out of order', () => {
  it('a bounce is not undone by a delivery that comes after it', async () => {
    const world = await escalated();
    await comes(world, { kind: 'bounce' });
    await comes(world, { kind: 'delivery' });
    expect(await tellingOf(world)).toMatchObject({ state: 'refused', fate: { is: 'bounced' } });
  });

  it('a delivery is undone by a bounce that comes after it', async () => {
    const world = await escalated();
    await comes(world, { kind: 'delivery' });
    await comes(world, { kind: 'bounce' });
    expect(await forwarded(world)).toHaveLength(1);
  });

  it('a delay ends with the delivery: the deputy who was told stays told, and no other is', async () => {
    const world = await escalated();
    await comes(world, { kind: 'deliveryDelay' });
    await comes(world, { kind: 'delivery' });
    expect(await tellingOf(world)).toMatchObject({ state: 'accepted', fate: { is: 'delivered' } });
    expect(await forwarded(world)).toHaveLength(1);
  });

  it('a delay that is told again and again tells the deputy once', async () => {
    const world = await escalated();
    const { record } = letterTo(world, HEAD);
    const versions: (number | undefined)[] = [];
    for (let times = 0; times < 3; times++) {
      await comes(world, { kind: 'deliveryDelay' });
      versions.push((await world.episodes.read(record)).kept?.version);
    }
    expect(await forwarded(world)).toHaveLength(1);
    expect(versions[2], 'what is known already is not written again').toBe(versions[1]);
  });

  it('a delay after the delivery changes nothing', async () => {
    const world = await escalated();
    await comes(world, { kind: 'delivery' });
    await comes(world, { kind: 'deliveryDelay' });
    expect(await forwarded(world)).toEqual([]);
  });

  it('the deputy has it once its run that died is repeated', async () => {
    const world = await escalated();
    const letter = letterTo(world, HEAD);
    const dying = {
      ...world,
      wakeUps: { soon: () => Promise.reject(new Error('the queue does not answer')) },
    };
    await expect(receiveMailEvent(word({ kind: 'bounce' }, letter), dying)).rejects.toThrow(
      'does not answer',
    );
    await comes(world, { kind: 'bounce' });
    expect(await forwarded(world)).toHaveLength(1);
  });
});

describe('who is stood down', () => {
  const over = cancelled('2026-11-21T08:00:00Z', 'ME-1');
  const stoodDown = async (world: World) => {
    await goOn(world, [over], '2026-11-21T09:00:00Z');
    return (await mail(world, 'stand-down')).map((line) => line.split(' ').at(-1));
  };

  it.each<[string, Kind]>([
    ['was delayed', { kind: 'deliveryDelay' }],
    ['was complained of', { kind: 'complaint' }],
  ])('a mailbox whose letter %s may have it, and is stood down with its deputy', async (_, kind) => {
    const world = await escalated();
    await comes(world, kind);
    expect(await stoodDown(world)).toEqual(expect.arrayContaining(['head.of.service', 'assistant.director']));
  });

  it('a mailbox whose delayed letter then bounced does not have it', async () => {
    const world = await escalated();
    await comes(world, { kind: 'deliveryDelay' });
    await comes(world, { kind: 'bounce' });
    expect(await stoodDown(world)).not.toContain('head.of.service');
  });
});

describe('what SES says', () => {
  it('of a complaint may be that the letter was never sent, because of an earlier one', async () => {
    const world = await escalated();
    const said = JSON.parse(word({ kind: 'complaint' }, letterTo(world, HEAD)));
    said.detail.complaint.complaintSubType = 'OnAccountSuppressionList';
    await receiveMailEvent(JSON.stringify(said), world);
    expect(await tellingOf(world)).toMatchObject({
      state: 'refused',
      fate: { is: 'bounced', why: 'OnAccountSuppressionList' },
    });
  });

  it('is kept in its own words alone, never with what a mail server says or an address', async () => {
    const world = await escalated();
    const letter = letterTo(world, HEAD);
    const said = JSON.parse(word({ kind: 'bounce' }, letter));
    said.detail.bounce.bounceSubType = `no user ${letter.to}`;
    said.detail.bounce.bouncedRecipients[0].diagnosticCode =
      'smtp; 550 <robin.sample@home.example> TLS refused';
    await receiveMailEvent(JSON.stringify(said), world);
    expect((await tellingOf(world)).fate?.why).toBe('Permanent, no TLS');
    expect(JSON.stringify(world.watch.alarms)).not.toMatch(/@|sample/i);
  });
});
