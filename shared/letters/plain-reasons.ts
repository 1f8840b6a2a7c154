// The reasons of the plan as a reader takes them: what was true, without what the rule asked of it.
import type { Child } from '../core/facts.ts';
import { isDate } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import { dateInWords } from '../policy/in-words/date.ts';
import { plainly } from './one-line.ts';
import { taskName } from './task-name.ts';

/** "aged 9 on 2026-11-20, asked: under 10" is "aged 9 on 20 November 2026": what met a threshold says enough. */
export const inPlainWords = (line: string): string =>
  line
    .replaceAll(/(?<=[;:] )it is about: (\w)/g, (_, first: string) => `this is ${article(first)} ${first}`)
    .replaceAll(/, asked: [^;[\]]+?(?=;| \[|$)/g, '')
    .replaceAll(/(?<=\b(?:aged [\d to]+ on|missing since) )\d{4}-\d\d-\d\d\b/gi, (date) =>
      isDate(date) ? dateInWords(date) : date,
    );

const article = (word: string): string => (/^[aeiou]/.test(word) ? 'an' : 'a');

/** The same of why a letter came, which has said whom it is about: tasks by their names, and which records may be one. */
export function reasonInPlainWords(
  line: string,
  { child, policy }: { child: Child | undefined; policy: Policy },
): string {
  const known = (child?.doubts ?? []).flatMap((doubt) => doubt.known);
  return inPlainWords(line.replaceAll(/; it is about: [\w ]+(?=;| \[|$)/g, ''))
    .replace(/ may be one of \d+ on record/, (was) =>
      known.length > 0 ? ` may be ${known.join(' or ')}, on record already` : was,
    )
    .replace(/^(The police confirm that the .+) is safe\b/, '$1 is found')
    .replace(/(?<=what was asked \()[^()]+(?=\))/, (words) => named(words, policy))
    .replaceAll(/(?<=the deadline of )[^,;[]+/g, (words) => named(words, policy));
}

/** A rule that the plan calls by its id in words. */
function named(words: string, { versions }: Policy): string {
  const rule = versions.flatMap(({ rules }) => rules).findLast(({ id }) => plainly(id) === words.trim());
  return rule ? taskName(rule.id, { versions }) : words;
}
