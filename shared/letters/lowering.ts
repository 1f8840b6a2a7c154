// What the reader alone may lower: a risk that the procedure has raised whatever the sources say.
import type { Absence } from '../core/absence.ts';
import { localDate } from '../core/calendar.ts';
import type { Policy } from '../core/policy.ts';
import { versionOn } from '../core/policy.ts';
import { LOWERED } from '../core/treatment.ts';
import type { Reader } from './reader.ts';

/** Nothing where it is not this reader's to lower, or where it is over. */
export function loweringLines(absence: Absence | undefined, { own, from }: Reader, policy: Policy): string[] {
  if (!absence || absence.ended || absence.schooling || from !== undefined) return [];
  const { treatAs } = versionOn(policy, localDate(policy.calendar, absence.since));
  const mine = treatAs.filter(
    ({ risk, until, clauses }) =>
      risk === 'high' &&
      own.has(until) &&
      absence.treatments.some((why) => why.endsWith(`[${clauses.join(', ')}]`)),
  );
  return mine.map(
    ({ id }) =>
      `The procedure has the risk count as high until you lower it. To lower it, record in the case system: task ${id}, as ${LOWERED}.`,
  );
}
