// One version of a procedure: who a child falls to, and the rules, each with the clause it carries out.
import * as z from 'zod';
import { MOMENTS, PURPOSES, TRIGGERS } from '../core/policy.ts';
import { condition } from './condition-schema.ts';
import {
  date,
  elapsed,
  exactlyOne,
  fault,
  group,
  listOf,
  name,
  oneOf,
  tableOf,
  textOf,
  wholeNumber,
} from './wording.ts';

const moments = exactlyOne(
  group('The instants that a clock may run from.', {
    earliest: z.exactOptional(listOf('The earliest known of these.', oneOf('An instant.', MOMENTS))),
    latest: z.exactOptional(listOf('The latest known of these.', oneOf('An instant.', MOMENTS))),
  }),
  ['earliest', 'latest'],
  'keep one of them',
);

const length = {
  elapsed: z.exactOptional(
    elapsed('Elapsed time, such as PT24H: 24 hours also on the night the clocks change.'),
  ),
  'working-days': z.exactOptional(
    wholeNumber('Close of office on this working day; the day of the instant itself is day 0.', 0, 60),
  ),
};
const oneLength = ['elapsed', 'working-days'] as const;
const onlyOne = 'keep one of them';

const after = exactlyOne(
  group('When the rule acts.', {
    ...length,
    from: moments,
    boundary: z.exactOptional(
      oneOf("The procedure's own word for the threshold; both act at it.", ['over', 'at-least']),
    ),
  }),
  oneLength,
  onlyOne,
).refine((clock) => clock.elapsed === undefined || clock.boundary !== undefined, {
  path: ['boundary'],
  error: fault('is missing', "add boundary: over or boundary: at-least, the procedure's own word"),
});

const within = exactlyOne(
  group('Until when it is to be done.', { ...length, from: moments }),
  oneLength,
  onlyOne,
);

const clauses = listOf(
  'The clauses that this carries out, such as KENT-4.3-a.',
  textOf('A clause of the ledger.'),
);

const recipient = z
  .union(
    [
      name('A role of the directory, or keyworker, keyworker-team, placing-authority.'),
      z.strictObject({ route: name('A routing table of this version.') }),
      z.strictObject({ 'everybody-told': z.literal(true) }),
    ],
    { error: fault('is nobody', 'write a role, { route: NAME } or { everybody-told: true }') },
  )
  .meta({ description: 'Who is told.' });

const row = group('A row of a routing table: from the top, the first that holds decides.', {
  when: z.exactOptional(condition),
  to: listOf('The roles that are told.', name('A role.')),
  clauses,
});

const rule = group('A rule.', {
  id: name('Permanent: what was told is remembered by it.'),
  was: z.exactOptional(listOf('Ids that this rule had before.', name('A former id.'))),
  clauses,
  basis: z.exactOptional(oneOf('Statutory where left out.', ['statutory', 'courtesy'])),
  upon: oneOf('What has to have happened.', TRIGGERS),
  when: z.exactOptional(condition),
  after: z.exactOptional(after),
  do: oneOf('What the letter is for.', PURPOSES),
  to: listOf('Who is told.', recipient),
  says: textOf('What has happened, or what is asked: a sentence or two for a reader at 3 a.m.'),
  asks: z.exactOptional(
    group('A duty with a deadline: the letter is a task.', {
      within,
      'done-by': z.exactOptional(oneOf('What else shows that it is done.', ['interview'])),
    }),
  ),
});

export const version = group('The procedure from one date on.', {
  id: textOf('The version\'s name, such as "2023".'),
  title: textOf('The title of the procedure.'),
  from: date('The first day on which an episode falls under it.'),
  'no-ladder-because': z.exactOptional(textOf('Why no rule escalates. Without a reason, none is a fault.')),
  'ladder-chosen-because': z.exactOptional(
    textOf('Where the procedure has no ladder of its own: why this one was chosen.'),
  ),
  routes: z.exactOptional(
    tableOf('Routing tables by name.', name('The name of a routing table.'), listOf('Its rows.', row)),
  ),
  rules: listOf('The rules.', rule),
});
