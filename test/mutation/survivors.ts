// The mutants that may live, each with the reason: a list that people read (survivors.yaml).
import { existsSync, readFileSync } from 'node:fs';
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
type Entry = Listed[string][number];

export const readSurvivors = (): Listed =>
  listed.parse(parse(readFileSync(join(import.meta.dirname, 'survivors.yaml'), 'utf8')));

/** A file's text, by its path from the root; none where the file is gone. */
export function codeIn(file: string): string {
  const path = join(import.meta.dirname, '../..', file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** The survivors that nobody has given a reason for. */
export const unexplained = (
  survivors: readonly Mutant[],
  texts: (file: string) => string,
  list: Listed,
): Mutant[] =>
  survivors.filter(
    (mutant) => !(list[mutant.file] ?? []).some((entry) => covers(entry, mutant, texts(mutant.file))),
  );

/** Reasons, and single replacements of them, for which no mutant of the files that were tried lives any longer. */
export const outlived = (
  survivors: readonly Mutant[],
  tried: ReadonlySet<string>,
  texts: (file: string) => string,
  list: Listed,
): string[] =>
  [...tried].flatMap((file) => {
    const here = survivors.filter((mutant) => mutant.file === file);
    return (list[file] ?? [])
      .flatMap((entry) => [entry.instead].flat().map((instead): Entry => ({ ...entry, instead })))
      .filter((entry) => !here.some((mutant) => covers(entry, mutant, texts(file))))
      .map((entry) => inOneLine(file, entry));
  });

/** Reasons for code that does not stand there any more, whatever was tried. */
export const gone = (texts: (file: string) => string, list: Listed): string[] =>
  Object.entries(list).flatMap(([file, entries]) =>
    entries.filter(({ within }) => !texts(file).includes(within)).map((entry) => inOneLine(file, entry)),
  );

const inOneLine = (file: string, { within, instead }: Entry): string =>
  `${file}: ${oneLine(within)}${instead === undefined ? '' : `  ->  ${[instead].flat().join(' | ')}`}`;

function covers({ within, instead }: Entry, mutant: Mutant, text: string): boolean {
  if (instead !== undefined && ![instead].flat().includes(oneLine(mutant.instead))) return false;
  for (let at = text.indexOf(within); at >= 0; at = text.indexOf(within, at + 1)) {
    if (mutant.from >= at && mutant.to <= at + within.length) return true;
  }
  return false;
}

/** As it is printed, and as it is listed. */
export const oneLine = (code: string): string => code.replace(/\s+/g, ' ');
