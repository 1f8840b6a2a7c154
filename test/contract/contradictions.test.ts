import { describe, expect, it } from 'vitest';
import type { MessageType } from '../../shared/contract/message.ts';
import { reasons, says, sound, without } from './kent.ts';

const noStart = { lastSeenAt: null, missingSince: null, reportedAt: null };
const ends = ['returnedAt', 'locatedAt', 'seenByPoliceAt', 'policeClosedAt', 'foundReportAt'];

describe('when a report has no start', () => {
  it.each(['lastSeenAt', 'missingSince', 'reportedAt'])('%s alone is enough', (name) => {
    expect(reasons(sound('missing.reported', { ...noStart, [name]: '2026-11-20T20:30:00Z' }))).toEqual([]);
  });

  it('null everywhere is a fault', () => {
    expect(reasons(sound('missing.reported', noStart))).toEqual(says('/data', 'has no start'));
  });

  it('nothing anywhere is a fault', () => {
    const event = without(sound('missing.reported'), ...Object.keys(noStart));
    expect(reasons(event)).toEqual(says('/data', 'has no start'));
  });

  it('it is a fault beside every other', () => {
    const event = { ...sound('missing.reported', { ...noStart, 'a name?': 1, person: {} }), 'a name?': 1 };
    expect(reasons(event).map(({ path }) => path)).toEqual(['/data', '', '/data/person', '/data']);
  });

  it('a start that cannot be read is that one fault', () => {
    expect(reasons(sound('missing.reported', { ...noStart, lastSeenAt: '20:30' }))).toEqual(
      says('/data/lastSeenAt', 'is not a time'),
    );
  });

  it('an update needs none', () => {
    expect(reasons(without(sound('missing.updated'), 'lastSeenAt'))).toEqual([]);
  });
});

describe('when a child is found', () => {
  const bare = (data: Record<string, unknown>) => ({
    ...sound('missing.found'),
    data: { authority: 'E10000016', ...data },
  });

  it.each(ends)('%s alone is enough, even without an outcome', (name) => {
    expect(reasons(bare({ [name]: '2026-11-20' }))).toEqual([]);
  });

  it.each(['returned', 'found', 'located-not-returned', 'not-missing', null])(
    '%s without an instant is a fault',
    (outcome) => {
      expect(reasons(bare({ outcome }))).toEqual(says('/data', 'says no instant'));
    },
  );

  it.each(['in-error', 'deceased'])('%s needs no instant', (outcome) => {
    expect(reasons(bare({ outcome }))).toEqual([]);
  });

  it('the police may close the report before they see the child', () => {
    const times = { policeClosedAt: '2026-11-20T21:00:00Z', seenByPoliceAt: '2026-11-20T23:00:00Z' };
    expect(reasons(bare({ outcome: 'returned', ...times }))).toEqual([]);
  });

  it('located but not returned cannot have come back', () => {
    expect(reasons(bare({ outcome: 'located-not-returned', returnedAt: '2026-11-20' }))).toEqual(
      says('/data/returnedAt', 'contradicts the outcome'),
    );
    expect(
      reasons(bare({ outcome: 'located-not-returned', locatedAt: '2026-11-20', returnedAt: null })),
    ).toEqual([]);
  });

  it.each([
    [{ done: true, notDoneReason: 'Asleep.' }, 'notDoneReason'],
    [{ done: false, at: '2026-11-20T23:35:00Z' }, 'at'],
  ])('the prevention interview %j contradicts itself', (preventionInterview, name) => {
    expect(reasons(bare({ returnedAt: '2026-11-20', preventionInterview }))).toEqual(
      says(`/data/preventionInterview/${name}`, 'contradicts'),
    );
  });

  it.each([{ done: false, notDoneReason: 'Asleep.' }, { done: true, at: null }, {}, null])(
    'the prevention interview %j does not',
    (preventionInterview) => {
      expect(reasons(bare({ returnedAt: '2026-11-20', preventionInterview }))).toEqual([]);
    },
  );
});

describe('when a report is cancelled', () => {
  it('it cannot be a duplicate of itself', () => {
    expect(reasons(sound('missing.cancelled', { duplicateOf: ' MP-2026-004514' }))).toEqual(
      says('/data/duplicateOf', 'is this very reference'),
    );
  });
});

describe('when an interview is recorded', () => {
  const interview = (data: Record<string, unknown>) => sound('interview.recorded', data);

  it('it cannot be held before it is offered', () => {
    const times = { offeredAt: '2026-11-18T15:30:01Z', completedAt: '2026-11-18T15:30:00Z' };
    expect(reasons(interview(times))).toEqual(says('/data/completedAt', 'before the offer'));
    expect(reasons(interview({ ...times, offeredAt: times.completedAt }))).toEqual([]);
  });

  it.each(['declined', 'no-contact', 'missing-again', 'not-appropriate'])('%s was not held', (outcome) => {
    expect(reasons(interview({ outcome }))).toEqual(says('/data/outcome', 'contradicts completedAt'));
    expect(reasons(interview({ outcome, completedAt: null }))).toEqual([]);
  });
});

describe('when a pupil comes back to school', () => {
  const absence = (lastAttendedOn: string, returnedOn: string) =>
    reasons(sound('education.absence', { lastAttendedOn, returnedOn }));

  it('it is not before the pupil last attended', () => {
    expect(absence('2026-11-06', '2026-11-04')).toEqual(
      says('/data/returnedOn', 'before the day last attended'),
    );
    expect(absence('2026-11-06T09:00:00Z', '2026-11-06T08:59:59Z')).toHaveLength(1);
  });

  it('the same day is possible, and so is the edge of a day in summer time', () => {
    expect(absence('2026-11-06', '2026-11-06')).toEqual([]);
    expect(absence('2026-06-11', '2026-06-10T23:30:00Z')).toEqual([]);
    expect(absence('2026-11-06T09:00:00Z', '2026-11-06')).toEqual([]);
  });
});

describe('when a task is recorded', () => {
  it.each(['task', 'outcome'])('it says its %s', (name) => {
    expect(reasons(without(sound('task.recorded'), name))).toEqual(says(`/data/${name}`, 'is missing'));
    expect(reasons(sound('task.recorded', { [name]: null }))).toEqual(says(`/data/${name}`, 'is null'));
  });

  it.each(['at', 'by', 'reason', 'sameAs'])('its %s may be left out', (name) => {
    expect(reasons(without(sound('task.recorded'), name))).toEqual([]);
  });
});

describe('when a field is not what it should be', () => {
  it.each([
    ['missing.reported', { policeArea: 'E10000016' }, '/data/policeArea', 'E23000032'],
    ['missing.reported', { policeArea: 'W23000001' }, '/data/policeArea', 'W15000001'],
    ['missing.reported', { hostAuthority: 'X10000016' }, '/data/hostAuthority', 'GSS'],
    ['missing.reported', { hostAuthority: 'E100000160' }, '/data/hostAuthority', 'GSS'],
    ['missing.reported', { indicators: 'cse' }, '/data/indicators', 'is not a list'],
    ['missing.reported', { indicators: ['cse', 4] }, '/data/indicators/1', 'is not text'],
    ['missing.reported', { indicators: Array(201).fill('cse') }, '/data/indicators', 'more than 200'],
    [
      'missing.reported',
      { linkedReferences: ['MP-1', 'MP\t2'] },
      '/data/linkedReferences/1',
      'letters, digits',
    ],
    ['missing.reported', { circumstances: 'x'.repeat(20_001) }, '/data/circumstances', '20,000'],
    ['missing.reported', { missingFrom: 'x'.repeat(201) }, '/data/missingFrom', '200'],
    ['missing.reported', { policeDistrict: 'Maid\u0000stone' }, '/data/policeDistrict', 'control'],
    ['missing.reported', { lastseenAt: null }, '/data/lastseenAt', 'is not a field'],
    ['missing.reported', { 'robin@home.example': 1 }, '/data', 'has a field that is not known'],
    [
      'case.updated',
      { keyworker: { email: 'Sam <sam@kent.example>' } },
      '/data/keyworker/email',
      'email address',
    ],
    [
      'case.updated',
      { keyworker: { email: 'sam@kent.example,x@y.example' } },
      '/data/keyworker/email',
      'email',
    ],
    ['case.updated', { keyworker: { email: 'sam@localhost' } }, '/data/keyworker/email', 'email address'],
    ['case.updated', { keyworker: { phone: '1' } }, '/data/keyworker/phone', 'is not a field'],
    [
      'case.updated',
      { unaccompaniedAsylumSeeker: 'no' },
      '/data/unaccompaniedAsylumSeeker',
      'true nor false',
    ],
    ['case.updated', { overrides: [] }, '/data/overrides', 'is not an object'],
    ['case.updated', { overrides: { ['x'.repeat(201)]: 1 } }, '/data/overrides', 'longer than 200'],
    ['interview.recorded', { episodes: [''] }, '/data/episodes/0', 'is empty'],
  ] as [MessageType, Record<string, unknown>, string, string][])(
    '%s %j is refused once',
    (type, data, path, words) => {
      expect(reasons(sound(type, data))).toEqual(says(path, words));
    },
  );

  it('200 entries are kept and 201 are not', () => {
    const entries = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n]));
    expect(reasons(sound('case.updated', { overrides: entries(200) }))).toEqual([]);
    expect(reasons(sound('case.updated', { overrides: entries(201) }))).toEqual(
      says('/data/overrides', '200'),
    );
  });

  it('free text is kept as it is, whatever it holds', () => {
    const circumstances = ' \u0000 \ud800 <b>"__proto__": {\n';
    const read = reasons(sound('missing.reported', { circumstances }));
    expect(read).toEqual([]);
  });

  it('so many faults that nobody could read them are cut short, and it says so', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`field${n}`, n]));
    const listed = reasons(sound('missing.reported', many));
    expect(listed).toHaveLength(101);
    expect(listed.at(-1)).toEqual({
      path: '',
      message: expect.stringContaining('more faults than are listed'),
    });
    const fewer = Object.fromEntries(Object.entries(many).slice(0, 100));
    expect(reasons(sound('missing.reported', fewer))).toHaveLength(100);
  });
});
