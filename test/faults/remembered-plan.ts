// The core's plan, remembered: until its next instant, or until a digest has told of it, a record's plan is the one it was.
import type { Instant } from '../../shared/core/instant.ts';
import type { Plan } from '../../shared/core/plan.ts';
import { plan as made } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { HomewardRecord } from '../../shared/core/record.ts';

export * from '../../shared/core/plan.ts';

interface Remembered {
  policy: Policy;
  from: Instant;
  plan: Plan;
}

const plans = new WeakMap<HomewardRecord, Remembered>();

export function plan(record: HomewardRecord, policy: Policy, through: Instant): Plan {
  const known = plans.get(record);
  const still = known && known.policy === policy && known.from <= through;
  const { next = '~', inViewUntil = '~' } = known?.plan ?? {};
  if (still && through < next && through < inViewUntil) return known.plan;
  const planned = made(record, policy, through);
  plans.set(record, { policy, from: through, plan: planned });
  return planned;
}
