// What a wake-up is called on the Scheduler: its record and its target hashed, and its whole second; at most 64 characters.
import { createHash } from 'node:crypto';
import type { WakeUps } from '../ports.ts';

/** A queue that was replaced is another target: its old schedules must not hold the new ones' names. */
export function wakeUpNames(target: string): WakeUps['nameOf'] {
  const place = shortHash(target, 8);
  return (record, instant) =>
    `${shortHash(record, 24)}-${instant.replace(/\.\d+Z$/, 'Z').replace(/[:-]/g, '')}-${place}`;
}

const shortHash = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);
