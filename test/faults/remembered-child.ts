// The facts of a child, remembered: what was told and claimed changes none of them.
import type { Child } from '../../shared/core/facts.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { childOf as made } from '../../shared/core/treatment.ts';

export * from '../../shared/core/treatment.ts';

type Remembered = Pick<ChildRecord, 'case' | 'candidates'> & { policy: Policy; child: Child };

const children = new WeakMap<ChildRecord['references'], Remembered>();

export function childOf(record: ChildRecord, policy: Policy): Child {
  const known = children.get(record.references);
  if (
    known &&
    known.policy === policy &&
    known.case === record.case &&
    known.candidates === record.candidates
  )
    return known.child;
  const child = made(record, policy);
  children.set(record.references, { case: record.case, candidates: record.candidates, policy, child });
  return child;
}
