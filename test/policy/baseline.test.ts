// The national guidance as an authority has it that adds nothing: each rule acts, and is quiet on the other side.
import { describe, expect, it } from 'vitest';
import { simulate } from '../../local/simulate.ts';
import { ONCE_FOUND } from './baseline-once-found.ts';
import {
  alone,
  at,
  back,
  born,
  declined,
  heldBy,
  letters,
  type Message,
  policy,
  reported,
  rules,
  told,
} from './baseline-stories.ts';
import { WHILE_MISSING } from './baseline-while-missing.ts';

const CASES = { ...WHILE_MISSING, ...ONCE_FOUND };

describe.each(Object.entries(CASES))('%s', (title, { to, acts, quiet }) => {
  const letter = `${title.split(':')[0]} to ${to}`;
  it.each(acts)('acts (%#)', async (...messages) => {
    expect(await told(...messages)).toContain(letter);
  });

  it.each(quiet)('is quiet on the other side (%#)', async (...messages) => {
    expect(await told(...messages)).not.toContain(letter);
  });
});

describe('the rules of the national guidance', () => {
  it('are each looked at from both sides', () => {
    const tried = Object.keys(CASES).map((title) => title.split(':')[0]);
    // A mailbox that refuses is played where letters are sent.
    expect([...tried, 'not-delivered'].sort()).toEqual(rules.map(({ id }) => id).sort());
  });

  it('are the whole procedure of an authority that adds none, and each says where it is from', () => {
    expect(new Set(rules.map(({ inheritedFrom }) => inheritedFrom))).toEqual(new Set(['dfe-2014']));
  });

  it('cite the guidance alone', () => {
    expect(rules.flatMap(({ clauses }) => clauses).filter((clause) => !clause.startsWith('DFE-'))).toEqual(
      [],
    );
  });
});

describe('the 72 hours of the return home interview', () => {
  const times = async (...messages: Message[]) =>
    (await letters(...messages))
      .filter(({ rule }) => rule.startsWith('return-interview'))
      .map(({ rule, at, dueAt }) => `${rule} ${at.slice(5, 16)} ${dueAt.slice(5, 16)}`);

  it('run from the earliest instant that anybody names, with a reminder a day before they end', async () => {
    expect(
      await times(reported(), back({ returnedAt: at(21, '09:00'), seenByPoliceAt: at(21, '10:45') })),
    ).toEqual([
      'return-interview 11-21T11:00 11-24T09:00',
      'return-interview-reminder 11-23T09:00 11-23T09:00',
      'return-interview-overdue 11-24T09:01 11-24T09:01',
    ]);
  });

  it('run on where the child declines, and end where the interview is held', async () => {
    expect(await times(reported(), back(), declined)).toHaveLength(3);
    expect(await times(reported(), back(), heldBy(true))).toEqual([
      'return-interview 11-21T11:00 11-24T10:30',
    ]);
  });
});

describe('a review of an absent child', () => {
  it('is asked for within four hours, two where the child is under 13, and then every day', async () => {
    const all = await letters(reported({ category: 'absent', ...born('2016-05-14') }), back({}, 24));
    expect(
      all
        .filter(({ rule }) => rule.startsWith('absent-review'))
        .map(({ rule, at, dueAt }) => `${rule} ${at.slice(5, 16)} ${dueAt.slice(5, 16)}`)
        .sort(),
    ).toEqual([
      'absent-review 11-20T22:05 11-21T02:05',
      'absent-review-daily 11-21T22:05 11-21T22:05',
      'absent-review-daily 11-22T22:05 11-22T22:05',
      'absent-review-daily 11-23T22:05 11-23T22:05',
      'absent-review-under-13 11-20T22:05 11-21T00:05',
    ]);
  });
});

describe('a child who came alone and is a week in care', () => {
  const treated = async (...messages: Message[]) => {
    const { world } = await simulate({ about: '', messages, until: at(21, '00:00') }, policy);
    return world.post.sent.filter(({ letter }) => letter.text.includes('reated as trafficking')).length > 0;
  };
  const lowered = {
    at: at(20, '22:00'),
    type: 'task.recorded',
    subject: 'ME-1',
    data: { task: 'trafficking-suspected', outcome: 'lowered', by: 'front-door' },
  };

  it('counts as possibly trafficked until the front door lowers it [DFE-73-a]', async () => {
    expect(await treated(alone({ statusSince: '2026-11-13' }), reported())).toBe(true);
    expect(await treated(alone({ statusSince: '2026-11-12' }), reported())).toBe(false);
    expect(await treated(alone({ statusSince: '2026-11-13' }), lowered, reported())).toBe(false);
  });

  it('is then referred no more [DFE-78-a]', async () => {
    const letter = 'national-referral to front-door';
    expect(await told(alone({ statusSince: '2026-11-13' }), reported())).toContain(letter);
    expect(await told(alone({ statusSince: '2026-11-13' }), lowered, reported())).not.toContain(letter);
  });
});
