// Records of invented children as messages make them, and reports on them.
import { readMessage } from '../../shared/contract/read.ts';
import { evolve } from '../../shared/core/evolve.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import type { BoardReport } from '../../shared/reports/board.ts';
import type { Kind, Report } from '../../shared/reports/every-kind.ts';
import { reporter } from '../../shared/reports/every-kind.ts';
import type { About, Period } from '../../shared/reports/period.ts';
import { monthsFrom } from '../../shared/reports/period.ts';
import { ASHA, caseOf, found, reported } from '../situations/cast.ts';
import type { Said } from '../situations/playing.ts';
import { procedure, said } from '../situations/playing.ts';

export const kent = procedure('kent');
export const NOVEMBER = monthsFrom('2026-11', 1);

let children = 0;

/** What is on record of one child once these messages have come, whatever they say of each other. */
export function child(messages: readonly Said[], policy: Policy = kent): ChildRecord {
  children += 1;
  return messages.reduce(
    (record, message) => {
      const { at, body, senderId } = said(policy, message);
      const { authority, sources } = policy;
      const reading = readMessage(body, { authority: authority.code, sources, sender: senderId, now: at });
      if (!reading.readable) throw new Error(`Unreadable: ${JSON.stringify(reading.reasons)}`);
      return evolve(record, reading.message, { receivedAt: at, by: reading.sourceKind });
    },
    emptyChild(`c-${children}`),
  );
}

export const about = (
  period: Period = NOVEMBER,
  asAt: Instant = '2026-12-31T00:00:00.000Z',
  policy = kent,
): About => ({
  policy,
  period,
  asAt,
});

export function report<K extends Kind>(kind: K, records: Iterable<ChildRecord>, on = about()) {
  const made = reporter(kind, on);
  for (const record of records) made.add(record);
  return made.report() as Extract<Report, { kind: K }>;
}

/** An absence that began on a day at noon in UTC and ended so many hours later. */
export const absence = (
  reference: string,
  day: string,
  data: object = {},
  hours = 6,
  back: object = {},
): Said[] => {
  const end = new Date(Date.parse(`${day}T12:00:00Z`) + hours * 3_600_000).toISOString();
  return [
    reported(reference, { lastSeenAt: `${day}T12:00:00Z`, ...data }, { at: `${day}T12:30:00Z` }),
    found(end, reference, { outcome: 'found', locatedAt: end, ...back }),
  ];
};

/** The same child five times: whatever is counted is five at least, and nothing is hidden. */
export const fivefold = (records: readonly ChildRecord[]): ChildRecord[] =>
  [1, 2, 3, 4, 5].flatMap((n) => records.map((record) => ({ ...record, id: `${record.id}-${n}` })));

/** `{ 'held later': 5 }`: the absences of a table's rows, without those that nothing falls in. */
export function absencesBy(board: BoardReport, id: string): Record<string, unknown> {
  const table = board.tables.find((each) => each.id === id);
  if (!table) throw new Error(`The board has no table ${id}`);
  return Object.fromEntries(
    table.rows.filter(({ absences }) => absences !== 0).map((row) => [row.label, row.absences]),
  );
}

/** Another authority than ours, in the county. */
export const MEDWAY = 'E06000035';
/** Asha, in our care since 2025. */
export const care = (data: object = {}) =>
  caseOf(
    '2026-01-02T09:00:00Z',
    { ...ASHA, localAuthorityId: 'L1' },
    { status: 'looked-after', statusSince: '2025-01-01', ...data },
  );
export const asha = { person: { ...ASHA, localAuthorityId: 'L1' } };
