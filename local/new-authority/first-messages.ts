// Two messages to try a new authority with on one machine: an invented child is reported missing, and found.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../shared/core/instant.ts';
import { between, HOUR, later, MINUTE } from '../../shared/core/instant.ts';
import type { Answers } from './answers.ts';
import { policeUrn } from './placeholder.ts';

/** Beside what the pipeline on this machine keeps: nothing here is for anybody else. */
export const TRIALS = '.homeward';

const REPORTED_AGO = 5 * MINUTE;

/** By file name. */
export function firstMessages(answers: Answers, now: Instant): Map<string, object> {
  const { slug, code } = answers;
  const event = (type: string, time: Instant, data: object) => ({
    specversion: '1.0',
    id: `try-${type}`,
    source: answers.policeUrn ?? policeUrn(answers),
    type,
    time,
    subject: 'TRY-0001',
    datacontenttype: 'application/json',
    data: { authority: code, ...data },
  });
  const person = { kind: 'child', givenName: 'Robin', familyName: 'Example', dateOfBirth: '2012-05-14' };
  return new Map([
    [
      `${slug}-missing.json`,
      event('missing.reported', later(now, -REPORTED_AGO), {
        person,
        category: 'missing',
        risk: 'medium',
        lastSeenAt: later(now, -2 * HOUR),
        reportedAt: later(now, -30 * MINUTE),
        missingFrom: 'home',
      }),
    ],
    [
      `${slug}-found.json`,
      event('missing.found', later(now, -MINUTE), { outcome: 'found', locatedAt: later(now, -2 * MINUTE) }),
    ],
  ]);
}

/** As if they were written now, whatever else somebody has changed in them: a clock may start years before `init` ran. */
export function dateAnew(slug: string, now: Instant, folder = TRIALS): boolean {
  const missing = join(folder, `${slug}-missing.json`);
  const found = join(folder, `${slug}-found.json`);
  try {
    const by = between(timeIn(missing), later(now, -REPORTED_AGO));
    for (const file of [missing, found]) {
      const moved = readFileSync(file, 'utf8').replaceAll(INSTANT, (at) => later(at, by));
      writeFileSync(file, moved);
    }
    return true;
  } catch {
    // Not there, or another's by now.
    return false;
  }
}

const INSTANT = /(?<=")\d{4}-\d\d-\d\dT[\d:.]+Z(?=")/g;

const timeIn = (file: string): Instant => (JSON.parse(readFileSync(file, 'utf8')) as { time: Instant }).time;
