// Conditions as the file writes them: one question each, joined by all, any and not, so that nobody has to guess at "and".
import * as z from 'zod';
import { caseStatuses } from '../contract/case.ts';
import { foundOutcomes } from '../contract/found.ts';
import { categories, risks } from '../contract/missing.ts';
import { personKinds } from '../contract/person.ts';
import { exactlyOne, group, listOf, oneOf, textOf, wholeNumber } from './wording.ts';

export interface FileCondition {
  all?: FileCondition[];
  any?: FileCondition[];
  not?: FileCondition;
  age?: { under?: number; 'at-least'?: number; at?: 'start' | 'routing' };
  risk?: ('high' | 'medium')[];
  'stated-risk'?: (typeof risks)[number][];
  category?: (typeof categories)[number][];
  person?: (typeof personKinds)[number][];
  'missing-from'?: string[];
  indicator?: string[];
  status?: ((typeof caseStatuses)[number] | 'open')[];
  'responsible-authority'?: 'ours' | 'another';
  outcome?: (typeof foundOutcomes)[number][];
}

export const condition: z.ZodType<FileCondition> = z.lazy(() => question).meta({ id: 'condition' });

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

const question = exactlyOne(
  group(
    'A question about the child or the absence. What is unknown is told to more people, never to fewer.',
    {
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
      'missing-from': z.exactOptional(listOf('What the child is missing from.', textOf('A place.'))),
      indicator: z.exactOptional(listOf('Any of these indicators of risk.', textOf('An indicator.'))),
      status: z.exactOptional(
        listOf(
          "The case system's status of the child.",
          oneOf('A status; open stands for every one but not-open.', ['open', ...caseStatuses]),
        ),
      ),
      'responsible-authority': z.exactOptional(
        oneOf('Whether this authority is responsible for the child, or another.', ['ours', 'another']),
      ),
      outcome: z.exactOptional(listOf('How the absence ended.', oneOf('An outcome.', foundOutcomes))),
    },
  ),
  [
    'all',
    'any',
    'not',
    'age',
    'risk',
    'stated-risk',
    'category',
    'person',
    'missing-from',
    'indicator',
    'status',
    'responsible-authority',
    'outcome',
  ],
  'write all: before them where each must hold, any: where one is enough',
);
