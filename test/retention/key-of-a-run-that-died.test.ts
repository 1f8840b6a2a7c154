// A run that claimed keys of a child and died before it wrote her record, while another message of her went on: once the time is over, its keys go too.
import { describe, expect, it, vi } from 'vitest';
import { deliver, emptyWorld } from '../../local/simulate.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import { ASHA, found, REPORTED, updated } from '../situations/cast.ts';
import { type Said, said } from '../situations/playing.ts';
import { inEveryOrder } from './interleaved.ts';
import { hears, settledAt, WHOLE } from './word-at-the-end.ts';
import { brief, everythingIn, say } from './years.ts';

// Who is told, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

const { dateOfBirth: _, ...NAME } = ASHA;
const half: Said = updated(REPORTED, 'MP-1', { person: NAME, risk: 'medium' });
const whole: Said = updated(REPORTED, 'MP-1', { person: WHOLE, risk: 'high' });
const back = found('2026-11-22T09:00:00Z', 'MP-1', { outcome: 'found', locatedAt: '2026-11-22T08:00:00Z' });
/** The queue gives back what nobody has finished. */
const AGAIN = later(REPORTED, 3 * MINUTE);
const OVER = '2029-06-20T12:00:00.000Z';

describe('a child of whom half the name and all of it are told at one moment', () => {
  it.each([1, 2, 3, 4, 5, 6, 7])(
    'leaves no key, though the run of the half dies before its call %d',
    async (before) => {
      const messages = [half, whole].map((each) => said(brief, each));
      await inEveryOrder(
        async () => emptyWorld(brief, REPORTED),
        messages.map(hears),
        async (world) => {
          world.clock.moveTo(AGAIN);
          for (const message of messages) await deliver(world, message);
          await say(world, [back], OVER);
          await settledAt(world, []);
          expect(await everythingIn(world)).toBe('[[],[],[]]');
        },
        { switches: 2, dies: { run: 0, before } },
      );
    },
  );
});
