// Questions asked of an absence, and the answers in a line.
import type { Absence } from '../../shared/core/absence.ts';
import { evaluate, inFull } from '../../shared/core/condition.ts';
import type { Child } from '../../shared/core/facts.ts';
import type { Condition } from '../../shared/core/policy.ts';
import type { Json } from '../../shared/core/record.ts';
import { absence, child, RECEIVED, said, situation } from './england.ts';

export const EARLIER = '2026-11-20T21:00:00.000Z';
export const LATER = '2026-11-21T09:00:00.000Z';
export const LAST = '2026-11-22T09:00:00.000Z';
export const known = <T>(value: T, knownAt = RECEIVED) => ({ value, knownAt });

export interface Given {
  absence?: Partial<Absence>;
  child?: Partial<Child>;
  routedAt?: string;
  person?: string;
}

/** "yes 22:05 because (asked: ...)": what is answered, when that was known, why, and what was asked of it. */
export function ask(
  condition: Condition,
  { routedAt = RECEIVED, person = 'child', ...given }: Given = {},
): string {
  const on = { absence: absence(given.absence), child: child(given.child), routedAt, person };
  const { is, knownAt, ...reason } = evaluate(condition, situation(on));
  return `${is} ${knownAt === undefined ? '-' : knownAt.slice(8, 16)}: ${inFull(reason)}`;
}

/** One source's word on some fields of the absence, or another's. */
export const saying = (fields: Record<string, Json>, ...more: ReturnType<typeof said>[]): Given => ({
  absence: { said: [said(fields), ...more] },
});
