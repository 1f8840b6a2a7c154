import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import { causeOf, tells } from '../../shared/core/cause.ts';
import type { Child } from '../../shared/core/facts.ts';
import type { Trigger } from '../../shared/core/policy.ts';
import type { Schooling } from '../../shared/core/schooling.ts';
import { absence, child } from './england.ts';

const BACK_AT = '2026-11-21T09:00:00.000Z';
const HEARD = '2026-11-21T09:30:00.000Z';
const LATER = '2026-11-21T10:00:00.000Z';

const back: Partial<Absence> = { back: { value: BACK_AT, knownAt: HEARD } };
const ended: Partial<Absence> = { ended: true, state: 'found', endKnownAt: HEARD };
const cancelled: Partial<Absence> = { ended: true, state: 'cancelled', endKnownAt: HEARD };
const worst: Partial<Absence> = { deceased: { value: true, knownAt: HEARD, saidAt: BACK_AT } };
const unreported: Partial<Absence> = { reported: false };
const outOfSchool = (schooling: Partial<Schooling> = {}): Partial<Absence> => ({
  schooling: { knownAt: HEARD, ...schooling },
});

/** Why a rule of this trigger acts, or why it does not. */
function cause(trigger: Trigger, of: Partial<Absence>, about: Partial<Child> = {}, person = 'child') {
  const asked = absence(of);
  const found = causeOf(trigger, asked, child({ absences: [asked], ...about }), person);
  return 'not' in found ? `not: ${found.not}` : `${found.why}, known at ${found.knownAt.slice(11, 16)}`;
}

const NOT_REPORTED = 'not: nobody has reported the child missing yet';
const CANCELLED = 'not: the report was cancelled';
const WORST = 'not: a message reports a death';
const NOT_SCHOOL = 'not: this is a missing episode';

describe('what a rule is upon', () => {
  it.each<[string, Trigger, Partial<Absence>, string]>([
    ['a child who is missing', 'missing', {}, 'the child is missing, known at 22:05'],
    [
      'who is said to be back',
      'missing',
      { state: 'return-reported' },
      'a return is reported, not yet confirmed by the police, known at 22:05',
    ],
    ['who is located', 'missing', { state: 'located' }, 'the child is located and not back, known at 22:05'],
    ['whom nobody has reported', 'missing', unreported, NOT_REPORTED],
    ['whose report was cancelled', 'missing', cancelled, CANCELLED],
    ['who is found', 'missing', ended, 'not: the child is no longer missing'],

    ['a report', 'reported', {}, 'the child was reported missing, known at 22:05'],
    ['a report that is over', 'reported', ended, 'the child was reported missing, known at 22:05'],
    ['no report', 'reported', unreported, NOT_REPORTED],
    ['a report that was cancelled', 'reported', cancelled, CANCELLED],
    ['a report of a child who died', 'reported', worst, WORST],

    ['a return', 'return-reported', back, 'the child is said to be back or located, known at 09:30'],
    [
      'a return that was told before anybody said when it was',
      'return-reported',
      { ...back, moments: { 'found-received': { value: LATER, knownAt: LATER } } },
      'the child is said to be back or located, known at 10:00',
    ],
    [
      'a return that was heard of before the report',
      'return-reported',
      { ...back, receivedAt: LATER },
      'the child is said to be back or located, known at 10:00',
    ],
    ['no return', 'return-reported', {}, 'not: no return is reported'],
    ['a return of whom nobody reported', 'return-reported', { ...back, ...unreported }, NOT_REPORTED],
    ['a return whose report was cancelled', 'return-reported', { ...back, ...cancelled }, CANCELLED],
    ['a return of a child who died', 'return-reported', { ...back, ...worst }, WORST],

    ['an end', 'ended', ended, 'the police confirm that the child is found, known at 09:30'],
    ['a cancellation', 'ended', cancelled, 'the report was cancelled, known at 09:30'],
    ['no end', 'ended', {}, 'not: the child is still missing'],
    ['an end that is no relief', 'ended', { ...ended, ...worst }, WORST],

    [
      'a return that does not stand',
      'missing-again',
      { turnKnownAt: LATER },
      'the return that was told does not stand, known at 10:00',
    ],
    ['a return that stands', 'missing-again', ended, 'not: the child is no longer missing'],

    ['the worst', 'deceased', worst, 'a message reports a death, known at 09:30'],
    ['not the worst', 'deceased', {}, 'not: no message reports a death'],

    [
      'news of nobody who was reported',
      'no-report',
      unreported,
      'a message came for an episode that nobody has reported, known at 22:05',
    ],
    ['news of a child who was', 'no-report', {}, 'not: the child was reported missing'],

    ['no absence from school', 'school-absence', {}, NOT_SCHOOL],
    ['nor the end of one', 'school-return', {}, NOT_SCHOOL],
    ['a letter', 'not-delivered', {}, 'not: no mailbox refused a letter that is still called for'],
    ['a task', 'overdue', {}, 'not: no task is past its deadline that no rule of its own looks after'],
    ['a message', 'unreadable', {}, 'not: it is about a message, not about a child'],
  ])('%s: %s', (_, trigger, of, words) => {
    expect(cause(trigger, of)).toBe(words);
  });

  it('names whom it is about', () => {
    expect(cause('missing', {}, {}, 'care leaver')).toBe('the care leaver is missing, known at 22:05');
    expect(cause('ended', {}, {}, 'family')).toBe('not: the family is still missing');
  });

  it.each<Trigger>([
    'missing',
    'reported',
    'return-reported',
    'ended',
    'missing-again',
    'deceased',
    'no-report',
  ])('is not %s of an absence from school', (trigger) => {
    expect(cause(trigger, outOfSchool())).toBe('not: this is an absence from school');
  });
});

describe('an absence from school', () => {
  const upon = (trigger: Trigger, over?: Schooling['over'], about: Partial<Child> = {}) =>
    cause(trigger, { ...outOfSchool(over && { over }), ...(over && ended) }, { absences: [], ...about });

  it('is one until somebody knows where the pupil is', () => {
    expect(upon('school-absence')).toBe('the pupil is missing education, known at 09:30');
    expect(upon('school-return')).toBe('not: the pupil is still missing education');
  });

  it.each<[NonNullable<Schooling['over']>, string]>([
    ['returned', 'the pupil is back at school'],
    ['elsewhere', 'it is known where the pupil is educated now'],
    ['again', 'the pupil has attended again since'],
    ['leave', 'the pupil has leave'],
  ])('is over: %s', (over, words) => {
    expect(upon('school-absence', over)).toBe(`not: ${words}`);
    expect(upon('school-return', over)).toBe(`${words}, known at 09:30`);
  });

  it('is not called over of a child who died', () => {
    const absences = [absence(), absence(worst)];
    expect(upon('school-return', 'returned', { absences })).toBe(WORST);
    expect(upon('school-return', 'returned', { absences: [absence()] })).toBe(
      'the pupil is back at school, known at 09:30',
    );
  });
});

describe("the police's word that a child died", () => {
  const closed: Partial<Absence> = { ...worst, ended: true, state: 'closed' };
  const quiet = 'not: the police report a death';

  it('stops everything but that', () => {
    expect(cause('missing', closed)).toBe(quiet);
    expect(cause('ended', closed)).toBe(quiet);
    expect(cause('deceased', closed)).toBe('a message reports a death, known at 09:30');
  });

  it('counts for every absence that had begun by then, and not for one that began later', () => {
    const since = (at: string) => {
      const other = absence({ since: at });
      const found = causeOf('missing', other, child({ absences: [absence(closed), other] }), 'child');
      return 'not' in found ? found.not : 'acts';
    };
    expect(since('2026-11-21T08:00:00.000Z')).toBe('the police report a death');
    expect(since(BACK_AT)).toBe('the police report a death');
    expect(since('2026-11-21T09:00:00.001Z')).toBe('acts');
  });

  it('of an absence that is closed for another reason counts for that one alone', () => {
    const other = absence();
    const children = child({ absences: [absence({ state: 'closed', ended: true }), other] });
    expect(causeOf('missing', other, children, 'child')).toHaveProperty('why');
  });
});

describe('whose record it is', () => {
  const doubt = (knownAt?: string) => ({ record: 'c-2', known: [], ...(knownAt && { knownAt }) });

  it('is asked where it may be one of several, from when the doubt arose', () => {
    expect(cause('unmatched', {}, { doubts: [doubt(LATER), doubt(HEARD)] })).toBe(
      'the child may be one of 3 on record, and nobody has decided, known at 09:30',
    );
    expect(cause('unmatched', { receivedAt: LATER }, { doubts: [doubt(HEARD)] })).toBe(
      'the child may be one of 2 on record, and nobody has decided, known at 10:00',
    );
    expect(cause('unmatched', {}, { doubts: [doubt()] })).toContain('known at 22:05');
    expect(cause('unmatched', {})).toBe('not: it is known whose record this is');
  });

  it('is asked once, of the newest absence', () => {
    const [first, last] = [absence({ reference: 'MP-1' }), absence({ reference: 'MP-2' })];
    const of = child({ absences: [first, last], doubts: [doubt(HEARD)] });
    expect(causeOf('unmatched', first, of, 'child')).toEqual({ not: 'it is asked of the newest absence' });
    expect(causeOf('unmatched', last, of, 'child')).toHaveProperty('why');
  });

  it('of a pupil who is only out of school is asked while that lasts', () => {
    const [over, open] = [absence({ ...outOfSchool(), ended: true }), absence(outOfSchool())];
    const asked = (of: Absence, more: Partial<Child> = {}) =>
      'why' in
      causeOf('unmatched', of, child({ doubts: [doubt(HEARD)], schooling: [open, over], ...more }), 'child');
    expect([asked(open), asked(over)]).toEqual([true, false]);
    expect(asked(open, { absences: [absence()] })).toBe(false);
    expect(asked(over, { schooling: [over] })).toBe(false);
  });
});

describe('what a letter leads its reader to believe', () => {
  it.each<[Trigger, string]>([
    ['missing', 'missing'],
    ['return-reported', 'return'],
    ['ended', 'ended'],
    ['missing-again', 'missing'],
    ['deceased', 'worst'],
    ['no-report', 'nothing'],
    ['unmatched', 'nothing'],
    ['not-delivered', 'nothing'],
    ['overdue', 'nothing'],
    ['unreadable', 'nothing'],
    ['school-absence', 'missing'],
    ['school-return', 'ended'],
  ])('upon %s: %s', (upon, belief) => {
    expect(tells(upon, absence())).toBe(belief);
  });

  it('of a report: that the child is missing, as long as that is so', () => {
    expect(tells('reported', absence())).toBe('missing');
    expect(tells('reported', absence(ended))).toBe('nothing');
    expect(tells('missing', absence(ended))).toBe('missing');
  });
});
