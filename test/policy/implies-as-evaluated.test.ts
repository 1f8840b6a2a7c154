// What is said of all combinations beforehand is held against how conditions are answered when a rule is looked at.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, type Situation } from '../../shared/core/condition.ts';
import type { CaseStatus } from '../../shared/core/policy.ts';
import { implies } from '../../shared/policy/checks/combinations.ts';
import type { FileCondition } from '../../shared/policy/condition-schema.ts';
import { conditionOf } from '../../shared/policy/read.ts';
import { absence, child, RECEIVED, situation } from '../core/england.ts';

/** On 20 November 2026. */
const BORN: Record<number, string> = {
  9: '2017-05-01',
  11: '2015-05-01',
  14: '2012-05-01',
  17: '2009-05-01',
};
const AGES = Object.keys(BORN).map(Number);
const STATUSES: (CaseStatus | 'unknown')[] = [
  'unknown',
  'not-open',
  'early-help',
  'child-in-need',
  'child-protection-plan',
  'looked-after',
  'care-leaver',
];
const known = <T>(value: T) => ({ value, knownAt: RECEIVED });

/** Every child that the conditions below can tell apart. */
const everybody: Situation[] = AGES.flatMap((youngest) =>
  AGES.filter((oldest) => oldest >= youngest).flatMap((oldest) =>
    STATUSES.flatMap((status) =>
      (['high', 'medium'] as const).flatMap((risk) =>
        ['missing', 'absent', 'away-from-placement', 'unknown'].flatMap((category) =>
          (['shown', 'not shown', 'not known'] as const).map((sign) =>
            situation({
              child: child({
                born: { from: BORN[oldest] ?? '', to: BORN[youngest] ?? '', knownAt: RECEIVED },
                status: known(status),
              }),
              absence: absence({
                risk: known(risk),
                category: known(category),
                indicators: {
                  values: sign === 'shown' ? [known('gangs')] : [],
                  isKnown: sign !== 'not known',
                  knownAt: RECEIVED,
                },
              }),
            }),
          ),
        ),
      ),
    ),
  ),
);

const some = <T>(...of: T[]) => fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 3 });
const question: fc.Arbitrary<FileCondition> = fc.oneof(
  fc.constantFrom(10, 13, 16).map((under): FileCondition => ({ age: { under } })),
  fc.constantFrom(10, 13, 16).map((from): FileCondition => ({ age: { 'at-least': from } })),
  some('high', 'medium').map((risk) => ({ risk }) as FileCondition),
  some('open', ...STATUSES.slice(1)).map((status) => ({ status }) as FileCondition),
  some('missing', 'absent', 'away-from-placement', 'unknown').map(
    (category) => ({ category }) as FileCondition,
  ),
  fc.constant<FileCondition>({ indicator: ['gangs'] }),
);
const { condition } = fc.letrec<{ condition: FileCondition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    question,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all): FileCondition => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any): FileCondition => ({ any })),
    tie('condition').map((not): FileCondition => ({ not })),
  ),
}));

describe('whether one condition holds wherever another does', () => {
  it('is answered as it comes out for every child, one by one', () => {
    const answers = new Set<boolean>();
    const acts = (on: Situation, said: FileCondition) => evaluate(conditionOf(said), on).is !== 'no';
    fc.assert(
      fc.property(condition, condition, (premise, conclusion) => {
        const holds = everybody.every((on) => !acts(on, premise) || acts(on, conclusion));
        answers.add(holds);
        expect(implies(premise, conclusion)).toBe(holds);
      }),
      { numRuns: 100 },
    );
    expect(answers.size).toBe(2);
  });
});
