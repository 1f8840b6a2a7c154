// What sources say of an absence, and what it comes to.
import type { Absence } from '../../shared/core/absence.ts';
import { absencesOf } from '../../shared/core/absence.ts';
import { england } from './england.ts';
import type { Saying } from './told.ts';
import { record } from './told.ts';

export const SINCE = '2026-11-20T20:30:00.000Z';
export const SATURDAY = '2026-11-21T12:00:00.000Z';
export const ONE = '2026-11-21T13:00:00.000Z';
export const TWO = '2026-11-21T14:00:00.000Z';

export const edt = { by: 'emergency-duty-team' as const };
export const absences = (...all: Saying[]): Absence[] => absencesOf(record(...all), england);
export function absence(...all: Saying[]): Absence {
  const [first, ...more] = absences(...all);
  if (!first || more.length > 0) throw new Error(`There are ${more.length + (first ? 1 : 0)} absences`);
  return first;
}
export const found = (data: object, more: Partial<Saying> = {}): Saying => ({
  type: 'missing.found',
  at: SATURDAY,
  data,
  ...more,
});
export const updated = (data: object, more: Partial<Saying> = {}): Saying => ({
  type: 'missing.updated',
  data,
  ...more,
});
export const cancelled = (more: Partial<Saying> = {}): Saying => ({
  type: 'missing.cancelled',
  at: SATURDAY,
  ...more,
});
