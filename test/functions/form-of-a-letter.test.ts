// The forms of the answer page: what each says before it is sent, and what was wrong with one.
import { describe, expect, it } from 'vitest';
import { mistakeBox } from '../../functions/answer/mistake.ts';
import { letterPage } from '../../functions/answer/page.ts';
import type { Act } from '../../functions/answer/what-was-said.ts';
import { at, nowhere } from './one-child.ts';
import { form, html, letter } from './one-letter.ts';

describe('how much each answer weighs', () => {
  const places = (page: string) =>
    [...page.matchAll(/<section id="([\w-]+)" class="(\w+)"/g)].map(([, act, place]) => `${act} ${place}`);

  it('is to be seen: what is asked first, the way out last', () => {
    expect(places(html())).toEqual(['decide main', 'seen other', 'back other', 'not-me other']);
    expect(places(html({ may: ['seen', 'not-me', 'back'] }))).toEqual([
      'seen main',
      'back other',
      'not-me other',
    ]);
    expect(places(html({ may: ['passed-on', 'back'], isToPassOn: true }))).toEqual([
      'seen main',
      'back other',
    ]);
  });

  it('is nothing while an answer is on its way, and the rest can still be answered', () => {
    expect(places(html({}, 'back'))).toEqual(['decide other', 'seen other', 'not-me other']);
    const answers = [{ saying: 'back', at: at(60) }] as const;
    expect(places(html({ answers }, 'back'))[0]).toBe('decide main');
  });

  it('is nothing once it was answered, but for what is asked', () => {
    const answers = [{ saying: 'back', at: at(60) }] as const;
    expect(places(html({ answers, may: ['seen', 'not-me'] }))).toEqual(['seen other', 'not-me other']);
    expect(places(html({ answers, may: ['decide', 'not-me'] }))).toEqual(['decide main', 'not-me other']);
    expect(places(html({ may: ['not-me', 'back'] }))).toEqual(['back other', 'not-me other']);
  });
});

describe('a form', () => {
  it.each<[Act, string, string]>([
    ['seen', 'Say that you have seen this', 'I have seen this'],
    ['not-me', 'If this is not for you', 'This is not for me: pass it on to the front door'],
    ['back', 'If you hear that the child is back', 'Say that the child is back'],
    ['decide', 'Decide', 'Record this decision'],
  ])('says what it does: %s', (act, title, button) => {
    const page = form(act);
    expect(page).toMatch(
      new RegExp(
        `^<section id="${act}" class="main" aria-labelledby="${act}-title"><h2 id="${act}-title">${title}</h2>`,
      ),
    );
    expect(page).toContain(`<button type="submit">${button}</button></form></section>`);
    expect(page).toContain('<form method="post">');
    expect(page).toContain(
      `<input type="hidden" name="act" value="${act}"><input type="hidden" name="form" value="the-form">`,
    );
    expect(page.indexOf('<p>'), 'what it does is said before the button').toBeLessThan(
      page.indexOf('<button'),
    );
  });

  it('that it was passed on stands where the link in the letter leads', () => {
    const page = form('passed-on');
    expect(page).toContain('<section id="seen" ');
    expect(page).toContain('<h2 id="seen-title">Say that you have passed this on</h2>');
    expect(page).toContain('name="act" value="passed-on"');
    expect(page).toContain('<button type="submit">I have passed it on</button>');
    expect(page).toContain('Press this once the director and the head of service know:');
    const one = { ...letter.telling, roles: ['keyworker'] };
    expect(form('passed-on', { telling: one })).toContain('Press this once the keyworker knows:');
  });

  it('says what comes of it, what does not stop, and what cannot be taken back', () => {
    expect(form('seen')).toContain(
      'What is asked has still to be done, and everybody else is told as before.',
    );
    expect(form('seen')).toContain('You can still pass it on afterwards.');
    expect(form('seen')).not.toContain('for want of an answer');
    expect(form('seen', { isAwaited: true })).toContain(
      'The letter then stays with you: it does not go to the front door for want of an answer. You can still pass it',
    );
    expect(form('seen', { isAwaited: true, isLastInLine: true, next: [] })).not.toMatch(
      /want of an answer|pass it on/,
    );
    expect(form('back')).toContain(
      'Only the police can confirm it. The front door is asked by letter, at once, to have the police confirm it. Until they do, the child counts as missing: nothing is closed, and no letter to anybody stops.',
    );
    for (const own of [{ isToPassOn: true }, { telling: { ...letter.telling, roles: ['front-door'] } }])
      expect(form('back', own)).toContain(
        'Only the police can confirm it: ask them now, on 101. It is put on record that you have heard it, and a letter about it comes to your mailbox. Until they do, the child',
      );
    expect(form('not-me')).toContain(
      'The letter goes to the front door at once, with your answer that it is not yours to do. If it is not for them either, it goes to the next in line. No other letter stops.',
    );
    expect(form('not-me', { next: ['team-manager'] })).toContain(
      'The letter goes to the team manager at once, with your answer that it is not yours to do. No other letter stops.</p>',
    );
    expect(form('decide')).toContain(
      'It is put on record as the decision of the director, with your reason and the time',
    );
    for (const act of ['seen', 'passed-on', 'back', 'not-me'] as const)
      expect(form(act)).toContain('<p><strong>This cannot be taken back on this page.</strong></p>');
  });

  it('of a decision has each outcome, and a reason that is needed', () => {
    const page = form('decide');
    expect(page).toContain('<fieldset id="outcome"><legend>What do you decide?</legend>');
    expect(page).toMatch(/<p class="hint">[^<]*as if [^<]*yes now[^<]* had been decided\.<\/p>/);
    for (const [n, outcome, label] of [
      [0, 'yes-now', 'Yes now'],
      [1, 'no', 'No'],
    ] as const)
      expect(page).toContain(
        `<div class="choice"><input type="radio" id="outcome-${n}" name="outcome" value="${outcome}" required><label for="outcome-${n}">${label}</label></div>`,
      );
    expect(page).toContain('<label class="title" for="reason">Your reason</label>');
    expect(page).toContain(
      'It is kept with the record and rings nobody: what the police have to know, tell them on 101. Please write no names.',
    );
    expect(page).toContain(
      '<textarea id="reason" name="reason" maxlength="2000" aria-describedby="reason-hint" required></textarea>',
    );
    expect(page).not.toContain('class="wrong"');
  });

  it('of what is to be done asks for no outcome, and for a reason only where there is one', () => {
    const { outcomes: _, otherwise: __, ...task } = letter.task ?? { id: '', state: 'open' };
    const page = form('decide', { task });
    expect(page).toContain('>Say that it is done</h2>');
    expect(page).toContain('>Record that it is done</button>');
    expect(page).toContain('Anything to add (you may leave this empty)');
    expect(page).toContain('aria-describedby="reason-hint"></textarea>');
    expect(page).not.toContain('fieldset');
    expect(page).toContain('Say so only of what is done, not of what is begun or passed on.');
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
    const page = form('decide', {}, mistake);
    expect(page).toContain('<fieldset id="outcome" class="wrong">');
    expect(page).toContain('<strong id="outcome-wrong">Choose &lt;one&gt;</strong>');
    expect(page).toContain('value="no" required checked>');
    expect(page).toContain('value="yes-now" required>');
    expect(page).toContain('required>Why &amp; how</textarea>');
    expect(page).not.toContain('aria-invalid');
    const other = form('decide', {}, { ...mistake, field: 'reason', message: 'Write it' });
    expect(other).toContain('<div class="wrong"><label class="title"');
    expect(other).toContain('<strong id="reason-wrong">Write it</strong>');
    expect(other).toContain('aria-describedby="reason-hint reason-wrong" aria-invalid="true" required>');
    expect(other).toContain('<fieldset id="outcome"><legend>');
    const whole = letterPage(letter, nowhere, 'the-form', undefined, mistake);
    expect(whole.status).toBe(400);
    expect(whole.html).toContain('<title>Error: Strategy: MP-1 - Homeward</title>');
    expect(whole.html).toContain(mistakeBox(mistake));
  });
});
