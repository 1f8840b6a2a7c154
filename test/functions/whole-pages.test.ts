// Every page of the answers, in every state: each word stands in a part of its own, and each sentence is whole.
import { describe, expect, it } from 'vitest';
import type { LetterInHand } from '../../functions/answer/letter-in-hand.ts';
import { type Refusal, refusalPage } from '../../functions/answer/refusal.ts';
import type { Act } from '../../functions/answer/what-was-said.ts';
import { at, nowhere } from './one-child.ts';
import { form, html, read, withNumbers } from './one-letter.ts';

const done: LetterInHand['task'] = { id: 'visit', state: 'open', dueAt: at(7_200) };
const answers = [{ saying: 'seen' as const, at: at(60), by: 'director' }];
const passOn: Partial<LetterInHand> = {
  isToPassOn: true,
  may: ['passed-on', 'back'],
  task: undefined as never,
};
const over: Partial<LetterInHand> = {
  isOver: true,
  stands: 'It is over.',
  may: [],
  task: undefined as never,
};
const mistake = { field: 'reason', message: 'Write your reason', outcome: 'no', reason: '' } as const;

const pages: readonly (readonly [string, string])[] = [
  ['open', html()],
  ['to be done', html({ task: done })],
  ['last in line', html({ next: [], isLastInLine: true, may: ['decide', 'seen', 'back'] })],
  ['to be passed on', html(passOn)],
  ['over', html(over)],
  ['answered', html({ answers, may: ['decide', 'back'] })],
  ['answered twice', html({ answers: [...answers, { saying: 'back', at: at(90) }], may: ['decide'] })],
  ['answered just now', html({}, 'seen')],
  ['wrongly filled in', html({}, undefined, mistake)],
];
const REFUSALS: readonly Refusal[] = ['unknown', 'expired', 'another', 'form', 'over', 'method', 'busy'];
const refused = REFUSALS.map((why) => [why, refusalPage(why, withNumbers).html] as const);

/** What stands between two parts, or between a part and its own parts, and in none of them. */
const STRAY =
  /(?:<\/(?:p|h1|h2|ul|ol|dl|dd|li|div|form|section|fieldset|main|footer)>|<(?:main|ul|ol|dl|form|section|fieldset|input)[^>]*>)\s*[^<\s][^<]*/;

describe('a page of the answers', () => {
  it.each([...pages, ...refused])(
    'has no word outside of its parts, and no part without a word: %s',
    (_, page) => {
      const [, body = ''] = page.split('</header>');
      expect(STRAY.exec(body)?.[0]).toBeUndefined();
      expect(body).not.toMatch(/<(p|li|h1|h2|dt|dd|strong|a|label|button|legend)\b[^>]*>\s*<\/\1>/);
    },
  );

  it.each(refused)('that refuses says in whole sentences what to do now: %s', (_, page) => {
    const steps = [...page.matchAll(/<li>(.*?)<\/li>/g)].map(([, step = '']) => read(step).trim());
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) expect(step).toMatch(/^[A-Z][^<>]+[a-z]\.$/);
    const paragraphs = [...page.matchAll(/<p>(.*?)<\/p>/g)].map(([, each = '']) => read(each).trim());
    for (const each of paragraphs) expect(each).toMatch(/^[A-Z].+\.$/);
  });

  it.each(['unknown', 'expired', 'another'] as const)(
    'that refuses a link says how the letter is named by telephone: %s',
    (why) => {
      expect(read(refusalPage(why, nowhere).html)).toContain(
        'by telephone: say the police reference that ends the subject of the letter.',
      );
    },
  );

  it('that refuses whoever holds a link of ours says whose letter it is, and no more', () => {
    const holds = { telling: { roles: ['director'] } as never, next: [] };
    expect(read(refusalPage('expired', withNumbers, holds).html)).toContain(
      'The letter is for the director on +44 1632 960 106. If you think',
    );
    const nobodys = { telling: { roles: ['keyworker', 'front-door'] } as never, next: [] };
    expect(read(refusalPage('expired', withNumbers, nobodys).html)).toContain(
      'The letter is for the keyworker and the front door on 01632 960 105. If you think',
    );
  });
});

describe('the facts on a page', () => {
  const named = (more: Partial<LetterInHand>) =>
    [...html(more).matchAll(/<dt>(.*?)<\/dt>/g)].map(([, name]) => name);

  it('are how it stands and until when, as long as that is so', () => {
    const always = ['Police reference', 'This letter is for', 'Clause'];
    expect(named({ glance: [] }).toSorted()).toEqual(
      [...always, 'How it stands now', 'To be done by'].toSorted(),
    );
    expect(named({ ...over, glance: [] })).toEqual(always);
  });
});

describe('the form of an answer', () => {
  const sections = (act: Act, more: Partial<LetterInHand> = {}) => read(form(act, more)).trim();

  it('that a letter was seen says that it can still be passed on, and nothing of a deputy who waits for nothing', () => {
    expect(sections('seen')).toBe(
      'Say that you have seen this It is put on record that you know, and since when. What is asked has still to be done, and everybody else is told as before. You can still pass it on afterwards. This cannot be taken back on this page. I have seen this',
    );
    expect(sections('seen', { next: [], isLastInLine: true })).toMatch(
      /everybody else is told as before\. This cannot be taken back on this page\. I have seen this$/,
    );
  });

  it('that a task is done has no choice, and is final', () => {
    const page = form('decide', { task: done });
    expect(page).not.toContain('<fieldset');
    expect(read(page)).toContain('What you record is final: it cannot be changed on this page.');
  });

  it('of a decision has one choice for each outcome, none of them made', () => {
    const choices = [...form('decide').matchAll(/<input type="radio"[^>]*>/g)].map(([input]) => input);
    expect(choices).toHaveLength(2);
    for (const choice of choices) expect(choice).toMatch(/ value="[\w-]+" required>$/);
  });
});

describe('what is on record', () => {
  it('is said with whose answer it is, and what was recorded without a name says no more', () => {
    const recorded = { outcome: 'done', at: at(60), isOwn: false };
    const task: LetterInHand['task'] = { id: 'visit', state: 'done', recorded };
    const page = read(html({ task, may: ['back'] }));
    expect(page).toMatch(
      /On record Recorded on [^.]* \d\d:\d\d: done\. Nobody is reminded of it any more\. This cannot/,
    );
    const after = read(html({ ...over, task }));
    expect(after).toMatch(/On record Recorded on [^.]* \d\d:\d\d: done\. This cannot/);
  });

  it('is no more asked of who has handed the letter on, and still of who has seen it', () => {
    const asks = (more: Partial<LetterInHand>, said?: Act) =>
      !read(html(more, said)).includes('The letter said:');
    expect(asks({ answers })).toBe(true);
    expect(asks({ answers: [{ saying: 'not-me', at: at(60) }] })).toBe(false);
    expect(asks({}, 'not-me')).toBe(false);
    expect(asks({}, 'seen')).toBe(true);
  });
});
