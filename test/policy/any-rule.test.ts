import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { authorityFrom } from '../../shared/policy/load.ts';
import { aDecision, added, aRule, aTask, beforeRules } from './added.ts';
import { edited, faultsIn, kent } from './edited.ts';

/** Says everything that a file can say of a rule. */
const whole = edited(
  kent,
  beforeRules(
    [
      '    treat-as:\n      - { id: watched, clauses: [KENT-4.3-a], when: { status: [looked-after] }, as: { risk: high }, until: director }',
      '    withhold:\n      - { id: quiet, clauses: [KENT-4.3-a], when: { risk: [high] }, from: [keyworker], because: they may do harm }',
    ].join('\n'),
  ),
  added(
    aDecision('gate'),
    aTask('task', 'target: { school-days: 2, from: { latest: [received, { rule: gate }] } }'),
    aRule(
      'a',
      'when: { all: [{ told: task }, { not: { recorded: { task: task, as: [done] } } }] }, every: { days: 1 }',
    ),
    aRule(
      'b',
      'before: { days: 1, from: { earliest: [{ deadline-of: task }] } }, or-sooner: { risk: [high] }',
    ),
    aRule(
      'c',
      'unless: [{ when: { decided: { task: gate, as: [refused] } }, because: so, clauses: [KENT-4.3-a] }], closes: task',
    ),
    aRule(
      'd',
      '',
      'missing',
      'notify',
      '[{ role: director, when: { episodes: { at-least: 3, in: { days: 90 } } } }]',
    ),
  ),
);

type Place = (string | number)[];
const placesIn = (value: unknown, path: Place = []): Place[] =>
  typeof value === 'object' && value !== null
    ? [
        path,
        ...Object.entries(value).flatMap(([key, each]) =>
          placesIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
        ),
      ]
    : [path];

const file = parse(whole) as { versions: unknown[] };
const places = placesIn(file.versions[0], ['versions', 0]);
const at = (value: unknown, path: Place): unknown =>
  path.reduce<unknown>((inside, step) => (inside as Record<string | number, unknown>)[step], value);

function changed(path: Place, to: unknown): unknown {
  const copy = structuredClone(file);
  (at(copy, path.slice(0, -1)) as Record<string | number, unknown>)[path.at(-1) ?? ''] = to;
  return copy;
}

describe('whatever is put into a version', () => {
  const answers = (value: unknown) => {
    const loaded = authorityFrom(JSON.stringify(value, null, 1), 'any.yaml');
    for (const { message, mend } of loaded.ok ? [] : loaded.faults) {
      expect(`${message} ${mend}`).not.toMatch(/\n|undefined|NaN|\[object|Error/);
    }
  };
  const place = fc.constantFrom(...places);

  it('as it stands, nothing is wrong with it', () => {
    expect(faultsIn(whole)).toEqual([]);
  });

  it('another part of it: the answer is a policy or faults', () => {
    fc.assert(
      fc.property(place, place, (to, from) => answers(changed(to, structuredClone(at(file, from))))),
      { numRuns: 50 },
    );
  });

  it('any data: the answer is a policy or faults', () => {
    fc.assert(
      fc.property(place, fc.jsonValue(), (to, value) => answers(changed(to, value))),
      { numRuns: 40 },
    );
  });
});
