// Roles that share a mailbox share a letter: what becomes of it becomes of each, and of no other letter of that rule.
import { isOnTrial } from '../../shared/core/on-trial.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Telling } from '../../shared/core/record.ts';
import { offeredAgain } from '../../shared/core/told.ts';
import type { Draft } from '../../shared/letters/compose.ts';

/** What the record will say of a letter, by action; the mail service knows it by its first. */
export function tellingsOf(
  { actions: [first], tellings }: Draft,
  policy: Pick<Policy, 'deployment'>,
): (readonly [string, Telling])[] {
  const trial = isOnTrial(policy) ? ({ onTrial: true } as const) : {};
  return tellings.map(([id, telling]) => [
    id,
    { ...telling, ...(id !== first.id && { letter: first.id }), ...trial },
  ]);
}

/** The same letter, offered once more; who had it on trial is not who has it now. */
export const offeredNow = (telling: Telling, before: Telling | undefined): Telling =>
  offeredAgain(telling, before?.onTrial && !telling.onTrial ? undefined : before);
