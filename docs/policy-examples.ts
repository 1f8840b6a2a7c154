// The examples of the policy reference: read from docs/policy-examples, each laid into one small authority's file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { Policy } from '../shared/core/policy.ts';
import { calendarFile } from '../shared/policy/calendar-schema.ts';
import { check } from '../shared/policy/check.ts';
import type { Finding } from '../shared/policy/finding.ts';
import { inherit } from '../shared/policy/inherit.ts';
import { policyOf } from '../shared/policy/read.ts';
import { authorityFile } from '../shared/policy/schema.ts';

const FOLDER = join(import.meta.dirname, 'policy-examples');

/** In the order in which a practitioner asks. */
const CHAPTERS = [
  'who',
  'upon',
  'when-the-child',
  'when-the-absence',
  'when-what-happened',
  'after-what',
  'starts',
  'what',
  'schooling',
  'beside-each-rule',
  'around-the-rules',
  'around-the-file',
];

const story = z.strictObject({
  case: z.string(),
  /** This is what the unknown comes to. */
  unknown: z.literal(true).optional(),
  /** When the report comes; Friday 20 November 2026 at 22:05 where left out. */
  at: z.string().optional(),
  source: z.string().optional(),
  /** What the report says otherwise than the usual one; null where there is none. */
  report: z.record(z.string(), z.unknown()).nullable().optional(),
  /** Messages besides the report. */
  more: z.array(z.looseObject({ at: z.string(), type: z.string() })).optional(),
  /** The mailbox that refuses letters. */
  refuses: z.string().optional(),
  until: z.string().optional(),
  /** All letters of the example's rules, as "Fri 20 Nov 2026 22:05 front-door". */
  letters: z.array(z.string()).optional(),
  /** The same by address. */
  mail: z.array(z.string()).optional(),
  /** Tasks of the example's rules when the story ends. */
  tasks: z.array(z.string()).optional(),
  /** Words of a letter, or of none. */
  says: z.string().optional(),
  'does-not-say': z.string().optional(),
});

const example = z.strictObject({
  /** What the text is: a condition, lines of a rule, lines of a version, a later version, or lines of the file. */
  as: z.enum(['condition', 'rule', 'version', 'later', 'file']).default('condition'),
  /** The rules whose letters count; those of the example where left out. */
  of: z.array(z.string()).optional(),
  yaml: z.string(),
  /** A file of authorities/baseline, named national. */
  baseline: z.string().optional(),
  stories: z.array(story).default([]),
});

const construct = z.strictObject({
  name: z.string(),
  /** Where it stands in the schema, the most important first. */
  keys: z.array(z.string()).min(1),
  /** What is unknown does. */
  unknown: z.string(),
  /** What it means, where the printed procedure has no words for it. */
  means: z.string().optional(),
  /** Why no story is told of it. */
  'not-played': z.string().optional(),
  examples: z.array(example).min(1),
});

const chapter = z.strictObject({ title: z.string(), lead: z.string(), constructs: z.array(construct) });

export type Story = z.output<typeof story>;
export type Example = z.output<typeof example>;
export type Construct = z.output<typeof construct>;
export type Chapter = z.output<typeof chapter>;

const textOf = (name: string): string => readFileSync(join(FOLDER, `${name}.yaml`), 'utf8');

export const chapters = (): Chapter[] => CHAPTERS.map((name) => chapter.parse(parse(textOf(name))));

interface Frame {
  [key: string]: unknown;
  versions: [{ [key: string]: unknown; rules: Record<string, unknown>[] }, ...unknown[]];
}

/** The rule that an example of a condition, or of lines of a rule, changes. */
export const THIS_RULE = 'this-rule';

/** The whole file that an example stands in. */
export function fileAround({ as, yaml }: Pick<Example, 'as' | 'yaml'>): unknown {
  const file: Frame = parse(textOf('frame'));
  const said: Record<string, unknown> = parse(yaml) ?? {};
  const [version] = file.versions;
  const named = (name: unknown) => version.rules.find(({ id }) => id === name);
  const rule = named(said['id']) ?? named(THIS_RULE) ?? {};
  if (as === 'condition') rule['when'] = said;
  if (as === 'rule') Object.assign(rule, said);
  if (as === 'later') file.versions.push(said);
  if (as === 'file') for (const [key, value] of Object.entries(said)) file[key] = both(file[key], value);
  if (as === 'version') {
    const { rules = [], ...rest } = said;
    Object.assign(version, rest);
    version.rules.push(...(rules as Record<string, unknown>[]));
  }
  return file;
}

const isTable = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const both = (before: unknown, said: unknown): unknown =>
  isTable(before) && isTable(said) ? { ...before, ...said } : said;

export interface Read {
  findings: Finding[];
  /** Undefined where something is wrong. */
  policy: Policy | undefined;
}

/** The example as an authority's file is read. */
export function read(of: Pick<Example, 'as' | 'yaml' | 'baseline'>): Read {
  const file = fileAround(of);
  const baseline: unknown = of.baseline === undefined ? undefined : parse(of.baseline);
  const baselines = {
    names: baseline === undefined ? [] : ['national'],
    read: (name: string) => (name === 'national' ? baseline : undefined),
  };
  const calendar = calendarFile.parse(parse(readFileSync(CALENDAR, 'utf8')));
  const findings = check(file, { calendar, nations: ['england'], baselines });
  if (findings.length > 0) return { findings, policy: undefined };
  const { whole, versions } = inherit(file, baselines);
  const origins = versions.map(({ from }) => from);
  return { findings, policy: policyOf(authorityFile.parse(whole), calendar, origins) };
}

const CALENDAR = join(import.meta.dirname, '../authorities/calendars/england.yaml');

/** The ids of the rules whose letters an example's stories look at. */
export function rulesOf({ as, of, yaml }: Example): string[] {
  if (of) return of;
  if (as === 'condition' || as === 'file') return [THIS_RULE];
  const said: { id?: string; rules?: { id: string }[] } = parse(yaml) ?? {};
  return as === 'rule' ? [said.id ?? THIS_RULE] : (said.rules ?? []).map(({ id }) => id);
}
