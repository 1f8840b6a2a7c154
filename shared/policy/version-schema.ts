// One version of a procedure: who a child falls to, and the rules, each with the clause it carries out.
import * as z from 'zod';
import { PURPOSES, TRIGGERS } from '../core/policy.ts';
import { after, before, recurrence, within } from './clock-schema.ts';
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
  yes,
} from './wording.ts';

const clauses = listOf(
  'The clauses that this carries out, such as KENT-4.3-a.',
  textOf('A clause of the ledger.'),
);

const recipient = z
  .union(
    [
      name(
        'A role of the directory, or keyworker, keyworker-team, placing-authority, host-authority, receiving-authority.',
      ),
      z.strictObject({ role: name('A role that is told only where the condition holds.'), when: condition }),
      z.strictObject({ route: name('A routing table of this version.') }),
      z.strictObject({ 'every-authority': z.literal(true) }),
      z.strictObject({ 'everybody-told': z.literal(true) }),
    ],
    {
      error: fault(
        'is nobody',
        'write a role, { role: NAME, when: CONDITION }, { route: NAME }, { every-authority: true } or { everybody-told: true }',
      ),
    },
  )
  .meta({ description: 'Who is told.' });

const row = group('A row of a routing table: from the top, the first that holds decides.', {
  when: z.exactOptional(condition),
  to: listOf('The roles that are told.', name('A role.')),
  clauses,
});

const asks = group('A duty with a deadline: the letter is a task.', {
  within,
  target: z.exactOptional(within.meta({ description: 'What is aimed at, sooner than the last moment.' })),
  'done-by': z.exactOptional(
    oneOf(
      'What else shows that it is done: that the return home interview was held, or that it was offered.',
      ['interview', 'interview-offered'],
    ),
  ),
  decision: z.exactOptional(
    group('What is asked is a decision. Nothing waits for it longer than to its deadline.', {
      outcomes: listOf('What may be decided.', name('An outcome.')),
      otherwise: name('The outcome as which it goes on where nobody has decided by the deadline.'),
    }),
  ),
});

const rule = exactlyOneOrNone(
  group('A rule.', {
    id: name('Permanent: what was told is remembered by it.'),
    was: z.exactOptional(listOf('Ids that this rule had before.', name('A former id.'))),
    named: z.exactOptional(
      textOf('What letters call what it asks or tells, in plain English. Its id, where left out.'),
    ),
    clauses,
    basis: z.exactOptional(oneOf('Statutory where left out.', ['statutory', 'courtesy'])),
    upon: oneOf('What has to have happened.', TRIGGERS),
    when: z.exactOptional(condition),
    unless: z.exactOptional(
      listOf(
        'Cases in which it does not act although it would; what is not certain does not count as one.',
        group('An exception.', {
          when: condition,
          because: textOf('Why, in words that the board can sign.'),
          clauses,
        }),
      ),
    ),
    after: z.exactOptional(after),
    before: z.exactOptional(before),
    'or-sooner': z.exactOptional(condition),
    every: z.exactOptional(recurrence),
    do: oneOf('What the letter is for.', PURPOSES),
    to: listOf('Who is told.', recipient),
    says: textOf('What has happened, or what is asked: a sentence or two for a reader at 3 a.m.'),
    asks: z.exactOptional(asks),
    'answer-within': z.exactOptional(
      elapsed(
        'How long after it is sent somebody is to answer the letter by a link in it, such as PT30M. Unanswered, it goes to the deputy as well.',
      ),
    ),
    'in-digest-when': z.exactOptional(condition),
    closes: z.exactOptional(name('The rule whose task is closed by this, done or not.')),
    'weaker-because': z.exactOptional(
      textOf('Why it may be weaker than the rule of the guidance whose place it takes.'),
    ),
  }),
);

/** When it acts is said once. */
function exactlyOneOrNone<T extends z.ZodType>(of: T): T {
  return of.refine((said) => !(has(said, 'after') && has(said, 'before')), {
    path: ['before'],
    error: fault('stands beside after', 'keep one of them'),
  }) as T;
}

const has = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && key in value;

const treatment = group('What an absence counts as, whatever its sources say, until a person lowers it.', {
  id: name('The task under which a person records the outcome lowered.'),
  clauses,
  when: condition,
  as: group('What it counts as.', {
    risk: z.exactOptional(oneOf('The risk that is acted on.', ['high'])),
    category: z.exactOptional(oneOf('The category.', ['missing'])),
    indicators: z.exactOptional(listOf('Indicators that are set.', textOf('An indicator.'))),
  }).refine((as) => Object.keys(as).length > 0, {
    error: fault('says nothing', 'give risk, category or indicators'),
  }),
  until: name('The role that may lower it.'),
});

const withholding = group('Who is not written to. The front door has the letter, and decides.', {
  id: name('A name of its own.'),
  clauses,
  when: z.exactOptional(condition),
  from: listOf('The roles that are not written to.', name('A role.')),
  because: textOf('Why, as the end of a sentence that begins with because.'),
});

const inherits = exactlyOne(
  group(
    'What this version is built on: its rules and tables hold here, unless one of the same name is here.',
    {
      baseline: z.exactOptional(name('A file of authorities/baseline, such as dfe-2014.')),
      version: z.exactOptional(textOf('The id of another version of this file.')),
    },
  ),
  ['baseline', 'version'],
  'keep one of them',
);

const procedure = {
  extends: z.exactOptional(inherits),
  'leaves-out': z.exactOptional(
    listOf(
      'Rules of what it is built on that do not hold here.',
      group('A rule that is left out.', {
        rule: name('Its id.'),
        because: textOf('Why: guidance is left only for a reason that is written down.'),
      }),
    ),
  ),
  routes: z.exactOptional(
    tableOf('Routing tables by name.', name('The name of a routing table.'), listOf('Its rows.', row)),
  ),
  'treat-as': z.exactOptional(listOf('What absences count as until a person lowers it.', treatment)),
  withhold: z.exactOptional(listOf('Who is not written to, and why.', withholding)),
  rules: z.exactOptional(listOf('The rules.', rule)),
};

/** What is built on nothing has rules of its own. */
const withRules = <T extends z.ZodType>(of: T): T =>
  of.refine((said) => has(said, 'rules') || has(said, 'extends'), {
    path: ['rules'],
    error: fault('is missing', 'add the rules, or extends: with what they are taken from'),
  }) as T;

export const version = withRules(
  group('The procedure from one date on.', {
    id: textOf('The version\'s name, such as "2023".'),
    title: textOf('The title of the procedure.'),
    from: date('The first day on which an episode falls under it.'),
    'applies-to-open-absences': z.exactOptional(
      yes('It also governs what was open on that day, for what falls due from then on.'),
    ),
    'no-ladder-because': z.exactOptional(textOf('Why no rule escalates. Without a reason, none is a fault.')),
    'ladder-chosen-because': z.exactOptional(
      textOf('Where the procedure has no ladder of its own: why this one was chosen.'),
    ),
    ...procedure,
  }),
);

export const baselineFile = withRules(
  group('Rules that authorities build on, such as national guidance.', {
    id: name('Its name, which is that of its file.'),
    title: textOf('The title of the guidance.'),
    ...procedure,
  }),
);
