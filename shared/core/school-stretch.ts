// What each school, and the case system, says of a pupil's stretches out of school: since when, without leave or with it, over or not.
import type { Calendar } from './calendar.ts';
import { localDate, startOf } from './calendar.ts';
import type { Instant, LocalDate } from './instant.ts';
import { earliest, isDate, latest } from './instant.ts';
import type { SourceKind } from './policy.ts';
import type { ChildRecord, Said, Statement } from './record.ts';
import { isNewer, own } from './record.ts';
import type { Known } from './statements.ts';

/** What one source says of one beginning. */
export interface Claim {
  reference: string;
  said: Said;
  source: string;
  by: SourceKind;
  /** When the pupil last attended; undefined where the source does not say. */
  attended?: Known<Instant>;
  /** The day last attended, else the day on which it was first said. */
  day: LocalDate;
  firstSaidAt: Instant;
  lastSaidAt: Instant;
  knownAt: Instant;
}

export interface Stretch {
  source: string;
  by: SourceKind;
  claims: readonly Claim[];
  begins: LocalDate;
  attended?: Known<Instant>;
  /** When it was known that there is a case: the report, the word that there is no leave, the return taken back. */
  knownAt: Instant;
  over?: Over;
  /** Whether there was leave, by the source's last word. */
  leave?: Known<boolean>;
}

/** `again`: the pupil attended later, for a later stretch begins after it. */
export interface Over {
  is: 'returned' | 'elsewhere' | 'again';
  day: LocalDate;
  at: Instant;
  knownAt: Instant;
}

interface End extends Over {
  is: 'returned' | 'elsewhere';
  source: string;
  by: SourceKind;
  saidAt: Instant;
  /** Among what it was said. */
  said: Said;
}

/** Of each source on its own. */
export function stretchesOf(record: ChildRecord, calendar: Calendar): Stretch[] {
  const claims = Object.entries(record.references).flatMap(([reference, said]) =>
    claimsIn(reference, said, calendar),
  );
  const ends = endsIn(record, calendar);
  return [...new Set(claims.map(({ source }) => source))].sort().flatMap((source) => {
    const its = claims.filter((claim) => claim.source === source).sort(byDay);
    const heeded = ends.filter((end) => isHeeded(end, its));
    return asStretches(its, heeded, record.case, calendar);
  });
}

const claimsIn = (reference: string, said: Said, calendar: Calendar): Claim[] =>
  Object.entries(own(said, 'education.reported') ?? {}).map(([source, first]) => {
    const stated = own(own(said, 'education.lastAttendedOn') ?? {}, source);
    const at = typeof stated?.value === 'string' ? instantOn(stated.value, calendar) : undefined;
    return {
      reference,
      said,
      source,
      by: first.by,
      ...(at && stated && { attended: { value: at, knownAt: stated.receivedAt } }),
      day: localDate(calendar, at ?? first.time),
      firstSaidAt: first.time,
      lastSaidAt: (stated ?? first).time,
      knownAt: first.receivedAt,
    };
  });

const instantOn = (written: string, calendar: Calendar): Instant =>
  isDate(written) ? startOf(calendar, written) : written;

/** Its own word, the case system's; for the case system, any school's. Never another school's: a pupil may be on two rolls. */
const isHeeded = (end: End, [claim]: readonly Claim[]): boolean =>
  end.source === claim?.source || end.by === 'case-system' || claim?.by === 'case-system';

function asStretches(
  claims: readonly Claim[],
  ends: readonly End[],
  loose: Said,
  calendar: Calendar,
): Stretch[] {
  const groups: Claim[][] = [];
  for (const claim of claims) {
    const last = groups.at(-1);
    if (last && !isLater(claim, last, ends, calendar)) last.push(claim);
    else groups.push([claim]);
  }
  const undated = claims.filter((claim) => !claim.attended);
  return groups.flatMap((group, index) => {
    const next = groups[index + 1]?.[0];
    return asStretch(group, next, { ends, undated, loose, calendar });
  });
}

/** A later day is a correction, unless the pupil was back before it, or had been said to be out of school before it. */
function isLater(claim: Claim, group: readonly Claim[], ends: readonly End[], calendar: Calendar): boolean {
  const start = startIn(group);
  if (!claim.attended || !start || claim.day <= start.day) return false;
  const saidUntil = latest(group.map((each) => (each.attended ? each.lastSaidAt : each.firstSaidAt)));
  if (saidUntil && claim.day > localDate(calendar, saidUntil)) return true;
  return ends.some((end) => end.day >= start.day && end.day <= claim.day);
}

/** The newest word on the day last attended. */
const startIn = (group: readonly Claim[]): Claim | undefined =>
  [...group].sort(
    (a, b) =>
      Number(a.attended !== undefined) - Number(b.attended !== undefined) ||
      compare(a.lastSaidAt, b.lastSaidAt) ||
      compare(a.reference, b.reference),
  )[group.length - 1];

interface Around {
  ends: readonly End[];
  undated: readonly Claim[];
  loose: Said;
  calendar: Calendar;
}

function asStretch(claims: readonly Claim[], next: Claim | undefined, around: Around): Stretch[] {
  const { ends, undated, loose, calendar } = around;
  const start = startIn(claims);
  if (!start) return [];
  const { source, by, attended, day } = start;
  const isAbout = ({ time }: Statement): boolean => {
    const on = localDate(calendar, time);
    return on >= day && (!next || on < next.day);
  };
  const word = (of: readonly Said[], field: string) =>
    of.flatMap((said) => statementsOf(said, field, source));
  const its = claims.map(({ said }) => said);
  const unnamed = [...undated.map(({ said }) => said), loose];
  const onLeave = [
    ...word(its, 'education.unauthorised'),
    ...word(unnamed, 'education.unauthorised').filter(isAbout),
  ];
  // Where a school never gives a day, whatever it says after a return says that the pupil is out again.
  const saidAgain = attended
    ? word(unnamed, 'education.unauthorised').filter(({ value }) => value === true)
    : word(unnamed, 'education.lastAttendedOn');
  const saidAgainAt = latest(saidAgain.filter(isAbout).map(({ time }) => time)) ?? '';
  const saidLast = latest(claims.map((claim) => (claim.attended ? claim.lastSaidAt : ''))) ?? '';
  const unknown = (field: string) =>
    word([...its, ...unnamed.slice(0, -1)], field).filter((said) => said.value === null && isAbout(said));

  const isOfThis = (end: End): boolean => {
    const isWithIt = its.some((said) => said === end.said) || end.is === 'elsewhere' || !attended;
    return (isWithIt ? end.day >= day : end.day > day) && (!next || end.day <= next.day);
  };
  const stands = (end: End): boolean => {
    const isTakenBack = unknown(FIELD_OF[end.is]).some(({ time }) => time > end.saidAt);
    if (end.source === source) return !isTakenBack && end.saidAt >= saidAgainAt;
    return by === 'case-system' || (end.saidAt >= saidLast && end.saidAt >= saidAgainAt);
  };
  const over = ends.filter((end) => isOfThis(end) && stands(end)).sort(byDayOver)[0] ?? attendedAgain(next);
  const leave = newestOf(onLeave);
  const takenBack = [...unknown(FIELD_OF.returned), ...unknown(FIELD_OF.elsewhere)];
  const firstKnownAt = earliest(claims.map(({ knownAt }) => knownAt)) ?? start.knownAt;
  const turns = [...(leave ? [leave] : []), ...takenBack].map(({ receivedAt }) => receivedAt);
  return [
    {
      source,
      by,
      claims,
      begins: day,
      ...(attended && { attended }),
      knownAt: latest([firstKnownAt, ...turns]) ?? firstKnownAt,
      ...(over && { over: { is: over.is, day: over.day, at: over.at, knownAt: over.knownAt } }),
      ...(typeof leave?.value === 'boolean' && { leave: { value: !leave.value, knownAt: leave.receivedAt } }),
    },
  ];
}

const FIELD_OF = { returned: 'education.returnedOn', elsewhere: 'education.destination' } as const;

const attendedAgain = (next: Claim | undefined): Over | undefined =>
  next && {
    is: 'again',
    day: next.day,
    at: next.attended?.value ?? next.firstSaidAt,
    knownAt: next.knownAt,
  };

/** With a claim; or, in a message that names no beginning, beside what the case system says. */
function endsIn(record: ChildRecord, calendar: Calendar): End[] {
  const all = [...Object.values(record.references), record.case];
  return all.flatMap((said) =>
    Object.entries(said).flatMap(([field, sources]) => {
      const is = field.startsWith(RETURNED)
        ? 'returned'
        : field === FIELD_OF.elsewhere
          ? 'elsewhere'
          : undefined;
      if (!is) return [];
      return Object.entries(sources).flatMap(([source, { value, time, by, receivedAt }]): End[] => {
        if (typeof value !== 'string') return [];
        const at = is === 'returned' ? instantOn(value, calendar) : time;
        return [
          { is, day: localDate(calendar, at), at, knownAt: receivedAt, source, by, saidAt: time, said },
        ];
      });
    }),
  );
}

/** A day of return that no beginning stands beside keeps a field of its own: a later return leaves it standing. */
const RETURNED = FIELD_OF.returned;
export const returnedField = (on: string): string => `${RETURNED}/${on}`;

const statementsOf = (said: Said, field: string, source: string): Statement[] => {
  const statement = own(own(said, field) ?? {}, source);
  return statement ? [statement] : [];
};

const newestOf = (all: readonly Statement[]): Statement | undefined =>
  all.reduce<Statement | undefined>((a, b) => (a && isNewer(a, b) ? a : b), undefined);

const byDay = (a: Claim, b: Claim): number =>
  compare(a.day, b.day) ||
  Number(b.attended !== undefined) - Number(a.attended !== undefined) ||
  compare(a.reference, b.reference);

export const byDayOver = (a: Over, b: Over): number =>
  compare(a.day, b.day) || compare(a.is, b.is) || compare(a.at, b.at) || compare(a.knownAt, b.knownAt);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
