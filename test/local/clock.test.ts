import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../local/clock.ts';
import { openClockFile, readClock } from '../../local/clock-file.ts';
import { startOfClock } from '../../local/clock-start.ts';

const start = Date.parse('2026-11-20T22:05:00.000Z');
const hour = 3_600_000;
const real = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const clocks: VirtualClock[] = [];
const clockAt = (from: number, speed: number) => {
  const clock = new VirtualClock({ follows: 'itself', from }, speed);
  clocks.push(clock);
  return clock;
};

afterEach(() => {
  for (const clock of clocks.splice(0)) clock.close();
});

describe('when time runs fast', () => {
  it('an hour passes in a second', async () => {
    const before = performance.now();
    const clock = clockAt(start, 3600);
    const born = performance.now();
    await real(50);
    const atLeast = (performance.now() - born) * 3600;
    const passed = clock.now() - start;
    const atMost = (performance.now() - before) * 3600;
    expect(passed).toBeGreaterThanOrEqual(Math.floor(atLeast));
    expect(passed).toBeLessThanOrEqual(atMost);
  });

  it('what waits for an instant is woken at that instant exactly, and in order', async () => {
    const clock = clockAt(start, 36_000);
    const woken: [string, number][] = [];
    await Promise.all([
      clock.wait(start + 3 * hour).then(() => woken.push(['three hours', clock.now() - start])),
      clock.wait(start + hour).then(() => woken.push(['one hour', clock.now() - start])),
      clock.wait(start + 3 * hour).then(() => woken.push(['three hours again', clock.now() - start])),
    ]);
    expect(woken).toEqual([
      ['one hour', hour],
      ['three hours', 3 * hour],
      ['three hours again', 3 * hour],
    ]);
  });

  it('time does not run past somebody who waits while the machine is busy', async () => {
    const clock = clockAt(start, 36_000);
    const woken = clock.wait(start + hour).then(() => clock.now());
    const until = performance.now() + 300;
    while (performance.now() < until);
    expect(clock.now()).toBe(start + hour);
    expect(await woken).toBe(start + hour);
  });

  it('time stands from the first hold to the end of the last', async () => {
    const clock = clockAt(start, 3600);
    const one = clock.hold();
    const other = clock.hold();
    const held = clock.now();
    let woken = false;
    const waiting = clock.wait(held + 1000).then(() => {
      woken = true;
    });
    await real(20);
    one();
    one();
    await real(20);
    expect(clock.now()).toBe(held);
    expect(woken).toBe(false);
    other();
    await waiting;
    expect(clock.now()).toBeGreaterThanOrEqual(held + 1000);
  });

  it('what an event sets off at once begins at its instant', async () => {
    const clock = clockAt(start, 36_000);
    await clock.wait(start + hour);
    await new Promise(setImmediate);
    const release = clock.hold();
    await real(20);
    expect(clock.now()).toBe(start + hour);
    release();
  });
});

describe('when a wait is given up', () => {
  it('it ends at once and the others go on', async () => {
    const clock = clockAt(start, 36_000);
    const giveUp = new AbortController();
    const long = clock.wait(start + 10_000 * hour, giveUp.signal);
    const other = clock.wait(start + hour);
    giveUp.abort();
    await long;
    expect(clock.now()).toBeLessThan(start + 10_000 * hour);
    await other;
    expect(clock.now()).toBeGreaterThanOrEqual(start + hour);
  });

  it('an instant that has passed is not waited for', async () => {
    const clock = clockAt(start, 1);
    await clock.wait(start - 1);
    await clock.wait(start + 10_000 * hour, AbortSignal.abort());
    expect(clock.now()).toBeLessThan(start + hour);
  });
});

describe('at the speed of the machine', () => {
  it('time passes while it is held', async () => {
    const clock = clockAt(start, 1);
    const release = clock.hold();
    await clock.wait(clock.now() + 5);
    release();
    expect(clock.now()).toBeLessThan(start + hour);
  });

  it('without an instant to start from, it is the time of the machine', () => {
    const clock = new VirtualClock({ follows: 'machine' });
    const before = Date.now();
    expect(clock.now()).toBeGreaterThanOrEqual(before);
    expect(clock.now()).toBeLessThanOrEqual(Date.now());
  });

  it('it never goes back behind what was on disk', () => {
    const clock = new VirtualClock({ follows: 'machine', notBefore: Date.now() + hour });
    expect(clock.now()).toBeGreaterThanOrEqual(Date.now() + hour - 1000);
  });
});

describe('when the process ends', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'homeward-clock-'));
    path = join(folder, 'clock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('the clock goes on from where it stood', async () => {
    const first = clockAt(start, 3600);
    first.keepIn(openClockFile(path));
    await first.wait(start + hour);
    first.close();
    const kept = readClock(path);
    expect(kept).toEqual({ follows: 'itself', now: first.now() });
    expect(first.now()).toBeGreaterThanOrEqual(start + hour);
    expect(clockAt(kept?.now ?? 0, 0.001).now()).toBe(first.now());
  });

  it('a killed process had told no instant later than the one on disk', async () => {
    for (let round = 0; round < 3; round += 1) {
      const child = spawn(
        process.execPath,
        [
          '--input-type=module',
          '-e',
          `
        import { writeSync } from 'node:fs';
        const { VirtualClock } = await import(${JSON.stringify(new URL('../../local/clock.ts', import.meta.url).href)});
        const { openClockFile, readClock } = await import(${JSON.stringify(new URL('../../local/clock-file.ts', import.meta.url).href)});
        const path = ${JSON.stringify(path)};
        const clock = new VirtualClock({ follows: 'itself', from: readClock(path)?.now ?? ${start} }, 3600);
        clock.keepIn(openClockFile(path));
        const tell = () => { writeSync(1, clock.now() + '\\n'); setImmediate(tell); };
        tell();`,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let told = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        told += text;
      });
      await once(child.stdout, 'data');
      await real(100);
      child.kill('SIGKILL');
      await once(child, 'close');
      const last = Number(told.slice(0, told.lastIndexOf('\n')).split('\n').at(-1));
      expect(last).toBeGreaterThan(start);
      expect(readClock(path)?.now).toBeGreaterThanOrEqual(last);
    }
  });

  it('a folder without a clock has none, and a damaged clock is said to be damaged', () => {
    expect(readClock(path)).toBeUndefined();
    writeFileSync(path, 'soon');
    expect(() => readClock(path)).toThrow('does not hold an instant');
  });
});

describe('where a clock starts', () => {
  const lines: string[] = [];
  const startOf = (kept: 'machine' | 'itself' | undefined, asked?: string) =>
    startOfClock(kept && { follows: kept, now: start }, asked, (line) => lines.push(line));

  it('in an empty folder it is the time of the machine, or the instant that was asked for', () => {
    expect(startOf(undefined)).toEqual({ follows: 'machine' });
    expect(startOf(undefined, '2026-11-20T23:05:00+01:00')).toEqual({ follows: 'itself', from: start });
  });

  it('in a folder that has a clock, that clock goes on', () => {
    expect(startOf('machine')).toEqual({ follows: 'machine', notBefore: start });
    expect(startOf('itself')).toEqual({ follows: 'itself', from: start });
    expect(lines).toEqual([]);
  });

  it('what is asked for in such a folder is passed over, and that is said', () => {
    expect(startOf('itself', '2030-01-01T00:00:00Z')).toEqual({ follows: 'itself', from: start });
    expect(lines).toEqual([
      '--clock is for an empty data folder: this one goes on at 2026-11-20T22:05:00.000Z.',
    ]);
  });

  it.each(['2026-11-22T02:40:00', 'noon', '2026-11-22', '2026-13-01T00:00:00Z'])(
    '%s is refused: it is no instant with an offset',
    (asked) => {
      expect(() => startOf(undefined, asked)).toThrow('is not an instant with an offset');
    },
  );
});
