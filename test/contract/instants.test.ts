import { describe, expect, it } from 'vitest';
import type { MessageType } from '../../shared/contract/message.ts';
import { kent, readable, reasons, says, sound } from './kent.ts';

const lastSeen = (written: unknown) => sound('missing.updated', { lastSeenAt: written });
const returned = (written: unknown) => sound('missing.found', { returnedAt: written });

describe('when an instant is written well', () => {
  it.each([
    ['2026-11-20T20:30:00Z', '2026-11-20T20:30:00.000Z'],
    ['2026-11-20T20:30:00z', '2026-11-20T20:30:00.000Z'],
    ['2026-11-20t20:30:00Z', '2026-11-20T20:30:00.000Z'],
    ['2026-11-20T20:30:00+00:00', '2026-11-20T20:30:00.000Z'],
    ['2026-11-20T20:30:00-00:00', '2026-11-20T20:30:00.000Z'],
    ['2026-11-20T21:30:00+01:00', '2026-11-20T20:30:00.000Z'],
    ['2026-11-20T06:30:00-14:00', '2026-11-20T20:30:00.000Z'],
    ['2026-11-21T10:30:00+14:00', '2026-11-20T20:30:00.000Z'],
    ['2026-11-21T02:15:00+05:45', '2026-11-20T20:30:00.000Z'],
    ['2026-11-20T20:30:00.1Z', '2026-11-20T20:30:00.100Z'],
    ['2026-11-20T20:30:00.123456789Z', '2026-11-20T20:30:00.123Z'],
    ['2026-11-20T20:30:00.9999Z', '2026-11-20T20:30:00.999Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2026-10-25T01:30:00+01:00', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T01:30:00+00:00', '2026-10-25T01:30:00.000Z'],
    ['1900-01-01T00:00:00Z', '1900-01-01T00:00:00.000Z'],
  ])('%s is %s', (written, canonical) => {
    expect(readable(lastSeen(written))['lastSeenAt']).toBe(canonical);
  });
});

describe('when an instant is not one', () => {
  it.each([
    ['2026-11-20T20:30:00', 'has no offset: end it in Z or +01:00'],
    ['2026-11-20T20:30:00.123', 'has no offset'],
    ['2026-11-20T20:30Z', 'has no seconds'],
    ['2026-11-20T20:30', 'has no seconds'],
    ['2026-11-20', 'has no time of day'],
    ['2026-11-20 20:30:00Z', 'is not a time'],
    ['2026-11-20T20:30:00+0100', 'is not a time'],
    ['2026-11-20T20:30:00+01', 'is not a time'],
    ['2026-11-20T20:30:00 Z', 'is not a time'],
    ['2026-W47-5T20:30:00Z', 'is not a time'],
    ['2026-W47-5', 'is not a time'],
    ['2026-324', 'is not a time'],
    ['20261120T203000Z', 'is not a time'],
    ['20/11/2026 20:30', 'is not a time'],
    ['1795206600', 'is not a time'],
    [1795206600000, 'is not text'],
    [true, 'is not text'],
    [{}, 'is not text'],
    ['', 'is not a time'],
    ['now', 'is not a time'],
    ['٢٠٢٦-11-20T20:30:00Z', 'is not a time'],
    ['2026-11-20T20:30:00Z\n', 'is not a time'],
    ['2026-11-20T20:30:00.1234567890Z', 'more than nine decimals'],
    ['2026-02-30T20:30:00Z', 'does not exist'],
    ['2025-02-29T20:30:00Z', 'does not exist'],
    ['2026-13-01T20:30:00Z', 'does not exist'],
    ['2026-11-00T20:30:00Z', 'does not exist'],
    ['2026-11-20T24:00:00Z', 'does not exist'],
    ['2026-11-20T23:60:00Z', 'does not exist'],
    ['2016-12-31T23:59:60Z', 'does not exist'],
    ['2026-11-20T20:30:00+14:01', 'no place has'],
    ['2026-11-20T20:30:00-15:00', 'no place has'],
    ['2026-11-20T20:30:00+01:60', 'no place has'],
    ['9999-12-31T23:59:59Z', 'outside the years'],
    ['1899-12-31T23:59:59Z', 'outside the years'],
    ['1900-01-01T00:30:00+01:00', 'outside the years'],
    ['2101-01-01T00:00:00Z', 'outside the years'],
    ['2100-12-31T23:30:00-01:00', 'outside the years'],
    ['0001-01-01T00:00:00Z', 'does not exist'],
    ['+002026-11-20T20:30:00Z', 'is not a time'],
  ])('%j is refused once', (written, words) => {
    expect(reasons(lastSeen(written))).toEqual(says('/data/lastSeenAt', words));
  });
});

describe('when an instant goes on and on', () => {
  it('it is refused without being looked at', () => {
    const written = `2026-11-20T20:30:00.${'1'.repeat(100_000)}Z`;
    expect(reasons(lastSeen(written))).toEqual(says('/data/lastSeenAt', 'is not a time'));
  });
});

describe('when only the day is known', () => {
  it('it stays a day where a day is allowed', () => {
    expect(readable(returned('2026-11-20'))['returnedAt']).toBe('2026-11-20');
  });

  it('an instant is allowed there too', () => {
    expect(readable(returned('2026-11-20T23:10:00+00:00'))['returnedAt']).toBe('2026-11-20T23:10:00.000Z');
  });

  it.each([
    '2026-02-30',
    '2026-11-31',
    '2026-00-01',
    '2026-W47',
    '2026-11',
    '1899-12-31',
    '2101-01-01',
    '0099-01-01',
  ])('%s is refused once', (written) => {
    expect(reasons(returned(written))).toEqual([{ path: '/data/returnedAt', message: expect.any(String) }]);
  });

  it.each([
    ['missing.found', 'returnedAt'],
    ['missing.found', 'locatedAt'],
    ['missing.found', 'seenByPoliceAt'],
    ['missing.found', 'policeClosedAt'],
    ['missing.found', 'foundReportAt'],
    ['case.updated', 'statusSince'],
    ['education.absence', 'lastAttendedOn'],
    ['education.absence', 'returnedOn'],
  ] as [MessageType, string][])('%s takes a day as %s', (type, name) => {
    expect(readable(sound(type, { [name]: '2026-11-20' }))[name]).toBe('2026-11-20');
  });
});

describe('when a time lies ahead', () => {
  // It is midnight before Saturday 21 November 2026.
  it.each([
    ['2026-11-21T00:05:00.000Z', 'five minutes are forgiven'],
    ['2026-11-21T01:05:00+01:00', 'they are forgiven in any offset'],
  ])('%s: %s', (written) => {
    expect(reasons(lastSeen(written))).toEqual([]);
    expect(reasons({ ...sound('missing.updated'), time: written })).toEqual([]);
  });

  it.each(['2026-11-21T00:05:00.001Z', '2026-11-21T06:00:00+01:00', '2099-01-01T00:00:00Z'])(
    '%s is refused',
    (written) => {
      expect(reasons(lastSeen(written))).toEqual(says('/data/lastSeenAt', 'lies in the future'));
      expect(reasons({ ...sound('missing.updated'), time: written })).toEqual(
        says('/time', 'lies in the future'),
      );
    },
  );

  it('tomorrow is forgiven where only the day is known, the day after is not', () => {
    expect(reasons(returned('2026-11-22'))).toEqual([]);
    expect(reasons(returned('2026-11-23'))).toEqual(says('/data/returnedAt', 'lies in the future'));
  });

  it('a day ahead that should have been an instant has one reason', () => {
    expect(reasons(lastSeen('2027-01-01'))).toEqual(says('/data/lastSeenAt', 'has no time of day'));
  });

  it('what a placement plan lays down may lie ahead', () => {
    const overrides = { curfewFrom: '2027-04-01T21:00:00Z' };
    expect(readable(sound('case.updated', { overrides }))['overrides']).toEqual(overrides);
  });

  it('the message of an unknown type has its time looked at too', () => {
    const event = { ...sound('missing.updated'), type: 'missing.guessed', time: '2026-12-01T00:00:00Z' };
    expect(reasons(event, kent).map(({ path }) => path)).toEqual(['/type', '/time']);
  });
});
