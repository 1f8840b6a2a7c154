// Clocks as the file writes them: how long, after or before which instant, at what time of day.
import * as z from 'zod';
import { MOMENTS } from '../core/policy.ts';
import { span } from './condition-schema.ts';
import {
  elapsed,
  exactlyOne,
  fault,
  group,
  inWords,
  listOf,
  meant,
  name,
  oneOf,
  timeOfDay,
  wholeNumber,
  yes,
} from './wording.ts';

const start = z
  .union(
    [
      z.enum(MOMENTS),
      z.strictObject({ rule: name('When this rule falls due.') }),
      z.strictObject({
        'deadline-of': name('Until when the task of this rule is to be done, while it is open.'),
      }),
      z.strictObject({ recorded: name('When a person did what this rule asked.') }),
    ],
    {
      error: (issue) =>
        typeof issue.input === 'string'
          ? fault(`is not ${inWords(MOMENTS)}`, meant(issue.input, MOMENTS))
          : fault(
              'is no instant',
              'name one, or write { rule: ID }, { deadline-of: ID } or { recorded: ID }',
            ),
    },
  )
  .meta({ description: 'An instant of the absence, or of another rule.' });

const from = exactlyOne(
  group('The instants that a clock may run from.', {
    earliest: z.exactOptional(listOf('The earliest known of these.', start)),
    latest: z.exactOptional(listOf('The latest known of these.', start)),
  }),
  ['earliest', 'latest'],
  'keep one of them',
);

const lengths = {
  elapsed: z.exactOptional(
    elapsed('Elapsed time, such as PT24H: 24 hours also on the night the clocks change.'),
  ),
  'working-days': z.exactOptional(
    wholeNumber('On this working day; the day of the instant itself is day 0.', 0, 60),
  ),
  'school-days': z.exactOptional(
    wholeNumber('On this school day; the day of the instant itself is day 0.', 0, 200),
  ),
  days: z.exactOptional(wholeNumber('Days on the calendar.', 0, 3660)),
  weeks: z.exactOptional(wholeNumber('Weeks.', 1, 520)),
  months: z.exactOptional(
    wholeNumber('Calendar months; a day that a month does not have is the first of the next.', 1, 120),
  ),
  years: z.exactOptional(wholeNumber('Years.', 1, 25)),
};
export const LENGTHS = Object.keys(lengths) as readonly (keyof typeof lengths)[];

const parts = {
  ...lengths,
  from,
  at: z.exactOptional(
    timeOfDay(
      'The local time of day. Left out: the close of office for working and school days, the time of the instant itself for the others.',
    ),
  ),
  'bring-forward': z.exactOptional(
    yes('From a day on which the office is closed back to the close of the working day before.'),
  ),
  boundary: z.exactOptional(
    oneOf("The procedure's own word for the threshold; both act at it.", ['over', 'at-least']),
  ),
};

type Parts = { elapsed?: string; at?: string; boundary?: string };

const clock = (about: string, needsBoundary: boolean) =>
  exactlyOne(group(about, parts), LENGTHS, 'keep one of them')
    .refine((said: Parts) => !needsBoundary || said.elapsed === undefined || said.boundary !== undefined, {
      path: ['boundary'],
      error: fault('is missing', "add boundary: over or boundary: at-least, the procedure's own word"),
    })
    .refine((said: Parts) => said.elapsed === undefined || said.at === undefined, {
      path: ['at'],
      error: fault('has no meaning beside elapsed time', 'take it out, or count in days'),
    });

export const after = clock('When the rule acts: so long after an instant.', true);
export const before = clock('When the rule acts: so long before an instant.', false);
export const within = clock('Until when it is to be done.', false);

export const recurrence = span('Again and again, so far apart, until what the rule is upon is over.', {
  at: z.exactOptional(timeOfDay('The local time of each but the first; that of the first where left out.')),
  times: z.exactOptional(wholeNumber('How often at most, the first included.', 2, 1000)),
});
