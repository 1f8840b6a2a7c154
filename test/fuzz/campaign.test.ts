// A small campaign of spoilt messages: each ends applied or listed, in good time, and nobody is told of what they hold.
import { expect, it } from 'vitest';
import { unheard } from '../privacy/listening.ts';
import { procedure } from '../situations/playing.ts';
import { campaign, emptyTally } from './campaign.ts';
import { MARK } from './invented-child.ts';
import { soundMessages } from './sound-messages.ts';

const kent = procedure('kent');

it('800 spoilt messages end as they should (else: npm run fuzz says more)', async () => {
  const tally = emptyTally();
  await campaign([kent, procedure('darlington')], { runs: 800, seed: 1 }, tally);
  const found = [...tally.found.values()].map(({ first }) => `${first.what}, by seed ${first.seed}`);
  expect(found).toEqual([]);
  expect(tally.messages).toBe(800);
  expect(tally.applied).toBeGreaterThan(150);
  expect(tally.unreadable).toBeGreaterThan(300);
  expect(tally.letters).toBeGreaterThan(500);
  expect(tally.applied + tally.unreadable + tally.duplicates + tally.refused).toBeGreaterThanOrEqual(800);
});

it('a fault that is planted is found: a log line with a name, a message that vanishes, a handler that throws', async () => {
  const tally = emptyTally();
  await unheard(() =>
    campaign([kent], { runs: 75, seed: 7 }, tally, undefined, (world) => {
      const { note } = world.watch;
      world.watch.note = (event, about) => note.call(world.watch, event, { ...about, name: `Ro${MARK}bin` });
      world.episodes.keep = async () => undefined;
      let writes = 0;
      const { write } = world.episodes;
      world.episodes.write = async (...args) => {
        writes += 1;
        if (writes % 5 === 0) throw new TypeError('planted');
        return write.apply(world.episodes, args);
      };
    }),
  );
  const found = [...tally.found.keys()].join('\n');
  expect(found).toMatch(/log line .* tells of the child/);
  expect(found).toContain('vanished');
  expect(found).toContain('receive threw TypeError: planted');
});

it('every message that is spoilt was sound', async () => {
  const tally = emptyTally();
  expect(soundMessages(kent).length).toBeGreaterThan(50);
  await campaign([kent], { runs: 50, seed: 3 }, tally);
  expect(tally.applied).toBeGreaterThan(5);
});
