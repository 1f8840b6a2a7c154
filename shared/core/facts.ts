// What the statements come to: one absence per stretch of being missing, with every instant that a clock may run from.
import type { Calendar } from './calendar.ts';
import { startOf, yearsLater } from './calendar.ts';
import { own } from './evolve.ts';
import type { Instant, LocalDate } from './instant.ts';
import { between, DAY, earliest, isDate, latest, NEVER } from './instant.ts';
import type { CaseStatus, Moment, Risk, SourceKind } from './policy.ts';
import type { ChildRecord, Json, Said, Statement } from './record.ts';

/** A value, and when it reached us. */
export interface Known<T> {
  value: T;
  knownAt: Instant;
}

export type State = 'open' | 'return-reported' | 'located' | 'found' | 'cancelled' | 'closed';

export interface Absence {
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
  /** When what ended it, or withdrew the end, reached us. */
  endKnownAt?: Instant;
  withdrawnKnownAt?: Instant;
  /** When the first notice of it reached us. */
  receivedAt: Instant;
  /** The earliest instant at which anybody says that the child was back or located. */
  back?: Known<Instant>;
  deceased?: Known<true>;
  outcome?: Known<string>;
  cancelledBecause?: string;
  /** What rules act on: the highest that any source states, never below medium. */
  risk: Known<Risk>;
  riskStated: readonly Known<string>[];
  category: Known<string>;
  missingFrom?: Known<string>;
  indicators: readonly Known<string>[];
  /** Codes of other authorities said to be responsible. */
  responsible: readonly Known<string>[];
  /** States of the single references, for those that were cancelled or linked. */
  stateOf: Readonly<Record<string, State>>;
  /** Tasks recorded, by the id the plan gave them. */
  recorded: Readonly<Record<string, Known<string>>>;
  interviewDone?: Known<Instant>;
}

export interface Child {
  absences: readonly Absence[];
  initials: string;
  kind: string;
  /** The earliest and the latest date of birth that the statements allow; undefined where none is known. */
  born?: { from: LocalDate; to: LocalDate; knownAt: Instant };
  /** Unknown while it is open whose record this is. */
  status: Known<CaseStatus> | 'unknown';
  keyworker?: Known<string>;
  keyworkerTeam?: Known<string>;
  localAuthorityId?: string;
  responsible: readonly Known<string>[];
  /** Other records that may be this child, on which nobody has decided. */
  undecided: readonly string[];
}

/** Everything the rules may ask of a record. `authority` is this stack's code: others are "another". */
export function factsOf(record: ChildRecord, calendar: Calendar, authority: string): Child {
  const all = [record.case, ...Object.values(record.references)];
  const hasCase = own(record.case, 'known') !== undefined;
  const undecided = hasCase
    ? []
    : Object.entries(record.candidates)
        .filter(([, candidate]) => candidate.decided === undefined)
        .map(([id]) => id)
        .sort();
  const responsible = others(record.case, authority);
  const born = birth(all);
  const keyworker = knownText(newest(record.case, 'keyworker.email'));
  const keyworkerTeam = knownText(newest(record.case, 'keyworker.teamEmail'));
  const status = newest(record.case, 'status');
  const localAuthorityId = text(newestOf(all, 'person.localAuthorityId'));
  return {
    absences: absencesOf(record, calendar, authority),
    initials: initialsOf(all),
    kind: text(newestOf(all, 'person.kind')) ?? 'child',
    status:
      undecided.length > 0 || (status && status.value === null)
        ? 'unknown'
        : status
          ? { value: status.value as CaseStatus, knownAt: status.receivedAt }
          : { value: 'not-open', knownAt: '' },
    responsible,
    undecided,
    ...(born && { born }),
    ...(keyworker && { keyworker }),
    ...(keyworkerTeam && { keyworkerTeam }),
    ...(localAuthorityId && { localAuthorityId }),
  };
}

function absencesOf(record: ChildRecord, calendar: Calendar, authority: string): Absence[] {
  const episodes = Object.entries(record.references)
    .filter(([, said]) => Object.keys(said).length > 0)
    .map(([reference, said]) => episodeOf(reference, said, calendar))
    .sort((a, b) => (a.since === b.since ? compare(a.reference, b.reference) : compare(a.since, b.since)));
  return group(episodes).map((together) => absenceOf(together, calendar, authority));
}

/** One police reference, on its own. */
interface Episode {
  reference: string;
  said: Said;
  /** Found statements that still stand. */
  found: Said;
  reported: boolean;
  since: Instant;
  state: State;
  ended: boolean;
  /** When the police said that it ended, by their own clock. */
  endSaidAt?: Instant;
  endedAt?: Instant;
  endKnownAt?: Instant;
  withdrawnKnownAt?: Instant;
  byPolice: boolean;
  sources: ReadonlySet<string>;
  duplicateOf?: string;
  links: readonly string[];
}

function episodeOf(reference: string, said: Said, calendar: Calendar): Episode {
  const begun = starts([said], calendar);
  const { found, withdrawnKnownAt } = standing(said, calendar);
  const police = only(found, 'police');
  const outcomeSaid = newest(police, 'found.outcome');
  const outcome = text(outcomeSaid);
  const confirmed = instants([police], ['found.seenByPoliceAt', 'found.policeClosedAt'], calendar);
  const backs = instants([found], BACK_FIELDS, calendar);
  const cancelled = newest(only(said, 'police'), 'cancelled');
  const reports = statements(said, 'reported');
  const reportedAgain = cancelled && reports.some((report) => report.time > cancelled.time);
  const duplicateOf = text(newest(only(said, 'police'), 'cancelled.duplicateOf'));

  let state: State = 'open';
  let ended = false;
  let endKnownAt: Instant | undefined;
  if (newest(found, 'found.said')) {
    const anyOutcome = text(newest(found, 'found.outcome'));
    state = anyOutcome === 'located-not-returned' ? 'located' : 'return-reported';
    if (anyOutcome === 'deceased') state = 'open';
  }
  if (newest(police, 'found.said')) {
    endKnownAt = outcomeSaid?.receivedAt;
    if (outcome === 'deceased') [state, ended] = ['closed', true];
    else if (outcome === 'found' || outcome === 'not-missing') [state, ended] = ['found', true];
    else if (outcome === 'located-not-returned') state = 'located';
    else if (confirmed.length > 0) {
      [state, ended] = ['found', true];
      endKnownAt = earliest(confirmed.map((each) => each.knownAt));
    } else state = 'return-reported';
  }
  if (cancelled && !reportedAgain) {
    [state, ended] = ['cancelled', true];
    endKnownAt = cancelled.receivedAt;
  }

  const endSaidAt = latest([
    ...statements(police, 'found.said').map((statement) => statement.time),
    ...(cancelled ? [cancelled.time] : []),
  ]);
  const endedAt = earliest(backs.map((back) => back.value)) ?? endSaidAt;
  return {
    reference,
    said,
    found,
    reported: reports.length > 0,
    since: begun ?? firstReceived([said]),
    state,
    ended,
    ...(ended && endSaidAt && { endSaidAt }),
    ...(ended && endedAt && { endedAt }),
    ...(ended && endKnownAt && { endKnownAt }),
    ...(withdrawnKnownAt && { withdrawnKnownAt }),
    byPolice: reports.some((report) => report.by === 'police'),
    sources: new Set(Object.keys(own(said, 'reported') ?? {})),
    ...(ended && state === 'cancelled' && duplicateOf && { duplicateOf }),
    links: strings(newest(said, 'linkedReferences')?.value),
  };
}

/** The found statements that nobody withdrew: not before an "in error", nor before a later report of a later absence. */
function standing(said: Said, calendar: Calendar): { found: Said; withdrawnKnownAt?: Instant } {
  const withdrawn = statements(only(said, 'police'), 'found.withdrawn');
  const backs = instants([said], BACK_FIELDS, calendar).map((back) => back.value);
  const lastFoundSaid = latest(statements(said, 'found.said').map((statement) => statement.time));
  const lastBack = latest(backs);
  const again = statements(only(said, 'police'), 'reported')
    .filter((report) => lastFoundSaid !== undefined && report.time > lastFoundSaid)
    .filter((report) => {
      const since = starts([onlyAfter(said, report.time)], calendar);
      return lastBack !== undefined && since !== undefined && since > lastBack;
    });
  const cut = [...withdrawn, ...again].sort(byTime).at(-1);
  if (!cut) return { found: said };
  return { found: onlyAfter(said, cut.time, 'found.'), withdrawnKnownAt: cut.receivedAt };
}

function group(episodes: readonly Episode[]): Episode[][] {
  const groups: Episode[][] = [];
  for (const episode of episodes) {
    const with_ = groups.filter((others) => others.some((other) => sameAbsence(other, episode)));
    const together = [...with_.flat(), episode];
    for (const merged of with_) groups.splice(groups.indexOf(merged), 1);
    groups.push(together);
  }
  return groups
    .map((together) => together.sort((a, b) => compare(a.since, b.since) || compare(a.reference, b.reference)))
    .sort((a, b) => compare(a[0]?.since ?? '', b[0]?.since ?? ''));
}

/** Linked or duplicate by the police's word; or two sources that tell of one stretch within a day of each other. */
function sameAbsence(a: Episode, b: Episode): boolean {
  const named = (x: Episode, y: Episode) => x.duplicateOf === y.reference || x.links.includes(y.reference);
  if (named(a, b) || named(b, a)) return true;
  if (!a.reported || !b.reported) return false;
  const strangers = [...a.sources].every((source) => !b.sources.has(source));
  const close = Math.abs(between(a.since, b.since)) <= DAY;
  const overlap = a.since <= (b.endedAt ?? NEVER) && b.since <= (a.endedAt ?? NEVER);
  return strangers && close && overlap;
}

function absenceOf(together: readonly Episode[], calendar: Calendar, authority: string): Absence {
  const first = together[0];
  if (!first) throw new Error('An absence has at least one reference');
  const said = together.map((episode) => episode.said);
  const found = together.map((episode) => episode.found);
  const isDuplicate = (episode: Episode) =>
    together.some((other) => other.reference === episode.duplicateOf);
  // A duplicate of a reference that we never heard of would lose the child: it runs on until that one is known.
  const lostDuplicate = (episode: Episode) => episode.duplicateOf !== undefined && !isDuplicate(episode);
  const live = together.filter((episode) => !isDuplicate(episode));
  const polices = live.filter((episode) => episode.byPolice);
  const endSaidAt = latest(live.flatMap((episode) => (episode.ended ? [episode.endSaidAt ?? ''] : [])));
  const contradicted = live.some(
    (episode) =>
      !episode.ended &&
      statements(episode.said, 'reported').some((report) => endSaidAt !== undefined && report.time > endSaidAt),
  );
  const ended =
    live.some((episode) => episode.ended) &&
    polices.every((episode) => episode.ended) &&
    !contradicted &&
    !live.some(lostDuplicate);
  const stateOf = Object.fromEntries(
    together.map((episode) => [
      episode.reference,
      lostDuplicate(episode) ? 'open' : ended && !episode.ended ? 'found' : episode.state,
    ]),
  );
  const states = live.map((episode) => stateOf[episode.reference] as State);
  const rank: State[] = ended
    ? ['closed', 'found', 'cancelled']
    : ['located', 'return-reported', 'open', 'found', 'cancelled', 'closed'];
  const shown = rank.find((state) => states.includes(state)) ?? 'open';
  const state = ended ? shown : shown === 'located' || shown === 'return-reported' ? shown : 'open';

  const receivedAt = firstReceived(said, 'reported') || firstReceived(said);
  const endKnownAt = latest(live.flatMap((episode) => episode.endKnownAt ?? []));
  const withdrawnKnownAt = latest(together.flatMap((episode) => episode.withdrawnKnownAt ?? []));
  const moments = momentsOf(said, found, calendar, receivedAt);
  const since =
    earliest(
      [moments['last-seen'], moments['missing-since'], moments.reported].flatMap((m) => (m ? [m.value] : [])),
    ) ?? receivedAt;
  const back = earliestKnown(instants(found, BACK_FIELDS, calendar));
  const foundSaid = found.flatMap((each) => statements(each, 'found.said'));
  const deceased = found
    .flatMap((each) => statements(each, 'found.outcome'))
    .filter((statement) => statement.value === 'deceased');
  const outcome = newestOf(found, 'found.outcome');
  const category = newestOf(said, 'category');
  const missingFrom = newestOf(said, 'missingFrom');
  const cancelledBecause = text(newestOf(said, 'cancelled.reason'));
  const interview = interviewDone(found, calendar);
  const stated = said.flatMap((each) => latestOfEachSource(each, 'risk'));
  return {
    reference: first.reference,
    references: together.map((episode) => episode.reference),
    reported: together.some((episode) => episode.reported),
    state,
    ended,
    moments,
    since,
    receivedAt,
    ...(ended && endKnownAt && { endKnownAt }),
    ...(withdrawnKnownAt && { withdrawnKnownAt }),
    ...(back
      ? { back }
      : foundSaid[0] && {
          back: {
            value: earliest(foundSaid.map((s) => s.time)) ?? since,
            knownAt: earliest(foundSaid.map((s) => s.receivedAt)) ?? since,
          },
        }),
    ...(deceased[0] && {
      deceased: { value: true, knownAt: earliest(deceased.map((s) => s.receivedAt)) ?? receivedAt },
    }),
    ...(outcome && { outcome: { value: String(outcome.value), knownAt: outcome.receivedAt } }),
    ...(cancelledBecause && { cancelledBecause }),
    risk: effectiveRisk(stated, receivedAt),
    riskStated: stated.map((s) => ({ value: String(s.value), knownAt: s.receivedAt })),
    category: category
      ? { value: String(category.value), knownAt: category.receivedAt }
      : { value: 'unknown', knownAt: receivedAt },
    ...(missingFrom?.value && { missingFrom: { value: String(missingFrom.value), knownAt: missingFrom.receivedAt } }),
    indicators: said.flatMap((each) =>
      statements(each, 'indicators').flatMap((s) =>
        strings(s.value).map((value) => ({ value, knownAt: s.receivedAt })),
      ),
    ),
    responsible: said.flatMap((each) => others(each, authority)),
    stateOf,
    recorded: recordedTasks(said),
    ...(interview && { interviewDone: interview }),
  };
}

const BACK_FIELDS = [
  'found.returnedAt',
  'found.locatedAt',
  'found.seenByPoliceAt',
  'found.policeClosedAt',
  'found.foundReportAt',
] as const;

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
  const foundReceived = earliest(
    found.flatMap((each) => statements(each, 'found.said').map((statement) => statement.receivedAt)),
  );
  const known = FIELD_OF_MOMENT.flatMap(([moment, field]) => {
    const value = earliestKnown(instants(field.startsWith('found.') ? found : said, [field], calendar));
    return value ? [[moment, value] as const] : [];
  });
  return {
    ...Object.fromEntries(known),
    received: { value: receivedAt, knownAt: receivedAt },
    ...(foundReceived && { 'found-received': { value: foundReceived, knownAt: foundReceived } }),
  };
}

function starts(said: readonly Said[], calendar: Calendar): Instant | undefined {
  return earliest(instants(said, ['lastSeenAt', 'missingSince', 'reportedAt'], calendar).map((i) => i.value));
}

/** Every source's latest word on some instants; a date without a time counts from its first moment. */
function instants(said: readonly Said[], fields: readonly string[], calendar: Calendar): Known<Instant>[] {
  return said.flatMap((each) =>
    fields.flatMap((field) =>
      statements(each, field).flatMap(({ value, receivedAt }) =>
        typeof value === 'string'
          ? [{ value: isDate(value) ? startOf(calendar, value) : value, knownAt: receivedAt }]
          : [],
      ),
    ),
  );
}

function effectiveRisk(stated: readonly Statement[], receivedAt: Instant): Known<Risk> {
  const high = stated.filter((statement) => statement.value === 'high').map((s) => s.receivedAt);
  const knownAt = earliest(high);
  if (knownAt) return { value: 'high', knownAt };
  return { value: 'medium', knownAt: receivedAt };
}

function recordedTasks(said: readonly Said[]): Record<string, Known<string>> {
  const tasks = said.flatMap((each) =>
    Object.keys(each)
      .filter((field) => field.startsWith('task.'))
      .flatMap((field) => {
        const statement = newest(each, field);
        const outcome = statement && (statement.value as { outcome?: string } | null)?.outcome;
        return outcome ? [[field.slice(5), { value: outcome, knownAt: statement.receivedAt }] as const] : [];
      }),
  );
  return Object.fromEntries(tasks);
}

/** A return home interview that was held; the police's prevention interview never counts as one. */
function interviewDone(said: readonly Said[], calendar: Calendar): Known<Instant> | undefined {
  return earliestKnown(instants(said, ['interview.completedAt'], calendar));
}

function birth(all: readonly Said[]): Child['born'] {
  const ranges = [...sourcesOf(all)].flatMap((source) => {
    const dates = all.flatMap((said) => own(own(said, 'person.dateOfBirth') ?? {}, source) ?? []);
    const stated = dates.filter((s) => typeof s.value === 'string').sort(byTime).at(-1);
    if (stated && typeof stated.value === 'string') {
      const estimated = all.some(
        (said) => own(own(said, 'person.dateOfBirthEstimated') ?? {}, source)?.value === true,
      );
      const { value, receivedAt } = stated;
      return [
        estimated
          ? { from: yearsLater(value, -1), to: yearsLater(value, 1), knownAt: receivedAt }
          : { from: value, to: value, knownAt: receivedAt },
      ];
    }
    const years = all
      .flatMap((said) => own(own(said, 'person.ageYears') ?? {}, source) ?? [])
      .filter((s) => typeof s.value === 'number')
      .sort(byTime)
      .at(-1);
    if (!years || typeof years.value !== 'number') return [];
    const on = years.time.slice(0, 10);
    return [
      {
        from: yearsLater(on, -years.value - 1),
        to: yearsLater(on, -years.value),
        knownAt: years.receivedAt,
      },
    ];
  });
  if (ranges.length === 0) return undefined;
  return {
    from: ranges.map((range) => range.from).sort()[0] ?? '',
    to: ranges.map((range) => range.to).sort().at(-1) ?? '',
    knownAt: earliest(ranges.map((range) => range.knownAt)) ?? '',
  };
}

function initialsOf(all: readonly Said[]): string {
  const letter = (field: string) => [...(text(newestOf(all, field)) ?? '').trim()][0]?.toUpperCase() ?? '';
  const initials = letter('person.givenName') + letter('person.familyName');
  return initials || '(name unknown)';
}

function others(said: Said, authority: string): Known<string>[] {
  return latestOfEachSource(said, 'responsibleAuthority').flatMap((statement) =>
    typeof statement.value === 'string' && statement.value !== authority
      ? [{ value: statement.value, knownAt: statement.receivedAt }]
      : [],
  );
}

// Reading statements.

const statements = (said: Said, field: string): Statement[] => Object.values(own(said, field) ?? {});

const latestOfEachSource = statements;

const newest = (said: Said, field: string): Statement | undefined => statements(said, field).sort(byTime).at(-1);

const newestOf = (all: readonly Said[], field: string): Statement | undefined =>
  all
    .flatMap((said) => statements(said, field))
    .filter((statement) => statement.value !== null)
    .sort(byTime)
    .at(-1);

const only = (said: Said, by: SourceKind): Said => where(said, (statement) => statement.by === by);

const onlyAfter = (said: Said, time: Instant, prefix = ''): Said =>
  where(said, (statement, field) => !field.startsWith(prefix) || statement.time > time || (!prefix && statement.time === time));

function where(said: Said, keep: (statement: Statement, field: string) => boolean): Said {
  return Object.fromEntries(
    Object.entries(said).flatMap(([field, sources]) => {
      const kept = Object.entries(sources).filter(([, statement]) => keep(statement, field));
      return kept.length > 0 ? [[field, Object.fromEntries(kept)]] : [];
    }),
  );
}

function sourcesOf(all: readonly Said[]): Set<string> {
  return new Set(all.flatMap((said) => Object.values(said).flatMap((sources) => Object.keys(sources))));
}

function firstReceived(said: readonly Said[], field?: string): Instant {
  const all = said.flatMap((each) =>
    field ? statements(each, field) : Object.keys(each).flatMap((name) => statements(each, name)),
  );
  return earliest(all.map((statement) => statement.receivedAt)) ?? '';
}

function earliestKnown(known: readonly Known<Instant>[]): Known<Instant> | undefined {
  return known.reduce<Known<Instant> | undefined>(
    (a, b) => (a === undefined || b.value < a.value || (b.value === a.value && b.knownAt < a.knownAt) ? b : a),
    undefined,
  );
}

const byTime = (a: Statement, b: Statement): number => compare(a.time, b.time) || compare(a.message, b.message);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const text = (statement: Statement | undefined): string | undefined =>
  typeof statement?.value === 'string' ? statement.value : undefined;

const knownText = (statement: Statement | undefined): Known<string> | undefined =>
  typeof statement?.value === 'string' ? { value: statement.value, knownAt: statement.receivedAt } : undefined;

const strings = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
