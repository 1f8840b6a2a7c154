// The letter of the morning: what is open, beside the letters that go at once; late, twice, failed, paused, on trial.
import { describe, expect, it } from 'vitest';
import { sweep } from '../../functions/sweep/handler.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import type { Digest, Policy } from '../../shared/core/policy.ts';
import type { Letter } from '../../shared/ports.ts';
import { ASHA, found, ROBIN, reported } from './cast.ts';
import { lived } from './living.ts';
import { goOn, mail, procedure, recordsOf } from './playing.ts';

const HEAD = 'head.of.service@darlington.example';
const MORNING: Digest = { to: ['head-of-service'], at: '07:30', on: 'every-day' };
const darlington = (digest: Digest = MORNING): Policy => {
  const policy = { ...procedure('darlington'), digest };
  return { ...policy, hash: JSON.stringify(digest) };
};

const digests = ({ post }: World): { at: string; letter: Letter }[] =>
  post.sent.filter(({ letter }) => letter.subject.includes('Morning digest'));
const digestsAt = (world: World) => digests(world).map(({ at, letter }) => `${at.slice(0, 16)} ${letter.to}`);
const robin = reported('ME-1', { person: ROBIN });

describe('in the morning', () => {
  it('the head of service reads what is open, what was told, what is due and what is overdue', async () => {
    const world = await lived(emptyWorld(darlington(), robin.at), [robin], '2026-11-21T08:00:00Z');
    expect(digestsAt(world)).toEqual([`2026-11-21T07:30 ${HEAD}`]);
    const { letter } = digests(world)[0] ?? {};
    expect(letter?.subject).toBe(
      'Morning digest - 1 missing now, 1 task overdue - Saturday 21 November 2026',
    );
    expect(letter?.text).toContain('RS, ME-1: missing for 11 hours:\n- Child: missing, risk medium');
    expect(letter?.text).toMatch(
      /RS, ME-1, not back: strategy meeting decision: 1 hour 25 minutes, since Sat 21 Nov 06:05; asked of front door/,
    );
    expect(letter?.text).toMatch(
      /Told since Sat 14 Nov 07:30:\n {2}- Fri 20 Nov 22:05: decision asked of front door/,
    );
    expect(letter?.text).toMatch(/Fri 20 Nov 23:30: escalation to you/);
    expect(letter?.text).toMatch(
      /Letters that go out today, if nothing changes:[\s\S]*Sat 21 Nov 20:30: escalation to you/,
    );
    expect(letter?.text).not.toContain('Robin');
    expect(letter?.text).not.toMatch(/undefined|Invalid/);
  });

  it('the head of service reads of a chaser which task it was about', async () => {
    const back = found('2026-11-21T09:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-21T08:00:00Z',
      seenByPoliceAt: '2026-11-21T08:30:00Z',
    });
    const world = await lived(emptyWorld(darlington(), robin.at), [robin, back], '2026-11-24T08:00:00Z');
    expect(digests(world).at(-1)?.letter.text).toContain(
      'Mon 23 Nov 17:01: chaser to service manager, about "strategy discussion"',
    );
  });

  it('every letter that went at once without a digest goes at once with one', async () => {
    const plain = await lived(emptyWorld(procedure('darlington'), robin.at), [robin], '2026-11-22T08:00:00Z');
    const world = await lived(emptyWorld(darlington(), robin.at), [robin], '2026-11-22T08:00:00Z');
    const others = (await mail(world)).filter((line) => !line.includes('morning.digest'));
    expect(others).toEqual(await mail(plain));
  });

  it('nothing is sent where there is nothing to tell, and nobody asks again', async () => {
    const world = await lived(
      emptyWorld(darlington(), '2026-11-20T06:00:00.000Z'),
      [],
      '2026-11-20T12:00:00Z',
    );
    expect(world.post.sent).toEqual([]);
    const [made] = await recordsOf(world);
    expect(made).toMatchObject({ kind: 'digest', lines: [], told: {} });
    for await (const each of world.episodes.open()) expect(each).toBeUndefined();
  });

  it('what ended since the last one is told once, though nothing is left to do of it', async () => {
    const policy = darlington();
    // Nothing follows the return, so that the record comes to rest at once.
    const quiet: Policy = {
      ...policy,
      versions: policy.versions.map((version) => ({
        ...version,
        rules: version.rules.filter(
          ({ upon, asks }) => !asks && !['return-reported', 'reported', 'missing'].includes(upon),
        ),
      })),
    };
    const back = found('2026-11-20T23:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-20T22:50:00Z',
      seenByPoliceAt: '2026-11-20T22:55:00Z',
    });
    const world = await lived(emptyWorld(quiet, robin.at), [robin, back], '2026-11-23T08:00:00Z');
    expect(digestsAt(world)).toEqual([`2026-11-21T07:30 ${HEAD}`]);
    expect(digests(world)[0]?.letter.text).toContain('RS, ME-1: over, after 2 hours');
    const open: string[] = [];
    for await (const { id } of world.episodes.open()) open.push(id);
    expect(open).toEqual([]);
  });

  it('tells what was told since the last one, though that had nothing to tell', async () => {
    const world = await lived(
      emptyWorld(darlington(), '2026-11-20T06:00:00.000Z'),
      [robin],
      '2026-11-21T08:00:00Z',
    );
    expect(digests(world)[0]?.letter.text).toContain('told since Friday 20 November 2026 at 07:30.');
  });

  it('is kept as long as messages are, one with nothing in it too', async () => {
    const policy = { ...darlington(), retention: { closed: 'P6Y', messages: 'P1Y' } };
    const world = await lived(emptyWorld(policy, '2026-11-20T06:00:00.000Z'), [], '2026-11-20T12:00:00Z');
    const { kept } = await world.episodes.read('d-20261120');
    expect(kept?.goesAt).toBe('2027-11-21T00:00:00.000Z');
  });

  it('on working days alone, Monday tells what was told since Friday', async () => {
    const policy = darlington({ ...MORNING, on: 'working-days' });
    const world = await lived(emptyWorld(policy, robin.at), [robin], '2026-11-23T08:00:00Z');
    expect(digestsAt(world)).toEqual([`2026-11-23T07:30 ${HEAD}`]);
    expect(digests(world)[0]?.letter.text).toContain('Fri 20 Nov 22:05: decision asked of front door');
  });
});

describe('where something fails', () => {
  it('a sweep that is down at half past seven makes it late, once, and it says so', async () => {
    const isDown = (at: string) => at >= '2026-11-21T06:00' && at < '2026-11-21T09:00';
    const world = await lived(emptyWorld(darlington(), robin.at), [robin], '2026-11-21T12:00:00Z', isDown);
    expect(digestsAt(world)).toEqual([`2026-11-21T09:00 ${HEAD}`]);
    expect(digests(world)[0]?.letter.text).toContain('1 hour 30 minutes before it was sent');
  });

  it('one that is half a day late is left to the next, which tells what was not told', async () => {
    const isDown = (at: string) => at >= '2026-11-21T06:00' && at < '2026-11-21T20:00';
    const world = await lived(emptyWorld(darlington(), robin.at), [robin], '2026-11-22T08:00:00Z', isDown);
    expect(digestsAt(world)).toEqual([`2026-11-22T07:30 ${HEAD}`]);
    expect(digests(world)[0]?.letter.text).toContain('Fri 20 Nov 22:05');
  });

  it('nobody asks for one that is half a day late', async () => {
    const asked: string[] = [];
    const wakeUps = { soon: async (id: string) => void asked.push(id) };
    for (const at of ['2026-11-21T19:25:00.000Z', '2026-11-21T19:30:00.000Z'])
      await sweep({ ...emptyWorld(darlington(), at), wakeUps });
    expect(asked).toEqual(['d-20261121']);
  });

  it('asked for again and again, it is sent once', async () => {
    const world = await lived(emptyWorld(darlington(), robin.at), [robin], '2026-11-21T07:31:00Z');
    for (let times = 0; times < 3; times++) {
      await world.wakeUps.soon('d-20261121');
      await goOn(world, [], later(world.clock.now(), MINUTE));
    }
    expect(digests(world)).toHaveLength(1);
  });

  it('what the mail service did not take is offered again, word for word', async () => {
    const world = emptyWorld(darlington(), robin.at);
    const offered: string[] = [];
    world.post.answer = ({ subject, text }) => {
      if (!subject.includes('Morning digest')) return 'accept';
      offered.push(text);
      return offered.length > 1 ? 'accept' : 'fail';
    };
    await lived(world, [robin], '2026-11-21T08:00:00Z');
    expect(digests(world)).toHaveLength(1);
    expect(offered).toHaveLength(2);
    expect(offered[1]).toBe(offered[0]);
  });

  it('a mailbox that refuses it passes it on to the deputy', async () => {
    const world = emptyWorld(darlington(), robin.at);
    world.post.answer = ({ to, subject }) =>
      to === HEAD && subject.includes('Morning digest') ? 'refuse' : 'accept';
    await lived(world, [robin], '2026-11-21T08:00:00Z');
    expect(digestsAt(world)).toEqual(['2026-11-21T07:30 assistant.director@darlington.example']);
    expect(digests(world)[0]?.letter.text).toContain('It was for head of service');
  });

  it('a pause holds it back; afterwards it tells how things stand then', async () => {
    const world = emptyWorld(darlington(), robin.at);
    await lived(world, [robin], '2026-11-21T07:00:00Z');
    world.episodes.paused = true;
    await lived(world, [], '2026-11-21T08:30:00Z');
    expect(digests(world)).toEqual([]);
    world.episodes.paused = false;
    await lived(world, [], '2026-11-21T09:00:00Z');
    expect(digests(world)).toHaveLength(1);
    expect(digests(world)[0]?.letter.text).toContain('As it stood on Saturday 21 November 2026 at 08:3');
  });

  it('on trial the pilot alone reads it', async () => {
    const shadow = { ...darlington(), deployment: { shadow: { to: 'pilot@darlington.example' } } };
    const world = await lived(emptyWorld(shadow, robin.at), [robin], '2026-11-21T08:00:00Z');
    expect(digestsAt(world)).toEqual(['2026-11-21T07:30 pilot@darlington.example']);
    expect(digests(world)[0]?.letter.meantFor).toBe(HEAD);
  });

  it('a child whose record cannot be planned is counted, and stands in the way of no other', async () => {
    const world = emptyWorld(darlington(), robin.at);
    await goOn(world, [robin, reported('ME-2', { person: ASHA })], '2026-11-20T22:06:00Z');
    const broken = (await recordsOf(world)).find(
      (record) => 'ME-2' in ((record as { references?: object }).references ?? {}),
    );
    const { kept } = await world.episodes.read(broken?.id ?? '');
    if (!kept) throw new Error('There is no such record');
    const record = { ...kept.record, needs: 99 };
    await world.episodes.write({ ...kept, record }, kept.version);
    await lived(world, [], '2026-11-21T08:00:00Z');
    const text = digests(world)[0]?.letter.text;
    expect(text).toContain('RS, ME-1');
    expect(text).toContain('And 1 more');
  });
});
