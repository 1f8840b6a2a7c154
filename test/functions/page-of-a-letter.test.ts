// The answer page: its frame, what it says of a letter, and whom it has rung.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { framed, HEADERS, text } from '../../functions/answer/frame.ts';
import { letterPage } from '../../functions/answer/page.ts';
import type { Act } from '../../functions/answer/what-was-said.ts';
import { at, nowhere } from './one-child.ts';
import { html, letter, lines, read, withNumbers, words } from './one-letter.ts';

describe('every page', () => {
  it('runs nothing, loads nothing, is kept nowhere and leads nowhere', () => {
    const page = framed('A <title>', 'Nowhere', ['<p>One</p>', '<p>Two</p>']);
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(page) ?? [];
    expect(style).not.toBe('');
    expect(HEADERS).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
      'strict-transport-security': 'max-age=31536000',
    });
  });

  it('has its title, its authority and its parts, one below the other', () => {
    const page = framed('A <title>', 'Nowhere', ['<p>One</p>', '<p>Two</p>']);
    expect(page).toMatch(/^<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">/);
    expect(page).toContain('<title>A &lt;title&gt; - Homeward</title>');
    expect(page).toContain('<header>Nowhere: children who go missing</header>');
    expect(page).toContain('<main>\n<p>One</p>\n<p>Two</p>\n</main>');
    expect(page).not.toContain('<footer>');
    expect(framed('A', 'B', [], ['One <more>.', 'Two.'])).toContain(
      '<footer><p>One &lt;more&gt;. Two.</p></footer>',
    );
  });

  it('writes what was said as text, on one line', () => {
    expect(text('<b>\n & "c"')).toBe('&lt;b&gt; &amp; &quot;c&quot;');
  });
});

describe('the page of a letter', () => {
  it('says which letter, how it stands, what was asked and until when', () => {
    const page = words();
    expect(letterPage(letter, nowhere, 'the-form').status).toBe(200);
    for (const line of [
      'Strategy: MP-1 - Homeward',
      'Strategy: MP-1',
      'Please decide &lt;soon&gt;.',
      'Police reference\nMP-1',
      'How it stands now\nThe child still counts as missing.',
      'Risk\nhigh',
      'This letter is for\nthe director and head of service',
      'Clause\nC-1 and C-2',
      'This page shows no full name. Whoever has the link can answer: do not forward the letter.',
    ])
      expect(page).toContain(`\n${line}`);
    expect(page).toMatch(/To be done by\n[^\n]*20 November 2026/);
    expect(page).not.toContain('On record');
    expect(page).not.toContain('There is nothing more to answer here.');
    expect(page).not.toContain('pass it on by telephone');
    expect(page).not.toContain('There is a problem');
  });

  it('is called by what it asks, or by what it is about', () => {
    const headings = (more: object) => lines(html(more).replace(/^.*<h1>|<\/h1>.*$/gs, '\n'));
    expect(headings({})).toBe('\nStrategy: MP-1\n');
    expect(headings({ task: undefined })).toBe('\nDecision asked: MP-1\n');
    expect(headings({ task: undefined, isOfReturn: true })).toBe('\nWord that the child is back: MP-1\n');
    expect(headings({ isOver: true, stands: 'It is over. They say so.' })).toBe(
      '\nIt is over. They say so\n',
    );
  });

  it('of what is over names the task that it asked for, which its heading names no more', () => {
    expect(words({ isOver: true })).toContain('\nTask\nStrategy\n');
    expect(words()).not.toContain('\nTask\n');
  });

  it('of what is over begins with that, and asks nothing', () => {
    const over = words({
      isOver: true,
      stands: 'It is over.',
      may: [],
      task: undefined as never,
      glance: [],
    });
    expect(over).toContain('\nDecision asked: MP-1 - Homeward');
    expect(over).toMatch(
      /\nIt is over\nThere is nothing more to answer here\.\nThe letter said: Please decide/,
    );
    expect(over).not.toContain('How it stands now');
    expect(over).not.toContain('\nTask\n');
    expect(over).toContain('Whoever has the link can see it: do not forward the letter.');
  });

  it('of a task that is done says until when no more', () => {
    const done = { ...letter.task, state: 'done' } as never;
    expect(words({ task: done })).not.toContain('To be done by');
  });

  it('of the last in line says that it is passed on by telephone', () => {
    const LAST = 'If this is not for you, pass it on by telephone: nobody comes after you in line.';
    expect(words({ isLastInLine: true })).toContain(LAST);
    expect(words({ isLastInLine: true, isOver: true })).not.toContain(LAST);
  });

  it.each<[Act, string[]]>([
    ['seen', ['decide', 'back', 'not-me']],
    ['not-me', ['decide', 'back']],
    ['back', ['decide', 'seen', 'not-me']],
    ['decide', ['back']],
  ])('offers no second time what was just said: %s', (said, left) => {
    const page = html({}, said);
    expect([...page.matchAll(/name="act" value="([\w-]+)"/g)].map(([, act]) => act)).toEqual(left);
    expect(lines(page)).toContain('It is on its way into the record');
  });

  it.each<[Act, string]>([
    ['seen', 'you have seen this'],
    ['not-me', 'this is not for you'],
    ['back', 'you say that the child is back'],
    ['decide', 'your decision'],
  ])('names what was just said, and is not on record yet: %s', (said, words) => {
    expect(read(html({}, said))).toContain(
      `Received, and not on record yet: ${words}. It is on its way into the record: look again. If it is not on record after five minutes, telephone the front door`,
    );
  });

  it('of a task names that it is done; and the front door is not sent to itself', () => {
    const { outcomes: _, otherwise: __, ...task } = letter.task ?? { id: '', state: 'open' };
    expect(read(html({ task }, 'decide'))).toContain('Received, and not on record yet: it is done.');
    expect(read(html({ isToPassOn: true }, 'passed-on'))).toContain(
      'after five minutes, record it in the case system.',
    );
  });

  it('says that an answer is recorded, once it is', () => {
    const answers = [{ saying: 'seen', at: at(60) }] as const;
    expect(words({ answers }, 'seen')).toContain('Your answer is recorded.');
    expect(words({ answers }, 'back')).toContain('is on its way into the record');
    const recorded = { outcome: 'no', at: at(60), isOwn: true };
    const task = { ...letter.task, recorded } as never;
    expect(words({ task }, 'decide')).toContain('Your answer is recorded.');
  });
});

describe('whom the page has rung', () => {
  it('is the front door, and 999 where somebody is in danger', () => {
    const page = letterPage(letter, withNumbers, '').html;
    expect(page).toContain('<a href="tel:01632960105">01632&nbsp;960&nbsp;105</a>, at any hour.');
    expect(read(page)).toContain('If you think that the child is in danger now, ring 999.');
  });

  it('is nobody at the front door itself, and 999 for any child once it is over', () => {
    expect(words({ isToPassOn: true })).not.toContain('Questions:');
    expect(words({ isOver: true, may: [] })).toContain(
      'If you think that a child is in danger now, ring 999.',
    );
  });
});

describe('a return that is reported already', () => {
  it('is not asked about', () => {
    expect(words()).toContain('If you hear that the child is back');
    expect(words({ isReportedBack: true })).not.toContain('If you hear that the child is back');
  });
});

describe('a letter about a word of a return', () => {
  const RING = 'Ring the police on 101, and say the police reference.';

  it('says how the police are rung, as long as it asks for that', () => {
    expect(words({ isOfReturn: true })).toContain(RING);
    expect(words({ isOfReturn: true, answers: [{ saying: 'not-me', at: at(60) }] })).not.toContain(RING);
    expect(words()).not.toContain(RING);
  });
});

describe('a letter that the front door is to pass on', () => {
  it('says so before what it says', () => {
    const page = read(html({ may: ['passed-on'], isToPassOn: true }));
    expect(page).toContain(
      'This letter is for the director and head of service, and could not be sent there. Please tell them, by telephone or in your own words. It says to them: Please decide',
    );
    const answers = [{ saying: 'passed-on', at: at(60), by: 'front-door' }] as const;
    expect(read(html({ may: ['back'], isToPassOn: true, answers }))).toContain(
      'The letter said: Please decide',
    );
  });
});

describe('a task that is still open when it is over', () => {
  it('is asked, and not only said to have been', () => {
    expect(words({ isOver: true, may: ['decide'] })).not.toContain('The letter said');
    expect(words({ isOver: true, may: [], task: { ...letter.task, state: 'done' } as never })).toContain(
      'The letter said',
    );
  });
});
