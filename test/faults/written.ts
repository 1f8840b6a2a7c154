// The situations, each as short as it can be told: what every call, and every two calls, are made to fail in.
import type { Data, Happening, Story } from './story.ts';
import { ROBIN } from './story.ts';
import { writtenOfDays } from './written-of-days.ts';

const NUMBERED = { ...ROBIN, localAuthorityId: 'L1' };
const { dateOfBirth: _, ...HALF } = ROBIN;

const police = (second: number, says: string, data: Data, of = 'MP-1'): Happening => ({
  second,
  says,
  by: 'police',
  of,
  data,
});

const reported = (second: number, data: Data = {}, of = 'MP-1'): Happening =>
  police(
    second,
    'missing.reported',
    { person: ROBIN, category: 'missing', risk: 'medium', reportedAt: { ago: 0 }, ...data },
    of,
  );

const found = (second: number, of = 'MP-1') =>
  police(second, 'missing.found', { outcome: 'found', locatedAt: { ago: 0 } }, of);

const caseOf = (second: number, email = 'kim@council.example'): Happening => ({
  second,
  says: 'case.updated',
  by: 'case-system',
  data: { person: NUMBERED, status: 'child-in-need', keyworker: { email } },
});

const story = (name: string, happenings: readonly Happening[], rest: Partial<Story> = {}): Story => ({
  name,
  happenings,
  ...rest,
});

const MINUTES = 60;

export const written: readonly Story[] = [
  story('a child is missing for an hour', [reported(0)]),
  story('a child is found before the first rung', [reported(0), found(5 * MINUTES)]),
  story('a child is found between two rungs', [reported(0, { lastSeenAt: { ago: 9 } }), found(15 * MINUTES)]),
  story('the return comes before the report', [found(0), reported(20)]),
  story('a return is withdrawn', [
    reported(0),
    found(2 * MINUTES),
    police(4 * MINUTES, 'missing.found', { outcome: 'in-error' }),
  ]),
  story('the report is cancelled at once', [
    reported(0),
    police(0, 'missing.cancelled', { reason: 'recorded in error' }),
  ]),
  story('the child goes missing again', [
    reported(0),
    found(3 * MINUTES),
    reported(12 * MINUTES, {}, 'MP-2'),
  ]),
  story('the keyworker changes', [caseOf(0), reported(10), caseOf(3 * MINUTES, 'lee@council.example')]),
  story('the report is joined to the child it fits', [
    caseOf(0),
    reported(10, { person: HALF }),
    police(2 * MINUTES, 'missing.updated', { person: { dateOfBirth: ROBIN.dateOfBirth } }),
  ]),
  story(
    'the report comes while the letters of its reference go',
    [found(0), police(0, 'missing.updated', { risk: 'high' }), reported(0)],
    { sweepless: true },
  ),
  story('a message comes while its record is on its way to another', [
    found(0),
    reported(0),
    police(0.2, 'missing.updated', { risk: 'high' }),
  ]),
  story('the table is out of reach until the wake-up is among the dead letters', [
    reported(0),
    { second: 0.11, down: 'episodes', seconds: 13 * MINUTES },
    police(24 * MINUTES, 'missing.updated', { risk: 'medium' }),
  ]),
  story('two references are one absence', [
    reported(0),
    reported(1, {}, 'MP-2'),
    police(30, 'missing.updated', { linkedReferences: ['MP-2'] }),
    found(5 * MINUTES),
  ]),
  story('messages that cannot be read', [
    { second: 0, garbled: 'not a message' },
    { second: 20, garbled: 'not a message either' },
    { second: 20, garbled: 'not a message' },
  ]),
  story('an update that no report came before', [police(0, 'missing.updated', { risk: 'high' })]),
  story('a mailbox refuses', [reported(0)], { refuses: ['team.manager@council.example'] }),
  story('a letter comes back', [reported(0), found(4 * MINUTES)], {
    bounces: ['team.manager@council.example'],
  }),
  story('a deployment between two rungs', [reported(0), { second: 12 * MINUTES, deploys: 'procedure' }]),
  story('the report is cancelled six seconds later', [
    reported(0),
    police(6, 'missing.cancelled', { reason: 'recorded in error' }),
  ]),
  story('the child is found soon, and no word comes of a letter', [reported(0), found(20)], {
    hears: true,
    wordless: ['team.manager@council.example'],
  }),
  story('an escalation is seen, and passed on, and answered', [reported(0, { risk: 'high' })], {
    readers: [
      { mailbox: 'director@council.example', says: 'not-me', after: 30 },
      { mailbox: 'head.of.service@council.example', says: 'seen', after: 60 },
      { mailbox: 'front.door@council.example', says: 'back', after: 90 },
    ],
  }),
  story('one mailbox refuses while another has no answer', [reported(0)], {
    refuses: ['team.manager@council.example'],
    fails: { mailbox: 'front.door@council.example', until: 300 },
  }),
  story('the worst', [reported(0), police(3 * MINUTES, 'missing.found', { outcome: 'deceased' })]),
  ...writtenOfDays,
];
