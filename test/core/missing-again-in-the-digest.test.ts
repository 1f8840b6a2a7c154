// The line of an absence that is over names the later one that the child is missing in now, and no other.
import { describe, expect, it } from 'vitest';
import { digestLines } from '../../shared/core/digest-line.ts';
import { procedureOf, record, reported, rule, type Saying } from './told.ts';

const policy = procedureOf(rule('notice', { to: [{ role: 'director' }] }));
const over: Saying = { type: 'missing.cancelled', at: '2026-11-20T23:00:00.000Z' };
const another = (lastSeenAt: string) =>
  reported({ lastSeenAt }, { subject: 'MP-2', at: '2026-11-20T23:30:00.000Z' });

/** The digest of Saturday; MP-1 began at half past eight. */
const lineOf = (reference: string, ...all: Saying[]) =>
  digestLines(record(...all), policy, '2026-11-20T07:30:00.000Z', '2026-11-21T07:30:00.000Z').find(
    ({ references }) => references.includes(reference),
  );

describe('the line of an absence that is over', () => {
  it('names the one that began later and is open', () => {
    const all = [reported(), over, another('2026-11-20T23:10:00.000Z')];
    expect(lineOf('MP-1', ...all)).toMatchObject({ isOver: true, again: 'MP-2' });
    expect(lineOf('MP-2', ...all)).toMatchObject({ isOver: false });
    expect(lineOf('MP-2', ...all)).not.toHaveProperty('again');
  });

  it.each(['2026-11-20T19:00:00.000Z', '2026-11-20T20:30:00.000Z'])(
    'names none that did not begin later: %s',
    (since) => {
      const line = lineOf('MP-1', reported(), another(since), over);
      expect(line).toMatchObject({ isOver: true });
      expect(line).not.toHaveProperty('again');
    },
  );
});

describe('the line of an absence that is open', () => {
  it('names no other', () => {
    const line = lineOf('MP-1', reported(), another('2026-11-20T23:10:00.000Z'));
    expect(line).toMatchObject({ isOver: false });
    expect(line).not.toHaveProperty('again');
  });
});
