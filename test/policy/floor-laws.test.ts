// Whatever rule of the guidance it is: made stricter in any number of ways it is never found weaker, made weaker in one way always.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { floorFindings } from '../../shared/policy/checks/floor.ts';
import { inherit } from '../../shared/policy/inherit.ts';

interface Rule {
  [key: string]: unknown;
  id: string;
  to: unknown[];
}
interface ClockOf {
  [key: string]: unknown;
  elapsed?: string;
  from: { earliest: unknown[] };
}
interface Asks {
  within: ClockOf;
}

const file = join(import.meta.dirname, '../../authorities/baseline/dfe-2014.yaml');
const baseline = parse(readFileSync(file, 'utf8')) as { rules: Rule[] };
const baselines = { names: ['dfe-2014'], read: () => baseline };

const findings = (rule: Rule) =>
  floorFindings(
    inherit({ versions: [{ id: 'own', extends: { baseline: 'dfe-2014' }, rules: [rule] }] }, baselines),
    baselines,
  );

type Change = (rule: Rule) => Rule | undefined;

const OFFICE = { office: 'open' };
const asksOf = (rule: Rule) => rule['asks'] as Asks | undefined;
const lengthened = (clock: ClockOf, hours: number): ClockOf | undefined => {
  const n = Number(/^PT(\d+)H$/.exec(clock.elapsed ?? '')?.[1] ?? 0) + hours;
  return clock.elapsed && n > 0 ? { ...clock, elapsed: `PT${n}H` } : undefined;
};
const within = (rule: Rule, change: (clock: ClockOf) => ClockOf | undefined): Rule | undefined => {
  const asks = asksOf(rule);
  const clock = asks && change(asks.within);
  return clock && { ...rule, asks: { ...asks, within: clock } };
};
const without = (rule: Rule, key: string): Rule =>
  Object.fromEntries(Object.entries(rule).filter(([each]) => each !== key)) as Rule;

const STRICTER: Record<string, Change> = {
  'in more cases': (rule) =>
    'when' in rule ? { ...rule, when: { any: [rule['when'], OFFICE] } } : undefined,
  'in every case': (rule) => without(rule, 'when'),
  'to more people': (rule) => ({ ...rule, to: [...rule.to, 'interviewers'] }),
  'in less time': (rule) => within(rule, (clock) => lengthened(clock, -1)),
  'from more instants': (rule) =>
    within(rule, (clock) => ({ ...clock, from: { earliest: [...clock.from.earliest, 'last-seen'] } })),
  'at once': (rule) => without(rule, 'after'),
  'or sooner': (rule) => ('after' in rule ? { ...rule, 'or-sooner': OFFICE } : undefined),
  'again and again': (rule) => ('every' in rule ? undefined : { ...rule, every: { days: 1 } }),
  'for another clause too': (rule) => ({
    ...rule,
    clauses: [...(rule['clauses'] as string[]), 'KENT-4.3-a'],
  }),
};

const WEAKER: Record<string, Change> = {
  'in fewer cases': (rule) => ({
    ...rule,
    when: 'when' in rule ? { all: [rule['when'], OFFICE] } : OFFICE,
  }),
  'except in a case': (rule) => ({
    ...rule,
    unless: [{ when: OFFICE, because: 'it is quiet', clauses: ['DFE-7-a'] }],
  }),
  'upon something else': (rule) => ({ ...rule, upon: rule['upon'] === 'ended' ? 'missing' : 'ended' }),
  'to nobody of ours': (rule) => ({ ...rule, to: [{ 'every-authority': true }] }),
  'to them on a condition': (rule) => ({
    ...rule,
    to: rule.to.map((role) => (typeof role === 'string' ? { role, when: OFFICE } : 'interviewers')),
  }),
  'as a courtesy': (rule) => ({ ...rule, basis: 'courtesy' }),
  'for information': (rule) => ({ ...rule, do: 'report' }),
  'asking for nothing': (rule) => ('asks' in rule ? without(rule, 'asks') : undefined),
  'in more time': (rule) => within(rule, (clock) => lengthened(clock, 1)),
  'from fewer instants': (rule) =>
    within(rule, ({ from: { earliest }, ...clock }) =>
      earliest.length > 1 ? { ...clock, from: { earliest: earliest.slice(1) } } : undefined,
    ),
  later: (rule) => ({
    ...without(rule, 'before'),
    after: { elapsed: 'P9D', from: { earliest: ['received'] }, boundary: 'over' },
  }),
  once: (rule) => ('every' in rule ? without(rule, 'every') : undefined),
};

const anyRule = fc.constantFrom(...baseline.rules);
const stricter = fc.uniqueArray(fc.constantFrom(...Object.keys(STRICTER)), { minLength: 1 });

const made = (rule: Rule, ways: readonly string[]): Rule =>
  ways.reduce((before, way) => STRICTER[way]?.(before) ?? before, rule);

describe('a rule in the place of one of the guidance', () => {
  it('is not weaker for being the same', () => {
    for (const rule of baseline.rules) expect(findings(structuredClone(rule))).toEqual([]);
  });

  it('is not weaker for being stricter, in however many ways', () => {
    fc.assert(
      fc.property(anyRule, stricter, (rule, ways) => {
        expect(findings(made(rule, ways))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each(Object.entries(WEAKER))('is weaker where it acts %s, and says so once', (_way, weaken) => {
    const weakened = baseline.rules.flatMap((rule) => weaken(rule) ?? []);
    expect(weakened.length).toBeGreaterThan(0);
    for (const rule of weakened) {
      expect(findings(rule), rule.id).toEqual([
        expect.objectContaining({ message: expect.stringContaining('is weaker than dfe-2014') }),
      ]);
      expect(findings({ ...rule, 'weaker-because': 'we had to' })).toEqual([]);
    }
  });

  it('is held to it whatever stands in it', () => {
    fc.assert(
      fc.property(anyRule, fc.dictionary(fc.constantFrom(...KEYS), fc.jsonValue()), (rule, nonsense) => {
        expect(() => findings({ ...rule, ...nonsense } as Rule)).not.toThrow();
      }),
    );
  });
});

const KEYS = [
  'upon',
  'when',
  'unless',
  'after',
  'before',
  'or-sooner',
  'every',
  'do',
  'to',
  'asks',
  'closes',
  'was',
];
