// What a person reads of a letter: the words of its page, and of its plain text, in order.

import type { Instant } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Letter } from '../../shared/ports.ts';
import { lettersOf, played, type Said, type Told } from '../situations/playing.ts';

/** Without what is not shown; a link as its label and where it leads. */
export const wordsOnPage = (html: string): string[] =>
  words(
    html
      .replace(/^[\s\S]*?<body[^>]*>/, '')
      .replaceAll(/<!--[\s\S]*?-->/g, '')
      .replaceAll(/<div style="display:none[^>]*>[\s\S]*?<\/div>/g, '')
      .replaceAll(/<a href="tel:[^>]*>([\s\S]*?)<\/a>/g, '$1')
      .replaceAll(/<a href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g, '$2 $1')
      .replaceAll(/<\/?span\b[^>]*>/g, '')
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ENTITIES[name] ?? ''),
  );

/** Without what stands for the layout: marks of lists, the colon after a heading. */
export const wordsInText = (text: string): string[] => words(text.replaceAll(/^ *- /gm, ''));

const words = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((word) => word.replace(/:$/, ''))
    .filter((word) => word !== '');

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** The lines under a name of a letter's list. */
export function under(name: string, text = ''): string[] {
  const [, one, several = ''] = new RegExp(`^- ${name}:(?: (.+)|((?:\\n {2}- .+)+))`, 'm').exec(text) ?? [];
  return one ? [one] : several.split('\n  - ').slice(1);
}

/** What is sent of a story until an instant. */
export const letters = async (policy: Policy, messages: readonly Said[], until: Instant): Promise<Told[]> =>
  lettersOf(await played(policy, messages, until));

/** The same with its page. */
export const playedLetters = async (
  policy: Policy,
  messages: readonly Said[],
  until: Instant,
): Promise<Letter[]> => (await played(policy, messages, until)).post.sent.map(({ letter }) => letter);
