// Word of what became of a letter, call by call: what the mail service says of it, what is noted, and who hears of it.
import { describe, expect, it } from 'vitest';
import { receiveMailEvent } from '../../functions/receive/mail-events.ts';
import { fateIn } from '../../functions/receive/mail-news.ts';
import { digest } from '../../shared/core/routing.ts';
import type { OneChild } from './one-child.ts';
import { at, awaited, keptOf, left, NOON, oneChild, wake } from './one-child.ts';

type Detail = Record<string, unknown>;

const fate = (detail: Detail) => fateIn({ detail }, NOON);
const bounce = (rest: Detail) => fate({ eventType: 'Bounce', bounce: rest });
const complaint = (rest: Detail) => fate({ eventType: 'Complaint', complaint: rest });

describe('what the mail service says of a letter', () => {
  it.each<[Detail, object | undefined]>([
    [{ eventType: 'Delivery' }, { is: 'delivered' }],
    [
      { eventType: 'DeliveryDelay', deliveryDelay: { delayType: 'MailboxFull' } },
      { is: 'delayed', why: 'MailboxFull' },
    ],
    [{ eventType: 'DeliveryDelay' }, { is: 'delayed' }],
    [{ eventType: 'Bounce' }, { is: 'bounced' }],
    [{ eventType: 'Complaint' }, { is: 'complained-of' }],
    [
      { eventType: 'Reject', reject: { reason: 'Bad content' } },
      { is: 'rejected', why: 'Bad content' },
    ],
    [{ eventType: 'Reject' }, { is: 'rejected' }],
    [{ eventType: 'Rendering Failure' }, { is: 'not-written' }],
    [{ eventType: 'Send' }, undefined],
    [{ eventType: 'Open' }, undefined],
    [{}, undefined],
  ])('%j', (detail, is) => {
    expect(fate(detail)).toEqual(is && { ...is, at: NOON });
  });

  it('of a bounce is its kind, in words of its own', () => {
    expect(bounce({ bounceType: 'Permanent', bounceSubType: 'General' })?.why).toBe('Permanent, General');
    expect(bounce({ bounceType: 'Permanent', bouncedRecipients: [] })?.why).toBe('Permanent');
  });

  it.each([
    [{ diagnosticCode: 'smtp; 550 STARTTLS is required' }, true],
    [{ diagnosticCode: 'TLS required' }, true],
    [{ status: '5.7.10' }, true],
    [{ status: '4.7.10' }, true],
    [{ status: '5.1.1', diagnosticCode: 'no such user bottls' }, false],
    [{}, false],
  ])('of a bounce is that the mailbox takes no encrypted mail: %j', (recipient, isTls) => {
    const said = bounce({ bounceType: 'Transient', bouncedRecipients: [{ status: '5.1.1' }, recipient] });
    expect(said?.why).toBe(isTls ? 'Transient, no TLS' : 'Transient');
  });

  it('of a complaint is that it was never sent, where the mailbox complained before', () => {
    expect(complaint({ complaintSubType: 'OnAccountSuppressionList' })).toEqual({
      is: 'bounced',
      why: 'OnAccountSuppressionList',
      at: NOON,
    });
    expect(complaint({ complaintSubType: null, complaintFeedbackType: 'abuse' })).toEqual({
      is: 'complained-of',
      why: 'abuse',
      at: NOON,
    });
  });

  it.each(['kim@kent.example', 'x'.repeat(61), '5.1.1', '-dash', 'Quota exceeded for kim@kent.example'])(
    'is never more than its own words: not %s',
    (reason) => {
      expect(fate({ eventType: 'Reject', reject: { reason } })).not.toHaveProperty('why');
    },
  );

  it('may be as long as its longest word', () => {
    expect(fate({ eventType: 'Reject', reject: { reason: 'x'.repeat(60) } })?.why).toHaveLength(60);
  });
});

/** After its letters of noon, with the action of one of them. */
async function told(mailbox = 'team.manager'): Promise<{ child: OneChild; action: string }> {
  const child = await oneChild();
  await wake(child, { hearsOfLetters: true });
  awaited(child);
  child.watch.counts.clear();
  const { record } = await keptOf(child);
  const [action = ''] =
    Object.entries(record.told).find(([, each]) => each.mailbox.startsWith(mailbox)) ?? [];
  return { child, action };
}

const event = (child: OneChild, action: string, detail: Detail, record = child.id): string =>
  JSON.stringify({
    detail: {
      mail: {
        tags: { record: [record], letter: [digest(action)] },
        destination: ['team.manager@council.example'],
      },
      ...detail,
    },
  });

const BOUNCE = { eventType: 'Bounce', bounce: { bounceType: 'Permanent' } };

describe('word that a letter', () => {
  it('was delivered is noted, and nobody is woken', async () => {
    const { child, action } = await told();
    const { version, dueAt } = await keptOf(child);
    await receiveMailEvent(event(child, action, { eventType: 'Delivery' }), child);
    const after = await keptOf(child);
    expect(after.record.told[action]).toMatchObject({
      state: 'accepted',
      fate: { is: 'delivered', at: NOON },
    });
    expect(after).toMatchObject({ version: version + 1, dueAt });
    expect(awaited(child)).toEqual([]);
    expect([...child.watch.counts]).toEqual([]);
    await receiveMailEvent(event(child, action, { eventType: 'Delivery' }), child);
    expect((await keptOf(child)).version, 'twice is once').toBe(version + 1);
  });

  it('came back is noted, counted and alarmed, and its record is woken', async () => {
    const { child, action } = await told();
    child.clock.moveTo(at(30));
    await receiveMailEvent(event(child, action, BOUNCE), child);
    const after = await keptOf(child);
    expect(after.record.told[action]).toMatchObject({
      state: 'refused',
      fate: { is: 'bounced', why: 'Permanent', at: at(30) },
    });
    expect(after.dueAt).toBe(at(30));
    expect([...child.watch.counts]).toEqual([['MailRefused', 1]]);
    expect(child.watch.alarms).toEqual([
      { event: 'letter not delivered', about: { record: child.id, event: 'Bounce', why: 'Permanent' } },
    ]);
    expect(child.wakeUps.take({ by: at(30) })).toMatchObject({ record: child.id });
    await receiveMailEvent(event(child, action, BOUNCE), child);
    expect(child.wakeUps.take({ by: at(30) }), 'who noted it may have died before it asked').toBeDefined();
    expect((await keptOf(child)).version).toBe(after.version);
  });

  it('is late is counted apart, and says why only where there is a word for it', async () => {
    const { child, action } = await told();
    await receiveMailEvent(event(child, action, { eventType: 'DeliveryDelay' }), child);
    expect([...child.watch.counts]).toEqual([['MailDelayed', 1]]);
    expect(child.watch.alarms).toEqual([
      { event: 'letter not delivered', about: { record: child.id, event: 'DeliveryDelay' } },
    ]);
  });

  it('was sent says nothing', async () => {
    const { child, action } = await told();
    const { version } = await keptOf(child);
    await receiveMailEvent(event(child, action, { eventType: 'Send' }), child);
    expect((await keptOf(child)).version).toBe(version);
    expect(child.watch.alarms).toEqual([]);
  });

  it('came back is word of each role that shares it, and of no other letter', async () => {
    const { child, action } = await told('front.door');
    await receiveMailEvent(event(child, action, BOUNCE), child);
    const states = Object.values((await keptOf(child)).record.told).map(({ mailbox, fate: is }) => [
      mailbox.split('@')[0],
      is?.is,
    ]);
    expect(states.sort()).toEqual([
      ['front.door', 'bounced'],
      ['front.door', 'bounced'],
      ['team.manager', undefined],
    ]);
  });

  it('came back says nothing of a role that was in an earlier offer alone', async () => {
    const { child, action } = await told('front.door');
    await left(child, (record) => ({
      ...record,
      told: Object.fromEntries(
        Object.entries(record.told).map(([id, each]) => [
          id,
          each.letter ? { ...each, intendedAt: at(-300) } : each,
        ]),
      ),
    }));
    await receiveMailEvent(event(child, action, BOUNCE), child);
    const bounced = Object.values((await keptOf(child)).record.told).filter(({ fate: is }) => is);
    expect(bounced).toHaveLength(1);
  });

  it('came back from an earlier mailbox takes that one off, and says nothing of the last', async () => {
    const { child, action } = await told();
    const unanswered = {
      'old@council.example': at(-300),
      'older@council.example': at(-600),
      'oldest@council.example': at(-900),
    };
    await left(child, (record) => ({
      ...record,
      told: { ...record.told, [action]: { ...(record.told[action] as object), unanswered } as never },
    }));
    const of = (destination: string, eventType = 'Bounce') =>
      event(child, action, {
        eventType,
        mail: { tags: { record: [child.id], letter: [digest(action)] }, destination: [destination] },
      });
    const telling = async () => (await keptOf(child)).record.told[action];
    await receiveMailEvent(of('old@council.example', 'Delivery'), child);
    expect((await telling())?.unanswered).toEqual(unanswered);
    await receiveMailEvent(of('old@council.example', 'DeliveryDelay'), child);
    expect((await telling())?.unanswered).toEqual(unanswered);
    await receiveMailEvent(of('old@council.example'), child);
    expect(await telling()).toMatchObject({
      state: 'accepted',
      unanswered: { 'older@council.example': at(-600), 'oldest@council.example': at(-900) },
    });
    await receiveMailEvent(of('older@council.example', 'Reject'), child);
    await receiveMailEvent(of('oldest@council.example', 'Rendering Failure'), child);
    expect(await telling()).not.toHaveProperty('unanswered');
    expect(await telling()).not.toHaveProperty('fate');
    await receiveMailEvent(of('elsewhere@council.example', 'Rendering Failure'), child);
    expect((await telling())?.fate?.is, 'a mailbox that nobody knows of').toBe('not-written');
  });

  it('came back is noted in the record that its own was joined to', async () => {
    const { child, action } = await told();
    const { record } = await keptOf(child);
    await child.episodes.write({ record: { ...record, id: 'c-2' }, dueAt: at(600) }, 0);
    await left(child, (was) => ({ ...was, joinedTo: 'c-2', told: {} }));
    await receiveMailEvent(event(child, action, BOUNCE), child);
    expect((await keptOf(child, 'c-2')).record.told[action]?.fate?.is).toBe('bounced');
    expect(child.wakeUps.take({ by: NOON })).toMatchObject({ record: 'c-2' });
  });

  it('came back is noted again where somebody came between, and given back to the queue after eight times', async () => {
    const { child, action } = await told();
    const { write } = child.episodes;
    let tries = 0;
    child.episodes.write = async (...given) => {
      tries += 1;
      return tries > 2 && write.apply(child.episodes, given);
    };
    await receiveMailEvent(event(child, action, BOUNCE), child);
    expect(tries).toBe(3);
    const other = await told();
    tries = 0;
    other.child.episodes.write = async () => {
      tries += 1;
      return false;
    };
    await expect(receiveMailEvent(event(other.child, other.action, BOUNCE), other.child)).rejects.toThrow(
      `Record ${other.child.id} kept changing while a mail event was noted`,
    );
    expect(tries).toBe(8);
    expect(other.child.watch.alarms).toEqual([]);
  });
});

describe('a mail event of nothing that is known', () => {
  it.each([
    ['{', false],
    ['null', false],
    ['"text"', false],
    ['{}', true],
    ['{"detail":{"eventType":"Bounce"}}', true],
    ['{"detail":{"mail":{}}}', true],
    ['{"detail":{"mail":{"tags":{"record":["c-1"]}}}}', true],
    ['{"detail":{"mail":{"tags":{"letter":["x"]}}}}', true],
    ['{"detail":{"mail":{"tags":{"record":[],"letter":["x"]}}}}', true],
  ])('%s is alarmed, and changes nothing', async (body, known) => {
    const child = await oneChild();
    await receiveMailEvent(body, child);
    expect(child.watch.alarms).toEqual([{ event: 'mail event not understood', about: { known } }]);
  });

  it('of a record that there is none of is alarmed', async () => {
    const { child, action } = await told();
    await receiveMailEvent(event(child, action, BOUNCE, 'c-0'), child);
    expect(child.watch.alarms).toEqual([
      { event: 'mail event of an unknown record', about: { record: 'c-0' } },
    ]);
    expect(awaited(child)).toEqual([]);
  });

  it('of a letter that there is none of is alarmed', async () => {
    const { child } = await told();
    await receiveMailEvent(event(child, 'no/such/letter', BOUNCE), child);
    expect(child.watch.alarms).toEqual([
      { event: 'mail event of an unknown letter', about: { record: child.id } },
    ]);
    expect(awaited(child)).toEqual([]);
  });
});
