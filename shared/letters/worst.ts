// The worst: who says that a child has died, when they said it, when it reached us. Plain words, and no more of them than are needed.
import type { Absence } from '../core/absence.ts';
import type { Calendar } from '../core/calendar.ts';
import { spoken } from '../core/calendar.ts';
import type { SourceKind } from '../core/policy.ts';
import type { Statement } from '../core/record.ts';
import { statements } from '../core/statements.ts';

interface About {
  absence: Pick<Absence, 'said'>;
  person: string;
}

/** Of the police's word where there is one, else of the first that anybody said. */
export function worstLines({ absence, person }: About, calendar: Calendar): string[] {
  const said = absence.said
    .flatMap((each) => statements(each, 'found.outcome'))
    .filter(({ value }) => value === 'deceased')
    .sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
  const statement = said.find(({ by }) => by === 'police') ?? said[0];
  if (!statement) return [];
  return [
    `${SENDERS[statement.by]} reported that this ${person} has died.`,
    whenSaid(statement, calendar),
    ...(statement.by === 'police' ? [] : ['The police have not said so here yet.']),
  ];
}

function whenSaid({ time, receivedAt }: Statement, calendar: Calendar): string {
  const [sent, came] = [spoken(calendar, time), spoken(calendar, receivedAt)];
  return sent === came
    ? `Their message came on ${came}.`
    : `Their message was sent on ${sent} and came on ${came}.`;
}

/** Before what they have done. */
export const SENDERS: Record<SourceKind, string> = {
  police: 'The police have',
  'emergency-duty-team': 'The emergency duty team has',
  school: 'A school has',
  carer: 'A carer has',
  'other-authority': 'Another authority has',
  'case-system': 'The case system has',
};
