// What was told already, and what follows from it: who must hear that it is over, which letter is the same one again.
import type { Absence } from './absence.ts';
import { TURNS } from './absence.ts';
import type { Instant } from './instant.ts';
import { earliest, latest } from './instant.ts';
import type { Role, Rule, Trigger } from './policy.ts';
import type { ChildRecord, HomewardRecord, Telling } from './record.ts';
import { own } from './record.ts';
import { digest } from './routing.ts';
import { statements } from './statements.ts';

/** Told is told, refused too; an intention without its mark is offered again by whoever may claim the record. */
export const wasTold = (record: HomewardRecord, id: string): boolean => {
  const telling = own(record.told, id);
  return telling !== undefined && telling.state !== 'intended';
};

/** The id under which this was told already - by any reference of the absence, by a former name of the rule - or its own. */
export function idOf(
  record: ChildRecord,
  rule: Rule,
  absence: Absence,
  occurrence: number,
  key: string,
): string {
  const named = (name: string, reference: string) => `${name}/${reference}/${occurrence}/${key}`;
  const first = named(rule.id, absence.reference);
  if (absence.references.length === 1 && !rule.was) return first;
  const ids = absence.references.flatMap((reference) =>
    [rule.id, ...(rule.was ?? [])].map((name) => named(name, reference)),
  );
  return ids.find((id) => own(record.told, id)) ?? first;
}

export const isRule = (rule: Rule, id: string): boolean =>
  rule.id === id || (rule.was?.includes(id) ?? false);

/**
 * The how-manieth time this happens under the same references: a child who is back and goes missing again, or a return
 * that comes after another one was withdrawn, begins a new count. What is told anew has a new id.
 */
export function occurrenceOf(record: ChildRecord, absence: Absence, upon: Trigger): number {
  const told = tellings(record, absence);
  if (upon === 'missing' || upon === 'reported') return stretchFor(told, upon, absence.againKnownAt);
  if (upon === 'school-absence' || upon === 'school-return') return roundOf(told, absence);
  const saidAt = sayingOf(upon, absence);
  const reopenings = told.filter(
    (telling) => telling.upon === 'missing-again' || (telling.upon === 'missing' && telling.occurrence > 1),
  );
  const reopened = latest(
    reopenings.map(({ intendedAt }) => intendedAt).filter((at) => saidAt && at < saidAt),
  );
  return 1 + most(told.filter((each) => each.upon === upon && reopened && each.intendedAt < reopened));
}

/** When the word reached us that a return, or the worst, is told by. */
function sayingOf(upon: Trigger, { moments, back, deceased }: Absence): Instant | undefined {
  if (upon === 'deceased') return deceased?.knownAt;
  return upon === 'return-reported' ? (moments['found-received']?.value ?? back?.knownAt) : undefined;
}

function stretchFor(told: readonly Telling[], upon: Trigger, againKnownAt: Instant | undefined): number {
  const here = told.filter((telling) => telling.upon === upon);
  const before = here.filter((telling) => againKnownAt && telling.intendedAt < againKnownAt);
  return Math.max(1 + most(before), most(here), 1);
}

/** Where a pupil's return was told and does not stand, the absence is told anew, and so is what comes of its end. */
function roundOf(told: readonly Telling[], { ended }: Absence): number {
  const rungs = told.filter(({ upon }) => upon === 'school-absence');
  const round = Math.max(1, most(rungs));
  const began = earliest(
    rungs.filter(({ occurrence }) => occurrence === round).map((rung) => rung.intendedAt),
  );
  const isToldOver = told.some(
    ({ upon, intendedAt }) => upon === 'school-return' && began && intendedAt > began,
  );
  return !ended && isToldOver ? round + 1 : round;
}

const most = (told: readonly Telling[]): number => Math.max(0, ...told.map(({ occurrence }) => occurrence));

/** Somebody was told that it is over, and it is not: when the first word came after that which may have turned it, and stands. */
export function endTakenBackAt(record: ChildRecord, absence: Absence): Instant | undefined {
  const ends = absence.ended ? [] : tellings(record, absence).filter(({ tells }) => tells === 'ended');
  const toldAt = latest(ends.map(({ intendedAt }) => intendedAt));
  if (!toldAt) return undefined;
  const turns = absence.said.flatMap((each) => TURNS.flatMap((field) => statements(each, field)));
  return earliest(turns.map(({ receivedAt }) => receivedAt).filter((at) => at > toldAt));
}

export interface Told {
  key: string;
  mailbox: string;
  roles: readonly Role[];
  occurrence: number;
  /** When this mailbox was last told otherwise. */
  knownAt: Instant;
}

/** Each mailbox that was last told something else than how it stands: for the stand-down, or its withdrawal. */
export function everybodyTold(record: ChildRecord, rule: Rule, absence: Absence): Told[] {
  const found = offered(record, absence);
  const { all: told } = found;
  if (!told.some(({ tells }) => isStale(tells, rule, absence))) return [];
  found.readers ??= readersIn(told);
  const mine = (telling: Telling) => isRule(rule, telling.rule);
  return found.readers.flatMap(({ key, mailbox, told: here }): Told[] => {
    const at = (telling: Telling) => readAt(telling, mailbox);
    const certain = ({ state, ...telling }: Telling) => state === 'accepted' && telling.mailbox === mailbox;
    // What may have alarmed somebody counts; what puts it right, only where it is known to be there.
    const counts = (telling: Telling) =>
      certain(telling) || (isStale(telling.tells, rule, absence) && !mine(telling));
    const last = here
      .filter((telling) => turnsOn(telling, rule, absence) && counts(telling))
      .reduce<Telling | undefined>((late, each) => (late && at(late) > at(each) ? late : each), undefined);
    if (!last || !isStale(last.tells, rule, absence)) return [];
    const roles = [...new Set(here.flatMap((telling) => telling.roles))].sort();
    // One that was refused stays refused, and is no answer to what the mailbox was told after it.
    const isOver = ({ state, intendedAt }: Telling) =>
      state === 'accepted' || (state === 'refused' && intendedAt < at(last));
    const over = told.filter((each) => mine(each) && each.mailbox === mailbox && isOver(each));
    return [{ key, mailbox, roles, occurrence: 1 + over.length, knownAt: at(last) }];
  });
}

interface Reader {
  /** What stands in the id of a letter to this mailbox. */
  key: string;
  mailbox: string;
  told: readonly Telling[];
}

/** In the order of their mailboxes. */
function readersIn(told: readonly Telling[]): Reader[] {
  const readers = new Map<string, Telling[]>();
  for (const telling of told) {
    for (const mailbox of readersOf(telling)) {
      const here = readers.get(mailbox);
      if (here) here.push(telling);
      else readers.set(mailbox, [telling]);
    }
  }
  return [...readers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([mailbox, here]) => ({ key: digest(mailbox), mailbox, told: here }));
}

/** The mailboxes that have a letter or may have it: who refused it, only where an answer was lost before. */
const readersOf = ({ mailbox, state, unanswered = {} }: Telling): string[] => [
  ...new Set([...(state === 'refused' ? [] : [mailbox]), ...Object.keys(unanswered)]),
];

function readAt({ state, at, intendedAt, unanswered = {}, ...telling }: Telling, mailbox: string): Instant {
  const isThere = telling.mailbox === mailbox && state !== 'refused';
  return (isThere ? undefined : own(unanswered, mailbox)) ?? at ?? intendedAt;
}

/** The same letter, offered once more: the mailbox of an earlier offer has it, or may have it where nothing is known of that. */
export function offeredAgain(telling: Telling, before: Telling | undefined): Telling {
  if (!before) return telling;
  const { mailbox, intendedAt, state, at: acceptedAt = intendedAt } = before;
  const isSameMailbox = mailbox === telling.mailbox;
  const isLost = state === 'intended' && !(isSameMailbox && intendedAt === telling.intendedAt);
  // Two records that turn out to be one child's may both have sent it.
  const isElsewhere = state === 'accepted' && !isSameMailbox;
  // What the first offer led its reader to believe stands, though the facts have moved on.
  const tells = before.tells === 'nothing' ? telling.tells : before.tells;
  const unanswered = { ...before.unanswered };
  const there = isLost ? { [mailbox]: intendedAt } : isElsewhere ? { [mailbox]: acceptedAt } : {};
  for (const [to, at] of Object.entries({ ...telling.unanswered, ...there })) {
    unanswered[to] = latest([own(unanswered, to) ?? at, at]) ?? at;
  }
  return { ...telling, tells, ...(Object.keys(unanswered).length > 0 && { unanswered }) };
}

/** That a return was reported changes nobody's mind on whether it is over, unless there was no return at all. */
function turnsOn({ tells }: Telling, { upon }: Rule, { state, back }: Absence): boolean {
  if (tells === 'return') return upon === 'ended' ? state === 'cancelled' : !back;
  return tells !== 'nothing';
}

function isStale(tells: Telling['tells'], { upon }: Rule, { deceased }: Absence): boolean {
  if (upon === 'ended' || upon === 'school-return') return tells !== 'ended';
  return tells === 'ended' || tells === 'return' || (tells === 'worst' && !deceased);
}

/** What was offered on any reference of the absence, refused letters too. */
export const tellings = (record: ChildRecord, absence: Absence): readonly Telling[] =>
  offered(record, absence).all;

/** Those of one rule, by whatever name it had. */
export function tellingsOf(
  record: ChildRecord,
  absence: Absence,
  { id, was = [] }: Rule,
): readonly Telling[] {
  const { byRule } = offered(record, absence);
  const own = byRule.get(id) ?? [];
  return was.length === 0 ? own : [...own, ...was.flatMap((name) => byRule.get(name) ?? [])];
}

interface Offered {
  of: ChildRecord['told'];
  all: readonly Telling[];
  byRule: ReadonlyMap<string, readonly Telling[]>;
  /** Asked for where somebody is to be stood down. */
  readers?: readonly Reader[];
}

/** Every rule of a plan asks it. */
function offered({ told }: ChildRecord, absence: Absence): Offered {
  const before = OFFERED.get(absence);
  if (before?.of === told) return before;
  const all = Object.values(told).filter(({ reference }) => absence.references.includes(reference));
  const found: Offered = { of: told, all, byRule: Map.groupBy(all, ({ rule }) => rule) };
  OFFERED.set(absence, found);
  return found;
}

const OFFERED = new WeakMap<Absence, Offered>();
