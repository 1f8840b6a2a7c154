// Whose record a message belongs to, and what a person decides where the particulars leave it open. Two matches are never chosen between.
import { createHash } from 'node:crypto';
import type { Message, Person } from '../../shared/contract/message.ts';
import type { Key } from '../../shared/core/identity.ts';
import {
  completed,
  contradicts,
  isCaseOf,
  isComplete,
  keysOf,
  match,
  saysWho,
} from '../../shared/core/identity.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { own } from '../../shared/core/record.ts';
import { schoolReference } from '../../shared/core/schooling.ts';
import type { Episodes, KeyEntries } from '../../shared/ports.ts';
import type { KeptChild } from './child-records.ts';
import { readChild } from './child-records.ts';
import { joinInto } from './joining.ts';

export interface Place {
  home: string;
  /** The record as it was read on the way, so that it is read once. */
  known?: KeptChild | 'none';
  candidates: readonly string[];
  /** Records that lead to that one: a key of theirs is its key. */
  leadThere?: readonly string[];
}

/** Who a message is about, and where the keys of that person lead now. */
export interface Sought {
  person: Person | null | undefined;
  keys: readonly Key[];
  found: Readonly<Record<string, KeyEntries>>;
}

/** One read, with the receipt; another where an update tells of a person only what has changed. */
export async function seek(message: Message, episodes: Episodes): Promise<Sought & { received: boolean }> {
  const { subject } = message;
  const person = personIn(message);
  const keys = keysOf(referenceIn(message), person);
  const { received, keys: found } = await episodes.lookUp(receiptOf(message), namesIn(keys));
  const { reference } = match(keys, found);
  if (received || !person || isComplete(person) || subject === undefined || reference === undefined) {
    return { received, person, keys, found };
  }
  const kept = await readChild(reference, episodes);
  const whole = kept ? completed(person, kept.record, subject) : person;
  const all = keysOf(subject, whole);
  const more = await episodes.lookUp('', namesIn(all));
  return { received, person: whole, keys: all, found: more.keys };
}

export const namesIn = (keys: readonly Key[]): string[] => keys.map(({ key }) => key);

/** Where the reference leads, else the one exact match, else a new record. Undefined where it must be asked again. */
export async function placeOf(
  message: Message,
  { person, keys, found }: Sought,
  episodes: Episodes,
  now: Instant,
): Promise<Place | undefined> {
  const { reference, exact, near } = match(keys, found);
  if (reference !== undefined) {
    const kept = await readChild(reference, episodes);
    const home = kept?.record.id ?? reference;
    const others = exact.filter((id) => id !== home && id !== reference);
    const [other] = others;
    if (other !== undefined && others.length === 1 && (!kept || isNobodyYet(kept.record))) {
      // A match that is claimed may not be written yet: it is that child's all the same.
      const into = await readChild(other, episodes);
      const target = into?.record.id ?? other;
      const isSame = target !== home && !(into && contradicts(person, into.record));
      if (isSame && !isDecided(kept?.record, target)) {
        const leadThere = [reference, home, other];
        // What is on its way says no more than before who it is: else who comes next takes it for another child.
        const noting = (record: ChildRecord) =>
          withKeysTo(record, found, record.id === home ? [reference] : leadThere);
        const joined = await joinInto(target, home, episodes, now, noting);
        return joined && { home: joined.id, candidates: near.filter((id) => id !== home), leadThere };
      }
    }
    return { home, known: kept ?? 'none', candidates: [...others, ...near], leadThere: [reference] };
  }
  const matches = await matchesOf(exact, episodes);
  const [only] = matches;
  if (!only) return { home: newRecordId(message, keys, found), known: 'none', candidates: near };
  const spokenOf =
    (message.type === 'case.updated' && (await recordOfCase(person?.localAuthorityId, matches, episodes))) ||
    (await begunBefore(message, keys, episodes));
  if (spokenOf) {
    const others = [...matches.map(({ id }) => id), ...near];
    return { home: spokenOf.record.id, known: spokenOf, candidates: others };
  }
  if (matches.length === 1 && !(only.kept && contradicts(person, only.kept.record))) {
    return { home: only.id, known: only.kept ?? 'none', candidates: near, leadThere: exact };
  }
  const candidates = [...matches.map(({ id }) => id), ...near];
  return { home: newRecordId(message, keys, found), candidates };
}

/**
 * Who claimed keys for a record may have gone elsewhere without writing it, or died: it must know of them when it comes to
 * its end. `from`: records that lead to it.
 */
export function withKeysTo(
  record: ChildRecord,
  found: Sought['found'],
  from: readonly string[] = [],
): ChildRecord {
  const here = [record.id, ...from];
  const all = new Set(record.keys);
  for (const [key, entries] of Object.entries(found))
    for (const [entry, id] of Object.entries(entries)) if (here.includes(id)) all.add(`${key}\t${entry}`);
  return all.size === record.keys.length ? record : { ...record, keys: [...all].sort() };
}

/**
 * What the case system says of one number belongs where it spoke of that number before, whatever else matches: there, or
 * on a record that may be the same child, made when more than one matched.
 */
async function recordOfCase(
  number: string | null | undefined,
  matches: readonly Match[],
  episodes: Episodes,
): Promise<KeptChild | undefined> {
  const its = matches.find(({ kept }) => kept && isCaseOf(kept.record, number));
  if (its?.kept) return its.kept;
  const doubted = new Set(matches.flatMap(({ kept }) => Object.keys(kept?.record.candidates ?? {})));
  for (const id of [...doubted].sort()) {
    const kept = await readChild(id, episodes);
    if (kept && isCaseOf(kept.record, number)) return kept;
  }
  return undefined;
}

/** Made when more than one matched, by this message or by one of the same number: its run may have died before any other record knew. */
const begunBefore = (message: Message, keys: readonly Key[], episodes: Episodes) =>
  referenceIn(message) === undefined ? readChild(ofItsOwn(message, keys), episodes) : undefined;

interface Match {
  id: string;
  kept: KeptChild | undefined;
}

/** Each record once: two keys of one child may lead there by different ways after a join. */
export async function matchesOf(exact: readonly string[], episodes: Episodes): Promise<Match[]> {
  const matches = new Map<string, KeptChild | undefined>();
  for (const id of exact) {
    const kept = await readChild(id, episodes);
    matches.set(kept?.record.id ?? id, kept);
  }
  return [...matches].map(([id, kept]) => ({ id, kept }));
}

const isNobodyYet = (record: ChildRecord): boolean =>
  !Object.hasOwn(record.case, 'known') &&
  !record.keys.some((key) => {
    const [name = '', entry = ''] = key.split('\t');
    const is = name.startsWith('family#') ? 'name' : 'identifier';
    return !name.startsWith('reference#') && saysWho({ entry, is });
  });

const isDecided = (record: ChildRecord | undefined, other: string): boolean =>
  record !== undefined && own(record.candidates, other)?.decided === 'different-child';

/** The same first message, tried again, makes the same record; so does all that the case system says of one number. */
function newRecordId(
  message: Message,
  keys: readonly Key[],
  found: Readonly<Record<string, KeyEntries>>,
): string {
  const free = keys.find((key) => saysWho(key) && own(own(found, key.key) ?? {}, key.entry) === undefined);
  const seed = free ?? keys.find((key) => key.is === 'reference');
  return seed ? recordId(`${seed.key}\t${seed.entry}`) : ofItsOwn(message, keys);
}

function ofItsOwn(message: Message, keys: readonly Key[]): string {
  const number =
    message.type === 'case.updated' && keys.find(({ key }) => key.startsWith('local-authority-id#'));
  return recordId(number ? `case\t${number.key}` : receiptOf(message));
}

const recordId = (seed: string): string => `c-${hash(seed).slice(0, 24)}`;

/** Names a message: the same source and id are the same message. */
export const receiptOf = (message: Message): string => hash(`${message.source}\n${message.id}`);

/** Schools give no reference of their own. */
const referenceIn = (message: Message): string | undefined =>
  message.type === 'education.absence' ? schoolReference(message) : message.subject;

const personIn = (message: Message): Person | null | undefined =>
  'person' in message.data ? message.data.person : undefined;

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40);
