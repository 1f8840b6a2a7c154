// The morning digest: on which mornings there is one, what it has to tell, and its letters. It stands beside the immediate letters.
import { atLocal, dateLater, isWorkingDay, localDate, OutsideCalendar, weekday } from './calendar.ts';
import type { DigestLine } from './digest-line.ts';
import type { Child } from './facts.ts';
import type { Instant, LocalDate } from './instant.ts';
import { HOUR, isDate, later, latest, MINUTE } from './instant.ts';
import type { Action } from './plan.ts';
import type { Digest, Policy } from './policy.ts';
import type { Claim, Telling } from './record.ts';

/** One morning's digest as it was put together: what is sent again after a fault says the same. */
export interface DigestRecord {
  kind: 'digest';
  id: string;
  date: LocalDate;
  /** What happened from `since` to `asAt` is told. */
  since: Instant;
  asAt: Instant;
  lines: readonly DigestLine[];
  /** Open episodes that have no line: beyond the most, or not planned. */
  unlisted: number;
  told: Readonly<Record<string, Telling>>;
  claim?: Claim;
  asked?: string;
  fault?: { why: string; policyHash: string };
  needs?: number;
}

/** What comes later than this is left to the next one, which tells of all that was not told. */
const LASTS = 12 * HOUR;
/** From when a message came until it is written, and until a digest is put together. */
const TOGETHER = 2 * MINUTE;
/** As the rule that its letters are of. No rule can be called so. */
const RULE = 'morning.digest';

export const digestId = (date: LocalDate): string => `d-${date.replaceAll('-', '')}`;

/** The morning that a record's id stands for; nothing where it is no digest's. */
export function morningOf(id: string): LocalDate | undefined {
  const date = id.replace(/^d-(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  return isDate(date) ? date : undefined;
}

/** When the digest of a day is due; nothing on a day without one. */
export function digestAt({ digest, calendar }: Policy, date: LocalDate): Instant | undefined {
  if (!digest || (digest.on === 'working-days' && !isWorking(calendar, date))) return undefined;
  return atLocal(calendar, date, digest.at);
}

/** A day that the calendar does not reach has a digest, too. */
function isWorking(calendar: Policy['calendar'], date: LocalDate): boolean {
  try {
    return isWorkingDay(calendar, date);
  } catch (error) {
    if (error instanceof OutsideCalendar) return weekday(date) <= 5;
    throw error;
  }
}

/** The latest day up to this one, or the first after it, that has a digest. */
export function morning(
  policy: Policy,
  from: LocalDate,
  step: 1 | -1,
): { date: LocalDate; at: Instant } | undefined {
  for (let days = 0; days < LONGEST_HOLIDAY; days++) {
    const date = dateLater(from, 'days', days * step);
    const at = digestAt(policy, date);
    if (at !== undefined) return { date, at };
  }
  return undefined;
}

const LONGEST_HOLIDAY = 15;

export const isEmpty = ({ lines, unlisted }: DigestRecord): boolean => lines.length === 0 && unlisted === 0;

/** Whether it is too late to send it. */
export const isPast = (at: Instant, now: Instant): boolean => now >= later(at, LASTS);

/** One letter for each role, to its own mailbox: who is on duty at night has no use for it. Nothing where there is nothing to tell. */
export function lettersOfDigest(record: DigestRecord, policy: Policy, through: Instant): Action[] {
  const { digest } = policy;
  const dueAt = digestAt(policy, record.date);
  if (!digest || dueAt === undefined || isEmpty(record) || isPast(dueAt, through)) return [];
  return digest.to.map((role): Action => {
    const mailbox = policy.directory[role]?.address;
    return {
      id: `${RULE}/${record.date}/1/${role}`,
      rule: RULE,
      reference: record.date,
      occurrence: 1,
      kind: 'email',
      purpose: 'report',
      basis: 'courtesy',
      upon: 'digest',
      clauses: [],
      roles: [role],
      ...(mailbox !== undefined && { mailbox }),
      says: SAYS,
      dueAt,
      knownAt: record.asAt,
      tells: 'nothing',
      because: [`The file asks for a digest ${whenInWords(digest)}.`],
    };
  });
}

const SAYS =
  'This is what is open, what was told, what is due and what is overdue. It asks nothing new: whatever could not wait has gone out by itself.';

export const whenInWords = ({ at, on }: Digest): string =>
  `at ${at} ${on === 'working-days' ? 'on working days' : 'every day'}`;

/**
 * An absence that is over, and what was told of it then, is found by the digest in the index of what is open: it stays there
 * until the next digest but one has gone, since the next may come late. One that is being put together just then may not have it.
 */
export function inViewUntil(
  { absences, schooling }: Child,
  policy: Policy,
  through: Instant,
  told: Readonly<Record<string, Telling>> = {},
): Instant | undefined {
  if (!policy.digest) return undefined;
  const ended = [...absences, ...schooling].flatMap(({ endKnownAt }) => endKnownAt ?? []);
  if (ended.length === 0) return undefined;
  const letters = Object.values(told).map(({ at, intendedAt }) => at ?? intendedAt);
  const last = latest([...ended, ...letters]) ?? through;
  const first = morningAfter(later(last, TOGETHER), policy);
  const until = first && morningAfter(first, policy);
  return until && until > through ? until : undefined;
}

function morningAfter(instant: Instant, policy: Policy): Instant | undefined {
  const today = localDate(policy.calendar, instant);
  const next = morning(policy, today, 1);
  if (next && next.at > instant) return next.at;
  return morning(policy, dateLater(today, 'days', 1), 1)?.at;
}
