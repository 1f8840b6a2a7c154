// A number for each key, on disk: what a Map would say, whatever the keys and however many.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyOf } from '../../../local/case-extract/fingerprints.ts';
import { NumbersOnDisk } from '../../../local/case-extract/numbers-on-disk.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-extract-'));
  file = join(folder, 'deep/places');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('numbers on disk', () => {
  it('are what was set last, as in a map', () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2 ** 39 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const [disk, map] = [new NumbersOnDisk(file), new Map<string, number>()];
        for (const [who, number] of steps) {
          const key = keyOf(`L${who}`);
          expect(disk.get(key)).toBe(map.get(key));
          disk.set(key, number);
          map.set(key, number);
        }
        for (let who = 0; who <= 40; who += 1) {
          expect(disk.get(keyOf(`L${who}`))).toBe(map.get(keyOf(`L${who}`)));
        }
        expect(disk.size).toBe(map.size);
        disk.close();
      }),
      { numRuns: 30 },
    );
  });

  it('stay what they are while the file grows far beyond what was expected', () => {
    const disk = new NumbersOnDisk(file, 10);
    for (let who = 0; who < 20_000; who += 1) disk.set(keyOf(`L${who}`), who);
    for (let who = 0; who < 20_000; who += 1) expect(disk.get(keyOf(`L${who}`))).toBe(who);
    expect(disk.get(keyOf('L20000'))).toBeUndefined();
    expect(disk.size).toBe(20_000);
    disk.close();
  });

  it('lie evenly: a hundred thousand are set in a moment, however their keys are spelt', () => {
    const disk = new NumbersOnDisk(file, 100_000);
    const began = performance.now();
    for (let who = 0; who < 100_000; who += 1) disk.set(keyOf(`L${who}`), who);
    // A second on a quiet machine; two minutes where they crowd.
    expect(performance.now() - began).toBeLessThan(20_000);
    disk.close();
  });

  it('leave no file behind, even where the run is killed: it has no name while it is used', () => {
    const disk = new NumbersOnDisk(file);
    disk.set(keyOf('L1'), 1);
    expect(readdirSync(join(folder, 'deep'))).toEqual([]);
    expect(disk.get(keyOf('L1'))).toBe(1);
    disk.close();
  });
});
