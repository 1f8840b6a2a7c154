import { describe, expect, it } from 'vitest';
import { absencesOf } from '../../shared/core/absence.ts';
import { absence, cancelled, edt, found, ONE, SATURDAY, SINCE, TWO, updated } from './absences.ts';
import { england } from './england.ts';
import { FRIDAY_22_05, record, reported } from './told.ts';

describe('the instants of an absence', () => {
  it('are what the sources say, each known since it came', () => {
    const { moments } = absence(
      reported({ missingSince: '2026-11-20T20:00:00.000Z', reportedAt: '2026-11-20T21:40:00.000Z' }),
      found({
        outcome: 'returned',
        returnedAt: '2026-11-21T09:00:00.000Z',
        locatedAt: '2026-11-21T08:00:00.000Z',
        seenByPoliceAt: '2026-11-21T10:00:00.000Z',
        policeClosedAt: '2026-11-21T11:00:00.000Z',
        foundReportAt: '2026-11-21T11:30:00.000Z',
      }),
    );
    expect(
      Object.entries(moments).map(
        ([name, at]) => `${name} ${at.value.slice(8, 16)} ${at.knownAt.slice(8, 16)}`,
      ),
    ).toEqual([
      'last-seen 20T20:30 20T22:05',
      'missing-since 20T20:00 20T22:05',
      'reported 20T21:40 20T22:05',
      'returned 21T09:00 21T12:00',
      'located 21T08:00 21T12:00',
      'seen-by-police 21T10:00 21T12:00',
      'police-closed 21T11:00 21T12:00',
      'found-report 21T11:30 21T12:00',
      'received 20T22:05 20T22:05',
      'last-heard 21T12:00 21T12:00',
      'found-received 21T12:00 21T12:00',
    ]);
  });

  it('begin with the earliest of last seen, missing since and reported', () => {
    const since = (data: object) => absence(reported({ lastSeenAt: undefined, ...data })).since;
    const [early, late] = ['2026-11-20T19:00:00.000Z', '2026-11-20T21:00:00.000Z'];
    expect(since({ lastSeenAt: early, missingSince: late })).toBe(early);
    expect(since({ missingSince: early, reportedAt: late })).toBe(early);
    expect(since({ reportedAt: early, lastSeenAt: late })).toBe(early);
    expect(since({})).toBe(FRIDAY_22_05);
  });

  it('tell when the beginning was known: not before the report', () => {
    const early = updated({ lastSeenAt: SINCE }, { at: '2026-11-20T21:00:00.000Z' });
    expect(absence(early, reported()).sinceKnownAt).toBe(FRIDAY_22_05);
    const corrected = updated({ lastSeenAt: '2026-11-20T18:00:00.000Z' }, { at: ONE });
    expect(absence(reported(), corrected).sinceKnownAt).toBe(ONE);
    expect(absence(reported({ lastSeenAt: undefined })).sinceKnownAt).toBe(FRIDAY_22_05);
  });

  it('of a report are when it was received, of none when the first notice was', () => {
    const notice = updated({ risk: 'low' }, { at: '2026-11-20T21:00:00.000Z' });
    expect(absence(notice, reported())).toMatchObject({ reported: true, receivedAt: FRIDAY_22_05 });
    expect(absence(notice, updated({ missingFrom: 'home' }))).toMatchObject({
      reported: false,
      receivedAt: '2026-11-20T21:00:00.000Z',
      moments: { 'last-heard': { value: FRIDAY_22_05 } },
    });
  });

  it('tell when the last word came that may have turned it', () => {
    expect(absence(reported(), updated({ risk: 'high' }, { at: ONE })).turnKnownAt).toBe(FRIDAY_22_05);
    expect(absence(updated({ risk: 'high' }, { at: ONE })).turnKnownAt).toBe(ONE);
    for (const turn of [found({ outcome: 'returned' }), found({ outcome: 'in-error' }), cancelled(edt)]) {
      expect(absence(reported(), turn).turnKnownAt).toBe(SATURDAY);
    }
  });
});

describe('a return', () => {
  it('is as early as anybody says', () => {
    const [first, second] = ['2026-11-21T09:00:00.000Z', '2026-11-21T10:00:00.000Z'];
    const { back } = absence(
      reported(),
      found({ returnedAt: second }),
      found({ locatedAt: first }, { ...edt, at: ONE }),
    );
    expect(back).toEqual({ value: first, knownAt: ONE });
  });

  it('that is told without any instant was when it was said', () => {
    const said = absence(reported(), found({ outcome: 'returned' }));
    expect(said.back).toEqual({ value: SATURDAY, knownAt: SATURDAY });
    expect(said.moments).not.toHaveProperty('returned');
  });

  it('that is told without any instant was received when it was said', () => {
    const { moments } = absence(reported(), found({ outcome: 'returned' }));
    expect(moments['found-received']).toEqual({ value: SATURDAY, knownAt: SATURDAY });
  });

  it('that nobody tells of is none', () => {
    expect(absence(reported())).not.toHaveProperty('back');
    expect(absence(reported()).moments).not.toHaveProperty('found-received');
  });

  it('was received when the first word of it was', () => {
    const { moments } = absence(
      reported(),
      found({ outcome: 'returned', returnedAt: SINCE }),
      found({ outcome: 'returned', returnedAt: SINCE }, { at: TWO }),
    );
    expect(moments['found-received']).toEqual({ value: SATURDAY, knownAt: SATURDAY });
  });

  it('has the outcome that was said last, and is unknown since nobody knows it', () => {
    expect(absence(reported()).outcome).toEqual({ value: undefined, knownAt: FRIDAY_22_05 });
    expect(absence(reported(), found({ outcome: 'returned' })).outcome).toEqual({
      value: 'returned',
      knownAt: SATURDAY,
    });
    expect(absence(reported(), found({ outcome: null })).outcome).toEqual({
      value: undefined,
      knownAt: SATURDAY,
    });
  });
});

describe('the worst', () => {
  it('is anybody’s word, since it first came, by the first clock that said it', () => {
    const theirs = found({ outcome: 'deceased' }, { ...edt, at: ONE });
    expect(absence(reported(), theirs, found({ outcome: 'deceased' }, { at: TWO }))).toMatchObject({
      deceased: { value: true, knownAt: ONE, saidAt: ONE },
      state: 'closed',
    });
    expect(absence(reported(), theirs)).toMatchObject({ deceased: { knownAt: ONE }, ended: false });
    expect(absence(reported(), found({ outcome: 'found' }))).not.toHaveProperty('deceased');
  });
});

describe('what is known of an absence', () => {
  it('is unknown of category where nobody says it, since the last word on it', () => {
    expect(absence(reported({ category: undefined })).category).toEqual({
      value: 'unknown',
      knownAt: FRIDAY_22_05,
    });
    expect(absence(reported(), updated({ category: null }, { at: ONE })).category).toEqual({
      value: 'unknown',
      knownAt: ONE,
    });
  });

  it('is who reported it, and when each did', () => {
    expect(absence(reported(), reported({}, { ...edt, at: ONE })).reportedBy).toEqual([
      { value: 'emergency-duty-team', knownAt: ONE },
      { value: 'police', knownAt: FRIDAY_22_05 },
    ]);
  });

  it('is nothing of a reference of which nothing is said', () => {
    const empty = { ...record(reported()), references: { ...record(reported()).references, 'MP-0': {} } };
    expect(absencesOf(empty, england)).toHaveLength(1);
  });
});
