// The page of a letter and its plain text: what stands on them where it is given, and what is left out where it is not.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asHtml } from '../../shared/letters/as-html.ts';
import type { Answers, Page } from '../../shared/letters/page.ts';
import { asText } from '../../shared/letters/page.ts';
import { letterPieces } from '../../shared/letters/template/compile.ts';

const page: Page = {
  signal: { words: 'Request, for keyworker.', tone: 'act' },
  heading: 'Missing child found',
  asked: { title: 'What you are asked to do', lines: ['Please offer an interview.'] },
  sections: [],
  from: 'Kent: Homeward',
};
const answers = {
  seen: 'https://answers.kent.example/s?to=1&by=2',
  decide: 'https://answers.kent.example/d',
  notMe: 'https://answers.kent.example/n',
};

describe('the pieces of a letter', () => {
  it('are those of the template (else: npm run generate)', async () => {
    for (const [path, text] of await letterPieces()) {
      expect(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')).toBe(text);
    }
  });
});

describe('the ways to answer', () => {
  it('are three buttons, and three lines of the plain text', () => {
    const html = asHtml({ ...page, answers });
    expect(html).toMatch(
      /<a href="https:\/\/answers\.kent\.example\/s\?to=1&amp;by=2"[^>]*>\s*I have seen this\s*<\/a>/,
    );
    expect(html).toMatch(/\/d"[^>]*>\s*Record that it is done\s*</);
    expect(html).toMatch(/\/n"[^>]*>\s*This is not for me: pass it on\s*</);
    expect(asText({ ...page, answers })).toContain(
      [
        'Answer with one of these links:',
        '- Record that it is done: https://answers.kent.example/d',
        '- I have seen this: https://answers.kent.example/s?to=1&by=2',
        '- This is not for me: pass it on: https://answers.kent.example/n',
      ].join('\n'),
    );
  });

  it('have one main button, the one that does what the letter asks: that it was seen is none', () => {
    const main = (links: Answers) =>
      [...asHtml({ ...page, answers: links }).matchAll(/background:#00663a[^>]*>\s*([^<]+?)\s*<\/a>/g)].map(
        ([, label]) => label,
      );
    expect(main(answers)).toEqual(['Record that it is done']);
    const { decide: _, ...two } = answers;
    expect(main(two)).toEqual([]);
    expect(main({ ...two, notMe: '', isToPassOn: true })).toEqual(['I have passed it on']);
  });

  it('name what may have come of it, as far as a button has room', () => {
    const label = (...outcomes: string[]) =>
      /^- (Record.*): https:.*\/d$/m.exec(asText({ ...page, answers: { ...answers, outcomes } }))?.[1];
    expect(label('held', 'not-practicable')).toBe('Record: held or not practicable');
    expect(label('assessment', 'strategy-discussion', 'no-further-action')).toHaveLength(60);
    expect(label('assessment', 'strategy-discussion', 'no-further-actions')).toBe('Record what is decided');
  });

  it('are two where nothing is to be decided or done', () => {
    const { decide: _, ...two } = answers;
    expect(asText({ ...page, answers: two })).not.toContain('Record what');
    expect(asHtml({ ...page, answers: two }).match(/<a /g)).toHaveLength(2);
  });

  it('is one where it is only to be passed on, and says so', () => {
    const text = asText({ ...page, answers: { seen: answers.seen, isToPassOn: true, notMe: '' } });
    expect(text).toContain('Answer with this link:\n- I have passed it on: https:');
    expect(text).not.toContain('I have seen this');
  });

  it('are not spoken of where there are none', () => {
    expect(asText(page)).not.toContain('Answer');
    expect(asHtml(page)).not.toMatch(/<a |Answer/);
  });

  it('stand behind what is asked and who else knows, before what else is known', () => {
    const text = asText({
      ...page,
      answers,
      late: ['late'],
      before: [{ title: 'Who else knows', lines: ['x'] }],
      sections: [{ title: 'What is known', lines: ['x'] }],
    });
    const order = [
      'What you are asked',
      'This letter is late',
      'Who else knows',
      'Answer with',
      'What is known',
    ];
    expect(order.map((words) => text.indexOf(words))).toEqual(
      order.map((words) => text.indexOf(words)).toSorted((a, b) => a - b),
    );
  });
});

describe('a fact that leads somewhere', () => {
  const leading = (href: string): Page => ({
    ...page,
    sections: [{ title: 'What is known', facts: [['Case', 'L1', { label: 'See the record', href }]] }],
  });

  it('is a link on the page, and its address in plain text', () => {
    const there = leading('https://cases.kent.example/1?a=b&c');
    expect(asHtml(there)).toMatch(
      /<a href="https:\/\/cases\.kent\.example\/1\?a=b&amp;c"[^>]*>See the record<\/a>/,
    );
    expect(asText(there)).toContain(
      '- Case:\n  - L1\n  - See the record: https://cases.kent.example/1?a=b&c',
    );
  });

  it('is only its words where the address leads to no page', () => {
    const nowhere = leading('javascript:alert(1)');
    expect(asHtml(nowhere)).not.toMatch(/<a |javascript/);
    expect(asHtml(nowhere)).toContain('<div>See the record</div>');
    expect(asText(nowhere)).toMatch(/^ {2}- See the record$/m);
  });
});

describe('a reference or a clause', () => {
  it('is not broken at its hyphens, and what is no such code, or too long for a phone, is as it was', () => {
    const lines = ['Clause: D18-1.3-a, of ME-0412.', 'Mid-day, A-LONGER-CODE-THAN-A-PHONE'];
    const html = asHtml({ ...page, asked: { title: 'Asked', lines } });
    const kept = [...html.matchAll(/<span class="code">(.*?)<\/span>/g)].map(([, code]) => code);
    expect(kept).toEqual(['D18-1.3-a', 'ME-0412']);
    expect(html).toMatch(/\.code \{ white-space: nowrap; \}/);
  });
});

describe('the page', () => {
  it('loads nothing: no picture, no font, no style sheet, no script', () => {
    const html = asHtml({ ...page, answers, link: 'https://cases.kent.example/1' });
    expect(html).not.toMatch(/<img|<link|<script|@import|@font-face|url\(|src=/i);
  });

  it('tells in the list of letters what is asked, and by when', () => {
    const html = asHtml({
      ...page,
      asked: { ...page.asked, deadline: ['Tuesday at 08:00', 'The aim: Monday'] },
    });
    expect(/<div style="display:none[^>]*>(.*?)<\/div>/.exec(html)?.[1]).toBe(
      'To be done by Tuesday at 08:00. Please offer an interview.',
    );
  });

  it('has its kind in another colour, and the same words', () => {
    const urgent = asHtml({ ...page, signal: { ...page.signal, tone: 'urgent' } });
    expect(urgent).not.toBe(asHtml(page));
    expect(urgent.replaceAll('#b3261e', '#1d5ba6')).toBe(asHtml(page));
  });
});
