// The answer page, part by part: its frame, its forms, what it says is on record, and what it says to whoever is refused.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FORMS, mistakeBox } from '../../functions/answer/forms.ts';
import { framed, HEADERS, text } from '../../functions/answer/frame.ts';
import type { Act, LetterInHand } from '../../functions/answer/letter-in-hand.ts';
import { letterPage } from '../../functions/answer/page.ts';
import type { Refusal } from '../../functions/answer/refusal.ts';
import { refusalPage } from '../../functions/answer/refusal.ts';
import { at, nowhere } from './one-child.ts';

const letter: LetterInHand = {
  id: 'strategy/MP-1/1/director',
  telling: { reference: 'MP-1', roles: ['director', 'head-of-service'] } as never,
  says: 'Please decide <soon>.',
  clauses: ['C-1', 'C-2'],
  stands: 'The child is still missing.',
  person: 'child',
  next: ['front-door', 'team-manager'],
  isLastInLine: false,
  isOver: false,
  glance: [['Risk', 'high']],
  task: {
    id: 'strategy',
    state: 'open',
    dueAt: at(7_200),
    outcomes: ['yes-now', 'no'],
    otherwise: 'yes-now',
  },
  answers: [],
  may: ['decide', 'seen', 'not-me', 'back'],
};

/** The page's text, a line for each part of it. */
const lines = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, '\n')
    .replace(/\n+/g, '\n');

const html = (
  more: Partial<LetterInHand> = {},
  said?: Act,
  mistake?: Parameters<typeof mistakeBox>[0],
): string => letterPage({ ...letter, ...more }, nowhere, 'the-form', said, mistake).html;
const words = (...of: Parameters<typeof html>): string => lines(html(...of));

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
      'Letter about MP-1 - Homeward',
      'Letter about MP-1',
      'Please decide &lt;soon&gt;.',
      'Police reference\nMP-1',
      'How it stands now\nThe child is still missing.',
      'Risk\nhigh',
      'This letter is for\nthe director and head of service',
      'Clause\nC-1 and C-2',
      'This page shows no name. Whoever has the link can answer: do not forward the letter.',
    ])
      expect(page).toContain(`\n${line}`);
    expect(page).toMatch(/To be done by\n[^\n]*20 November 2026/);
    expect(page).not.toContain('On record');
    expect(page).not.toContain('There is nothing more to answer here.');
    expect(page).not.toContain('pass it on by telephone');
    expect(page).not.toContain('There is a problem');
  });

  it('of what is over begins with that, and asks nothing', () => {
    const over = words({
      isOver: true,
      stands: 'It is over.',
      may: [],
      task: undefined as never,
      glance: [],
    });
    expect(over).toContain('\nLetter about MP-1 - Homeward');
    expect(over).toMatch(
      /\nIt is over\.\nThere is nothing more to answer here\.\nThe letter said: Please decide/,
    );
    expect(over).not.toContain('How it stands now');
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
    ['seen', ['decide', 'not-me', 'back']],
    ['not-me', ['decide', 'back']],
    ['back', ['decide', 'seen', 'not-me']],
    ['decide', ['back']],
  ])('offers no second time what was just said: %s', (said, left) => {
    const page = html({}, said);
    expect([...page.matchAll(/name="act" value="([\w-]+)"/g)].map(([, act]) => act)).toEqual(left);
    expect(lines(page)).toContain('Your answer was received and is on its way into the record.');
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

describe('what is on record', () => {
  const said = (saying: 'seen' | 'not-me' | 'back', more: Partial<LetterInHand> = {}) =>
    words({ answers: [{ saying, at: at(60) }], ...more });

  it('is each answer with its hour', () => {
    expect(said('seen')).toMatch(
      /\nOn record\nRecorded on [^\n]*20 November 2026[^\n]*: you have seen this\.\n/,
    );
    expect(said('not-me')).toMatch(/: not for you; passed on to the front door\.\n/);
    expect(said('not-me', { next: [] })).toMatch(/: not for you\.\n/);
  });

  it('is that the child is back, and not as if that were sure', () => {
    expect(said('back')).toMatch(
      /: the child is reported back\. Not confirmed by the police yet\. If you doubt that the child is safe, ring 999\.\n/,
    );
    expect(said('back', { isOver: true })).toMatch(/: the child is reported back\.\n/);
  });

  it('is what was decided, by whom, and that it stays', () => {
    const with_ = (more: object) =>
      words({
        task: { ...letter.task, recorded: { outcome: 'yes-now', at: at(60), isOwn: true, ...more } } as never,
      });
    expect(with_({})).toMatch(/Recorded on [^\n]*: yes now\.\nIt cannot be changed on this page\./);
    expect(with_({ reason: 'Needed.' })).toContain(': yes now. Your reason: Needed.');
    expect(with_({ reason: 'Needed.', isOwn: false })).toContain(': yes now. The reason given: Needed.');
    expect(with_({})).toContain('The letter said: Please decide');
  });
});

describe('a form', () => {
  it.each<[Act, string, string]>([
    ['seen', 'Say that you have seen this', 'I have seen this'],
    ['not-me', 'Pass this on', 'Pass it on now'],
    ['back', 'Report that the child is back', 'Tell the front door that the child is back'],
    ['decide', 'Decide', 'Record this decision'],
  ])('says what it does: %s', (act, title, button) => {
    const form = FORMS[act](letter, 'the-form');
    expect(form).toMatch(
      new RegExp(`^<section id="${act}" aria-labelledby="${act}-title"><h2 id="${act}-title">${title}</h2>`),
    );
    expect(form).toMatch(new RegExp(`<button type="submit"[^>]*>${button}</button>`));
    expect(form).toContain('<form method="post">');
    expect(form).toContain(
      `<input type="hidden" name="act" value="${act}"><input type="hidden" name="form" value="the-form">`,
    );
    expect(form).toMatch(/<\/form><\/section>$/);
  });

  it('says what comes of it', () => {
    expect(FORMS.seen(letter, '')).toContain('What is asked has still to be done');
    expect(FORMS.back(letter, '')).toContain('Until the police do, nothing is closed');
    expect(FORMS['not-me'](letter, '')).toContain(
      'If it is not for you: it goes to the front door at once. If they pass it on too, it goes to the next in line.',
    );
    expect(FORMS['not-me']({ ...letter, next: ['team-manager'] }, '')).toContain(
      'it goes to the team manager at once.</p>',
    );
  });

  it('of a decision has each outcome, and a reason that is needed', () => {
    const form = FORMS.decide(letter, '');
    expect(form).toContain('<fieldset id="outcome"><legend>What do you decide?</legend>');
    expect(form).toMatch(/<p class="hint">[^<]*yes now\.<\/p>/);
    for (const [n, outcome, label] of [
      [0, 'yes-now', 'Yes now'],
      [1, 'no', 'No'],
    ] as const)
      expect(form).toContain(
        `<div class="choice"><input type="radio" id="outcome-${n}" name="outcome" value="${outcome}" required><label for="outcome-${n}">${label}</label></div>`,
      );
    expect(form).toContain('<label class="title" for="reason">Your reason</label>');
    expect(form).toContain('It is kept with the record. Please write no names.');
    expect(form).toContain(
      '<textarea id="reason" name="reason" maxlength="2000" aria-describedby="reason-hint" required></textarea>',
    );
    expect(form).not.toContain('class="wrong"');
  });

  it('of what is to be done asks for no outcome, and for a reason only where there is one', () => {
    const { outcomes: _, otherwise: __, ...task } = letter.task ?? { id: '', state: 'open' };
    const form = FORMS.decide({ ...letter, task }, '');
    expect(form).toContain('>Say that it is done</h2>');
    expect(form).toContain('>Record that it is done</button>');
    expect(form).toContain('Anything to add (you may leave this empty)');
    expect(form).toContain('aria-describedby="reason-hint"></textarea>');
    expect(form).not.toContain('fieldset');
  });

  it('that was wrong says so at the top and at its field, and keeps what was in it', () => {
    const mistake = {
      message: 'Choose <one>',
      field: 'outcome',
      outcome: 'no',
      reason: 'Why & how',
    } as const;
    expect(mistakeBox(mistake)).toBe(
      '<div class="mistake" role="alert"><h2>There is a problem</h2><p><a href="#outcome">Choose &lt;one&gt;</a></p><p>Nothing was recorded yet.</p></div>',
    );
    const form = FORMS.decide(letter, '', mistake);
    expect(form).toContain('<fieldset id="outcome" class="wrong">');
    expect(form).toContain('<strong id="outcome-wrong">Choose &lt;one&gt;</strong>');
    expect(form).toContain('value="no" required checked>');
    expect(form).toContain('value="yes-now" required>');
    expect(form).toContain('required>Why &amp; how</textarea>');
    expect(form).not.toContain('aria-invalid');
    const other = FORMS.decide(letter, '', { ...mistake, field: 'reason', message: 'Write it' });
    expect(other).toContain('<div class="wrong"><label class="title"');
    expect(other).toContain('<strong id="reason-wrong">Write it</strong>');
    expect(other).toContain('aria-describedby="reason-hint reason-wrong" aria-invalid="true" required>');
    expect(other).toContain('<fieldset id="outcome"><legend>');
    const page = letterPage(letter, nowhere, 'the-form', undefined, mistake);
    expect(page.status).toBe(400);
    expect(page.html).toContain('<title>Error: Letter about MP-1 - Homeward</title>');
    expect(page.html).toContain(mistakeBox(mistake));
  });
});

describe('who is refused', () => {
  it.each<[Refusal, number, string, string]>([
    ['unknown', 404, 'This link is not one of ours', 'cut off or changed on its way'],
    ['expired', 410, 'This link is too old', 'so that an old letter changes nothing'],
    ['another', 403, 'This link belongs to another letter', 'went to another mailbox'],
    ['form', 400, 'Your answer was not taken', "was not sent by this service's own form"],
    ['over', 409, 'This cannot be answered any more', 'answered before, or it is over'],
    ['method', 405, 'This page can be read and answered', 'It can do nothing else.'],
    ['busy', 503, 'This page cannot be shown now', 'again in a minute'],
  ])('hears why, and what to do: %s', (why, status, title, says) => {
    const page = refusalPage(why, nowhere);
    expect(page.status).toBe(status);
    expect(page.html).toContain(`<title>${title} - Homeward</title>`);
    expect(page.html).toContain(`<h1>${title}</h1>`);
    expect(page.html).toContain(says);
    expect(page.html).toContain(
      why === 'over'
        ? '<strong>What is on record stays as it is. This answer was not added to it.</strong>'
        : '<strong>Nothing was recorded and nothing was changed.</strong>',
    );
    expect(page.html).toContain('do not wait: telephone the front door');
  });
});
