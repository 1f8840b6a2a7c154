import { describe, expect, it } from 'vitest';
import { receive } from '../../functions/receive/handler.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import { ANSWERS_URN, answerTask } from '../../shared/core/answered.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import { REPORTED, ROBIN, reported } from './cast.ts';
import { goOn, lettersOf, procedure, recordsOf } from './playing.ts';

const policy = procedure('darlington');

/** The reader of the newest such letter answers it, ten minutes later. */
async function answers(
  world: World,
  says: 'seen' | 'back',
  isMeant: (letter: string) => boolean,
): Promise<void> {
  const letters = await lettersOf(world);
  const letter = letters.map(({ actions: [first = ''] }) => first).findLast(isMeant);
  if (!letter) throw new Error('There is such a letter');
  const now = later(world.clock.now(), 10 * MINUTE);
  world.clock.moveTo(now);
  const said = { task: answerTask(says, letter), outcome: says, at: now };
  const body = JSON.stringify({
    specversion: '1.0',
    id: `${says}-${letter}`,
    source: ANSWERS_URN + policy.authority.slug,
    type: 'task.recorded',
    time: now,
    subject: 'ME-1',
    data: { authority: policy.authority.code, ...said },
  });
  await receive({ body, senderId: 'page' }, { ...world, answersFrom: 'page' });
  await goOn(world, [], later(now, MINUTE));
}

const isRung = (letter: string) => letter.startsWith('head-of-service-under-10/');

describe('a reader who answers that the child is back', () => {
  it('has the front door told once; its own answer to that letter brings no other', async () => {
    const world = emptyWorld(policy, REPORTED);
    await goOn(world, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:31:00Z');
    const isOfReturn = (letter: string) => letter.includes('<back<');
    const told = async () => (await lettersOf(world)).filter(({ actions }) => actions.some(isOfReturn));
    await answers(world, 'back', isRung);
    expect((await told()).map(({ to }) => to)).toEqual(['emergency.duty.team@darlington.example']);
    await answers(world, 'back', isOfReturn);
    expect(await told()).toHaveLength(1);
  });
});

describe('a reader who answers a letter of which no word comes', () => {
  it('has it: nobody else is told in its place, though an hour passes', async () => {
    const world = { ...emptyWorld(policy, REPORTED), hearsOfLetters: true };
    await goOn(world, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:31:00Z');
    await answers(world, 'seen', isRung);
    await goOn(world, [], '2026-11-21T00:40:00Z');
    for (const id of world.episodes.ids()) await world.wakeUps.soon(id);
    await goOn(world, [], '2026-11-21T00:41:00Z');
    const rung = Object.entries((await recordsOf(world))[0]?.told ?? {}).find(([letter]) => isRung(letter));
    expect(rung?.[1].fate?.is).toBe('unheard-of');
    const inItsPlace = (await lettersOf(world)).filter(({ actions }) =>
      actions.some((id) => id.endsWith(`<${rung?.[0]}`)),
    );
    expect(inItsPlace).toEqual([]);
  });
});
