import { describe, expect, it } from 'vitest';
import { absencesOf } from '../../shared/core/absence.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { england, said } from './england.ts';
import type { Saying } from './told.ts';
import { record, reported } from './told.ts';

const MONDAY = '2026-11-23T10:00:00.000Z';
const TUESDAY = '2026-11-24T10:00:00.000Z';
const WEDNESDAY = '2026-11-25T10:00:00.000Z';

const recorded = (data: object, at = WEDNESDAY, more: Partial<Saying> = {}): Saying => ({
  type: 'interview.recorded',
  by: 'case-system',
  at,
  data,
  ...more,
});

function interview(of: ChildRecord, reference = 'MP-1') {
  const absence = absencesOf(of, england).find(({ references }) => references.includes(reference));
  const { interviewOffered: offered, interviewDone: held, interviewOutcome: outcome } = absence ?? {};
  return {
    ...(offered && { offered: `${offered.value.slice(8, 10)}, known ${offered.knownAt.slice(8, 10)}` }),
    ...(held && { held: `${held.value.slice(8, 10)}, known ${held.knownAt.slice(8, 10)}` }),
    ...(outcome && { outcome: `${outcome.value}, known ${outcome.knownAt.slice(8, 10)}` }),
  };
}
const standing = (...all: Saying[]) => interview(record(reported(), ...all));

describe('the return home interview', () => {
  it('of which nothing is recorded was not offered', () => {
    expect(standing()).toEqual({});
  });

  it('was offered when it was, and held when it was', () => {
    expect(standing(recorded({ offeredAt: MONDAY, outcome: 'accepted', completedAt: TUESDAY }))).toEqual({
      offered: '23, known 25',
      held: '24, known 25',
      outcome: 'accepted, known 25',
    });
  });

  it('offered at the very moment of which the absence began is of this one', () => {
    const first = recorded({ offeredAt: '2026-11-20T20:30:00.000Z' });
    expect(standing(first).offered).toBe('20, known 25');
    expect(standing(first, recorded({ offeredAt: MONDAY })).offered).toBe('20, known 25');
  });

  it('was offered where only an earlier release has written down that it was', () => {
    const of = record(reported());
    const references = { 'MP-1': { ...of.references['MP-1'], ...said({ 'interview.offeredAt': MONDAY }) } };
    expect(interview({ ...of, references }).offered).toBe('23, known 20');
  });

  it('is kept with each offer as it was made, and with the word that none was', () => {
    const of = record(
      reported(),
      recorded({ offeredAt: MONDAY, outcome: 'accepted', interviewerRole: 'charity', independent: true }),
      recorded({ offeredAt: null }),
    );
    const kept = of.references['MP-1'] ?? {};
    expect(Object.values(kept[`interview.offer.${MONDAY}`] ?? {})[0]?.value).toEqual({
      outcome: 'accepted',
      interviewerRole: 'charity',
      independent: true,
    });
    expect(kept).toHaveProperty(['interview.offersTakenBack']);
    const bare = record(reported(), recorded({ offeredAt: MONDAY })).references['MP-1'] ?? {};
    expect(Object.values(bare[`interview.offer.${MONDAY}`] ?? {})[0]?.value).toStrictEqual({});
  });

  it('is no task that somebody recorded', () => {
    const [absence] = absencesOf(
      record(reported(), recorded({ offeredAt: MONDAY, outcome: 'declined' })),
      england,
    );
    expect(absence?.recorded).toEqual({});
  });

  it('that was held was offered, and one that was declined was too', () => {
    expect(standing(recorded({ completedAt: TUESDAY }))).toEqual({
      offered: '24, known 25',
      held: '24, known 25',
    });
    expect(standing(recorded({ outcome: 'declined' }))).toEqual({
      offered: '25, known 25',
      outcome: 'declined, known 25',
    });
  });

  it('was offered when it first was, though it is offered again', () => {
    const [first, again] = [
      recorded({ offeredAt: MONDAY }, MONDAY),
      recorded({ offeredAt: TUESDAY }, TUESDAY),
    ];
    expect(standing(first, again).offered).toBe('23, known 23');
    expect(standing(again, first).offered).toBe('23, known 23');
  });

  it('is not offered where its source takes that back', () => {
    const [first, taken] = [recorded({ offeredAt: MONDAY }, MONDAY), recorded({ offeredAt: null }, TUESDAY)];
    expect(standing(first, taken)).toEqual({});
    const another = recorded({ offeredAt: TUESDAY }, TUESDAY, { by: 'carer' });
    expect(standing(first, taken, another).offered).toBe('24, known 24');
  });

  it('that was taken back stays so, though another is offered after it', () => {
    const [first, taken, again] = [
      recorded({ offeredAt: MONDAY }, MONDAY),
      recorded({ offeredAt: null }, TUESDAY),
      recorded({ offeredAt: WEDNESDAY }, WEDNESDAY),
    ];
    for (const all of [
      [first, taken, again],
      [again, first, taken],
      [taken, again, first],
    ])
      expect(standing(...all).offered).toBe('25, known 25');
  });

  it('has the outcome that was recorded last, by whoever it was', () => {
    const [declined, accepted] = [
      recorded({ outcome: 'declined' }, MONDAY),
      recorded({ outcome: 'accepted' }, TUESDAY, { by: 'carer' }),
    ];
    expect(standing(declined, accepted).outcome).toBe('accepted, known 24');
    expect(standing(accepted, declined).outcome).toBe('accepted, known 24');
    expect(standing(recorded({ outcome: null }))).toEqual({});
  });

  it('from before the child went missing is another one', () => {
    const before = '2026-11-20T20:29:59.999Z';
    expect(
      standing(recorded({ offeredAt: before, completedAt: before, outcome: 'accepted' }, before)),
    ).toEqual({});
    const start = '2026-11-20T20:30:00.000Z';
    expect(standing(recorded({ offeredAt: start, completedAt: start, outcome: 'accepted' }, start))).toEqual({
      offered: '20, known 20',
      held: '20, known 20',
      outcome: 'accepted, known 20',
    });
  });

  it('about a return that was withdrawn is none', () => {
    const inError = (at: string): Saying => ({ type: 'missing.found', at, data: { outcome: 'in-error' } });
    const offered = recorded({ offeredAt: MONDAY, outcome: 'accepted' }, TUESDAY);
    expect(standing(offered, inError(WEDNESDAY))).toEqual({});
    expect(standing(offered, inError(TUESDAY))).toEqual({});
    expect(standing(offered, inError(MONDAY)).outcome).toBe('accepted, known 24');
  });

  it('is no prevention interview of the police', () => {
    const seen: Saying = {
      type: 'missing.found',
      at: MONDAY,
      data: { outcome: 'found', preventionInterview: { done: true, at: MONDAY } },
    };
    expect(standing(seen)).toEqual({});
  });
});

describe('one interview for several absences', () => {
  const two = (data: object) =>
    record(
      reported(),
      reported({ lastSeenAt: '2026-11-21T20:30:00.000Z' }, { subject: 'MP-2' }),
      recorded(data, WEDNESDAY, { subject: 'MP-2' }),
    );

  it('counts for each that it names, and for its own', () => {
    const both = two({ completedAt: TUESDAY, episodes: ['MP-1', 'MP-2'] });
    expect([interview(both).held, interview(both, 'MP-2').held]).toEqual(['24, known 25', '24, known 25']);
  });

  it('counts for an absence of two references where it names one of them', () => {
    const linked = reported({ linkedReferences: ['MP-1'] }, { subject: 'MP-3' });
    const named = recorded({ completedAt: TUESDAY, episodes: ['MP-3'] }, WEDNESDAY, { subject: 'MP-2' });
    const of = record(
      reported(),
      linked,
      reported({ lastSeenAt: '2026-11-21T20:30:00.000Z' }, { subject: 'MP-2' }),
      named,
    );
    expect(interview(of).held).toBe('24, known 25');
  });

  it('counts for its own alone where it names none', () => {
    const one = two({ completedAt: TUESDAY });
    expect([interview(one).held, interview(one, 'MP-2').held]).toEqual([undefined, '24, known 25']);
    expect(interview(two({ completedAt: TUESDAY, episodes: ['MP-9'] })).held).toBeUndefined();
  });
});

describe('what a person recorded', () => {
  const done = (data: object, more: Partial<Saying> = {}): Saying => ({
    type: 'task.recorded',
    by: 'case-system',
    at: TUESDAY,
    data,
    ...more,
  });
  const tasks = (...all: Saying[]) => absencesOf(record(reported(), ...all), england)[0]?.recorded;

  it('is the outcome, when it was done, when we heard, and who did it', () => {
    expect(
      tasks(done({ task: 'strategy-discussion', outcome: 'held', at: MONDAY, by: 'team-manager' })),
    ).toEqual({
      'strategy-discussion': { value: 'held', knownAt: TUESDAY, at: MONDAY, by: 'team-manager' },
    });
    expect(tasks(done({ task: 'visit', outcome: 'done' }))).toEqual({
      visit: { value: 'done', knownAt: TUESDAY, at: TUESDAY },
    });
  });

  it('is what was recorded last', () => {
    const again = done({ task: 'visit', outcome: 'not-done' }, { at: WEDNESDAY });
    expect(tasks(again, done({ task: 'visit', outcome: 'done' }))?.['visit']?.value).toBe('not-done');
  });

  it('is no answer to a letter, and nothing without an outcome', () => {
    expect(tasks(done({ task: 'answer.seen/1f0kq3', outcome: 'seen' }))).toEqual({});
    expect(tasks(done({ task: 'visit' }))).toEqual({});
  });
});
