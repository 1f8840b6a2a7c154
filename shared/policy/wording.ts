// The kinds of value that an authority file is made of, and the words for what is wrong with it.
import * as z from 'zod';
import { closest } from './closest.ts';

export interface Wrong {
  message: string;
  mend: string;
  /** What was probably meant. */
  guess?: string;
}

/** zod carries nothing but text: what is wrong and how to mend it, for `heard` to take apart again. */
export const fault = (message: string, mend: string | { guess: string }): string =>
  JSON.stringify([wrongly(message, mend)]);

const wrongly = (message: string, mend: string | { guess: string }): Wrong =>
  typeof mend === 'string' ? { message, mend } : { message, mend: `did you mean ${mend.guess}?`, ...mend };

export function heard(said: string): Wrong[] {
  return said.startsWith('[{') ? (JSON.parse(said) as Wrong[]) : [{ message: said, mend: 'correct it' }];
}

export const MISSING = 'is missing';

type Issue = { readonly input?: unknown };

/** For a value of the wrong kind: what is not there and what is left empty have their own words. */
export const wrong =
  (message: string, mend: string | { guess: string }) =>
  ({ input }: Issue): string => {
    if (input === undefined) return fault(MISSING, typeof mend === 'string' ? `add it: ${mend}` : mend);
    if (input === null) return fault('is empty', mend);
    return fault(message, mend);
  };

export const textOf = (about: string) =>
  z
    .string({ error: wrong('is not text', 'write it as text, in quotation marks where it is a number') })
    .trim()
    .min(1, { error: fault('is empty', 'say it in a few words, or take the line out') })
    .meta({ description: about });

/** Text of a given form. */
export const matching = (about: string, pattern: RegExp, message: string, mend: string) =>
  z
    .string({ error: wrong(message, mend) })
    .regex(pattern, { error: fault(message, mend) })
    .meta({ description: about });

/** A permanent name: small letters, digits and hyphens. */
export const name = (about: string) =>
  matching(
    about,
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'is not a name',
    'use small letters, digits and single hyphens',
  );

/** A field of a message, as the contract spells it. */
export const fieldName = (about: string) =>
  matching(
    about,
    /^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)*$/,
    'is not a field of a message',
    'write it as in the messages, like lastSeenAt or person.dateOfBirth',
  );

/** A key that is only ever written to say yes. */
export const yes = (about: string) =>
  z
    .literal(true, { error: wrong('is not true', 'write true, or not: around it') })
    .meta({ description: about });

export const gssCode = (about: string) =>
  matching(about, /^[ENSW]\d{8}$/, "is not an authority's GSS code", 'write it like E10000016');

export const emailAddress = (about: string) =>
  matching(
    about,
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/,
    'is not an email address',
    'write one address alone, like front.door@kent.example',
  );

export const domain = (about: string) =>
  matching(
    about,
    /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/,
    'is not a domain',
    'write it in small letters without @, like kent.example',
  );

export const timeOfDay = (about: string) =>
  matching(about, /^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day', 'write it like "09:00"');

export const date = (about: string) =>
  matching(about, /^\d{4}-\d{2}-\d{2}$/, 'is not a date', 'write it like 2026-11-22').refine(isRealDate, {
    error: fault('is a date that does not exist', 'write a day that is in the calendar'),
  });

function isRealDate(written: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) return true;
  const at = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written);
}

/** Elapsed time as `elapsedMillis` reads it: not nothing, and at most two years. */
export const elapsed = (about: string) =>
  matching(
    about,
    /^P(?=.)(\d{1,3}D)?(T(?=.)(\d{1,4}H)?(\d{1,5}M)?(\d{1,6}S)?)?$/,
    'is not elapsed time',
    'write hours like PT24H, minutes like PT15M, days of 24 hours like P3D; months and weeks have no fixed length',
  ).refine((written) => /[1-9]/.test(written), {
    error: fault('is no time at all', 'write a length of time, or leave the clock out to act at once'),
  });

/** A period as `periodOf` reads it: one unit, so that it has one length. */
export const period = (about: string) =>
  matching(
    about,
    /^P[1-9]\d{0,3}[DWMY]$/,
    'is not a period',
    'write years like P25Y, months like P18M, days like P90D',
  );

export function wholeNumber(about: string, least: number, most: number) {
  const message = `is not a whole number from ${least} to ${most}`;
  const said = fault(message, 'correct it');
  return z
    .int({ error: wrong(message, 'correct it') })
    .min(least, { error: said })
    .max(most, { error: said })
    .meta({ description: about });
}

export const oneOf = <const T extends readonly [string, ...string[]]>(about: string, values: T) =>
  z
    .enum(values, { error: (issue) => wrong(`is not ${inWords(values)}`, meant(issue.input, values))(issue) })
    .meta({ description: about });

/** What to write instead, for the end of a fault. */
export function meant(written: unknown, known: readonly string[]): string | { guess: string } {
  const guess = typeof written === 'string' ? closest(written, known) : undefined;
  return guess ? { guess } : `use ${inWords(known)}`;
}

/** At least one entry. */
export const listOf = <T extends z.ZodType>(about: string, entry: T) =>
  z
    .array(entry, { error: wrong('is not a list', 'write it in square brackets, or one entry a line') })
    .min(1, { error: fault('is an empty list', 'write at least one entry') })
    .meta({ description: about });

/** A table whose keys are the file's own names. At least one entry. */
export const tableOf = <K extends z.core.$ZodRecordKey, V extends z.ZodType>(
  about: string,
  key: K,
  value: V,
) =>
  z
    .record(key, value, {
      error: wrong('is not a table', 'write one entry a line, a name and what belongs to it'),
    })
    .refine((table) => Object.keys(table).length > 0, {
      error: fault('is empty', 'write at least one entry'),
    })
    .meta({ description: about });

/** A fixed set of keys. */
export const group = <T extends z.core.$ZodLooseShape>(about: string, shape: T) =>
  z
    .strictObject(shape, {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? perKey(issue.keys, Object.keys(shape))
          : wrong('is not a group', 'write its parts as key: value')(issue),
    })
    .meta({ description: about });

/** A line for each key that is not known. */
function perKey(keys: readonly string[], known: readonly string[]): string {
  return JSON.stringify(
    keys.map((key) => wrongly(`${key} is not a key that is known here`, meant(key, known))),
  );
}

export const inWords = (words: readonly string[], last: 'or' | 'and' = 'or'): string =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}` : (words[0] ?? '');

/** A group of which exactly one of some keys is there. */
export const exactlyOne = <T extends z.ZodType>(of: T, keys: readonly string[], why: string): T =>
  of
    .refine((value) => given(value, keys).length === 1, {
      error: ({ input }) => {
        const said = given(input, keys);
        return said.length === 0
          ? fault('says nothing', `give one of ${inWords(keys)}`)
          : fault(`says ${said.join(' and ')} at once`, why);
      },
    })
    .meta({
      oneOf: keys.map((key) => ({ type: 'object', required: [key], properties: { [key]: {} } })),
      ...of.meta(),
    }) as T;

const given = (value: unknown, keys: readonly string[]): string[] =>
  keys.filter((key) => typeof value === 'object' && value !== null && key in value);
