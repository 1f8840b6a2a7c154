// What readers answer by the links of their letters: which letters can be answered, and what comes of a word that the child is back.
import { describe, expect, it } from 'vitest';
import {
  acknowledgedAt,
  answered,
  answerInWords,
  answerTask,
  isAnswerable,
  isAnswerField,
  isAnswerTask,
  letterOf,
  taskAsked,
  wordOfReturn,
} from '../../shared/core/answered.ts';
import type { Ask, Rule } from '../../shared/core/policy.ts';
import type { ChildRecord, Statement, Telling } from '../../shared/core/record.ts';
import { absence } from './england.ts';
import { procedureOf, record, reported, rule } from './told.ts';

const AT = '2026-11-21T09:00:00.000Z';
const KNOWN = '2026-11-21T09:00:05.000Z';
const LATER = '2026-11-21T10:00:00.000Z';

const within: Ask['within'] = { elapsed: 'PT1H', from: { earliest: ['received'] } };

const telling = (more: Partial<Telling> = {}): Telling => ({
  rule: 'notice',
  reference: 'MP-1',
  occurrence: 1,
  roles: ['team-manager', 'service-manager'],
  mailbox: 'a@kent.example',
  purpose: 'request',
  upon: 'missing',
  clauses: ['C-1', 'C-7'],
  tells: 'missing',
  dueAt: AT,
  intendedAt: AT,
  state: 'accepted',
  at: AT,
  because: [],
  ...more,
});

/** A record in which the letter `x` was answered: each answer by a source, and when that was known. */
function answeredBy(
  answers: Record<string, { source?: string; by?: string; knownAt?: string }>,
  told: Record<string, Telling> = { x: telling() },
): ChildRecord {
  const fields = Object.entries(answers).map(
    ([task, { source = 'urn:homeward:answers:kent', by, knownAt = KNOWN }]) => {
      const value = { outcome: 'seen', ...(by && { by }) };
      const statement: Statement = { value, time: AT, message: 'm', by: 'case-system', receivedAt: knownAt };
      return [`task.${task}`, { [source]: statement }];
    },
  );
  const base = record(reported());
  return {
    ...base,
    told,
    references: { 'MP-1': { ...base.references['MP-1'], ...Object.fromEntries(fields) } },
  };
}

describe('an answer by the link in a letter', () => {
  it('is when the reader said it, when we heard, and in which role', () => {
    const seen = answeredBy({ [answerTask('seen', 'x')]: { by: 'team-manager' } });
    expect(answered(seen, 'x', telling(), 'seen')).toEqual({ at: AT, knownAt: KNOWN, by: 'team-manager' });
    expect(answered(seen, 'x', telling(), 'not-me')).toBeUndefined();
    expect(answered(seen, 'y', telling(), 'seen')).toBeUndefined();
    expect(answered(answeredBy({ [answerTask('seen', 'x')]: {} }), 'x', telling(), 'seen')).toEqual({
      at: AT,
      knownAt: KNOWN,
    });
  });

  it('is to the letter that an action went out with', () => {
    const seen = answeredBy({ [answerTask('seen', 'x')]: {} });
    expect(letterOf('y', telling({ letter: 'x' }))).toBe('x');
    expect(letterOf('y', telling())).toBe('y');
    expect(answered(seen, 'y', telling({ letter: 'x' }), 'seen')).toBeDefined();
  });

  it('counts for nothing from any other source', () => {
    const forged = answeredBy({ [answerTask('seen', 'x')]: { source: 'urn:police:kent:compact' } });
    expect(answered(forged, 'x', telling(), 'seen')).toBeUndefined();
  });

  it('is of a letter of this record, on a reference that it has', () => {
    const seen = answeredBy({ [answerTask('seen', 'x')]: {} });
    expect(answered(seen, 'x', telling({ reference: 'MP-9' }), 'seen')).toBeUndefined();
    expect(
      answered({ kind: 'unreadable', id: 'u', sender: 's', windows: [], told: {} }, 'x', telling(), 'seen'),
    ).toBeUndefined();
  });

  it('acknowledges it, whatever it says, since the first of them', () => {
    const both = answeredBy({
      [answerTask('seen', 'x')]: { knownAt: LATER },
      [answerTask('back', 'x')]: { knownAt: KNOWN },
    });
    expect(acknowledgedAt(both, 'x', telling())).toBe(KNOWN);
    expect(acknowledgedAt(record(reported()), 'x', telling())).toBeUndefined();
  });

  it('has a name that no rule has', () => {
    expect(answerTask('not-me', 'x')).toMatch(/^answer\.not-me\/[0-9a-z]+$/);
    expect(answerTask('seen', 'x')).not.toBe(answerTask('seen', 'y'));
    expect(
      [
        'answer.seen/x',
        'answer.passed-on/x',
        'answer.not-me/x',
        'answer.back/x',
        'answer.other/x',
        'seen/x',
      ].map(isAnswerTask),
    ).toEqual([true, true, true, true, false, false]);
    expect(['task.answer.seen/x', 'task.strategy-discussion', 'answer.seen/x'].map(isAnswerField)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each<[Parameters<typeof answerInWords>[1], string]>([
    ['seen', 'The team manager and the service manager have seen this'],
    ['not-me', 'The team manager and the service manager answer that this is not theirs to do'],
    ['back', 'The team manager and the service manager say that the child is back'],
    ['passed-on', 'The front door has passed this on to the team manager and the service manager'],
  ])('is said in words: %s', (saying, words) => {
    expect(answerInWords(telling(), saying, 'child')).toBe(words);
  });

  it.each<[Parameters<typeof answerInWords>[1], string]>([
    ['seen', 'The front door has seen this'],
    ['back', 'The front door says that the child is back'],
    ['passed-on', 'The front door has passed this on to the team manager and the service manager'],
  ])('is the word of whoever answered in the place of those whom it is for: %s', (saying, words) => {
    expect(answerInWords(telling(), saying, 'child', 'front-door')).toBe(words);
    expect(answerInWords(telling(), 'seen', 'child', 'team-manager')).toMatch(
      /service manager have seen this$/,
    );
  });
});

describe('a letter that can be answered', () => {
  it.each<[Rule['do'], boolean, boolean]>([
    ['escalate', true, true],
    ['decide', true, true],
    ['request', true, true],
    ['chase', true, true],
    ['remind', false, true],
    ['notify', false, false],
    ['report', false, false],
    ['stand-down', false, false],
  ])('%s: %s, with a task: %s', (purpose, alone, withTask) => {
    expect([isAnswerable({ purpose }), isAnswerable({ purpose, task: 'visit' })]).toEqual([alone, withTask]);
  });

  it('asks by the newest rule of that name that asks for something, but not whose record a child is', () => {
    const asking = (says: string) => rule('visit', { says, asks: { within } });
    const [one] = procedureOf(asking('old')).versions;
    const [two] = procedureOf(
      asking('new'),
      rule('notice'),
      rule('who', { upon: 'unmatched', asks: { within } }),
    ).versions;
    if (!one || !two) throw new Error('There are two');
    const policy = { ...procedureOf(), versions: [one, two] };
    expect(taskAsked('visit', policy)?.says).toBe('new');
    expect(taskAsked('visit:12', policy)?.says).toBe('new');
    for (const task of ['notice', 'who', 'other', 'visit:x', undefined])
      expect(taskAsked(task, policy)).toBeUndefined();
  });
});

describe("a reader's word that the child is back", () => {
  const overdue = rule('word-of-return', { upon: 'overdue', clauses: ['C-1', 'C-9'] });
  const back = { [answerTask('back', 'x')]: {} };
  const letters = (of: ChildRecord, about: Parameters<typeof absence>[0] = {}) =>
    wordOfReturn(overdue, absence(about), of, 'child');

  it('goes to the front door, which asks the police', () => {
    expect(letters(answeredBy(back))).toEqual([
      {
        id: 'word-of-return/MP-1/1/front-door<back<x',
        rule: 'word-of-return',
        reference: 'MP-1',
        occurrence: 1,
        kind: 'email',
        purpose: 'request',
        basis: 'statutory',
        upon: 'overdue',
        clauses: ['C-1', 'C-9', 'C-7'],
        roles: ['front-door'],
        says: 'The team manager and the service manager say that the child is back. Please ask the police now to confirm it. Until they do, the child counts as missing: nothing is closed, and no letter stops.',
        dueAt: KNOWN,
        knownAt: KNOWN,
        tells: 'nothing',
        because: ['The team manager and the service manager say that the child is back [C-1, C-9, C-7]'],
      },
    ]);
  });

  it('is the front door’s own where the front door gave it in the place of others', () => {
    const [letter] = letters(answeredBy({ [answerTask('back', 'x')]: { by: 'front-door' } }));
    expect(letter?.says).toMatch(/^The front door says that the child is back\./);
  });

  it.each<[string, Parameters<typeof absence>[0]]>([
    ['over', { ended: true }],
    ['not reported', { reported: false }],
    ['of a child who died', { deceased: { value: true, knownAt: AT, saidAt: AT } }],
    ['an absence from school', { schooling: { knownAt: AT } }],
    ['another one', { references: ['MP-9'] }],
    ['a later stretch than the answer', { againKnownAt: LATER }],
  ])('is passed on of no absence that is %s', (_, about) => {
    expect(letters(answeredBy(back), about)).toEqual([]);
  });

  it('is passed on where it came after the child went missing again', () => {
    expect(letters(answeredBy(back), { againKnownAt: KNOWN })).toHaveLength(1);
  });

  it('is passed on once a letter, not once an action of it', () => {
    const told = { x: telling(), y: telling({ letter: 'x' }) };
    expect(letters(answeredBy(back, told))).toHaveLength(1);
    expect(letters(answeredBy({ [answerTask('seen', 'x')]: {} }))).toEqual([]);
  });

  it('in answer to such a letter is not passed on again', () => {
    const id = 'word-of-return/MP-1/1/front-door<back<x';
    expect(letters(answeredBy({ [answerTask('back', id)]: {} }, { [id]: telling() }))).toEqual([]);
  });
});
