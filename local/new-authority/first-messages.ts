// Two messages to try a new authority with on one machine: an invented child is reported missing, and found.
import type { Instant } from '../../shared/core/instant.ts';
import { HOUR, later, MINUTE } from '../../shared/core/instant.ts';
import type { Answers } from './answers.ts';
import { policeUrn } from './placeholder.ts';

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
      event('missing.reported', later(now, -5 * MINUTE), {
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
