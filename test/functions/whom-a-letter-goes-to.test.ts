// What is done to a letter on its way out: the pilot's mailbox on trial, links to answer by, and what the record says of who shares it.
import { describe, expect, it } from 'vitest';
import { claimsOf } from '../../functions/answer/token.ts';
import { addressed } from '../../functions/settle/addressed.ts';
import { answersTo } from '../../functions/settle/answer-links.ts';
import { warnWhenNearlyFull } from '../../functions/settle/nearly-full.ts';
import { offeredNow, tellingsOf } from '../../functions/settle/shared-letter.ts';
import { recordIn } from '../../functions/settle/wake-up.ts';
import { MemoryWatch } from '../../local/memory.ts';
import { due, plan } from '../../shared/core/plan.ts';
import type { Telling } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { compose, type Draft } from '../../shared/letters/compose.ts';
import { write } from '../../shared/letters/letter.ts';
import { someKey } from '../answers/desk.ts';
import { updated } from '../situations/cast.ts';
import { at, keptOf, letters, NOON, nowhere, oneChild, report, wake } from './one-child.ts';

const letter = {
  record: 'c-1',
  actions: ['notice/MP-1/1/front-door'],
  from: 'homeward@council.example',
  to: 'front.door@council.example',
  subject: 'About MP-1',
  text: 'A child is missing.',
  html: '<html><body class="x"><p>A child is missing.</p></body></html>',
  headers: {},
};
const onTrial = { deployment: { shadow: { to: 'pilot@council.example' } } };

describe('on trial', () => {
  it('the pilot has each letter, and its first line says whom it was for', () => {
    const notice = 'Trial: this letter was for front.door@council.example, who has not been written to.';
    const { html, ...rest } = addressed(letter, onTrial);
    const { html: _, ...before } = letter;
    expect(rest).toEqual({
      ...before,
      to: 'pilot@council.example',
      meantFor: 'front.door@council.example',
      subject: '[Trial] About MP-1',
      text: `${notice}\n\nA child is missing.`,
    });
    expect(html).toMatch(
      /^<html><body class="x"><p style="[^"<>]+">Trial: [^<]+<\/p><p>A child is missing\.<\/p>/,
    );
    expect(html).toContain(notice);
  });

  it('the line stands ahead of a page that has no body of its own', () => {
    expect(addressed({ ...letter, html: '<p>Short</p>' }, onTrial).html).toMatch(
      /^<p style="[^"<>]+">Trial: [^<]+<\/p><p>Short<\/p>$/,
    );
    expect(addressed({ ...letter, html: '<BODY><p>Short</p>' }, onTrial).html).toMatch(/^<BODY><p style/);
  });

  it('a long subject stays within what mail carries', () => {
    expect(addressed({ ...letter, subject: 'x'.repeat(300) }, onTrial).subject).toBe(
      `[Trial] ${'x'.repeat(192)}`,
    );
  });

  it('an address writes no markup, whatever a case system gave', () => {
    const { html } = addressed({ ...letter, to: `"<$'$&">@council.example` }, onTrial);
    expect(html).toContain('&#34;&#60;&#36;&#39;&#36;&#38;&#34;&#62;@council.example');
  });

  it.each([{}, { deployment: {} }])('and where nothing is on trial a letter is left as it is', (policy) => {
    expect(addressed(letter, policy)).toBe(letter);
  });
});

describe('the links of a letter', () => {
  const key = someKey();
  const answerPage = { url: 'https://answers.example/', key: async () => key };
  const links = async (draft: Draft, more: object = {}) => {
    const watch = new MemoryWatch();
    const needs = { policy: nowhere, clock: { now: () => NOON }, watch, answerPage, ...more };
    return { watch, answers: await answersTo(draft, needs) };
  };
  async function draftOf(rule: string, data = {}): Promise<Draft> {
    const child = await oneChild(nowhere, report(data));
    const { record } = await keptOf(child);
    const drafts = compose(due(plan(record, nowhere, NOON)), record, nowhere, NOON);
    const draft = drafts.find(({ actions: [first] }) => first.rule === rule);
    if (!draft) throw new Error(`Nothing is due of ${rule}`);
    return draft;
  }
  const claims = (link = '') => claimsOf(link.slice(answerPage.url.length).split('#')[0] ?? '', key);

  it('lead to the page, each to its own answer', async () => {
    const { answers, watch } = await links(await draftOf('high', { risk: 'high' }));
    expect(answers?.seen).toMatch(/^https:\/\/answers\.example\/[\w.-]+#seen$/);
    expect(answers?.notMe).toBe(answers?.seen.replace('#seen', '#not-me'));
    expect(answers).not.toHaveProperty('decide');
    expect(claims(answers?.seen)?.record).toMatch(/^c-/);
    expect(watch.alarms).toEqual([]);
  });

  it('lead to the answer to what is asked, where something is', async () => {
    const child = await oneChild(nowhere, updated(NOON, 'MP-1', { risk: 'medium' }));
    const { record } = await keptOf(child);
    const [draft] = compose(due(plan(record, nowhere, at(900))), record, nowhere, at(900));
    if (draft?.actions[0].task !== 'no-report') throw new Error('It asks for the report');
    const { answers } = await links(draft);
    expect(answers?.decide).toBe(answers?.seen.replace('#seen', '#decide'));
  });

  it('are in a reminder of a task, its own or one that another letter gave, and in no other reminder', async () => {
    const draft = await draftOf('high', { risk: 'high' });
    const [first] = draft.actions;
    const reminder = async (own: object, behind?: string) => {
      const company = () => ({ ...draft.company(), ...(behind && { task: { task: behind } }) });
      const remind = { ...draft, actions: [{ ...first, purpose: 'remind', ...own }], company };
      return (await links(remind as unknown as Draft)).answers;
    };
    expect(await reminder({ task: 'no-report' })).toHaveProperty('decide');
    expect(await reminder({}, 'no-report')).toHaveProperty('decide');
    expect(await reminder({})).toBeUndefined();
  });

  it('live for two weeks', async () => {
    const { answers } = await links(await draftOf('high', { risk: 'high' }));
    expect(claims(answers?.seen)?.until).toBe(Date.parse('2026-12-04T12:00:00Z') / 1_000);
  });

  it('live a week longer than what the letter asks, where that is longer', async () => {
    const draft = await draftOf('high', { risk: 'high' });
    const [first] = draft.actions;
    const until = async (deadline: string) =>
      claims((await links({ ...draft, actions: [{ ...first, deadline }] })).answers?.seen)?.until;
    expect(await until('2026-12-01T12:00:00.000Z')).toBe(Date.parse('2026-12-08T12:00:00Z') / 1_000);
    expect(await until('2026-11-21T12:00:00.000Z')).toBe(Date.parse('2026-12-04T12:00:00Z') / 1_000);
  });

  it('are none where a stack has nowhere to answer, and nobody is alarmed', async () => {
    const draft = await draftOf('high', { risk: 'high' });
    const silent = [
      await links(draft, { answerPage: undefined }),
      await links(draft, { policy: { ...nowhere, mail: { ...nowhere.mail, answers: false } } }),
      await links({ ...draft, child: undefined } as unknown as Draft),
      await links(await draftOf('notice')),
    ];
    for (const { answers, watch } of silent) {
      expect(answers).toBeUndefined();
      expect(watch.alarms).toEqual([]);
    }
  });

  it('are in the letter where the file says that it is so', async () => {
    const answers = { ...nowhere, mail: { ...nowhere.mail, answers: true } };
    expect((await links(await draftOf('high', { risk: 'high' }), { policy: answers })).answers).toBeDefined();
  });

  it.each([
    [new TypeError('x'), 'TypeError'],
    ['no error', 'unknown'],
  ])(
    'are left out where they cannot be made, and somebody is alarmed: the letter goes',
    async (thrown, why) => {
      const child = await oneChild(nowhere, report({ risk: 'high' }));
      const unkeyed = { url: 'https://answers.example/', key: () => Promise.reject(thrown) };
      await wake(child, { answerPage: unkeyed });
      expect(letters(child)).toContain('director high');
      expect(child.watch.alarms).toEqual([
        {
          event: 'letter without links to answer by',
          about: { record: child.id, letter: expect.stringMatching(/^high\//), why },
        },
      ]);
    },
  );
});

describe('what the record says of a letter', () => {
  const telling = { rule: 'notice', mailbox: 'a@council.example' } as Telling;
  const shared = {
    actions: [{ id: 'first' }],
    tellings: [
      ['first', telling],
      ['second', telling],
    ],
  } as unknown as Draft;

  it('is for whom else it is, under the name that the mail service knows', () => {
    expect(tellingsOf(shared, {})).toEqual([
      ['first', telling],
      ['second', { ...telling, letter: 'first' }],
    ]);
  });

  it('is that it was on trial, where it was', () => {
    expect(tellingsOf(shared, onTrial).map(([, { onTrial: is }]) => is)).toEqual([true, true]);
  });

  it('is not that the pilot’s mailbox may have it, once it counts', () => {
    const before = {
      ...telling,
      mailbox: 'b@council.example',
      state: 'intended',
      intendedAt: NOON,
    } as Telling;
    const now = { ...telling, intendedAt: NOON };
    expect(offeredNow(now, before).unanswered).toEqual({ 'b@council.example': NOON });
    expect(offeredNow(now, { ...before, onTrial: true })).toEqual(now);
    expect(offeredNow({ ...now, onTrial: true }, { ...before, onTrial: true }).unanswered).toBeDefined();
  });
});

describe('a record that grows', () => {
  it.each([
    [150 * 1024, undefined],
    [150 * 1024 + 1, 150],
    [160 * 1024, 160],
    [undefined, undefined],
  ])('to %s bytes is alarmed, or not', (packedBytes, kilobytes) => {
    const watch = new MemoryWatch();
    warnWhenNearlyFull({ record: emptyChild('c-1'), version: 1, ...(packedBytes && { packedBytes }) }, watch);
    expect(watch.alarms).toEqual(
      kilobytes ? [{ event: 'record nearly full', about: { record: 'c-1', kilobytes } }] : [],
    );
    expect(watch.counts.get('RecordsToMend')).toBe(kilobytes && 1);
  });

  it('is looked at as it is read', async () => {
    const child = await oneChild();
    const { read } = child.episodes;
    child.episodes.read = async (id) => {
      const { kept, paused } = await read.call(child.episodes, id);
      return { kept: kept && { ...kept, packedBytes: 200 * 1024 }, paused };
    };
    await wake(child);
    expect(child.watch.alarms[0]?.event).toBe('record nearly full');
  });
});

describe('a wake-up', () => {
  it.each([
    ['{"record":"c-0123456789abcdef"}', 'c-0123456789abcdef'],
    [`{"record":"d-${'0'.repeat(64)}"}`, `d-${'0'.repeat(64)}`],
    [`{"record":"d-${'0'.repeat(65)}"}`, undefined],
    ['{"record":"c-0123456789abcdeg"}', undefined],
    ['{"record":"xc-01"}', undefined],
    ['{"record":"c-"}', undefined],
    ['{"record":1}', undefined],
    ['{"record":["c-01"]}', undefined],
    ['{"other":"c-01"}', undefined],
    ['"c-01"', undefined],
    ['null', undefined],
    ['{', undefined],
  ])('that says %s names %s', (body, record) => {
    expect(recordIn(body)).toBe(record);
  });
});

it('a letter of a procedure of nobody can be written', async () => {
  const { record } = await keptOf(await oneChild());
  for (const draft of compose(due(plan(record, nowhere, NOON)), record, nowhere, NOON))
    expect(write(draft, nowhere, NOON).to).toBe(draft.mailbox);
});
