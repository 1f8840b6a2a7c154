// One run sends a record's letters; what the others do that come meanwhile, and for how long they wait.
import { describe, expect, it } from 'vitest';
import { settle } from '../../functions/settle/handler.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { later, MINUTE, SECOND } from '../../shared/core/instant.ts';
import { cancelled, reported } from './cast.ts';
import { childrenOf, goOn, lettersOf, mail, procedure } from './playing.ts';

const policy = procedure('darlington');
const NOON = '2026-11-20T12:00:00.000Z';
const at = (seconds: number): Instant => later(NOON, seconds * SECOND);
const report = reported('ME-1', { lastSeenAt: '2026-11-20T11:00:00Z' }, { at: NOON });

/** Every wake-up that waits, taken off the queue. */
function waiting({ wakeUps }: World): string[] {
  const all: string[] = [];
  for (let next = wakeUps.take({ by: at(600) }); next; next = wakeUps.take({ by: at(600) }))
    all.push(next.at);
  return all;
}

const wake = (world: World, record: string, name: string) =>
  settle(record, { ...world, deadline: later(world.clock.now(), 30 * SECOND), run: name });

/** A record that another run has in hand until 35 seconds past noon. */
async function inHand(): Promise<{ world: World; id: string }> {
  const world = emptyWorld(policy, NOON);
  await goOn(world, [report], NOON);
  const [child] = await childrenOf(world);
  const { kept } = await world.episodes.read(child?.id ?? '');
  if (!kept) throw new Error('A report makes a record');
  const { version, ...rest } = kept;
  const claim = { by: 'another', until: at(35) };
  await world.episodes.write({ ...rest, record: { ...kept.record, claim }, dueAt: NOON }, version);
  waiting(world);
  return { world, id: kept.record.id };
}

describe('while another run sends the letters of a record', () => {
  it('one wake-up waits for its end, however many come', async () => {
    const { world, id } = await inHand();
    for (const name of ['one', 'two', 'three', 'four']) await wake(world, id, name);
    expect(waiting(world)).toEqual([at(36)]);
  });

  it('one waits too where they come in a crowd', async () => {
    const { world, id } = await inHand();
    await Promise.all(['one', 'two', 'three', 'four'].map((name) => wake(world, id, name)));
    expect(waiting(world)).toEqual([at(36)]);
  });

  it('whoever comes just before its end waits too, for clocks differ', async () => {
    const { world, id } = await inHand();
    await wake(world, id, 'one');
    expect(waiting(world)).toEqual([at(36)]);
    world.clock.moveTo(at(34));
    await wake(world, id, 'the one that waited, by a slower clock');
    expect(waiting(world)).toEqual([at(36)]);
  });

  it('and after it has died, what is due is sent by the one that waited', async () => {
    const { world, id } = await inHand();
    await wake(world, id, 'one');
    await wake(world, id, 'two');
    await goOn(world, [cancelled(at(10), 'ME-1')], at(120));
    const over = await mail(world, 'stand-down');
    expect(over.length).toBeGreaterThan(3);
    for (const line of over) expect(line).toMatch(/^2026-11-20 12:00 /);
  });
});

describe('when the mail service has no answer for a letter', () => {
  it('it may be on its way, so its reader hears nothing else until the claim is over', async () => {
    const world = emptyWorld(policy, NOON);
    world.post.answer = ({ to }) =>
      to.startsWith('director') && world.clock.now() < at(5) ? 'fail' : 'accept';
    await goOn(world, [report, cancelled(at(5), 'ME-1')], at(170));
    const over = (await lettersOf(world)).filter(({ rule }) => rule === 'stand-down');
    expect(over.map(({ to }) => to)).toContain('director@darlington.example');
    for (const letter of over) {
      expect(letter.at >= at(35), letter.at).toBe(true);
      expect(letter.at <= at(36), letter.at).toBe(true);
    }
  });

  it('and another mailbox refuses in the same run, its deputy does not wait for the next try', async () => {
    const world = emptyWorld(policy, NOON);
    world.post.answer = ({ to }) =>
      to.startsWith('service.manager') ? 'refuse' : to.startsWith('front.door') ? 'fail' : 'accept';
    await goOn(world, [report], later(NOON, MINUTE));
    expect(await mail(world, 'not-delivered')).toEqual(['2026-11-20 12:00 not-delivered head.of.service']);
  });
});
