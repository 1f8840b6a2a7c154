// Reading what the sources said: every source's word on a field, the newest of them, the instants among them.
import type { Calendar } from './calendar.ts';
import { startOf } from './calendar.ts';
import type { Instant } from './instant.ts';
import { earliest, isDate, latest } from './instant.ts';
import type { SourceKind } from './policy.ts';
import type { Json, Said, Statement } from './record.ts';
import { isNewer, own } from './record.ts';

/** A value, and when it reached us. */
export interface Known<T> {
  value: T;
  knownAt: Instant;
}

/** Every source's latest word on a field, in the order of the sources' names: never in that of arrival. */
export function statements(said: Said, field: string): Statement[] {
  const sources = Object.entries(own(said, field) ?? {});
  if (sources.length > 1) sources.sort(([a], [b]) => (a < b ? -1 : 1));
  return sources.map(([, statement]) => statement);
}

export const newest = (said: Said, field: string): Statement | undefined =>
  statements(said, field).sort(byTime).at(-1);

/** The newest word that says something: what a later word leaves unknown stays as another source has it. */
export const newestKnown = (all: readonly Said[], field: string): Statement | undefined =>
  all
    .flatMap((said) => statements(said, field))
    .filter((statement) => statement.value !== null)
    .sort(byTime)
    .at(-1);

export const saidBy = (said: Said, by: SourceKind): Said => where(said, (statement) => statement.by === by);

export function where(said: Said, keep: (statement: Statement, field: string) => boolean): Said {
  return Object.fromEntries(
    Object.entries(said).flatMap(([field, sources]) => {
      const kept = Object.entries(sources).filter(([, statement]) => keep(statement, field));
      return kept.length > 0 ? [[field, Object.fromEntries(kept)]] : [];
    }),
  );
}

/** Every source's word on some instants; a date without a time counts from its first moment. */
export function instants(
  said: readonly Said[],
  fields: readonly string[],
  calendar: Calendar,
): Known<Instant>[] {
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

export function earliestKnown(known: readonly Known<Instant>[]): Known<Instant> | undefined {
  return known.reduce<Known<Instant> | undefined>(
    (a, b) => (!a || b.value < a.value || (b.value === a.value && b.knownAt < a.knownAt) ? b : a),
    undefined,
  );
}

/** When the first of all statements came; of one field, or of all. */
export function firstReceived(said: readonly Said[], fields?: readonly string[]): Instant | undefined {
  const all = said.flatMap((each) => (fields ?? Object.keys(each)).flatMap((name) => statements(each, name)));
  return earliest(all.map((statement) => statement.receivedAt));
}

/** When the last word on these fields reached us, whatever it says: what nobody knows, nobody knows since then. */
export const lastHeard = (said: readonly Said[], fields?: readonly string[]): Instant | undefined =>
  latest(
    said.flatMap((each) =>
      (fields ?? Object.keys(each)).flatMap((field) => statements(each, field).map((s) => s.receivedAt)),
    ),
  );

export const text = (statement: Statement | undefined): string | undefined =>
  typeof statement?.value === 'string' ? statement.value : undefined;

export const knownText = (statement: Statement | undefined): Known<string> | undefined =>
  typeof statement?.value === 'string'
    ? { value: statement.value, knownAt: statement.receivedAt }
    : undefined;

export const strings = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

const byTime = (a: Statement, b: Statement): number => (isNewer(a, b) ? 1 : -1);
