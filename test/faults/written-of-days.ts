// Written stories of mornings with a digest, of records that come to their end, and of a pause of all mail.
import type { Data, Happening, Story } from './story.ts';
import { ROBIN } from './story.ts';

const MINUTES = 60;
const DAY = 86_400;
/** Ten minutes before the day on which a record of the first day is at its end; and just when it is. */
const EVE = 2 * DAY - 12 * 3_600 - 10 * MINUTES;
const OVER = EVE + 10 * MINUTES;
const NUMBERED = { ...ROBIN, localAuthorityId: 'L1' };
const { dateOfBirth: _, ...HALF } = ROBIN;
const TWIN = { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2014-05-14' };

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

const caseOf = (second: number, data: Data): Happening => ({
  second,
  says: 'case.updated',
  by: 'case-system',
  data: { person: NUMBERED, ...data },
});

const story = (name: string, happenings: readonly Happening[], rest: Partial<Story>): Story => ({
  name,
  happenings,
  ...rest,
});

const mornings = { digestAt: '12:07' };
const ends = { ends: true, dawns: [EVE] };

export const writtenOfDays: readonly Story[] = [
  story(
    'a report comes while the digest is put together',
    [reported(0), reported(7 * MINUTES + 0.1, { person: TWIN }, 'MP-2')],
    { ...mornings, dawns: [DAY] },
  ),
  story(
    'a copy must go at once after all',
    [reported(0), police(4 * MINUTES, 'missing.updated', { risk: 'high' })],
    mornings,
  ),
  story(
    'the time of a copy that the digest had is corrected',
    [
      reported(0, { lastSeenAt: { ago: 9 } }),
      police(8 * MINUTES, 'missing.updated', { lastSeenAt: { ago: 0 } }),
    ],
    { ...mornings, dawns: [DAY] },
  ),
  story('a child is back before the digest', [reported(0), found(5 * MINUTES)], {
    ...mornings,
    dawns: [DAY],
  }),
  story('a reader of the digest cannot be reached', [reported(0)], {
    ...mornings,
    refuses: ['service.manager@council.example'],
  }),
  story('a record comes to its end', [reported(0), found(5 * MINUTES)], ends),
  story('a record comes to its end, and what fails is not tried again', [reported(0), found(5 * MINUTES)], {
    ...ends,
    forgets: true,
  }),
  story(
    'a record that another was joined to comes to its end',
    [
      reported(0, { person: NUMBERED }),
      reported(10, { person: HALF }, 'MP-2'),
      police(60, 'missing.updated', { person: { dateOfBirth: ROBIN.dateOfBirth } }, 'MP-2'),
      found(2 * MINUTES),
      found(2 * MINUTES, 'MP-2'),
    ],
    ends,
  ),
  story(
    'a child goes missing again while the record comes to its end',
    [reported(0), found(5 * MINUTES), reported(OVER + 0.1, {}, 'MP-2')],
    ends,
  ),
  story(
    'two records come to their end, and word ties them together',
    [found(0), caseOf(0, { status: 'not-open' }), reported(OVER + 1)],
    ends,
  ),
  story(
    'there is word of a child whose record is gone',
    [reported(0), found(5 * MINUTES), reported(EVE + DAY + 40 * MINUTES)],
    { ends: true, dawns: [EVE, EVE + DAY + 30 * MINUTES] },
  ),
  story(
    'a record is held',
    [reported(0), found(5 * MINUTES), caseOf(6 * MINUTES, { status: 'not-open', legalHold: true })],
    ends,
  ),
  story(
    'something is still to come of a record whose time is over',
    [reported(0, { risk: 'high' }), found(5 * MINUTES)],
    { ends: true, dawns: [EVE, EVE + DAY + 30 * MINUTES] },
  ),
  story(
    'two messages of one child at one moment, and its end',
    [
      reported(0, { person: NUMBERED }),
      reported(0, {}, 'MP-2'),
      found(5 * MINUTES),
      found(5 * MINUTES, 'MP-2'),
    ],
    ends,
  ),
  story(
    'a child is found while all mail is paused',
    [reported(0), { second: 5 * MINUTES, pauses: 30 * MINUTES }, found(20 * MINUTES)],
    { isPausable: true },
  ),
  story(
    'all mail is paused for two days',
    [reported(0), { second: 2 * MINUTES, pauses: 2 * DAY + 10 * MINUTES }],
    { isPausable: true, dawns: [2 * DAY] },
  ),
  story(
    'all mail is paused when the digest is due',
    [reported(0), { second: 6 * MINUTES, pauses: 10 * MINUTES }],
    { ...mornings, isPausable: true },
  ),
];
