// One police reference on its own: what of it still stands, and whether the police say that it is over.
import { describe, expect, it } from 'vitest';
import type { Episode } from '../../shared/core/episode.ts';
import { episodeOf } from '../../shared/core/episode.ts';
import { england } from './england.ts';
import { FRIDAY_22_05, NOON, record, reported, type Saying } from './told.ts';

const ONE = '2026-11-21T13:00:00.000Z';
const TWO = '2026-11-21T14:00:00.000Z';
const BACK = '2026-11-21T11:00:00.000Z';
const edt = { by: 'emergency-duty-team' as const };

const episode = (...all: Saying[]): Episode =>
  episodeOf('MP-1', record(...all).references['MP-1'] ?? {}, england);
const found = (data: object, more: Partial<Saying> = {}): Saying => ({
  type: 'missing.found',
  at: NOON,
  data,
  ...more,
});
const cancelled = (more: Partial<Saying> = {}): Saying => ({ type: 'missing.cancelled', at: NOON, ...more });

describe('when an episode ended', () => {
  it('is by the earliest return, and by when the police said so', () => {
    expect(episode(reported(), found({ outcome: 'found', returnedAt: ONE, locatedAt: BACK }))).toMatchObject({
      endSaidAt: NOON,
      endedAt: BACK,
      endKnownAt: NOON,
    });
  });

  it('without an instant is when the police said it', () => {
    expect(episode(reported(), found({ outcome: 'found' }))).toMatchObject({
      endSaidAt: NOON,
      endedAt: NOON,
    });
    expect(episode(reported(), cancelled())).toMatchObject({
      endSaidAt: NOON,
      endedAt: NOON,
      endKnownAt: NOON,
    });
  });

  it('said twice is when it was said last; a cancellation counts like a return', () => {
    expect(episode(reported(), found({ outcome: 'found' }), cancelled({ at: ONE })).endSaidAt).toBe(ONE);
    expect(episode(reported(), cancelled(), found({ outcome: 'found' }, { at: ONE })).endSaidAt).toBe(ONE);
  });

  it('is not said by anybody but the police', () => {
    const { endSaidAt } = episode(reported(), found({ outcome: 'found' }), cancelled({ ...edt, at: ONE }));
    expect(endSaidAt).toBe(NOON);
  });

  it('is nothing while it runs on', () => {
    const running = episode(reported(), found({ outcome: 'returned', returnedAt: BACK }));
    for (const field of ['endSaidAt', 'endedAt', 'endKnownAt', 'againKnownAt', 'duplicateOf']) {
      expect(running).not.toHaveProperty(field);
    }
    const open = episode(reported());
    for (const field of ['endSaidAt', 'endedAt', 'endKnownAt']) expect(open).not.toHaveProperty(field);
    expect(open).toMatchObject({ state: 'open', ended: false });
  });

  it('reached us with its last part: the return, or the word that confirms it', () => {
    const seen = found({ seenByPoliceAt: BACK }, { at: ONE });
    expect(episode(reported(), found({ outcome: 'returned' }), seen).endKnownAt).toBe(ONE);
    const closed = found({ policeClosedAt: BACK }, { at: TWO });
    expect(episode(reported(), found({ outcome: 'returned' }), seen, closed).endKnownAt).toBe(ONE);
    expect(episode(reported(), found({ seenByPoliceAt: BACK })).endKnownAt).toBe(NOON);
    expect(
      episode(reported(), found({ locatedAt: BACK }), found({ outcome: 'found' }, { at: ONE })).endKnownAt,
    ).toBe(ONE);
    expect(
      episode(reported(), found({ outcome: 'found' }), found({ locatedAt: BACK }, { at: ONE })).endKnownAt,
    ).toBe(ONE);
  });
});

describe('the worst', () => {
  it('reached us when it was first said, however often it is said again', () => {
    const worst = found({ outcome: 'deceased' });
    expect(episode(reported(), worst).endKnownAt).toBe(NOON);
    expect(episode(reported(), worst, { ...worst, at: ONE }).endKnownAt).toBe(NOON);
  });
});

describe('who says what', () => {
  it('is by the police where one of its reports is theirs', () => {
    expect(episode(reported(), reported({}, edt))).toMatchObject({ byPolice: true, reported: true });
    expect(episode(reported({}, edt))).toMatchObject({ byPolice: false, reported: true });
    expect([...episode(reported(), reported({}, edt)).sources].sort()).toEqual([
      'urn:emergency-duty-team',
      'urn:police',
    ]);
  });

  it('of the worst, by anybody else, is no return and no end', () => {
    expect(episode(reported(), found({ outcome: 'deceased' }, edt))).toMatchObject({
      state: 'open',
      ended: false,
    });
    expect(episode(reported(), found({ outcome: 'found' }, edt))).toMatchObject({
      state: 'return-reported',
      ended: false,
    });
  });

  it('of a duplicate, counts where it is cancelled by the police', () => {
    const duplicate = { data: { duplicateOf: 'MP-2' } };
    expect(episode(reported(), cancelled(duplicate)).duplicateOf).toBe('MP-2');
    expect(episode(reported(), cancelled())).not.toHaveProperty('duplicateOf');
    expect(episode(reported(), cancelled({ ...duplicate, ...edt }))).not.toHaveProperty('duplicateOf');
    expect(episode(reported(), cancelled(duplicate), reported({}, { at: ONE }))).not.toHaveProperty(
      'duplicateOf',
    );
  });

  it('of other references, is the newest list', () => {
    const links = (at: string, linkedReferences: string[]): Saying => ({
      type: 'missing.updated',
      at,
      data: { linkedReferences },
    });
    expect(episode(reported(), links(ONE, ['MP-3']), links(NOON, ['MP-2'])).links).toEqual(['MP-3']);
  });

  it('begins when it was first heard of where nobody says when', () => {
    expect(episode(reported({ lastSeenAt: undefined })).since).toBe(FRIDAY_22_05);
    expect(episodeOf('MP-1', {}, england).since).toBe('');
  });
});

describe('a cancellation', () => {
  it('stands unless somebody reports the child after it', () => {
    expect(episode(reported(), cancelled(), reported({}, { at: ONE })).state).toBe('open');
    expect(episode(reported(), cancelled(), reported({}, { ...edt, at: ONE })).state).toBe('open');
    expect(episode(reported({}, { at: NOON }), cancelled()).state).toBe('cancelled');
  });
});

describe('a report under a reference that was over', () => {
  const again = (lastSeenAt: string, at = TWO): Saying => ({
    type: 'missing.reported',
    at,
    data: { lastSeenAt },
  });
  const back = found({ outcome: 'found', returnedAt: BACK });

  it('is a new stretch where its beginning lies after the return', () => {
    expect(episode(reported(), back, again(ONE))).toMatchObject({
      state: 'open',
      againKnownAt: TWO,
      since: ONE,
    });
    expect(episode(reported(), back, again(BACK))).toMatchObject({ state: 'found', ended: true });
  });

  it('is a new stretch where it lies after a cancellation, by when that was said', () => {
    expect(episode(reported(), cancelled(), again(ONE))).toMatchObject({ againKnownAt: TWO });
    expect(episode(reported(), cancelled(), again(NOON))).not.toHaveProperty('againKnownAt');
    expect(episode(reported(), cancelled(), again(ONE)).said).not.toHaveProperty('cancelled');
  });

  it('makes history of what was said of the return, of the interview, and of the beginning before it', () => {
    const interview: Saying = {
      type: 'interview.recorded',
      by: 'case-system',
      at: NOON,
      data: { offeredAt: NOON, outcome: 'accepted' },
    };
    const first = reported({ missingSince: FRIDAY_22_05, reportedAt: FRIDAY_22_05, indicators: ['gangs'] });
    const { said, found: left } = episode(first, back, interview, again(ONE));
    expect(Object.keys(said).filter((field) => /^(found|interview)\./.test(field))).toEqual([]);
    expect(Object.keys(said)).not.toContain('missingSince');
    expect(Object.keys(said)).not.toContain('reportedAt');
    expect(Object.keys(said)).toContain('indicators');
    expect(left).toBe(said);
  });

  it('keeps what is said of a return after it, and at the same moment', () => {
    const late = found({ outcome: 'returned', returnedAt: TWO }, { at: TWO });
    expect(episode(reported(), back, again(ONE), late).state).toBe('return-reported');
  });

  it('that came before the return was said is none: the return may be of the new stretch', () => {
    expect(episode(reported(), again(ONE, '2026-11-21T11:30:00.000Z'), back)).not.toHaveProperty(
      'againKnownAt',
    );
    expect(episode(reported(), again(ONE, NOON), back)).not.toHaveProperty('againKnownAt');
  });

  it('of which only another than the police says that it is over is none', () => {
    expect(episode(reported(), { ...back, ...edt }, again(ONE))).not.toHaveProperty('againKnownAt');
  });
});
