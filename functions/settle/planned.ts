// What a record's facts call for, or why that cannot be said; and when the index is to look at it again.
import { nextWordBy } from '../../shared/core/fate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { earliest, NEVER } from '../../shared/core/instant.ts';
import type { Plan } from '../../shared/core/plan.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { HomewardRecord } from '../../shared/core/record.ts';

export function planOrReport(
  record: HomewardRecord,
  policy: Policy,
  now: Instant,
): { plan: Plan } | { fault: string } {
  try {
    return { plan: plan(record, policy, now) };
  } catch (error) {
    return { fault: String(error) };
  }
}

/** Also when word of a letter is overdue: nobody schedules that, the sweep finds it. */
export const dueAtOf = (planned: Plan, record: HomewardRecord): Instant | undefined =>
  earliest([planned.actions[0]?.dueAt ?? planned.next, nextWordBy(record)].flatMap((at) => at ?? [])) ??
  (planned.open ? NEVER : planned.inViewUntil);
