import { describe, expect, it } from 'vitest';
import { implies } from '../../shared/policy/checks/combinations.ts';
import type { FileCondition } from '../../shared/policy/condition-schema.ts';

type Case = [circumstance: string, premise: FileCondition | undefined, conclusion: FileCondition | undefined];

const follows: Case[] = [
  ['no condition from any', { risk: ['high'] }, undefined],
  ['a condition from itself', { status: ['open'] }, { status: ['open'] }],
  ['a higher limit from a lower one', { age: { under: 10 } }, { age: { under: 13 } }],
  ['not under 13 from 13 or over', { age: { 'at-least': 13 } }, { not: { age: { under: 13 } } }],
  ['under 10 at the start from under 10 later', { age: { under: 10 } }, { age: { under: 10, at: 'start' } }],
  ['an open case from a child in care', { status: ['looked-after'] }, { status: ['open'] }],
  ['either risk from nothing', undefined, { risk: ['high', 'medium'] }],
  [
    'both sides of an age from nothing',
    undefined,
    { any: [{ age: { under: 13 } }, { age: { 'at-least': 13 } }] },
  ],
  ['a part from the whole', { all: [{ risk: ['high'] }, { status: ['open'] }] }, { risk: ['high'] }],
  ['the risk acted on from the risk stated', { 'stated-risk': ['high'] }, { risk: ['high'] }],
  [
    'twice from three times',
    { episodes: { 'at-least': 3, in: 'ever' } },
    { episodes: { 'at-least': 2, in: 'ever' } },
  ],
  [
    'a longer time from a shorter one',
    { episodes: { 'at-least': 3, in: { days: 84 } } },
    { episodes: { 'at-least': 3, in: { months: 3 } } },
  ],
  ['five days from seven', { 'missing-for': { days: 7 } }, { 'missing-for': { days: 5 } }],
  ['an offer from an interview held', { interview: ['held'] }, { interview: ['offered'] }],
  [
    'what is known of a fact from what is not',
    { 'home-area': ['north'] },
    { 'home-area': ['north', 'south'] },
  ],
  ['a working day from an open office', { office: 'open' }, { day: ['working-day'] }],
  [
    'the whole night from a part of it',
    { time: { from: '01:00', until: '04:00' } },
    { time: { from: '22:00', until: '06:00' } },
  ],
  ['any outcome from one', { recorded: { task: 'a', as: ['yes'] } }, { recorded: { task: 'a' } }],
  [
    'anything from what can never be',
    { all: [{ risk: ['high'] }, { not: { risk: ['high'] } }] },
    { told: 'a' },
  ],
];

const doesNotFollow: Case[] = [
  ['a condition from none', undefined, { risk: ['high'] }],
  ['a lower limit from a higher one', { age: { under: 13 } }, { age: { under: 10 } }],
  ['under 10 later from under 10 at the start', { age: { under: 10, at: 'start' } }, { age: { under: 10 } }],
  ['a child in care from an open case', { status: ['open'] }, { status: ['looked-after'] }],
  [
    'an age from an age beyond it where it may be neither',
    { age: { under: 10 } },
    { age: { 'at-least': 10 } },
  ],
  [
    'the risk stated from the risk acted on, which a treatment may raise',
    { risk: ['high'] },
    { 'stated-risk': ['high'] },
  ],
  [
    'three times in 90 days from three in three months',
    { episodes: { 'at-least': 3, in: { months: 3 } } },
    { episodes: { 'at-least': 3, in: { days: 90 } } },
  ],
  [
    'three months from 90 days, which February makes longer',
    { episodes: { 'at-least': 3, in: { days: 90 } } },
    { episodes: { 'at-least': 3, in: { months: 3 } } },
  ],
  ['seven days from five', { 'missing-for': { days: 5 } }, { 'missing-for': { days: 7 } }],
  ['another fact', { 'home-area': ['north'] }, { 'police-area': ['north'] }],
  ['what one rule was told from another', { told: 'a' }, { told: 'b' }],
  ['a flag from nothing', undefined, { 'harm-disclosed': true }],
  ['an open office from a working day', { day: ['working-day'] }, { office: 'open' }],
  ['a host from who is responsible', { 'responsible-authority': 'another' }, { 'host-authority': 'another' }],
];

describe('whether one condition holds wherever another does', () => {
  it.each(follows)('it follows: %s', (_, premise, conclusion) => {
    expect(implies(premise, conclusion)).toBe(true);
  });

  it.each(doesNotFollow)('it does not follow: %s', (_, premise, conclusion) => {
    expect(implies(premise, conclusion)).toBe(false);
  });

  it('what is not known counts as yes on both sides', () => {
    const between: FileCondition = { all: [{ age: { 'at-least': 16 } }, { age: { under: 18 } }] };
    // A child of unknown age may be 16 and may be 10.
    expect(implies(between, { age: { 'at-least': 10 } })).toBe(true);
    expect(implies({ category: ['missing'] }, { category: ['missing', 'absent'] })).toBe(true);
    expect(implies({ category: ['missing'] }, { category: ['unknown'] })).toBe(false);
  });

  it('what is no condition is not decided, nor what has too many combinations', () => {
    const broken = [{}, { statsu: ['open'] }, { risk: 'high' }, null, 7] as unknown as FileCondition[];
    for (const each of broken) expect(implies(each, undefined)).toBeUndefined();
    const often = Array.from(
      { length: 13 },
      (_, n): FileCondition => ({
        episodes: { 'at-least': n + 2, in: { days: 90 - n } },
      }),
    );
    expect(implies({ any: often }, { all: often })).toBeUndefined();
  });

  it('what would take too long is not decided', () => {
    const signs = (child: number, n: number): FileCondition => ({ indicator: [`sign-${child}-${n}`] });
    const seven = [0, 1, 2, 3, 4, 5, 6];
    const eight = [...seven, 7];
    // Each of eight has one of seven: two of them have the same, but only counting shows it.
    const each: FileCondition = { all: eight.map((child) => ({ any: seven.map((n) => signs(child, n)) })) };
    const pairs = eight.flatMap((a) => eight.filter((b) => b > a).map((b) => [a, b] as const));
    const two: FileCondition = {
      any: pairs.flatMap(([a, b]) => seven.map((n) => ({ all: [signs(a, n), signs(b, n)] }))),
    };
    expect(implies(each, two)).toBeUndefined();
  });
});
