// How often a child has been missing is said in each letter, counted across police references.
import { expect, it } from 'vitest';
import { arrivals } from '../../local/scenario.ts';
import { emptyWorld, run } from '../../local/simulate.ts';
import { loadAuthority } from '../../shared/policy/load.ts';

const loaded = loadAuthority('darlington');
if (!loaded.ok) throw new Error('The Darlington file has faults');
const { policy } = loaded;
const person = { givenName: 'Robin', familyName: 'Example', dateOfBirth: '2012-05-14' };
const day = (n: number, hour: string) => `2026-11-${String(n).padStart(2, '0')}T${hour}:00Z`;

const reported = (n: number, subject: string) => ({
  at: day(n, '20:30'),
  type: 'missing.reported',
  subject,
  data: { person, risk: 'medium', lastSeenAt: day(n, '20:00') },
});
const ended = (n: number, subject: string, outcome: string) => ({
  at: day(n, '22:30'),
  type: 'missing.found',
  subject,
  data: { outcome, locatedAt: day(n, '22:00') },
});

it('a child missing for the third time is the third, though the references differ and one was not missing at all', async () => {
  const world = emptyWorld(policy, day(1, '00:00').replace('Z', '.000Z'));
  const messages = [
    reported(2, 'ME-1'),
    ended(2, 'ME-1', 'found'),
    reported(4, 'ME-2'),
    ended(4, 'ME-2', 'not-missing'),
    reported(6, 'ME-3'),
    ended(6, 'ME-3', 'found'),
    reported(9, 'ME-4'),
  ];
  await run(world, arrivals({ about: 'a child who goes missing often', messages }, policy), day(9, '20:31'));
  const saysHowOften = (reference: string) =>
    new Set(
      world.post.sent
        .filter(({ letter }) => letter.subject.endsWith(reference))
        .map(({ letter }) => /Missing episodes on record: (\d+)/.exec(letter.text)?.[1]),
    );
  expect([...saysHowOften('ME-1')]).toEqual(['1']);
  expect([...saysHowOften('ME-3')]).toEqual(['2']);
  expect([...saysHowOften('ME-4')]).toEqual(['3']);
});
