// A message changes what we know: pure, and blind to order, repetition and delay.
import type { Keyworker, Message } from '../contract/message.ts';
import type { Instant } from './instant.ts';
import type { SourceKind } from './policy.ts';
import type { Candidate, ChildRecord, Json, Said, Statement } from './record.ts';
import { emptyChild } from './record.ts';

export interface Arrival {
  receivedAt: Instant;
  by: SourceKind;
}

/** The record after a message. Any order and any repeats of the same messages give the same statements. */
export function evolve(record: ChildRecord, message: Message, arrival: Arrival): ChildRecord {
  const state = (fields: Fields) => (said: Said) =>
    Object.entries(fields).reduce(
      (all, [field, value]) =>
        value === undefined
          ? all
          : put(all, field, message.source, {
              value,
              time: message.time,
              message: message.id,
              by: arrival.by,
              receivedAt: arrival.receivedAt,
            }),
      said,
    );

  switch (message.type) {
    case 'missing.reported':
      return onReference(record, message.subject, state({ reported: true, ...episode(message.data) }));
    case 'missing.updated':
      return onReference(record, message.subject, state(episode(message.data)));
    case 'missing.found': {
      const { authority: _, person, outcome, ...rest } = message.data;
      const said: Fields =
        outcome === 'in-error'
          ? { 'found.withdrawn': true }
          : { 'found.said': true, 'found.outcome': outcome, ...prefixed('found.', rest) };
      return onReference(record, message.subject, state({ ...said, ...identity(person) }));
    }
    case 'missing.cancelled': {
      const { authority: _, ...rest } = message.data;
      return onReference(record, message.subject, state({ cancelled: true, ...prefixed('cancelled.', rest) }));
    }
    case 'interview.recorded': {
      const { authority: _, ...rest } = message.data;
      return onReference(record, message.subject, state({ interview: true, ...prefixed('interview.', rest) }));
    }
    case 'task.recorded': {
      const { authority: _, task, ...rest } = message.data;
      return onReference(record, message.subject, state({ [`task.${task}`]: present(rest) }));
    }
    case 'case.updated': {
      const { authority: _, person, keyworker, ...rest } = message.data;
      const said = { known: true, ...identity(person), ...present(rest), ...worker(keyworker) };
      return { ...record, case: state(said)(record.case) };
    }
    case 'education.absence': {
      const { authority: _, person, ...rest } = message.data;
      return { ...record, case: state({ ...identity(person), ...prefixed('education.', rest) })(record.case) };
    }
  }
}

/** Two records that are one child: everything that either knows, the first record's id. */
export function join(into: ChildRecord, from: ChildRecord): ChildRecord {
  const references = new Set([...Object.keys(into.references), ...Object.keys(from.references)]);
  const candidates = { ...from.candidates, ...into.candidates };
  return {
    ...into,
    references: Object.fromEntries(
      [...references].map((reference) => [
        reference,
        merge(own(into.references, reference) ?? {}, own(from.references, reference) ?? {}),
      ]),
    ),
    case: merge(into.case, from.case),
    candidates: Object.fromEntries(
      Object.entries(candidates).filter(([id]) => id !== into.id && id !== from.id),
    ),
    told: { ...from.told, ...into.told },
    keys: [...new Set([...into.keys, ...from.keys])].sort(),
  };
}

/** What stays of a record that was joined to another: where it went, and the keys that still lead here. */
export const leavings = (from: ChildRecord, to: string): ChildRecord => ({
  ...emptyChild(from.id),
  keys: from.keys,
  joinedTo: to,
});

/** Notes that another record may be the same child; a person's decision stands. */
export function suspect(record: ChildRecord, other: string, candidate: Candidate): ChildRecord {
  if (other === record.id || (own(record.candidates, other) && !candidate.decided)) return record;
  return { ...record, candidates: { ...record.candidates, [other]: candidate } };
}

/** A property of the object itself: keys come from outside, and `constructor` is a possible one. */
export const own = <T>(of: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(of, key) ? of[key] : undefined;

type Fields = Record<string, Json | undefined>;

function episode(data: { authority: string; person?: object | null }): Fields {
  const { authority: _, person, ...rest } = data;
  return { ...identity(person), ...present(rest) };
}

const identity = (person: object | null | undefined): Fields => (person ? prefixed('person.', person) : {});

/** Worker and team, each whole: a new keyworker without an address must not inherit the last one's. */
function worker(keyworker: Keyworker | null | undefined): Fields {
  if (keyworker === undefined) return {};
  const { name, email, team, teamEmail } = keyworker ?? {};
  const nobody = keyworker === null;
  return {
    ...((nobody || name !== undefined || email !== undefined) && { 'keyworker.email': email ?? null }),
    ...((nobody || team !== undefined || teamEmail !== undefined) && {
      'keyworker.team': team ?? null,
      'keyworker.teamEmail': teamEmail ?? null,
    }),
  };
}

function prefixed(prefix: string, fields: object): Fields {
  return Object.fromEntries(
    Object.entries(present(fields)).map(([field, value]) => [`${prefix}${field}`, value]),
  );
}

/** What the message says: absent is unchanged, null is unknown and is said. */
function present(fields: object): Record<string, Json> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function onReference(record: ChildRecord, reference: string, change: (said: Said) => Said): ChildRecord {
  const before = own(record.references, reference) ?? {};
  return { ...record, references: { ...record.references, [reference]: change(before) } };
}

function merge(a: Said, b: Said): Said {
  let said = a;
  for (const [field, sources] of Object.entries(b)) {
    for (const [source, statement] of Object.entries(sources)) said = put(said, field, source, statement);
  }
  return said;
}

function put(said: Said, field: string, source: string, statement: Statement): Said {
  const sources = own(said, field) ?? {};
  const before = own(sources, source);
  const winner = before && !isNewer(statement, before) ? before : statement;
  // A value said again was known from the first time on.
  const receivedAt =
    before && JSON.stringify(before.value) === JSON.stringify(statement.value)
      ? before.receivedAt < statement.receivedAt
        ? before.receivedAt
        : statement.receivedAt
      : winner.receivedAt;
  return { ...said, [field]: { ...sources, [source]: { ...winner, receivedAt } } };
}

const isNewer = (a: Statement, b: Statement): boolean =>
  a.time > b.time || (a.time === b.time && a.message > b.message);
