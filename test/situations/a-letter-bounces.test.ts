// A mailbox that took a letter and gave it back: the deputy is told at once, whatever order the news comes in.
import { describe, expect, it } from 'vitest';
import { receiveMailEvent } from '../../functions/receive/mail-events.ts';
import { arrivals } from '../../local/scenario.ts';
import { emptyWorld, run } from '../../local/simulate.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import { digest } from '../../shared/core/routing.ts';
import { loadAuthority } from '../../shared/policy/load.ts';

const loaded = loadAuthority('darlington');
if (!loaded.ok) throw new Error('The Darlington file has faults');
const { policy } = loaded;
const reportedAt = '2026-11-20T22:05:00.000Z'; // a Friday

async function reported() {
  const world = emptyWorld(policy, reportedAt);
  const messages = arrivals(
    {
      about: 'a nine-year-old is missing',
      messages: [
        {
          at: reportedAt,
          type: 'missing.reported',
          subject: 'ME-1',
          data: {
            person: { givenName: 'Robin', familyName: 'Example', dateOfBirth: '2017-03-02' },
            risk: 'medium',
            lastSeenAt: '2026-11-20T20:30:00Z',
          },
        },
      ],
    },
    policy,
  );
  await run(world, messages, '2026-11-20T23:30:00.000Z');
  const escalation = world.post.sent.find(
    ({ letter }) => letter.to === 'head.of.service@darlington.example',
  )?.letter;
  if (!escalation) throw new Error('The head of service was not told');
  return { world, escalation };
}

const event = (eventType: string, record: string, letter: string, ...destination: string[]) =>
  JSON.stringify({
    source: 'aws.ses',
    detail: {
      eventType,
      mail: { tags: { record: [record], letter: [letter] }, ...(destination.length > 0 && { destination }) },
    },
  });

describe('a letter to the head of service bounces', () => {
  it('the deputy is told at once, and nobody else is told twice', async () => {
    const { world, escalation } = await reported();
    const before = world.post.sent.length;
    await receiveMailEvent(event('Bounce', escalation.record, digest(escalation.actions[0] ?? '')), world);
    await run(world, [], later(world.clock.now(), MINUTE));
    const after = world.post.sent.slice(before);
    const deputy = policy.directory['head-of-service']?.deputy ?? 'front-door';
    expect(after.map(({ letter }) => letter.to)).toEqual([
      policy.directory[deputy]?.outOfHours ?? policy.directory[deputy]?.address,
    ]);
    expect(after[0]?.letter.text).toContain('head');
  });

  it('a second notice of the same bounce tells nobody again', async () => {
    const { world, escalation } = await reported();
    const bounce = event('Bounce', escalation.record, digest(escalation.actions[0] ?? ''));
    for (let times = 0; times < 3; times++) {
      await receiveMailEvent(bounce, world);
      await run(world, [], later(world.clock.now(), MINUTE));
    }
    expect(
      world.post.sent.filter(({ letter }) => letter.actions.some((id) => id.startsWith('not-delivered'))),
    ).toHaveLength(1);
  });
});

describe('a letter of a child whose record was then joined to another bounces', () => {
  it('the deputy is told all the same', async () => {
    const at = (minutes: number) => later(reportedAt, minutes * MINUTE);
    const named = { givenName: 'Robin', familyName: 'Example' };
    const person = { ...named, dateOfBirth: '2017-03-02' };
    const messages = arrivals(
      {
        about: 'the date of birth, and with it whose record it is, comes later',
        messages: [
          { at: at(-9), type: 'case.updated', data: { person: { ...person, localAuthorityId: 'L1' } } },
          {
            at: at(0),
            type: 'missing.reported',
            subject: 'ME-1',
            data: { person: named, lastSeenAt: at(-60) },
          },
          { at: at(5), type: 'missing.updated', subject: 'ME-1', data: { person } },
        ],
      },
      policy,
    );
    const world = emptyWorld(policy, at(-9));
    await run(world, messages, at(10));
    const notice = world.post.sent.find(({ letter }) => letter.to.startsWith('missing.coordinator'))?.letter;
    if (!notice) throw new Error('Nobody was told before it was known whose record it is');
    const before = world.post.sent.length;
    await receiveMailEvent(event('Bounce', notice.record, digest(notice.actions[0] ?? ''), notice.to), world);
    await run(world, [], at(11));
    expect(world.post.sent.slice(before).map(({ letter }) => letter.actions[0])).toEqual([
      expect.stringContaining(`<${notice.actions[0]}`),
    ]);
  });
});

describe('a letter bounces whose answer was lost, and which went to another mailbox since', () => {
  const closing = '2026-11-20T16:58:00.000Z'; // two minutes before the front door closes
  const frontDoor = 'front.door@darlington.example';

  async function offeredTwice() {
    const world = emptyWorld(policy, closing);
    let offered = 0;
    world.post.answer = ({ to }) => (to === frontDoor && ++offered === 1 ? 'fail' : 'accept');
    const data = { person: { givenName: 'Robin', familyName: 'Example' }, lastSeenAt: closing };
    const messages = [{ at: closing, type: 'missing.reported', subject: 'ME-1', data }];
    await run(world, arrivals({ about: '', messages }, policy), later(closing, 10 * MINUTE));
    const notice = world.post.sent.find(({ letter }) => letter.to.startsWith('emergency'))?.letter;
    if (!notice) throw new Error('The emergency duty team was not told');
    return { world, notice };
  }

  it('the deputy is not told, for the other mailbox has it', async () => {
    const { world, notice } = await offeredTwice();
    const before = world.post.sent.length;
    const letter = digest(notice.actions[0] ?? '');
    await receiveMailEvent(event('Bounce', notice.record, letter, frontDoor), world);
    await run(world, [], later(world.clock.now(), MINUTE));
    expect(world.post.sent).toHaveLength(before);
  });

  it('and the first mailbox has it after all, that mailbox still counts as one that may have it', async () => {
    const { world, notice } = await offeredTwice();
    const [action = ''] = notice.actions;
    await receiveMailEvent(event('Delivery', notice.record, digest(action), frontDoor), world);
    const { kept } = await world.episodes.read(notice.record);
    const { unanswered, fate } = kept?.record.told[action] ?? {};
    expect(Object.keys(unanswered ?? {})).toEqual([frontDoor]);
    expect(fate, 'of the last offer nothing is known by that').toBeUndefined();
  });

  it('the deputy is told where the other mailbox gives it back', async () => {
    const { world, notice } = await offeredTwice();
    const before = world.post.sent.length;
    const letter = digest(notice.actions[0] ?? '');
    await receiveMailEvent(event('Bounce', notice.record, letter, notice.to), world);
    await run(world, [], later(world.clock.now(), MINUTE));
    expect(world.post.sent).toHaveLength(before + 1);
  });
});

describe('news of a letter that changes nothing', () => {
  it.each(['Delivery', 'Send', 'Open'])('%s leaves everything as it is', async (eventType) => {
    const { world, escalation } = await reported();
    const before = world.post.sent.length;
    await receiveMailEvent(event(eventType, escalation.record, digest(escalation.actions[0] ?? '')), world);
    await run(world, [], later(world.clock.now(), MINUTE));
    expect(world.post.sent).toHaveLength(before);
  });

  it.each([
    ['of no letter that we know', event('Bounce', 'c-00', 'x')],
    ['that is not JSON', '{'],
    ['without tags', JSON.stringify({ detail: { eventType: 'Bounce' } })],
  ])('news %s raises an alarm and is not tried for ever', async (_, body) => {
    const { world } = await reported();
    await receiveMailEvent(body, world);
    expect(world.watch.alarms).toHaveLength(1);
  });
});
