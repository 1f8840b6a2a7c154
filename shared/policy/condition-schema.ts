// Conditions as the file writes them: one question each, joined by all, any and not, so that nobody has to guess at "and".
import * as z from 'zod';
import { caseStatuses } from '../contract/case.ts';
import { foundOutcomes } from '../contract/found.ts';
import { categories, risks } from '../contract/missing.ts';
import { personKinds } from '../contract/person.ts';
import { sourceKinds } from '../contract/senders.ts';
import { DAYS, FLAG_FACTS, INTERVIEW_STATES, type STANDS_NOW, TEXT_FACTS } from '../core/policy.ts';
import {
  exactlyOne,
  fault,
  fieldName,
  group,
  listOf,
  name,
  oneOf,
  textOf,
  timeOfDay,
  wholeNumber,
  yes,
} from './wording.ts';

type TextKey = (typeof TEXT_FACTS)[keyof typeof TEXT_FACTS];
type FlagKey = (typeof FLAG_FACTS)[keyof typeof FLAG_FACTS];
type Whose = 'ours' | 'another';

export type FileCondition = {
  all?: FileCondition[];
  any?: FileCondition[];
  not?: FileCondition;
  age?: { under?: number; 'at-least'?: number; at?: 'start' | 'routing' };
  risk?: ('high' | 'medium')[];
  'stated-risk'?: (typeof risks)[number][];
  category?: (typeof categories)[number][];
  person?: (typeof personKinds)[number][];
  indicator?: string[];
  status?: ((typeof caseStatuses)[number] | 'open')[];
  'status-within'?: FileSpan;
  'responsible-authority'?: Whose;
  'host-authority'?: Whose;
  'found-in'?: Whose;
  'not-stated'?: string[];
  'reported-by'?: (typeof sourceKinds)[number][];
  outcome?: (typeof foundOutcomes)[number][];
  interview?: (typeof INTERVIEW_STATES)[number][];
  episodes?: { 'at-least': number; in: 'previous-month' | 'ever' | { days?: number; months?: number } };
  'missing-for'?: { days: number };
  told?: string;
  recorded?: { task: string; as?: string[] };
  decided?: { task: string; as: string[] };
  day?: (typeof DAYS)[number][];
  office?: 'open' | 'closed';
  time?: { from: string; until: string };
} & { [K in TextKey]?: string[] } & { [K in FlagKey | (typeof STANDS_NOW)[number]]?: true };

export interface FileSpan {
  days?: number;
  weeks?: number;
  months?: number;
  years?: number;
}

export const condition: z.ZodType<FileCondition> = z.lazy(() => question).meta({ id: 'condition' });

const onlyOne = 'keep one of them';

export const span = <T extends z.core.$ZodLooseShape>(about: string, more: T = {} as T) =>
  exactlyOne(
    group(about, {
      ...more,
      days: z.exactOptional(wholeNumber('Days.', 1, 3660)),
      weeks: z.exactOptional(wholeNumber('Weeks.', 1, 520)),
      months: z.exactOptional(wholeNumber('Calendar months.', 1, 120)),
      years: z.exactOptional(wholeNumber('Years.', 1, 25)),
    }),
    ['days', 'weeks', 'months', 'years'],
    onlyOne,
  );

const age = exactlyOne(
  group('Age in whole years on the local date.', {
    under: z.exactOptional(wholeNumber('Younger than this.', 1, 25)),
    'at-least': z.exactOptional(wholeNumber('This old, or older.', 1, 25)),
    at: z.exactOptional(
      oneOf('start: when the absence began. routing: when the notice came; this where left out.', [
        'start',
        'routing',
      ]),
    ),
  }),
  ['under', 'at-least'],
  'keep one of them; for an age between two, write all: with two ages',
);

const window = z
  .union(
    [
      z.enum(['previous-month', 'ever']),
      exactlyOne(
        group('Counted back from the day on which this absence began, both days included.', {
          days: z.exactOptional(wholeNumber('Days.', 1, 3660)),
          months: z.exactOptional(wholeNumber('Calendar months, on local dates.', 1, 120)),
        }),
        ['days', 'months'],
        onlyOne,
      ),
    ],
    { error: fault('is no stretch of time', 'write { days: 90 }, { months: 3 }, previous-month or ever') },
  )
  .meta({ description: 'In which time. previous-month: the calendar month before.' });

const whose = (about: string) => z.exactOptional(oneOf(about, ['ours', 'another']));

const textFacts = Object.fromEntries(
  Object.values(TEXT_FACTS).map((key) => [
    key,
    z.exactOptional(
      listOf(`One of these, as the sources say it: ${key.replaceAll('-', ' ')}.`, textOf('A value.')),
    ),
  ]),
) as { [K in TextKey]: z.ZodExactOptional<z.ZodArray<z.ZodString>> };

const flagFacts = Object.fromEntries(
  Object.values(FLAG_FACTS).map((key) => [
    key,
    z.exactOptional(
      yes(`Somebody says so: ${key.replaceAll('-', ' ')}. What nobody has spoken of is not so.`),
    ),
  ]),
) as { [K in FlagKey]: z.ZodExactOptional<z.ZodLiteral<true>> };

const questions = {
  all: z.exactOptional(listOf('Holds where every one of these holds.', condition)),
  any: z.exactOptional(listOf('Holds where one of these holds.', condition)),
  not: z.exactOptional(condition),
  age: z.exactOptional(age),
  risk: z.exactOptional(
    listOf(
      'The risk acted on: the highest that anybody states, never below medium for a child.',
      oneOf('A risk that is acted on; for lower ones ask stated-risk.', ['high', 'medium']),
    ),
  ),
  'stated-risk': z.exactOptional(
    listOf('The risk in the words of whoever stated it.', oneOf('A risk as stated.', risks)),
  ),
  category: z.exactOptional(listOf("The police's category.", oneOf('A category.', categories))),
  person: z.exactOptional(listOf('The kind of person.', oneOf('A kind of person.', personKinds))),
  indicator: z.exactOptional(listOf('Any of these indicators of risk.', textOf('An indicator.'))),
  status: z.exactOptional(
    listOf(
      "The case system's status of the child.",
      oneOf('A status; open stands for every one but not-open.', ['open', ...caseStatuses]),
    ),
  ),
  'status-within': z.exactOptional(
    span(
      'The present status began so recently, counted back from the notice: closed within the last 3 months.',
    ),
  ),
  'responsible-authority': whose('Whether this authority is responsible for the child, or another.'),
  'host-authority': whose('Whether the child lives in the area of this authority, or of another.'),
  'found-in': whose('In whose area the child was found.'),
  ...textFacts,
  ...flagFacts,
  'missing-now': z.exactOptional(
    yes('The child is reported missing, and it is not over: for a rule on an absence from school.'),
  ),
  'out-of-school': z.exactOptional(
    yes('The child is missing education without leave, and it is not over: for a rule on a missing child.'),
  ),
  'educated-elsewhere': z.exactOptional(
    yes('The absence from school is over because it is known where the pupil is educated now.'),
  ),
  'not-stated': z.exactOptional(
    listOf(
      'One of these fields of the messages, as yet stated by nobody.',
      fieldName('A field, such as lastSeenAt.'),
    ),
  ),
  'reported-by': z.exactOptional(
    listOf('Who reported the child missing.', oneOf('A kind of source.', sourceKinds)),
  ),
  outcome: z.exactOptional(listOf('How the absence ended.', oneOf('An outcome.', foundOutcomes))),
  interview: z.exactOptional(
    listOf(
      'How the return home interview stands.',
      oneOf('offered, held, or the outcome.', INTERVIEW_STATES),
    ),
  ),
  episodes: z.exactOptional(
    group('How often the child went missing, this time included.', {
      'at-least': wholeNumber('So often, or more.', 2, 100),
      in: window,
    }),
  ),
  'missing-for': z.exactOptional(
    group('Missing without a break, from the first day of it to the last.', {
      days: wholeNumber('So many days one after the other, the first included.', 2, 366),
    }),
  ),
  told: z.exactOptional(name('The letter of this rule has gone out.')),
  recorded: z.exactOptional(
    group('A person has recorded something.', {
      task: name('Of the task of this rule, or of a name that the letter gives.'),
      as: z.exactOptional(listOf('As one of these outcomes; any where left out.', name('An outcome.'))),
    }),
  ),
  decided: z.exactOptional(
    group(
      'The decision that a rule asks for: a person made it, or its deadline passed and it counts as made.',
      {
        task: name('The rule that asks for it.'),
        as: listOf('One of its outcomes.', name('An outcome.')),
      },
    ),
  ),
  day: z.exactOptional(listOf('On what day the notice came.', oneOf('A kind of day.', DAYS))),
  office: z.exactOptional(
    oneOf('Whether the office was open when the notice came: who had it then keeps it.', ['open', 'closed']),
  ),
  time: z.exactOptional(
    group('At what local time the notice came; over midnight where from lies after until.', {
      from: timeOfDay('From this time on.'),
      until: timeOfDay('Until just before this time.'),
    }),
  ),
};

const question = exactlyOne(
  group(
    'A question about the child or the absence. What is unknown is told to more people, never to fewer.',
    questions,
  ),
  Object.keys(questions),
  'write all: before them where each must hold, any: where one is enough',
) as unknown as z.ZodType<FileCondition>;
