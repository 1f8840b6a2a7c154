// Checks how long things are kept: never shorter than what a rule or a report looks back on, or a message can come back after.
import { type Period, periodOf } from '../../core/retention.ts';
import type { Finding } from '../finding.ts';
import { listIn, tableIn, textIn } from '../plain.ts';

/** A return of a whole year is drawn up in the year after it. */
const REPORTS: Period = 'P2Y';
/** What was ever said of a child, who is one for eighteen years. */
const CHILDHOOD: Period = 'P18Y';
/** Four days on the queue, fourteen among the dead letters, and both once more after a redrive; a feed's habit is of four weeks. */
const MESSAGES_AT_LEAST: Period = 'P42D';

export function retentionFindings(file: unknown): Finding[] {
  const closed = lengthIn(file, 'closed');
  const messages = lengthIn(file, 'messages');
  return [
    ...(closed === undefined ? [] : tooShort(file, closed)),
    ...(messages !== undefined && messages < lengthOf(MESSAGES_AT_LEAST)
      ? [
          {
            path: ['retention', 'messages'],
            message: 'is shorter than a message may wait among the dead letters, and come back after',
            mend: `write ${MESSAGES_AT_LEAST} or more`,
          },
        ]
      : []),
    ...(messages !== undefined && closed !== undefined && messages > closed
      ? [
          {
            path: ['retention', 'messages'],
            message: 'is longer than closed, and a message says more of a child than the record does',
            mend: 'write at most what closed says',
          },
        ]
      : []),
  ];
}

function tooShort(file: unknown, closed: number): Finding[] {
  const [longest] = lookingBack(file).sort((a, b) => lengthOf(b.over) - lengthOf(a.over));
  if (!longest || closed >= lengthOf(longest.over)) return [];
  const message = `is shorter than what ${longest.who} looks back on`;
  return [{ path: ['retention', 'closed'], message, mend: `write ${longest.over} or more` }];
}

interface LookingBack {
  who: string;
  over: Period;
}

function lookingBack(file: unknown): LookingBack[] {
  const parts = listIn(file, 'versions').flatMap((version) => [
    ...['rules', 'treat-as', 'withhold'].flatMap((part) => listIn(version, part)),
    ...Object.entries(tableIn(version, 'routes')).map(([id, rows]) => ({ id, rows })),
  ]);
  const byParts = parts.flatMap((part) => {
    const who = textIn(part, 'id') ?? 'a rule';
    return windowsIn(part).map((over) => ({ who, over }));
  });
  return [...byParts, { who: 'the return of a year', over: REPORTS }];
}

/** How far each count of episodes in it reaches. */
function windowsIn(part: unknown): Period[] {
  if (Array.isArray(part)) return part.flatMap(windowsIn);
  if (typeof part !== 'object' || part === null) return [];
  const { episodes } = part as { episodes?: unknown };
  return [...windowOf(episodes), ...Object.values(part).flatMap(windowsIn)];
}

function windowOf(episodes: unknown): Period[] {
  if (textIn(episodes, 'in') === 'ever') return [CHILDHOOD];
  return Object.entries(tableIn(episodes, 'in')).flatMap(([unit, n]) =>
    (unit === 'days' || unit === 'months') && typeof n === 'number' && n >= 1
      ? [`P${Math.ceil(n)}${unit === 'days' ? 'D' : 'M'}`]
      : [],
  );
}

function lengthIn(file: unknown, what: string): number | undefined {
  const written = textIn(file, 'retention', what);
  return written !== undefined && /^P[1-9]\d{0,3}[DWMY]$/.test(written) ? lengthOf(written) : undefined;
}

/** In days, to compare: a year is 365.25 of them. */
function lengthOf(period: Period): number {
  const { n, unit } = periodOf(period);
  return n * { days: 1, weeks: 7, months: 365.25 / 12, years: 365.25 }[unit];
}
