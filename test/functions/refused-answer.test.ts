// What is said to whoever is refused: why, what to do now, whom to ring; and to a stranger nothing more.
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../functions/answer/refusal.ts';
import { refusalPage } from '../../functions/answer/refusal.ts';
import { nowhere } from './one-child.ts';
import { letter, read, withNumbers } from './one-letter.ts';

describe('who is refused', () => {
  it.each<[Refusal, number, string, string]>([
    ['unknown', 404, 'This link is not one of ours', 'cut off or changed on its way'],
    ['expired', 410, 'This link is too old', 'so that an old letter changes nothing'],
    ['another', 403, 'This link is not for you, or no longer on record', 'went to another mailbox'],
    ['form', 400, 'Your answer was not taken', "not sent by this service's own form"],
    ['over', 409, 'This cannot be answered any more', 'answered before, or the matter is over'],
    ['method', 405, 'This page can be read and answered', 'It can do nothing else.'],
    ['busy', 503, 'This page cannot be shown now', 'in a minute'],
  ])('hears why, and what to do: %s', (why, status, title, says) => {
    const page = refusalPage(why, nowhere);
    expect(page.status).toBe(status);
    expect(page.html).toContain(`<title>${title} - Homeward</title>`);
    expect(page.html).toContain(`<h1>${title}</h1>`);
    expect(page.html).toContain(says);
    expect(page.html).toContain(
      {
        over: '<strong>What is on record stays as it is. This answer was not added to it.</strong>',
        busy: '<strong>If you have just sent an answer, do not count on it until this page shows it on record.</strong>',
      }[why as string] ?? '<strong>Nothing was recorded and nothing was changed.</strong>',
    );
    expect(page.html).toMatch(/<h2>What to do now<\/h2>\n<ol><li>.*<\/li><\/ol>/);
    expect(page.html).toContain('do not wait: telephone the front door');
    expect(page.html).toContain('If you think that a child is in danger now, ring 999.');
  });

  it.each<[Refusal, boolean]>([
    ['form', true],
    ['over', true],
    ['busy', true],
    ['unknown', false],
    ['expired', false],
    ['another', false],
  ])('is led back to the page where there is one: %s', (why, isLed) => {
    expect(refusalPage(why, nowhere).html.includes('<a href="?">')).toBe(isLed);
  });

  it('hears why it cannot be answered any more, where that is known', () => {
    const over = (more: object) => read(refusalPage('over', withNumbers, { ...letter, ...more }).html);
    expect(over({ isOver: true, stands: 'It <is> over.' })).toContain(
      'The matter is over. It &lt;is&gt; over. What is on record stays',
    );
    const recorded = { outcome: 'no', at: 'then', isOwn: true };
    for (const more of [
      { answers: [{ saying: 'seen', at: 'then' }] },
      { task: { ...letter.task, recorded } },
    ])
      expect(over(more)).toContain('It was answered before, and that is on record. What is on record');
    expect(over({ stands: 'A return is reported.' })).toContain(
      'It cannot be answered so as things stand. A return is reported.',
    );
    expect(read(refusalPage('form', withNumbers, { ...letter, isOver: true }).html)).not.toContain(
      'The matter',
    );
  });

  it('hears of the front door alone, but for the holder of the letter, who hears whose it is', () => {
    const stranger = read(refusalPage('unknown', withNumbers).html);
    expect(stranger).toContain('telephone the front door on 01632 960 105, at any hour.');
    expect(stranger).not.toMatch(/director|960 106|letter is for/);
    const holder = (next: readonly string[]) =>
      read(refusalPage('over', withNumbers, { ...letter, next }).html);
    expect(holder(['team-manager'])).toContain(
      'The letter is for the director on +44 1632 960 106 and the head of service. Next in line is the team manager.',
    );
    for (const next of [[], ['front-door']]) expect(holder(next)).not.toContain('Next in line');
    expect(refusalPage('over', withNumbers, letter).html).toContain('href="tel:+441632960106"');
  });
});
