// A letter that asks for a decision, as the answer page has it in hand, and its page as it is read.
import { formFor } from '../../functions/answer/forms.ts';
import type { LetterInHand } from '../../functions/answer/letter-in-hand.ts';
import type { Mistake } from '../../functions/answer/mistake.ts';
import { letterPage } from '../../functions/answer/page.ts';
import type { Act } from '../../functions/answer/what-was-said.ts';
import { at, nowhere } from './one-child.ts';

export const letter: LetterInHand = {
  id: 'strategy/MP-1/1/director',
  telling: { reference: 'MP-1', purpose: 'decide', roles: ['director', 'head-of-service'] } as never,
  says: 'Please decide <soon>.',
  clauses: ['C-1', 'C-2'],
  stands: 'The child still counts as missing.',
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
export const lines = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, '\n')
    .replace(/\n+/g, '\n');

export const html = (more: Partial<LetterInHand> = {}, said?: Act, mistake?: Mistake): string =>
  letterPage({ ...letter, ...more }, nowhere, 'the-form', said, mistake).html;
export const words = (...of: Parameters<typeof html>): string => lines(html(...of));

export const form = (act: Act, more: Partial<LetterInHand> = {}, mistake?: Mistake): string =>
  formFor(act, { ...letter, ...more }, 'the-form', 'main', mistake);

/** As it is read: one line, without its marks. */
export const read = (page: string): string =>
  lines(page)
    .replaceAll('&nbsp;', ' ')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(' .', '.')
    .replaceAll(' ,', ',');

export const withNumbers = {
  ...nowhere,
  directory: {
    ...nowhere.directory,
    'front-door': { address: 'a@council.example', verified: '2026-11-02', phone: '01632 960 105' },
    director: { address: 'b@council.example', verified: '2026-11-02', phone: '+44 1632 960 106' },
  },
};
