import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryWakeUps, MemoryWatch } from '../../local/memory.ts';
import { elapsedMillis } from '../../shared/core/instant.ts';
import { lines, words } from './listening.ts';
import { told } from './words-of-a-child.ts';

const NAME = 'Wrenfield';
const heard = () => [...lines].filter((line) => line.includes(NAME));

describe('every test file is listened to', () => {
  beforeEach(() => {
    JSON.parse(`{"specversion":"1.0","data":{"person":{"familyName":"${NAME}"}}}`);
  });
  // What was said here on purpose is no leak.
  afterEach(() => {
    for (const line of heard()) lines.delete(line);
  });

  it('a message tells what may not be said', () => {
    expect(words).toContain(NAME);
  });

  it.each<[string, () => void]>([
    ['a note', () => new MemoryWatch().note('applied', { record: NAME })],
    ['an alarm', () => new MemoryWatch().alarm('not applied', { why: `of ${NAME}` })],
    ['a metric', () => new MemoryWatch().count(NAME as never, 1)],
    ['a wake-up', () => void new MemoryWakeUps({ now: () => '' }).at(NAME, '2026-11-22T12:00:00.000Z')],
    ['an error', () => expect(() => elapsedMillis(NAME)).toThrow()],
  ])('%s that says it is heard', (_, say) => {
    say();
    expect(heard()).toHaveLength(1);
    expect(told(words, heard().join())).toEqual([NAME]);
  });

  it('what a started service prints is heard', async () => {
    const child = spawn(process.execPath, ['-e', `console.log('${NAME}')`, 'start']);
    await new Promise((wake) => child.once('close', wake));
    expect(heard()).toEqual([`${NAME}\n`]);
  });
});

it('a word is found on its own, and not within another', () => {
  expect(told(['Asha', '2012-05-14'], '{"record":"c-0","why":"Asha is missing"}')).toEqual(['Asha']);
  expect(told(['2012-05-14'], 'family#example asha|2012-05-14')).toEqual(['2012-05-14']);
  expect(told(['Lis'], 'listed')).toEqual([]);
});
