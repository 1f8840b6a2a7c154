// The kinds of field that messages are made of, each with its bounds and the words for what is wrong with it.
import * as z from 'zod';
import { wrong } from './faults.ts';

/** Made once, when it is first asked for: a cold start pays for what it reads. */
export function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** For JSON Schema: a pattern that every validator's dialect reads, unlike \p{Cc}. */
export const withoutControls = '^[^\\u0000-\\u001F\\u007F-\\u009F]*$';

/** Neither control characters nor halves of a character. */
export function isSound(text: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(text);
}

export const unsound = 'holds control or broken characters: remove them';

const notText = wrong('is not text: write it in quotation marks');

/** Absent is unchanged, null is unknown. */
export function unknownable<T extends z.ZodType>(field: T) {
  return z.exactOptional(z.nullable(field));
}

/** One line: a name, a place. At most 200 characters, trimmed. */
export function line(about: string, longest = 200) {
  return z
    .string({ error: notText })
    .trim()
    .min(1, { abort: true, error: 'is empty: write null where it is not known' })
    .max(longest, { abort: true, error: `is longer than ${longest} characters: shorten it` })
    .refine(isSound, { error: unsound })
    .meta({ description: about, pattern: withoutControls });
}

/** Somebody's own words, kept as they are. At most 20,000 characters. */
export function freeText(about: string) {
  return z
    .string({ error: notText })
    .max(20_000, { error: 'is longer than 20,000 characters: shorten it' })
    .meta({ description: about });
}

/** What another system calls something. At most 200 characters. */
export const identifier = (description: string) => line(description);

/** A police reference: the same string in every message about one missing episode. */
export function reference(about: string) {
  return z
    .string({ error: notText })
    .trim()
    .min(1, { abort: true, error: 'is empty: give the police reference' })
    .max(100, { abort: true, error: 'is longer than 100 characters: give the police reference alone' })
    .regex(/^[A-Za-z0-9 _/.-]*$/, {
      error: 'is not a reference: use letters, digits, spaces and - _ / . only',
    })
    .meta({ description: about });
}

export function authorityCode(about: string) {
  return code(/^[ENSWK][0-9]{8}$/, "is not an authority's GSS code: write it as E10000016", about);
}

export function policeAreaCode(about: string) {
  return code(
    /^(E23|W15)[0-9]{6}$/,
    "is not a police area's code: write it as E23000032 or W15000001",
    about,
  );
}

function code(pattern: RegExp, message: string, about: string) {
  return z
    .string({ error: wrong(message) })
    .regex(pattern, { error: message })
    .meta({ description: about });
}

const address = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,8}$/;

export function emailAddress(about: string) {
  return z
    .string({ error: notText })
    .max(254, { abort: true, error: 'is longer than 254 characters: give one address' })
    .regex(address, { error: 'is not an email address: give one address alone, without a name' })
    .meta({ description: about });
}

export function choice<const T extends readonly [string, ...string[]]>(about: string, values: T) {
  const known = `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
  return z
    .enum(values, { error: wrong(`is not one of the known values: use ${known}`) })
    .meta({ description: about });
}

export function flag(about: string) {
  return z
    .boolean({ error: wrong('is neither true nor false: write true, false or null') })
    .meta({ description: about });
}

export function wholeNumber(about: string, least: number, most: number) {
  const message = `is not a whole number from ${least} to ${most}: correct it`;
  return z
    .int({ error: wrong(message) })
    .min(least, { error: message })
    .max(most, { error: message })
    .meta({ description: about });
}

/** At most 200 entries. */
export function list<T extends z.ZodType>(about: string, entry: T) {
  return z
    .array(entry, { error: wrong('is not a list: write it in square brackets') })
    .max(200, { error: 'has more than 200 entries: send fewer' })
    .meta({ description: about });
}

export function group<T extends z.ZodRawShape>(about: string, shape: T) {
  return z
    .strictObject(shape, { error: wrong('is not an object: write its fields in curly brackets') })
    .meta({ description: about });
}

/** The part of a JSON Schema that says: at least one of these is known. */
export function oneKnown(...names: string[]) {
  return {
    anyOf: names.map((name) => ({ required: [name], properties: { [name]: { not: { type: 'null' } } } })),
  };
}
