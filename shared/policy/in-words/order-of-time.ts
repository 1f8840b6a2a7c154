// How long it takes, roughly, until a rule acts: what the rungs of a printed ladder are ordered by.
import type { Rule } from '../../core/policy.ts';
import { roughLength } from './clock.ts';

/** What runs from another rule comes after that one. */
export function lengthUntil({ after }: Rule, rules: readonly Rule[], steps = 0): number {
  if (!after || steps > MOST_STEPS) return 0;
  const starts = 'earliest' in after.from ? after.from.earliest : after.from.latest;
  const before = starts.map((start) => {
    if (typeof start === 'string' || 'recorded' in start) return 0;
    const id = 'rule' in start ? start.rule : start.deadlineOf;
    const other = rules.find((each) => each.id === id);
    const within = 'deadlineOf' in start && other?.asks ? roughLength(other.asks.within) : 0;
    return other ? lengthUntil(other, rules, steps + 1) + within : 0;
  });
  return roughLength(after) + Math.max(...before);
}

const MOST_STEPS = 10;
