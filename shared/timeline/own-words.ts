// A rule in the procedure's own words, as short as a line of a page; its id is only what the file calls it.
import { isDate } from '../core/instant.ts';
import type { Policy, Rule } from '../core/policy.ts';
import { oneLine, plainly } from '../letters/one-line.ts';
import { dateInWords } from '../policy/in-words/date.ts';

const MOST = 140;

/** The newest rule of this id, or of a rule that had it before. */
export const ruleNamed = (id: string, { versions }: Policy): Rule | undefined =>
  versions.flatMap(({ rules }) => rules).findLast((rule) => rule.id === id || rule.was?.includes(id));

/** Its first sentence; undefined where the file has no such rule any more. */
export const ownWords = (id: string, policy: Policy): string | undefined => {
  const rule = ruleNamed(id, policy);
  return rule && gist(rule.says);
};

/** As a letter's words, not as what is so. */
export const quoted = (words: string): string => `\u201C${words}\u201D`;

/** The first sentence, or as many whole words of it as there is room for. */
export function gist(says: string, most = MOST): string {
  const [sentence = ''] = /^.+?[.?!](?=\s|$)/.exec(oneLine(says)) ?? [oneLine(says)];
  if (sentence.length <= most) return sentence;
  return `${sentence.slice(0, most).replace(/[\s,;:]+\S*$/, '')} ...`;
}

/** Fields of the contract, as people call what they hold. */
const FIELDS: Readonly<Record<string, string>> = {
  'found.policeClosedAt': 'when the police closed the report',
  'found.foundReportAt': 'when the found report came',
  'found.returnedAt': 'when the child returned',
  'found.locatedAt': 'when the child was located',
  'found.seenByPoliceAt': 'when the police saw the child',
  'found.outcome': 'how the child came back',
  'interview.offeredAt': 'when the return home interview was offered',
  'interview.completedAt': 'when the return home interview was held',
};

const fieldInWords = (field: string): string =>
  (Object.hasOwn(FIELDS, field) && FIELDS[field]) ||
  field
    .replaceAll(/\.|(?=[A-Z])/g, ' ')
    .toLowerCase()
    .replaceAll(/ at$/g, '');

/** What the engine says with the file's names, as words; days as people write them. */
export const inPlainWords = (line: string): string =>
  line
    .replaceAll(
      /(?<![\w.@/-])(?:(?:found|interview)\.[a-z][A-Za-z]*|[a-z]+(?:[A-Z][a-z]+)+)(?![\w@/-])/g,
      fieldInWords,
    )
    .replaceAll(/(?<![\w.@/-])[a-z][a-z\d]*(?:-[a-z\d]+)+(?![\w@/-])/g, plainly)
    .replaceAll(/(?<![\w-])(\d{4}-\d\d-\d\d)(?![\w-])/g, (date) => (isDate(date) ? dateInWords(date) : date));
