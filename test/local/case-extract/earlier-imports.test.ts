// What is remembered of earlier imports: across runs, after a kill at any moment, and without growing for ever.
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns } from '../../../local/case-extract/columns.ts';
import { EarlierImports } from '../../../local/case-extract/earlier-imports.ts';
import { changes, keyOf, rememberedLength, valuesOf } from '../../../local/case-extract/fingerprints.ts';
import type { Said } from '../../../local/case-extract/row.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-extract-'));
  file = join(folder, 'memory/kent');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const monday = { extractedAt: '2026-11-16T18:00:00.000Z', digest: 'monday' };
const friday = { extractedAt: '2026-11-20T18:00:00.000Z', digest: 'friday' };

function said(id: string, cells: Record<string, string | null>): Said {
  const values = columns.flatMap((column) => {
    const value = cells[column.name];
    return value === undefined ? [] : [[column, value] as const];
  });
  return { identifiers: [`localAuthorityId ${id}`], values: new Map(values) };
}

const remembered = (id: string, cells: Record<string, string | null>) => ({
  key: keyOf(`localAuthorityId ${id}`),
  values: valuesOf(said(id, cells), undefined),
});
const l1 = remembered('L1', { status: 'looked-after' });
const l2 = remembered('L2', { status: 'not-open' });

function filled(): EarlierImports {
  const earlier = new EarlierImports(file);
  earlier.begin(monday);
  earlier.add([l1, l2]);
  earlier.close();
  return new EarlierImports(file);
}

describe('what earlier imports sent', () => {
  it('is known to the next, with when the last extract was made', () => {
    const earlier = filled();
    expect(earlier.last).toEqual(monday);
    expect(earlier.size).toBe(2);
    expect(earlier.valuesOf(l1.key)).toBe(l1.values);
    expect(earlier.valuesOf(l2.key)).toBe(l2.values);
    expect(earlier.valuesOf(keyOf('localAuthorityId L3'))).toBeUndefined();
  });

  it('gives way to what is sent later', () => {
    const changed = remembered('L1', { status: 'not-open' });
    const earlier = filled();
    earlier.begin(friday);
    earlier.add([changed]);
    expect(earlier.valuesOf(l1.key)).toBe(changed.values);
    earlier.close();
    const again = new EarlierImports(file);
    expect(again.valuesOf(l1.key)).toBe(changed.values);
    expect(again.last).toEqual(friday);
    expect(again.size).toBe(2);
  });

  it('survives a kill in the middle of any line: what was whole is known, and the next run goes on', () => {
    filled().close();
    const whole = readFileSync(file);
    const lineEnds = [...whole.entries()].flatMap(([place, byte]) => (byte === 10 ? [place + 1] : []));
    for (let length = whole.length; length >= 0; length -= 7) {
      writeFileSync(file, whole);
      truncateSync(file, length);
      const torn = new EarlierImports(file);
      const rows = Math.max(0, lineEnds.filter((end) => end <= length).length - 2);
      expect(torn.size).toBe(rows);
      torn.begin(friday);
      torn.add([l2]);
      torn.close();
      const again = new EarlierImports(file);
      expect(again.last).toEqual(friday);
      expect(again.valuesOf(l2.key)).toBe(l2.values);
      expect(again.valuesOf(l1.key)).toBe(rows > 0 ? l1.values : undefined);
      again.close();
    }
  });

  it('is as good as nothing afresh, and where it was written for other columns', () => {
    filled().close();
    expect(new EarlierImports(file, true).size).toBe(0);
    writeFileSync(file, readFileSync(file, 'latin1').replace(/^(homeward case extract ).*/, '$1otherColumn'));
    const other = new EarlierImports(file);
    expect([other.size, other.last]).toEqual([0, undefined]);
    other.begin(friday);
    other.add([l1]);
    other.close();
    expect(new EarlierImports(file).size).toBe(1);
  });

  it('does not grow for ever: outdated lines are left out in time, and nothing that counts is', () => {
    filled().close();
    for (let week = 0; week < 8; week += 1) {
      const earlier = new EarlierImports(file);
      earlier.begin({ extractedAt: `2026-11-2${week}T18:00:00.000Z`, digest: 'x' });
      for (let n = 0; n < 400; n += 1) earlier.add([remembered('L1', { status: `${week} ${n}` })]);
      earlier.close();
    }
    expect(statSync(file).size).toBeLessThan(1500 * (rememberedLength + 1));
    const earlier = new EarlierImports(file);
    expect(earlier.valuesOf(l1.key)).toBe(remembered('L1', { status: '7 399' }).values);
    expect(earlier.valuesOf(l2.key)).toBe(l2.values);
    expect(earlier.last?.extractedAt).toBe('2026-11-27T18:00:00.000Z');
  });

  it('holds nobody by name', () => {
    const earlier = new EarlierImports(file);
    earlier.begin(monday);
    earlier.add([remembered('L1', { familyName: 'Example' })]);
    expect(readFileSync(file, 'latin1')).not.toMatch(/Example|L1\b/);
  });
});

describe('what a row says, against what it said before', () => {
  const before = valuesOf(said('L1', { status: 'looked-after', givenName: 'Robin' }), undefined);

  it('differs in the columns that it says otherwise, unknown among them', () => {
    const after = valuesOf(said('L1', { status: null, givenName: 'Robin' }), before);
    expect(changes(before, after)).toEqual(['status']);
  });

  it('is the same where it leaves unsaid what it said before, and once that is said again', () => {
    const after = valuesOf(said('L1', { givenName: 'Robin' }), before);
    expect(after).toBe(before);
    expect(valuesOf(said('L1', { status: 'looked-after' }), after)).toBe(before);
  });
});
