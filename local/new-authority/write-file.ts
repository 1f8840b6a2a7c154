// Puts the new file where all others are: whole and free of faults, or not at all.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { authorityFrom, formatFault } from '../../shared/policy/load.ts';
import { textIn } from '../../shared/policy/plain.ts';
import { slugOf } from '../../shared/policy/read.ts';
import { Mistake } from '../scenario.ts';
import type { Answers } from './answers.ts';
import { fileText } from './file-text.ts';

/** The file's text. Throws Mistake where `folder` has such an authority already, or the answers do not make a sound file. */
export function newFile(answers: Answers, folder: string): string {
  const { slug } = answers;
  if (filesIn(folder).some(({ file }) => file === `${slug}.yaml`))
    throw new Mistake(`authorities/${slug}.yaml is there already: edit it, or choose another name`);
  const taken = takenBy(answers, folder);
  if (taken) throw new Mistake(taken);
  const text = fileText(answers);
  const loaded = authorityFrom(text, `authorities/${slug}.yaml`, answers.today);
  if (!loaded.ok) throw new Mistake(loaded.faults.map(formatFault).join('\n'));
  return text;
}

/** Another file of `folder` that is of this authority, or whose stack would have its name. */
export function takenBy({ slug, code }: Pick<Answers, 'slug' | 'code'>, folder: string): string | undefined {
  for (const { file, value } of filesIn(folder)) {
    if (file === `${slug}.yaml`) continue;
    if (textIn(value, 'authority', 'code') === code)
      return `authorities/${file} is the file of ${code} already: one authority has one file`;
    const name = textIn(value, 'authority', 'name');
    if (name !== undefined && slugOf(name) === slug)
      return `authorities/${file} is of ${name}, whose stack would have the same name: choose another`;
  }
  return undefined;
}

/** Throws Mistake where somebody else has written the file meanwhile. */
export function write(slug: string, text: string, folder: string): void {
  try {
    writeFileSync(join(folder, `${slug}.yaml`), text, { flag: 'wx' });
  } catch (error) {
    throw new Mistake(`authorities/${slug}.yaml cannot be written: ${(error as Error).message}`);
  }
}

const filesIn = (folder: string): { file: string; value: unknown }[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({ file, value: contentOf(join(folder, file)) }));

function contentOf(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch {
    // A file that cannot be read is the business of check.
    return undefined;
  }
}
