// Letters that were told, and records that know them.
import type { ChildRecord, Telling } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';

export const hour = (n: number) => `2026-11-20T${String(n).padStart(2, '0')}:00:00.000Z`;

export const telling = (more: Partial<Telling> = {}): Telling => ({
  rule: 'notice',
  reference: 'MP-1',
  occurrence: 1,
  roles: ['front-door'],
  mailbox: 'a@kent.example',
  purpose: 'notify',
  upon: 'missing',
  clauses: ['C-1'],
  tells: 'missing',
  dueAt: hour(1),
  intendedAt: hour(1),
  state: 'accepted',
  at: hour(1),
  because: [],
  ...more,
});
export const recordOf = (told: Record<string, Telling>): ChildRecord => ({ ...emptyChild('c-1'), told });
export const numbered = (all: readonly Partial<Telling>[]) =>
  recordOf(Object.fromEntries(all.map((each, n) => [`id-${n}`, telling(each)])));
