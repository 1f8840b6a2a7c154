// One police reference on its own: which of its statements still stand, and whether the police say that it is over.
import type { Calendar } from './calendar.ts';
import type { Instant } from './instant.ts';
import { earliest, latest } from './instant.ts';
import type { Said } from './record.ts';
import { own } from './record.ts';
import { firstReceived, instants, newest, saidBy, statements, strings, text, where } from './statements.ts';

/** Of a reference and of an absence. `return-reported` and `located` run on. */
export type State = 'open' | 'return-reported' | 'located' | 'found' | 'cancelled' | 'closed';

export interface Episode {
  reference: string;
  said: Said;
  /** What is said of the return, as far as it stands. */
  found: Said;
  reported: boolean;
  byPolice: boolean;
  /** Who reported it. */
  sources: ReadonlySet<string>;
  /** The earliest of last seen, missing since, reported - or received, where none is known. */
  since: Instant;
  state: State;
  ended: boolean;
  /** When the police said that it ended, by their own clock. */
  endSaidAt?: Instant;
  endedAt?: Instant;
  endKnownAt?: Instant;
  /** When the report came that the child, back already, is missing again under the same reference. */
  againKnownAt?: Instant;
  duplicateOf?: string;
  links: readonly string[];
}

export const STARTS = ['lastSeenAt', 'missingSince', 'reportedAt'] as const;

export const BACKS = [
  'found.returnedAt',
  'found.locatedAt',
  'found.seenByPoliceAt',
  'found.policeClosedAt',
  'found.foundReportAt',
] as const;

export function episodeOf(reference: string, all: Said, calendar: Calendar): Episode {
  const { said, found, againKnownAt } = standing(all, calendar);
  const police = saidBy(found, 'police');
  const { state, ended, endKnownAt } = endOf(said, found, police, calendar);
  const reports = statements(said, 'reported');
  const cancelled = newest(saidBy(said, 'police'), 'cancelled');
  const endSaidAt = latest(
    [...statements(police, 'found.said'), ...(cancelled ? [cancelled] : [])].map(({ time }) => time),
  );
  const backs = instants([found], BACKS, calendar).map((back) => back.value);
  const endedAt = earliest(backs) ?? endSaidAt;
  const duplicateOf = text(newest(saidBy(said, 'police'), 'cancelled.duplicateOf'));
  return {
    reference,
    said,
    found,
    reported: reports.length > 0,
    byPolice: reports.some((report) => report.by === 'police'),
    sources: new Set(Object.keys(own(said, 'reported') ?? {})),
    since:
      earliest(instants([said], STARTS, calendar).map((start) => start.value)) ?? firstReceived([said]) ?? '',
    state,
    ended,
    ...(ended && endSaidAt && { endSaidAt }),
    ...(ended && endedAt && { endedAt }),
    ...(endKnownAt && { endKnownAt }),
    ...(againKnownAt && { againKnownAt }),
    ...(state === 'cancelled' && duplicateOf && { duplicateOf }),
    links: strings(newest(said, 'linkedReferences')?.value),
  };
}

interface End {
  state: State;
  ended: boolean;
  endKnownAt?: Instant | undefined;
}

/** Only the police end it: by an outcome, by a return that they or their closing confirm, or by cancelling the report. */
function endOf(said: Said, found: Said, police: Said, calendar: Calendar): End {
  const outcome = newest(police, 'found.outcome');
  const heard = [...(outcome ? [outcome.receivedAt] : [])];
  const ends = (state: State, firstHeard: Instant | undefined): End => ({
    state,
    ended: true,
    endKnownAt: latest([...heard, firstHeard ?? '']),
  });
  const saidAt = firstReceived([police], BACKS);
  if (outcome?.value === 'deceased') return ends('closed', saidAt);
  const cancelled = newest(saidBy(said, 'police'), 'cancelled');
  if (cancelled && !statements(said, 'reported').some((report) => report.time > cancelled.time)) {
    return { state: 'cancelled', ended: true, endKnownAt: cancelled.receivedAt };
  }
  if (newest(police, 'found.said')) {
    if (outcome?.value === 'found' || outcome?.value === 'not-missing') return ends('found', saidAt);
    if (outcome?.value === 'located-not-returned') return { state: 'located', ended: false };
    const confirmed = instants([police], ['found.seenByPoliceAt', 'found.policeClosedAt'], calendar);
    if (confirmed.length === 0) return { state: 'return-reported', ended: false };
    return ends('found', earliest(confirmed.map((each) => each.knownAt)));
  }
  if (!newest(found, 'found.said')) return { state: 'open', ended: false };
  const outcomeSaid = text(newest(found, 'found.outcome'));
  if (outcomeSaid === 'deceased') return { state: 'open', ended: false };
  return { state: outcomeSaid === 'located-not-returned' ? 'located' : 'return-reported', ended: false };
}

/**
 * Without an earlier stretch under the same reference: where the police, after a return or a cancellation, report a
 * beginning that lies after it, what was said of that return and of the beginning before it is history.
 */
function standing(said: Said, calendar: Calendar): { said: Said; found: Said; againKnownAt?: Instant } {
  const police = saidBy(said, 'police');
  const report = newest(police, 'began');
  const began = text(report);
  if (!report || !began) return { said, found: said };
  const before = where(police, (statement) => statement.time < report.time);
  const backs = instants([before], BACKS, calendar).map((back) => back.value);
  const cancelled = newest(before, 'cancelled');
  const overAt = latest([...backs, ...(cancelled ? [cancelled.time] : [])]);
  if (overAt === undefined || began <= overAt) return { said, found: said };
  const isHistory = (field: string): boolean =>
    field.startsWith('found.') ||
    field.startsWith('interview.') ||
    STARTS.some((start) => start === field) ||
    field === 'cancelled';
  const now = where(said, (statement, field) => !isHistory(field) || statement.time >= report.time);
  return { said: now, found: now, againKnownAt: report.receivedAt };
}
