// One stretch of being missing, whatever references it has: its state, and every instant that a clock may run from.
import type { Calendar } from './calendar.ts';
import type { Indicators, Interview, Recorded, StatedRisk } from './circumstances.ts';
import { indicatorsOf, interviewOf, recordedTasks, responsibleIn, riskOf } from './circumstances.ts';
import type { Episode, State } from './episode.ts';
import { BACKS, episodeOf } from './episode.ts';
import type { Instant } from './instant.ts';
import { between, DAY, earliest, latest, NEVER } from './instant.ts';
import type { Moment, SourceKind } from './policy.ts';
import type { ChildRecord, Said, Statement } from './record.ts';
import type { Schooling } from './schooling.ts';
import { isSchoolsAlone } from './schooling.ts';
import type { Known } from './statements.ts';
import { earliestKnown, firstReceived, instants, lastHeard, newestKnown, statements } from './statements.ts';

export interface Absence extends StatedRisk, Interview {
  /** The reference that ids carry: the one that began first. */
  reference: string;
  /** All references of this absence; told under one is told under all. */
  references: readonly string[];
  /** Whether anybody has reported the child missing, or only what follows has come. */
  reported: boolean;
  state: State;
  /** The ladder is over: the child is found, the report cancelled, or worse. */
  ended: boolean;
  moments: Readonly<Partial<Record<Moment, Known<Instant>>>>;
  /** The earliest of last seen, missing since, reported - or received, where none is known. */
  since: Instant;
  /** When that instant reached us. */
  sinceKnownAt: Instant;
  /** When the report reached us; where there is none, when the first notice did. */
  receivedAt: Instant;
  /** When what ended it reached us. */
  endKnownAt?: Instant;
  /** When the last word reached us that may have turned it: a report, a return, a withdrawal, a cancellation. */
  turnKnownAt: Instant;
  /** When the report came of this stretch, the child having been back from an earlier one of the same reference. */
  againKnownAt?: Instant;
  /** The earliest instant at which anybody says that the child was back or located. */
  back?: Known<Instant>;
  /** Anybody's word; only the police's ends the absence. */
  deceased?: Known<true> & {
    /** By the first source's own clock. */
    saidAt: Instant;
  };
  outcome: Known<string | undefined>;
  category: Known<string>;
  indicators: Indicators;
  /** Each source's word on the responsible authority: a code, our own too, or that it does not know. */
  responsible: readonly Known<string | undefined>[];
  /** States of the single references, for those that were cancelled or linked. */
  stateOf: Readonly<Record<string, State>>;
  /** Tasks recorded, by the id the plan gave them. */
  recorded: Readonly<Record<string, Recorded>>;
  /** Who reported it: what kinds of source, and when each did. */
  reportedBy: readonly Known<SourceKind>[];
  /** What it counts as, whatever its sources say, and why; a line each, ending in its clause. */
  treatments: readonly string[];
  /** All that is said of it and still stands. */
  said: readonly Said[];
  /** Of a pupil's absence from school alone: it is no missing episode, and none of these is one. */
  schooling?: Schooling;
}

/** All missing episodes of a child, in the order of their beginnings; absences from school are not among them. */
export function absencesOf(record: ChildRecord, calendar: Calendar): Absence[] {
  const episodes = Object.entries(record.references)
    .filter(([, said]) => Object.keys(said).length > 0 && !isSchoolsAlone(said))
    .map(([reference, said]) => episodeOf(reference, said, calendar));
  return group(episodes).map((together) => absenceOf(together, episodes, calendar));
}

function group(episodes: readonly Episode[]): Episode[][] {
  const groups: Episode[][] = [];
  for (const episode of episodes) {
    const same = groups.filter((others) => others.some((other) => isSameAbsence(other, episode)));
    for (const merged of same) groups.splice(groups.indexOf(merged), 1);
    groups.push([...same.flat(), episode]);
  }
  return groups
    .map((together) => together.sort(byBeginning))
    .sort(([a], [b]) => (a && b ? byBeginning(a, b) : 0));
}

/** Linked or duplicate by the police's word; or two sources that tell of one stretch within a day of each other. */
function isSameAbsence(a: Episode, b: Episode): boolean {
  const named = (x: Episode, y: Episode) => x.duplicateOf === y.reference || x.links.includes(y.reference);
  if (named(a, b) || named(b, a)) return true;
  if (!a.reported || !b.reported) return false;
  const strangers = [...a.sources].every((source) => !b.sources.has(source));
  const close = Math.abs(between(a.since, b.since)) <= DAY;
  const overlap = a.since <= (b.endedAt ?? NEVER) && b.since <= (a.endedAt ?? NEVER);
  return strangers && close && overlap;
}

function absenceOf(together: readonly Episode[], all: readonly Episode[], calendar: Calendar): Absence {
  const [first] = together;
  if (!first) throw new Error('An absence has at least one reference');
  const said = together.map((episode) => episode.said);
  const found = together.map((episode) => episode.found);
  const { ended, state, stateOf, endKnownAt } = stateTogether(together);
  const againKnownAt = latest(together.flatMap((episode) => episode.againKnownAt ?? []));
  const receivedAt = againKnownAt ?? firstReceived(said, ['reported']) ?? firstReceived(said) ?? '';
  const moments = momentsOf(said, found, calendar, receivedAt);
  const start = earliestKnown(
    [moments['last-seen'], moments['missing-since'], moments.reported].flatMap((moment) => moment ?? []),
  );
  const since = start?.value;
  const back = backOf(found, calendar);
  const worst = found
    .flatMap((each) => statements(each, 'found.outcome'))
    .filter((statement) => statement.value === 'deceased');
  const deceased = earliest(worst.map((statement) => statement.receivedAt));
  const saidAt = earliest(worst.map((statement) => statement.time));
  const fact = (of: readonly Said[], field: string): Known<string | undefined> => {
    const statement = newestKnown(of, field);
    return statement
      ? knownAs(statement)
      : { value: undefined, knownAt: lastHeard(of, [field]) ?? receivedAt };
  };
  const category = fact(said, 'category');
  return {
    reference: first.reference,
    references: together.map((episode) => episode.reference),
    reported: together.some((episode) => episode.reported),
    state,
    ended,
    moments,
    since: since ?? receivedAt,
    sinceKnownAt: latest([start?.knownAt ?? receivedAt, receivedAt]) ?? receivedAt,
    receivedAt,
    turnKnownAt: lastHeard(said, TURNS) ?? receivedAt,
    ...(endKnownAt && { endKnownAt }),
    ...(againKnownAt && { againKnownAt }),
    ...(back && { back }),
    ...(deceased && saidAt && { deceased: { value: true, knownAt: deceased, saidAt } }),
    outcome: fact(found, 'found.outcome'),
    ...riskOf(said, receivedAt),
    category: { ...category, value: category.value ?? 'unknown' },
    indicators: indicatorsOf(said, receivedAt),
    responsible: said.flatMap(responsibleIn),
    stateOf,
    recorded: recordedTasks(said),
    reportedBy: said
      .flatMap((each) => statements(each, 'reported'))
      .map((report) => ({ value: report.by, knownAt: report.receivedAt })),
    treatments: [],
    said,
    ...interviewOf(together, all, since ?? receivedAt),
  };
}

/** What may turn it. */
export const TURNS = ['began', 'found.said', 'found.outcome', 'found.withdrawn', 'cancelled'] as const;

interface Together {
  state: State;
  ended: boolean;
  endKnownAt?: Instant | undefined;
  stateOf: Record<string, State>;
}

/** It is over where the police say so of every reference of theirs, and nobody reports the child missing after that. */
function stateTogether(together: readonly Episode[]): Together {
  const isDuplicate = (episode: Episode) => together.some((other) => other.reference === episode.duplicateOf);
  // A duplicate of a reference that we never heard of would lose the child: it runs on until that one is known.
  const isLost = (episode: Episode) => episode.duplicateOf !== undefined && !isDuplicate(episode);
  const live = together.filter((episode) => !isDuplicate(episode));
  const endSaidAt = latest(live.flatMap((episode) => episode.endSaidAt ?? []));
  const isContradicted = live.some(
    (episode) =>
      !episode.ended &&
      statements(episode.said, 'reported').some((report) => endSaidAt && report.time > endSaidAt),
  );
  const isClosed = live.some((episode) => episode.state === 'closed');
  const ended =
    isClosed ||
    (live.some((episode) => episode.ended) &&
      live.filter((episode) => episode.byPolice).every((episode) => episode.ended) &&
      !isContradicted &&
      !live.some(isLost));
  const ranked: readonly State[] = ended ? ['closed', 'found', 'cancelled'] : ['located', 'return-reported'];
  const state = ranked.find((each) => live.some((episode) => episode.state === each)) ?? 'open';
  const stateIn = (episode: Episode): State => {
    if (isLost(episode)) return 'open';
    return ended && !episode.ended ? state : episode.state;
  };
  return {
    ended,
    state,
    endKnownAt: ended ? latest(live.flatMap((episode) => episode.endKnownAt ?? [])) : undefined,
    stateOf: Object.fromEntries(together.map((episode) => [episode.reference, stateIn(episode)])),
  };
}

const FIELD_OF_MOMENT: readonly (readonly [Moment, string])[] = [
  ['last-seen', 'lastSeenAt'],
  ['missing-since', 'missingSince'],
  ['reported', 'reportedAt'],
  ['returned', 'found.returnedAt'],
  ['located', 'found.locatedAt'],
  ['seen-by-police', 'found.seenByPoliceAt'],
  ['police-closed', 'found.policeClosedAt'],
  ['found-report', 'found.foundReportAt'],
];

function momentsOf(
  said: readonly Said[],
  found: readonly Said[],
  calendar: Calendar,
  receivedAt: Instant,
): Absence['moments'] {
  const foundReceived = firstReceived(found, ['found.said', ...BACKS]);
  const known = FIELD_OF_MOMENT.flatMap(([moment, field]) => {
    const value = earliestKnown(instants(field.startsWith('found.') ? found : said, [field], calendar));
    return value ? [[moment, value] as const] : [];
  });
  const heardAt = lastHeard(said) ?? receivedAt;
  return {
    ...Object.fromEntries(known),
    received: { value: receivedAt, knownAt: receivedAt },
    'last-heard': { value: heardAt, knownAt: heardAt },
    ...(foundReceived && { 'found-received': { value: foundReceived, knownAt: foundReceived } }),
  };
}

/** Where a return is told without any instant, it was said when it was said. */
function backOf(found: readonly Said[], calendar: Calendar): Known<Instant> | undefined {
  const stated = earliestKnown(instants(found, BACKS, calendar));
  const said = found.flatMap((each) => statements(each, 'found.said'));
  return stated ?? earliestKnown(said.map(({ time, receivedAt }) => ({ value: time, knownAt: receivedAt })));
}

const knownAs = ({ value, receivedAt }: Statement): Known<string> => ({
  value: String(value),
  knownAt: receivedAt,
});

const byBeginning = (a: Episode, b: Episode): number =>
  compare(a.since, b.since) || compare(a.reference, b.reference);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
