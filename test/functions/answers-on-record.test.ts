// What the answer page says is on record: since when, in whose name, what comes of it, and how it is put right.
import { describe, expect, it } from 'vitest';
import type { LetterInHand } from '../../functions/answer/letter-in-hand.ts';
import { letterPage } from '../../functions/answer/page.ts';
import type { Saying } from '../../shared/core/answered.ts';
import { at } from './one-child.ts';
import { letter, read, withNumbers, words } from './one-letter.ts';

describe('what is on record', () => {
  const said = (saying: Saying, more: Partial<LetterInHand> = {}) =>
    words({ answers: [{ saying, at: at(60) }], ...more });

  it('is each answer with its hour', () => {
    expect(said('seen')).toMatch(
      /\nOn record\nRecorded on [^\n]*20 November 2026[^\n]*: you have seen this\.\n What is asked has still to be done/,
    );
    expect(said('passed-on')).toContain(
      ': passed on to the director and the head of service.\n What is asked has still to be done by them.',
    );
    expect(said('not-me')).toMatch(
      /: not for you; passed on to the front door\.\n It has gone on: this page does not show whether anybody has taken it up\. Other letters may still come to you\.\n/,
    );
    expect(said('not-me', { next: [] })).toMatch(/: not for you\.\n/);
  });

  it('is that the child is back, and not as if that were sure', () => {
    expect(said('back')).toMatch(
      /: you say that the child is back\.\n The police have not confirmed it\. Until they do, the child counts as missing: no letter stops\. The front door is asked to have them confirm it\. If you doubt that the child is safe, ring 999\.\n/,
    );
    expect(said('back', { isToPassOn: true })).toContain(
      'no letter stops. Please ask the police now, on 101.',
    );
    expect(said('back', { isOver: true })).toMatch(
      /: you say that the child is back\.\nThis cannot be taken back/,
    );
  });

  it('is what was decided, by whom, and that it stays', () => {
    const with_ = (more: object) =>
      words({
        task: { ...letter.task, recorded: { outcome: 'yes-now', at: at(60), isOwn: true, ...more } } as never,
      });
    expect(with_({})).toMatch(
      /Recorded on [^\n]*: yes now\.\n Whoever has to act on it is told\.\nThis cannot be taken back on this page\./,
    );
    expect(with_({ by: 'team-manager' })).toMatch(
      /Recorded on [^\n]* as the answer of the team manager: yes now\./,
    );
    expect(with_({ reason: 'Needed.' })).toContain(': yes now. Your reason: Needed.');
    expect(with_({ reason: 'Needed.', isOwn: false })).toContain(': yes now. The reason given: Needed.');
    expect(with_({})).toContain('The letter said: Please decide');
  });
});

describe('what is on record by mistake', () => {
  const answers = [{ saying: 'seen', at: at(60), by: 'director' }] as const;
  const page = (more: Partial<LetterInHand> = {}) =>
    read(letterPage({ ...letter, answers, ...more }, withNumbers, '').html);

  it('is put right by telephone, and by the front door where it works', () => {
    expect(page()).toContain(' as the answer of the director: you have seen this.');
    expect(page()).toContain('If it was a mistake, telephone the front door on 01632 960 105, at any hour.');
    for (const own of [{ isToPassOn: true }, { telling: { ...letter.telling, roles: ['front-door'] } }])
      expect(page(own)).toContain('If it was a mistake, put it right in the case system.');
  });

  it('is told to whom it was passed on to, by telephone', () => {
    const passedOn = [{ saying: 'passed-on', at: at(60), by: 'front-door' }] as const;
    expect(page({ isToPassOn: true, answers: passedOn })).toContain(
      'If it was a mistake, telephone the director on +44 1632 960 106 and the head of service, and put it right in the case system.',
    );
  });

  it('is not spoken of where nothing is on record', () => {
    expect(words()).not.toContain('If it was a mistake');
  });
});
