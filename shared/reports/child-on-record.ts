// One child as every report sees the child: which absences count, which began in the period, which were still open in it.
import type { Absence } from '../core/absence.ts';
import { localDate } from '../core/calendar.ts';
import type { Child } from '../core/facts.ts';
import { counted } from '../core/history.ts';
import type { Instant } from '../core/instant.ts';
import { latest } from '../core/instant.ts';
import type { ChildRecord } from '../core/record.ts';
import type { Known } from '../core/statements.ts';
import { newestKnown, text } from '../core/statements.ts';
import { childOf } from '../core/treatment.ts';
import type { About } from './period.ts';
import { beginsWithin } from './period.ts';

export interface ChildOnRecord {
  record: ChildRecord;
  child: Child;
  /** All that count, whenever they began, in the order of their beginnings. */
  counted: readonly Absence[];
  /** Those of them that began in the period. */
  began: readonly Absence[];
  /** Those of them that began in the period or were not over when it began. */
  touching: readonly Absence[];
}

/** Nothing for a record that was joined to another: its absences stand there. */
export function childOnRecord(record: ChildRecord, about: About): ChildOnRecord | undefined {
  if (record.joinedTo) return undefined;
  const { policy, period } = about;
  const { calendar } = policy;
  const child = childOf(record, policy);
  const newest = child.absences.at(-1);
  const all = newest ? counted('ever', { child, absence: newest, calendar }) : [];
  const touches = (absence: Absence): boolean => {
    const over = overAt(absence);
    const isOverBefore = over !== undefined && localDate(calendar, over) < period.from;
    return localDate(calendar, absence.since) <= period.to && !isOverBefore;
  };
  return {
    record,
    child,
    counted: all,
    began: all.filter((absence) => beginsWithin(about, absence.since)),
    touching: all.filter(touches),
  };
}

/** When the child was back or located, by the earliest word on it; never before the absence began. */
export const backAt = ({ back, since }: Absence): Instant | undefined =>
  back && (latest([back.value, since]) ?? back.value);

/** When it ended, where the police say that it is over. */
export const overAt = (absence: Absence): Instant | undefined =>
  absence.ended ? (backAt(absence) ?? absence.endKnownAt) : undefined;

/** The newest word on a text, of the absence or of the case; without what a terminal or a page could take for more than text. */
export function textOf(field: string, { child }: ChildOnRecord, absence: Absence): string | undefined {
  const said = text(newestKnown([...absence.said, child.case], field));
  return said === undefined ? undefined : plainText(said) || undefined;
}

/** The police's own word, whatever the procedure has it count as. */
export const categoryOf = (absence: Absence, on: ChildOnRecord): string =>
  textOf('category', on, absence) ?? 'unknown';

export const plainText = (said: string): string =>
  said
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Whose child: by what the sources say of the absence and of the case. */
export function responsibleFor(absence: Absence, child: Child): 'ours' | 'another' | 'disputed' {
  const named = [...absence.responsible, ...child.responsible].map(({ value }) => value);
  if (othersNamed(absence, child).length === 0) return 'ours';
  return named.includes(child.authority) ? 'disputed' : 'another';
}

/** The codes of the other authorities that are named as responsible. */
export const othersNamed = (absence: Absence, child: Child): string[] =>
  [
    ...new Set(
      [...absence.responsible, ...child.responsible].flatMap(({ value }: Known<string | undefined>) =>
        value !== undefined && value !== child.authority ? [value] : [],
      ),
    ),
  ].sort();

/** What a person finds the child by: the case system's number, or the first police reference. */
export const referenceOf = ({ child }: Pick<ChildOnRecord, 'child'>): string =>
  plainText(child.localAuthorityId ?? child.absences[0]?.reference ?? child.schooling[0]?.reference ?? '');
