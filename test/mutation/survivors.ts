// The mutants that may live, each with the reason: a list that people read (survivors.yaml).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Mutant } from './mutants.ts';

const listed = z.record(
  z.string(),
  z.array(
    z.strictObject({
      /** Code as it stands in the file; whatever survives inside it is covered. */
      within: z.string(),
      /** Only these replacements. */
      instead: z.union([z.string(), z.array(z.string())]).optional(),
      because: z.string(),
    }),
  ),
);

export type Listed = z.infer<typeof listed>;

export const readSurvivors = (): Listed =>
  listed.parse(parse(readFileSync(join(import.meta.dirname, 'survivors.yaml'), 'utf8')));

/** The survivors that nobody has given a reason for. */
export const unexplained = (
  survivors: readonly Mutant[],
  texts: (file: string) => string,
  list: Listed,
): Mutant[] =>
  survivors.filter(
    (mutant) => !(list[mutant.file] ?? []).some((entry) => covers(entry, mutant, texts(mutant.file))),
  );

/** Entries of the files that were tried for which no mutant lives any longer. */
export const outlived = (
  survivors: readonly Mutant[],
  tried: ReadonlySet<string>,
  texts: (file: string) => string,
  list: Listed,
): string[] =>
  [...tried].flatMap((file) =>
    (list[file] ?? [])
      .filter(
        (entry) => !survivors.some((mutant) => mutant.file === file && covers(entry, mutant, texts(file))),
      )
      .map(({ within }) => `${file}: ${within}`),
  );

function covers({ within, instead }: Listed[string][number], mutant: Mutant, text: string): boolean {
  if (instead !== undefined && ![instead].flat().includes(oneLine(mutant.instead))) return false;
  for (let at = text.indexOf(within); at >= 0; at = text.indexOf(within, at + 1)) {
    if (mutant.from >= at && mutant.to <= at + within.length) return true;
  }
  return false;
}

/** As it is printed, and as it is listed. */
export const oneLine = (code: string): string => code.replace(/\s+/g, ' ');
