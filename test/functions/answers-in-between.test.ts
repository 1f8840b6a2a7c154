// What may be answered, and what is said of it, where one thing is over and another is not.
import { describe, expect, it } from 'vitest';
import { letterPage } from '../../functions/answer/page.ts';
import { refusalPage } from '../../functions/answer/refusal.ts';
import { mayStill } from '../../functions/answer/what-was-said.ts';
import { found } from '../situations/cast.ts';
import { letterOf, playedUntil, shown } from './behind-the-link.ts';
import { at, nowhere } from './one-child.ts';
import { form, html, letter, read, withNumbers } from './one-letter.ts';

describe('a task that is open', () => {
  it('may be recorded, though the matter is over', () => {
    const standing = { answers: [], isOver: true, isLastInLine: true, isToPassOn: false, canBeBack: false };
    expect(mayStill({ ...standing, asked: 'open' })).toEqual(['decide', 'seen']);
    expect(mayStill({ ...standing, asked: 'nothing' })).toEqual([]);
  });

  it('is decided by nobody’s silence, once its time is past', () => {
    const task = { ...letter.task, isPast: true } as never;
    expect(read(form('decide', { task }))).toMatch(
      /Nobody has decided yet: .*goes on as if .*yes.* had been decided\./,
    );
  });
});

describe('a return that a carer has reported', () => {
  it('is what the page says already, and only then', async () => {
    const carers = {
      ...found(at(60), 'MP-1', { outcome: 'found', locatedAt: at(30) }),
      source: 'urn:carer:example',
      sender: 'police',
    };
    const record = await playedUntil(nowhere, [0, 60], carers);
    const notice = letterOf(record, 'notice/');
    expect(shown(record, notice, 90, nowhere)).toMatchObject({ isReportedBack: true, isOver: false });
    const before = await playedUntil(nowhere, [0]);
    expect(shown(before, notice, 30, nowhere)?.isReportedBack).toBe(false);
  });
});

describe('what is said to be done, of a letter that asks for nothing', () => {
  it('is on its way like any other answer', () => {
    expect(read(html({ task: undefined as never }, 'decide'))).toContain('not on record yet: it is done.');
  });
});

describe('an answer that the front door gave for a reader by mistake', () => {
  it('is put right by telephoning that reader, whatever else was answered', () => {
    const answers = [
      { saying: 'passed-on', at: at(60) },
      { saying: 'back', at: at(90) },
    ] as const;
    const page = letterPage({ ...letter, isToPassOn: true, answers }, withNumbers, '').html;
    expect(read(page)).toMatch(
      /If it was a mistake, telephone the director .*put it right in the case system\./,
    );
  });
});

describe('who is refused because it is over', () => {
  const { telling, next } = letter;
  const hears = (more: object = {}) => read(refusalPage('over', nowhere, { telling, next, ...more }).html);

  it('hears why as far as anything is known', () => {
    expect(hears()).toContain('It was answered before, or the matter is over.');
    expect(hears({ stands: 'A return is reported.' })).toContain(
      'It cannot be answered so as things stand. A return is reported.',
    );
  });
});
