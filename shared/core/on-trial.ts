// What was told on trial went to the pilot alone. Once it counts, whoever it was for is told of all that is still open.
import type { Absence } from './absence.ts';
import type { Instant } from './instant.ts';
import type { Policy } from './policy.ts';
import type { ChildRecord, HomewardRecord, Telling } from './record.ts';
import { childOf } from './treatment.ts';

export const isOnTrial = ({ deployment }: Pick<Policy, 'deployment'>): boolean =>
  deployment?.shadow !== undefined;

/**
 * The record with what counts as told: itself on trial, or where nothing was told on trial. Once it counts, a letter of the
 * trial is no letter as long as its absence goes on or its task has time left: it is called for, under its own id. What is over
 * stays told, so that going live asks nothing of anybody about it; but who never had the letter need not hear that it is over.
 */
export function withWhatCounts<R extends HomewardRecord>(record: R, policy: Policy, through: Instant): R {
  if (record.kind !== 'child' || isOnTrial(policy)) return record;
  if (!Object.values(record.told).some(({ onTrial }) => onTrial)) return record;
  const open = openReferences(record, policy);
  const told = Object.entries(record.told).flatMap(([id, telling]): [string, Telling][] => {
    if (!telling.onTrial) return [[id, telling]];
    const isOpen =
      open.has(telling.reference) || (telling.deadline !== undefined && telling.deadline > through);
    return isOpen ? [] : [[id, { ...telling, tells: 'nothing' }]];
  });
  return { ...record, told: Object.fromEntries(told) };
}

function openReferences(record: ChildRecord, policy: Policy): ReadonlySet<string> {
  const { absences, schooling } = childOf(record, policy);
  const isOpen = ({ ended }: Absence) => !ended;
  return new Set([...absences, ...schooling].filter(isOpen).flatMap(({ references }) => references));
}
