// The AWS calls of each kind of message, counted on the real adapters: a child's night must not wait for calls that nobody needs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulators, startEmulators } from '../../local/emulators/emulators.ts';
import { loadAuthority } from '../../shared/policy/load.ts';
import { type RecordedWorld, recordedWorld } from '../bench/recorded-world.ts';
import { found, known, reported } from '../bench/stories.ts';

const folder = mkdtempSync(join(tmpdir(), 'homeward-calls-'));
const clock = { now: () => Date.now(), wait: () => new Promise<void>(() => {}) };
let emulators: Emulators;
let world: RecordedWorld;

beforeAll(async () => {
  const loaded = loadAuthority('kent');
  if (!loaded.ok) throw new Error('The Kent file has faults');
  emulators = await startEmulators({
    port: 0,
    dataFolder: folder,
    clock,
    accountId: '000000000000',
    region: 'eu-west-2',
  });
  world = await recordedWorld(emulators.endpoint, loaded.policy, 'calls');
});

afterAll(async () => {
  world.close();
  await emulators.close();
  rmSync(folder, { recursive: true, force: true });
});

async function callsOf(act: () => Promise<void>): Promise<Record<string, number>> {
  const before = world.calls.length;
  await act();
  const counts: Record<string, number> = {};
  for (const { operation } of world.calls.slice(before)) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}

/** Record, receipt and claim are written once each, every letter is marked once. */
const FIXED_WRITES = 3;

describe('a notification that a child is missing', () => {
  it('of a child nobody knows costs 2 reads, and a write for each key that is new', async () => {
    const calls = await callsOf(() => world.play(reported(1)));
    const letters = calls['SendRawEmail'] ?? 0;
    expect(letters).toBeGreaterThan(0);
    expect(calls).toEqual({
      BatchGetItem: 2,
      UpdateItem: 3, // the reference, the police's number, the name with its birth date
      PutItem: FIXED_WRITES + letters,
      SendMessage: 1,
      CreateSchedule: 1,
      SendRawEmail: letters,
    });
  });

  it('of a child whom the case system knows costs 3 reads', async () => {
    await world.play(known(2));
    const calls = await callsOf(() => world.play(reported(2)));
    const letters = calls['SendRawEmail'] ?? 0;
    expect(calls).toEqual({
      BatchGetItem: 3,
      UpdateItem: 1, // the reference
      PutItem: FIXED_WRITES + letters,
      SendMessage: 1,
      CreateSchedule: 1,
      SendRawEmail: letters,
    });
  });

  it('that comes again costs 1 read', async () => {
    await world.play(reported(3));
    expect(await callsOf(() => world.play(reported(3)))).toEqual({ BatchGetItem: 1 });
  });
});

describe('a wake-up with nothing to do', () => {
  it('costs 1 read', async () => {
    await world.play(reported(4));
    expect(await callsOf(() => world.wakeAgain())).toEqual({ BatchGetItem: 1 });
  });
});

describe('a child who is found', () => {
  it('costs no new schedule and no new key', async () => {
    await world.play(reported(5));
    const calls = await callsOf(() => world.play(found(5)));
    expect(calls).not.toHaveProperty('CreateSchedule');
    expect(calls).not.toHaveProperty('UpdateItem');
    expect(calls['PutItem']).toBe(FIXED_WRITES + (calls['SendRawEmail'] ?? 0));
  });
});
