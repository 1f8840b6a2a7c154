// The file that the emulators keep their state in, and what a killed process can do to it.
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Agenda } from '../../../local/emulators/agenda.ts';
import { type Change, Journal } from '../../../local/emulators/journal.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-journal-'));
  file = join(folder, 'journal');
});
afterEach(() => rmSync(folder, { recursive: true }));

function reopened(): [string, unknown][] {
  const journal = new Journal(file);
  const entries = [...journal.entries('thing')];
  journal.close();
  return entries;
}

describe('what was written', () => {
  it('is there afterwards, in the order in which it came to be', () => {
    const journal = new Journal(file);
    journal.write([['thing', 'b', 1]]);
    journal.write([
      ['thing', 'a', { text: 'naïve\n"quoted"' }],
      ['other', 'a', 2],
    ]);
    journal.write([['thing', 'b', 3]]);
    journal.write([['thing', 'gone', 4]]);
    journal.write([['thing', 'gone']]);
    journal.close();
    expect(reopened()).toEqual([
      ['b', 3],
      ['a', { text: 'naïve\n"quoted"' }],
    ]);
  });

  it('cannot be written to once it is closed', () => {
    const journal = new Journal(file);
    journal.close();
    expect(() => journal.write([['thing', 'a', 1]])).toThrow();
    expect(reopened()).toEqual([]);
  });
});

describe('a process that died while it wrote', () => {
  it('leaves all of a group of changes or none, wherever the line was cut', () => {
    const journal = new Journal(file);
    journal.write([['thing', 'a', 1]]);
    const before = statSync(file).size;
    journal.write([
      ['thing', 'a', 2],
      ['thing', 'é', 3],
    ]);
    journal.close();
    const whole = readFileSync(file);
    for (let length = before; length < whole.length; length += 1) {
      writeFileSync(file, whole);
      truncateSync(file, length);
      expect(reopened()).toEqual([['a', 1]]);
    }
    const next = new Journal(file);
    next.write([['thing', 'b', 4]]);
    next.close();
    expect(reopened()).toEqual([
      ['a', 1],
      ['b', 4],
    ]);
  });

  it('leaves no half-made new file in the way', () => {
    writeFileSync(`${file}.new`, '[["thing","half');
    new Journal(file).close();
    expect(reopened()).toEqual([]);
  });
});

describe('a file that somebody else has damaged', () => {
  it('is refused with its name, not read in part', () => {
    const journal = new Journal(file);
    journal.write([['thing', 'a', 1]]);
    journal.close();
    appendFileSync(file, 'rubbish\n[["thing","b",2]]\n');
    expect(() => new Journal(file)).toThrow(`${file} is damaged`);
  });
});

describe('history', () => {
  it('does not make the file grow for ever', () => {
    const journal = new Journal(file, 10_000);
    for (let turn = 0; turn < 2000; turn += 1) journal.write([['thing', `k${turn % 10}`, 'x'.repeat(100)]]);
    journal.close();
    expect(statSync(file).size).toBeLessThan(20_000);
    expect(reopened()).toHaveLength(10);
  });

  it('leaves the same things, however often the file was rewritten', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd');
    const change = fc.oneof(
      fc.tuple(fc.constant('thing'), key, fc.string()),
      fc.tuple(fc.constant('thing'), key),
    ) as fc.Arbitrary<Change>;
    const run = fc.property(fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 40 }), (groups) => {
      rmSync(file, { force: true });
      const expected = new Map<string, unknown>();
      const journal = new Journal(file, 50);
      for (const group of groups) {
        journal.write(group);
        for (const [, name, ...value] of group) {
          if (value.length === 0) expected.delete(name);
          else expected.set(name, value[0]);
        }
      }
      journal.close();
      expect(reopened()).toEqual([...expected]);
    });
    fc.assert(run, { numRuns: 60 });
  });
});

describe('an agenda', () => {
  it('gives things by their instants, and in the order in which they came where the instant is the same', () => {
    const run = fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (instants) => {
      const agenda = new Agenda<number>();
      for (const [place, at] of instants.entries()) agenda.add(at, place);
      const given: [number, number][] = [];
      for (let first = agenda.first(); first; first = agenda.first()) {
        given.push([first.at, first.item]);
        agenda.removeFirst();
      }
      const expected = instants.map((at, place): [number, number] => [at, place]);
      expect(given).toEqual(expected.sort((one, other) => one[0] - other[0] || one[1] - other[1]));
    });
    fc.assert(run);
  });
});
