// The words of the morning digest: many children, hostile references, nobody overlooked for being too many.
import { describe, expect, it } from 'vitest';
import type { DigestLine } from '../../shared/core/digest-line.ts';
import type { Action } from '../../shared/core/plan.ts';
import { due, plan } from '../../shared/core/plan.ts';
import { compose } from '../../shared/letters/compose.ts';
import { write } from '../../shared/letters/letter.ts';
import { AT, busy, lettersOf, policy, recordOf } from './a-digest.ts';
import { wordsInText, wordsOnPage } from './reading.ts';

describe('a digest of many children', () => {
  const full: DigestLine = {
    ...busy,
    age: 'aged 14',
    caseReference: 'L123456',
    told: busy.told.map((each) => ({ ...each, rules: ['front-door-notice'] })),
    due: busy.due.map((each, n) => ({ ...each, at: `2026-11-20T${10 + n}:30:00.000Z` })),
  };
  const lines = Array.from({ length: 60 }, (_, n) => ({ ...full, references: [`ME-${n}`] }));
  const [letter] = lettersOf(lines, 12);

  it('is short enough that no mail program cuts it off', () => {
    expect(letter?.html.length).toBeLessThan(100_000);
  });

  it('has each of them at a glance, the first in full, and says of how many it is silent', () => {
    for (const { references } of lines)
      expect(letter?.text).toMatch(new RegExp(`^- AE, ${references[0]}:(\\n  -)? missing for 11 hours`, 'm'));
    expect(letter?.text.match(/^AE, ME-\d+: missing for/gm)).toHaveLength(10);
    expect(letter?.text).toMatch(/^The other 50:/m);
    expect(letter?.text).toMatch(/^And 12 more:/m);
    expect(letter?.subject).toBe(
      'Morning digest - 60 missing now, at least 480 tasks overdue in 60 episodes, 12 more not listed - Friday 20 November 2026',
    );
  });
});

describe('a digest', () => {
  it('is a letter for each reader, under one name each', () => {
    expect(lettersOf([busy]).map(({ to, actions }) => [to, actions])).toEqual([
      ['director@darlington.example', ['morning.digest/2026-11-20/1/director']],
      ['head.of.service@darlington.example', ['morning.digest/2026-11-20/1/head-of-service']],
    ]);
  });

  it('says the same on the page and in plain text', () => {
    const [letter] = lettersOf([busy, { ...busy, person: 'pupil', isOver: true, until: AT }]);
    expect(wordsOnPage(letter?.html ?? '')).toEqual(wordsInText(letter?.text ?? ''));
  });

  it('says of one that is over that the child is missing again, at a glance and in its section', () => {
    const over: DigestLine = { ...busy, isOver: true, state: 'found', until: AT, again: 'ME-0001' };
    const standing = (again: DigestLine, of = over) => {
      const [letter] = lettersOf([again, { ...of, references: ['ME-8'] }]);
      expect(letter?.text.match(/over, after [^,]+ missing, MISSING AGAIN under ME-0001/g)).toHaveLength(2);
      return /^AE, ME-8: .+:\n(- .+)\n(- .+)/m.exec(letter?.text ?? '')?.slice(1);
    };
    expect(standing(busy)).toEqual([
      '- This episode: over, confirmed by the police',
      '- Child: MISSING NOW, see ME-0001',
    ]);
    expect(standing({ ...busy, state: 'return-reported' })?.[1]).toBe(
      '- Child: MISSING AGAIN, not confirmed back, see ME-0001',
    );
    expect(standing(busy, { ...over, state: 'cancelled' })?.[0]).toBe(
      '- This episode: over, report cancelled by the police',
    );
    // Of one that no line of this digest is about.
    expect(standing({ ...busy, references: ['ME-7'] })?.[1]).toBe('- Child: MISSING NOW, see ME-0001');
    const { again: _, ...home } = over;
    expect(lettersOf([home])[0]?.text).toContain('- Child: found, confirmed by the police, risk high');
  });

  it('says for whom the same digest is, and that nobody else reads of all of them', () => {
    const told = (to: string[], of: Partial<Action> = {}) => {
      const record = recordOf([busy]);
      const one = { ...policy, digest: { to, at: '07:30', on: 'every-day' as const } };
      const [draft] = compose(due(plan(record, one, AT)), record, one, AT);
      const [action] = draft?.actions ?? [];
      if (!draft || !action) throw new Error('The digest has no letter');
      return /^- Told: (.+)$/m.exec(write({ ...draft, actions: [{ ...action, ...of }] }, one, AT).text)?.[1];
    };
    expect(told(['director'])).toBe(
      'only you get this digest; a child that has a section of its own has there who was told of it',
    );
    expect(told(['director', 'head-of-service'])).toBe(
      'you get this digest, and the head of service; a child that has a section of its own has there who was told of it',
    );
    const instead: Partial<Action> = {
      id: 'not-delivered/2026-11-20/1/front-door<morning.digest/2026-11-20/1/director',
      rule: 'not-delivered',
      upon: 'not-delivered',
      roles: ['front-door'],
    };
    expect(told(['director'], instead)).toBe(
      'only you get this digest; a child that has a section of its own has there who was told of it',
    );
  });

  it('says how old a child is at a glance, where the file has it said', () => {
    const glance = (line: DigestLine) =>
      /^- AE, ME-0001: (missing.+)$/m.exec(lettersOf([line])[0]?.text ?? '')?.[1];
    expect(glance({ ...busy, age: 'aged 14' })).toMatch(
      /^missing for 11 hours 30 minutes, aged 14, risk high, /,
    );
    expect(glance(busy)).toMatch(/^missing for 11 hours 30 minutes, risk high, /);
  });

  it('reads what a sender wrote as text, on its own line', () => {
    const hostile = '<b>ME-1</b>\r\nBcc: x\u202e [[heading]]';
    const [letter] = lettersOf([{ ...busy, references: [hostile], initials: '{<' }]);
    expect(letter?.html).not.toMatch(/<b>ME|\u202e/);
    expect(letter?.text).toContain('- {<, <b>ME-1</b> Bcc: x [[heading]]: missing for');
    expect(letter?.subject).not.toMatch(/ME-1/);
  });

  it('says the same where it is offered again later', () => {
    const [first, again] = ['2026-11-20T07:31:00.000Z', '2026-11-20T07:40:00.000Z'].map(
      (at) => lettersOf([busy], 0, at)[0]?.text,
    );
    expect(again).toBe(first);
  });

  it('is not sent where there is nothing to tell, nor half a day late', () => {
    expect(lettersOf([])).toEqual([]);
    expect(lettersOf([busy], 0, '2026-11-20T19:30:00.000Z')).toEqual([]);
    expect(lettersOf([busy], 0, '2026-11-20T19:29:59.000Z')).toHaveLength(2);
  });
});

describe('the headline of a digest', () => {
  const open: DigestLine = { ...busy, overdue: [], due: [], told: [], copies: [], more: 0 };
  const back: DigestLine = { ...open, state: 'found', isOver: true, until: '2026-11-19T23:00:00.000Z' };
  const task = { at: AT, task: 'front-door-notice', roles: ['front-door'] };
  const headline = (...lines: DigestLine[]) => lettersOf(lines)[0]?.text.split('\n')[1];

  it('counts who is missing, what is overdue and what is over apart, and says what it counts', () => {
    expect(headline(open, { ...open, overdue: [task] }, { ...back, overdue: [task, task] }, back)).toBe(
      '2 missing now, 3 tasks overdue in 2 episodes, 2 over since the last digest',
    );
    expect(headline({ ...open, overdue: [task] })).toBe('1 missing now, 1 task overdue');
  });

  it('does not call missing who is located, said to be back, or out of school', () => {
    expect(
      headline(
        { ...open, state: 'located' },
        { ...open, state: 'return-reported' },
        { ...open, person: 'pupil' },
      ),
    ).toBe('2 not confirmed back, 1 out of school');
  });

  it('counts as over since then what ended before and is told only now', () => {
    const late = { ...back, until: '2026-11-19T07:00:00.000Z' };
    const told = [{ at: '2026-11-19T08:00:00.000Z', purpose: 'stand-down' as const, roles: ['director'] }];
    expect(headline({ ...late, told })).toBe('1 over since the last digest');
  });

  it('says of what was over before the last digest only what is left of it', () => {
    const before = { ...back, until: '2026-11-18T23:00:00.000Z' };
    expect(headline({ ...before, overdue: [task] })).toBe('1 task overdue');
    expect(headline(before)).toBe('Nobody missing now, nothing overdue');
  });
});

describe('each line of a digest', () => {
  it("has the authority's own number of the case, and leads to the case", () => {
    const [letter] = lettersOf([{ ...busy, caseReference: 'L123' }]);
    expect(letter?.text).toMatch(/^- AE, ME-0001: missing for .+, case L123$/m);
    expect(letter?.text).toContain(
      '- Case:\n  - L123\n  - See the record: https://cases.darlington.example/missing/ME-0001',
    );
    expect(letter?.html).toContain('<a href="https://cases.darlington.example/missing/ME-0001"');
  });

  it('says of letters what they were about, by the names that letters give it', () => {
    const letter = { at: AT, purpose: 'notify' as const, roles: ['front-door'] };
    const told = [{ ...letter, rules: ['return-interview', 'front-door-notice'] }, letter];
    expect(lettersOf([{ ...busy, told }])[0]?.text).toContain(
      'notice to front door, about "return interview" and "strategy meeting decision"\n  - Fri 20 Nov 07:30: notice to front door\n',
    );
  });

  it('leads nowhere of a pupil, nor where the file has no link', () => {
    expect(lettersOf([{ ...busy, person: 'pupil' }])[0]?.text).not.toContain('See the record');
    const { caseLink: _, ...mail } = policy.mail;
    const record = recordOf([busy]);
    const [draft] = compose(due(plan(record, policy, AT)), record, policy, AT);
    if (!draft) throw new Error('The digest has no letter');
    expect(write(draft, { ...policy, mail }, AT).text).not.toContain('See the record');
  });
});
