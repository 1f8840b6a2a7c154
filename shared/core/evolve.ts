// A message changes what we know: pure, and blind to order, repetition and delay.
import type { InterviewRecorded } from '../contract/interview.ts';
import type { Keyworker, Message } from '../contract/message.ts';
import { isAnswerField } from './answered.ts';
import { OFFER, OFFERS_TAKEN_BACK } from './circumstances.ts';
import { withFate } from './fate.ts';
import type { Instant } from './instant.ts';
import { earliest, latest } from './instant.ts';
import type { SourceKind } from './policy.ts';
import type { Candidate, ChildRecord, Claim, Json, Said, Statement, Telling } from './record.ts';
import { emptyChild, isNewer, own } from './record.ts';
import { schoolFields, schoolReference } from './schooling.ts';
import { offeredAgain } from './told.ts';

export interface Arrival {
  receivedAt: Instant;
  by: SourceKind;
}

/** The record after a message. Any order and any repeats of the same messages give the same statements. */
export function evolve(record: ChildRecord, message: Message, arrival: Arrival): ChildRecord {
  const said = (fields: Fields): Said =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([field, value]) => {
        if (value === undefined) return [];
        const { time, id, source } = message;
        return [[field, { [source]: { value, time, message: id, ...arrival } }]];
      }),
    );
  const ofEpisode = (reference: string, fields: Fields): ChildRecord => {
    const before = own(record.references, reference) ?? {};
    // What replaces it later does not move when we first heard of it: of an episode that nobody reports, all waits for that.
    const after = withoutWithdrawn(merge(before, said({ mentioned: true, ...fields })));
    return { ...record, references: { ...record.references, [reference]: after } };
  };
  const ofCase = (fields: Fields): ChildRecord => ({ ...record, case: merge(record.case, said(fields)) });

  switch (message.type) {
    case 'missing.reported':
      return ofEpisode(message.subject, {
        reported: true,
        began: beginning(message.data),
        ...episode(message.data),
      });
    case 'missing.updated':
      return ofEpisode(message.subject, episode(message.data));
    case 'missing.found': {
      const { authority: _, person, outcome, ...rest } = message.data;
      if (outcome === 'in-error') {
        return ofEpisode(message.subject, { 'found.withdrawn': message.time, ...identity(person) });
      }
      const found = { 'found.said': message.time, 'found.outcome': outcome, ...prefixed('found.', rest) };
      return ofEpisode(message.subject, { ...found, ...identity(person) });
    }
    case 'missing.cancelled': {
      const { authority: _, ...rest } = message.data;
      return ofEpisode(message.subject, { cancelled: message.time, ...prefixed('cancelled.', rest) });
    }
    case 'interview.recorded': {
      const { authority: _, ...rest } = message.data;
      return ofEpisode(message.subject, { ...prefixed('interview.', rest), ...offer(rest) });
    }
    case 'task.recorded': {
      const { authority: _, task, ...rest } = message.data;
      return ofEpisode(message.subject, { [`task.${task}`]: present(rest) });
    }
    case 'case.updated': {
      const { authority: _, person, keyworker, ...rest } = message.data;
      return ofCase({ known: true, ...identity(person), ...present(rest), ...worker(keyworker) });
    }
    case 'education.absence': {
      const reference = schoolReference(message);
      const fields = { ...identity(message.data.person), ...schoolFields(message) };
      return reference === undefined ? ofCase(fields) : ofEpisode(reference, fields);
    }
  }
}

/** Two records that are one child: everything that either knows, the first record's id. */
export function join(into: ChildRecord, from: ChildRecord): ChildRecord {
  const references = new Set([...Object.keys(into.references), ...Object.keys(from.references)]);
  const claim = bothClaims(into.claim, from.claim);
  return {
    ...into,
    references: Object.fromEntries(
      [...references].map((reference) => [
        reference,
        withoutWithdrawn(merge(own(into.references, reference) ?? {}, own(from.references, reference) ?? {})),
      ]),
    ),
    case: merge(into.case, from.case),
    candidates: joinCandidates(into, from),
    told: joinTold(into.told, from.told),
    keys: [...new Set([...into.keys, ...from.keys])].sort(),
    ...(claim && { claim }),
  };
}

/**
 * Two runs that send at once: neither may free what the other still holds, so both wait for the later end. Whoever waits
 * for the end of a claim waits where it was: where it goes to, nobody waits for it yet.
 */
function bothClaims(a: Claim | undefined, b: Claim | undefined): Claim | undefined {
  if (!b) return a;
  if (!a) return { by: b.by, until: b.until };
  const by = [...new Set([...a.by.split('+'), ...b.by.split('+')])].sort().join('+');
  return { by, until: latest([a.until, b.until]) ?? a.until };
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

type Fields = Record<string, Json | undefined>;

function episode(data: { authority: string; person?: object | null }): Fields {
  const { authority: _, person, ...rest } = data;
  return { ...identity(person), ...present(rest) };
}

interface Starts {
  lastSeenAt?: Instant | null;
  missingSince?: Instant | null;
  reportedAt?: Instant | null;
}

/** Which stretch a report is about: the same report, sent again, names the same beginning. */
const beginning = ({ lastSeenAt, missingSince, reportedAt }: Starts): Json =>
  earliest([lastSeenAt, missingSince, reportedAt].flatMap((at) => at ?? [])) ?? null;

const identity = (person: object | null | undefined): Fields => (person ? prefixed('person.', person) : {});

/** Worker and team, each whole: a new keyworker without an address must not inherit the last one's. */
function worker(keyworker: Keyworker | null | undefined): Fields {
  const { name, email, team, teamEmail } = keyworker ?? {};
  const nobody = keyworker === null;
  return {
    ...((nobody || name !== undefined || email !== undefined) && { 'keyworker.email': email ?? null }),
    ...((nobody || team !== undefined || teamEmail !== undefined) && {
      'keyworker.teamEmail': teamEmail ?? null,
    }),
  };
}

function prefixed(prefix: string, fields: object): Fields {
  return Object.fromEntries(
    Object.entries(present(fields)).map(([field, value]) => [`${prefix}${field}`, value]),
  );
}

/** Each offer is kept beside the newest: who offers again, or has somebody else offer, has offered before, unless that was taken back. */
const offer = ({
  offeredAt,
  outcome,
  interviewerRole,
  independent,
}: Omit<InterviewRecorded['data'], 'authority'>): Fields =>
  offeredAt === null
    ? { [OFFERS_TAKEN_BACK]: true }
    : offeredAt
      ? { [OFFER + offeredAt]: present({ outcome, interviewerRole, independent }) }
      : {};

/** What the message says: absent is unchanged, null is unknown and is said. */
function present(fields: object): Record<string, Json> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
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
  const winner = before && isNewer(statement, before) === countsFirst(field) ? before : statement;
  // A value said again was known from the first time on.
  const isSaidAgain = before && JSON.stringify(before.value) === JSON.stringify(statement.value);
  const first = isSaidAgain && earliest([before.receivedAt, statement.receivedAt]);
  const receivedAt = first || winner.receivedAt;
  return { ...said, [field]: { ...sources, [source]: { ...winner, receivedAt } } };
}

/** Fields of which the first word counts, not the last. */
const countsFirst = (field: string): boolean => field === 'education.reported' || isAnswerField(field);

/** "In error" takes back what was said of a return until then: by the police everybody's, by another source its own. */
function withoutWithdrawn(said: Said): Said {
  const withdrawals = Object.entries(own(said, 'found.withdrawn') ?? {});
  if (withdrawals.length === 0) return said;
  const isWithdrawn = (source: string, statement: Statement) =>
    withdrawals.some(
      ([by, withdrawal]) => (withdrawal.by === 'police' || by === source) && !isNewer(statement, withdrawal),
    );
  return Object.fromEntries(
    Object.entries(said).flatMap(([field, sources]) => {
      if (!field.startsWith('found.') || field === 'found.withdrawn') return [[field, sources]];
      const kept = Object.entries(sources).filter(([source, statement]) => !isWithdrawn(source, statement));
      return kept.length > 0 ? [[field, Object.fromEntries(kept)]] : [];
    }),
  );
}

/** A person's decision outweighs the doubt; neither record is a candidate for itself. */
function joinCandidates(into: ChildRecord, from: ChildRecord): ChildRecord['candidates'] {
  const ids = new Set([...Object.keys(into.candidates), ...Object.keys(from.candidates)]);
  ids.delete(into.id);
  ids.delete(from.id);
  return Object.fromEntries(
    [...ids].sort().flatMap((id) => {
      const [one, other] = [own(into.candidates, id), own(from.candidates, id)];
      const candidate = one && other ? oneDoubt(one, other) : (one ?? other);
      return candidate ? [[id, candidate]] : [];
    }),
  );
}

function oneDoubt(one: Candidate, other: Candidate): Candidate {
  const decided = earliest([one.decided, other.decided].flatMap((each) => each ?? []));
  const knownAt = earliest([one.knownAt, other.knownAt].flatMap((at) => at ?? []));
  const known = [...new Set([...(one.known ?? []), ...(other.known ?? [])])].sort();
  return {
    why: one.why,
    ...(known.length > 0 && { known }),
    ...(knownAt && { knownAt }),
    ...(decided && { decided: decided as NonNullable<Candidate['decided']> }),
  };
}

/** What became of a letter outweighs that it was intended, and what became of it last, the rest. */
function joinTold(into: ChildRecord['told'], from: ChildRecord['told']): ChildRecord['told'] {
  const told: Record<string, Telling> = { ...from, ...into };
  for (const [id, telling] of Object.entries(from)) {
    const other = own(into, id);
    if (!other) continue;
    const [before, last] = lastWordOn(other) < lastWordOn(telling) ? [other, telling] : [telling, other];
    const both = offeredAgain(last, before);
    // What became of a letter is known to whichever record heard of it: by the clock of whoever heard, perhaps before its mark.
    if (last.fate || !before.fate) told[id] = both;
    else if (isSameOffer(last, before)) told[id] = withFate(both, before.fate);
    else told[id] = { ...both, fate: before.fate };
  }
  return told;
}

const isSameOffer = (one: Telling, other: Telling): boolean =>
  one.mailbox === other.mailbox && one.intendedAt === other.intendedAt;

const lastWordOn = ({ state, at, intendedAt }: Telling): string =>
  state === 'intended' ? `0 ${intendedAt}` : `1 ${at ?? intendedAt} ${state}`;
