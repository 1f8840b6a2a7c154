import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../local/clock.ts';

const FROM = Date.parse('2026-11-20T22:05:00Z');
const HOUR = 3_600_000;

/** Waits for each instant in turn, and notes how late by the clock each was met. */
function waits(clock: VirtualClock, hours: readonly number[]): string[] {
  const met: string[] = [];
  for (const hour of hours) {
    void clock
      .wait(FROM + hour * HOUR)
      .then(() => met.push(`${hour}h ${Math.round((clock.now() - FROM) / 60_000)}min`));
  }
  return met;
}

describe.each([1, 60])('a clock that is moved, at %i times real time', (speed) => {
  it('goes from one instant that somebody waits for to the next, and passes none', async () => {
    const clock = new VirtualClock({ follows: 'itself', from: FROM }, speed);
    const met = waits(clock, [1, 3, 5]);
    await clock.moveTo(FROM + 4 * HOUR);
    expect(met).toEqual(['1h 60min', '3h 180min']);
    expect(Math.round((clock.now() - FROM) / HOUR)).toBe(4);
    clock.close();
  });

  it('waits at an instant while what it set off is at work', async () => {
    const clock = new VirtualClock({ follows: 'itself', from: FROM }, speed);
    let release = () => {};
    void clock.wait(FROM + HOUR).then(() => {
      release = clock.hold();
    });
    const moving = clock.moveTo(FROM + 4 * HOUR);
    await new Promise((wake) => setTimeout(wake, 150));
    expect(Math.round((clock.now() - FROM) / HOUR)).toBe(1);
    release();
    await moving;
    expect(Math.round((clock.now() - FROM) / HOUR)).toBe(4);
    clock.close();
  });

  it('never goes back, and ends when the clock is closed', async () => {
    const clock = new VirtualClock({ follows: 'itself', from: FROM }, speed);
    await clock.moveTo(FROM - HOUR);
    expect(clock.now()).toBeGreaterThanOrEqual(FROM);
    clock.hold();
    const moving = clock.moveTo(FROM + HOUR);
    clock.close();
    await moving;
    expect(clock.now()).toBeLessThan(FROM + HOUR);
  });
});

it('a clock that follows the machine stays with it', async () => {
  const clock = new VirtualClock({ follows: 'machine' });
  await clock.moveTo(Date.now() + 4 * HOUR);
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
  clock.close();
});
