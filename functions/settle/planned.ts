// What a record's facts call for, or why that cannot be said; and when the index is to look at it again.
import type { Instant } from '../../shared/core/instant.ts';
import { NEVER } from '../../shared/core/instant.ts';
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
    return { fault: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' };
  }
}

export const dueAtOf = (planned: Plan): Instant | undefined =>
  planned.actions[0]?.dueAt ?? planned.next ?? (planned.open ? NEVER : undefined);
