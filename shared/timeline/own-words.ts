// A rule in the procedure's own words, as short as a line of a page; its id is only what the file calls it.
import type { Policy } from '../core/policy.ts';
import { ruleOf } from '../core/task-name.ts';
import { oneLine } from '../letters/one-line.ts';

const MOST = 140;

/** Its first sentence; undefined where the file has no such rule any more. */
export const ownWords = (id: string, policy: Policy): string | undefined => {
  const rule = ruleOf(id, policy);
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
