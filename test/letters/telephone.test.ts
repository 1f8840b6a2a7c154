// A number is rung by touching it where it is one of the directory's, and nothing else that looks like a number is a link.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Policy } from '../../shared/core/policy.ts';
import { ASHA, caseOf, reported } from '../situations/cast.ts';
import { procedure } from '../situations/playing.ts';
import type { Shown } from './kinds.ts';
import { oneOfEachKind } from './kinds.ts';
import { playedLetters } from './reading.ts';

const links = (html: string): string[] =>
  [...html.matchAll(/href="(tel:[^"]*)"/g)].map(([, href = '']) => href);
const numbersOf = ({ directory }: Policy): string[] =>
  Object.values(directory).flatMap(({ phone }) => (phone ? [phone] : []));

describe('a telephone number in a letter', () => {
  let letters: Shown[] = [];
  beforeAll(async () => {
    letters = await oneOfEachKind();
  });

  it('is a link wherever one is asked to ring it, and is written as ever in plain text', () => {
    for (const { name, authority, letter } of letters) {
      const numbers = numbersOf(procedure(authority));
      const written = numbers.flatMap((number) => letter.text.match(new RegExp(number, 'g')) ?? []);
      expect(links(letter.html), name).toEqual(
        expect.arrayContaining(written.map((number) => `tel:${number.replaceAll(' ', '')}`)),
      );
      expect(links(letter.html), name).toHaveLength(written.length);
      expect(letter.text, name).not.toContain('tel:');
    }
    const counts = letters.map(({ letter }) => links(letter.html).length);
    expect(Math.max(...counts)).toBe(3);
  });

  it('leaves it to no mail program to find others', () => {
    for (const { letter } of letters)
      expect(letter.html).toContain('<meta name="format-detection" content="telephone=no, ');
  });
});

describe('a reference that looks like a number', () => {
  it.each(['01632960216', '01632 960 216', '999'])('is no link: %s', async (number) => {
    const known = caseOf('2026-11-02T09:00:00Z', { ...ASHA, localAuthorityId: number });
    const kent = procedure('kent');
    const sent = await playedLetters(kent, [known, reported(number)], '2026-11-20T22:06:00Z');
    const notice = sent.find(({ text }) => text.includes(`Police reference: ${number}`));
    expect(notice?.text).toContain(`Case reference: ${number}`);
    const touched = [...(notice?.html ?? '').matchAll(/<a [^>]*>([^<]*)<\/a>/g)].map(([, words]) =>
      words?.trim(),
    );
    expect(touched.filter((words) => words !== 'See the record')).toEqual(
      notice?.text.includes('Questions: ') ? ['01632 960 216'] : [],
    );
  });
});
