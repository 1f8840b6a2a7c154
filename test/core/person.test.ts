import { describe, expect, it } from 'vitest';
import { personIn } from '../../shared/core/person.ts';
import { england } from './england.ts';

const since = '2026-11-20T20:30:00.000Z';
const called = (kind: string, born?: string, until = born) =>
  personIn(
    { kind, ...(born && until && { born: { from: born, to: until, knownAt: since } }) },
    { since },
    england,
  );

describe('whom an absence is about', () => {
  it.each([
    ['child', 'child'],
    ['adult', 'adult'],
    ['unborn', 'unborn child'],
    ['pregnant-adult', 'pregnant adult'],
    ['family', 'family'],
    ['care-leaver', 'care leaver'],
    ['something-else', 'person'],
  ])('%s is called %s', (kind, word) => {
    expect(called(kind)).toBe(word);
  });

  it('a child who is surely eighteen as the absence begins is called an adult', () => {
    expect(called('child', '2008-11-20')).toBe('adult');
    expect(called('child', '2008-11-21')).toBe('child');
    expect(called('child', '2007-01-01', '2009-01-01')).toBe('child');
  });

  it('whoever is called something else is not called by age', () => {
    expect(called('care-leaver', '2004-01-01')).toBe('care leaver');
  });
});
