// What makes a letter urgent where the risk is high: who says so, and when they said it.
import type { Absence } from '../core/absence.ts';
import type { Calendar } from '../core/calendar.ts';
import { spoken } from '../core/calendar.ts';
import { statements } from '../core/statements.ts';
import { SENDERS } from './worst.ts';

/** Nothing where nobody has said it in that word, or where it is over. */
export function graveLine({ risk, ended, schooling, deceased, said }: Absence, calendar: Calendar): string {
  if (risk.value !== 'high' || ended || schooling || deceased) return '';
  const [newest] = said
    .flatMap((each) => statements(each, 'risk'))
    .filter(({ value }) => value === 'high')
    .sort((a, b) => (a.time > b.time ? -1 : 1));
  if (!newest) return '';
  return `${SENDERS[newest.by]} said that the risk is high, in a message sent on ${spoken(calendar, newest.time)}.`;
}
