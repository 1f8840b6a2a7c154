// What people say of the clauses that no rule can show to be kept: docs/clauses.yaml, read with its lines.
import * as z from 'zod';
import type { Finding, Path } from '../../shared/policy/finding.ts';
import { shapeOf } from '../../shared/policy/shape.ts';
import { readText } from '../../shared/policy/source-text.ts';
import {
  exactlyOne,
  fault,
  group,
  listOf,
  matching,
  oneOf,
  tableOf,
  textOf,
} from '../../shared/policy/wording.ts';

/** What a clause may wait for. */
export const WAITS_FOR = [
  'interviews',
  'action-plans',
  'chasers',
  'repeat-missing',
  'education',
  'other-people',
  'reports',
  'language',
  'rule',
] as const;

const entry = exactlyOne(
  group('How one clause is kept.', {
    behaviour: z.exactOptional(textOf('The source file, from the root, whose behaviour keeps it.')),
    does: z.exactOptional(textOf('What it does.')),
    data: z.exactOptional(
      listOf(
        'The fields that keep it.',
        matching(
          'A field.',
          /^[a-z.]+ [^\s=]+(=\S+)?$/,
          'is not a field',
          'write it like "missing.reported data.risk=high" or "authority review-by"',
        ),
      ),
    ),
    note: z.exactOptional(textOf('What a reader of the field must know.')),
    pending: z.exactOptional(
      oneOf(
        'What it waits for. language: a construct of the policy language. rule: a rule in a file.',
        WAITS_FOR,
      ),
    ),
    because: z.exactOptional(textOf('What is not there yet.')),
    although: z.exactOptional(textOf('Which part of it a rule and a test keep already.')),
  }),
  ['behaviour', 'data', 'pending'],
  'keep the one that is true',
)
  .refine(({ behaviour, does }) => (behaviour === undefined) === (does === undefined), {
    path: ['does'],
    error: fault('belongs to behaviour, and behaviour to it', 'give both, or neither'),
  })
  .refine(({ pending, because }) => (pending === undefined) === (because === undefined), {
    path: ['because'],
    error: fault('belongs to pending, and pending to it', 'give both, or neither'),
  })
  .refine(({ pending, although }) => pending !== undefined || although === undefined, {
    path: ['although'],
    error: fault('has a meaning only beside pending', 'take it out'),
  });

const accountsFile = tableOf('The clauses.', textOf('A clause of the ledger.'), entry);
export type Account = z.output<typeof entry>;

export interface Accounts {
  accounts: ReadonlyMap<string, Account>;
  findings: readonly Finding[];
  lineOf(path: Path): number;
}

/** The entries of a text in YAML; those with faults are left out, and found. */
export function readAccounts(text: string): Accounts {
  const { value, findings, lineOf } = readText(text);
  const shape = value === undefined ? [] : shapeOf(accountsFile, value).findings;
  const wrong = new Set(shape.map(({ path }) => String(path[0])));
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
  return {
    accounts: new Map(
      entries.flatMap(([id, said]) => (wrong.has(id) ? [] : [[id, entry.parse(said)] as const])),
    ),
    findings: [...findings, ...shape],
    lineOf,
  };
}
