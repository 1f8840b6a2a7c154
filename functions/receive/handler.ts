// A message changes what we know: read it, find whose record it belongs to, note what it says, wake the record, keep the receipt.
import { createHash } from 'node:crypto';
import type { Message, Person } from '../../shared/contract/message.ts';
import type { Reason } from '../../shared/contract/read.ts';
import { readMessage } from '../../shared/contract/read.ts';
import { evolve, join, leavings, own, suspect } from '../../shared/core/evolve.ts';
import type { Key } from '../../shared/core/identity.ts';
import { contradicts, entryFor, keysOf, match, saysWho } from '../../shared/core/identity.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { gather } from '../../shared/core/plan.ts';
import type { Policy, SourceKind } from '../../shared/core/policy.ts';
import type { ChildRecord, HomewardRecord, UnreadableRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import type { Clock, Episodes, Kept, KeyEntries, WakeUps, Watch } from '../../shared/ports.ts';

export interface Needs {
  policy: Policy;
  episodes: Episodes;
  wakeUps: Pick<WakeUps, 'soon'>;
  clock: Clock;
  watch: Watch;
}

export interface Incoming {
  body: string;
  /** Who pushed it, as the queue names them. */
  senderId: string;
}

/** Ends with the message applied, recognised as a duplicate, or kept as unreadable; throws where it must be tried again. */
export async function receive(incoming: Incoming, needs: Needs): Promise<void> {
  const now = needs.clock.now();
  const sender = senderOf(incoming.senderId, needs.policy);
  const reading = readMessage(incoming.body, {
    authority: needs.policy.authority.code,
    sources: needs.policy.sources,
    sender,
    now,
  });
  if (!reading.readable) {
    await keepUnreadable(incoming, sender ?? 'unknown', now, reading, needs);
    return;
  }
  const { message, sourceKind } = reading;
  // A claim that somebody else wins while we make it changes whose record this is: look again.
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (await apply(message, sourceKind, { ...incoming, now, sender: sender ?? 'unknown' }, needs)) return;
  }
  throw new Error(`Other messages kept changing the record of ${receiptOf(message)}`);
}

const ATTEMPTS = 8;

interface Envelope extends Incoming {
  now: Instant;
  sender: string;
}

/** False where a race was lost and everything must be looked at again. */
async function apply(message: Message, by: SourceKind, envelope: Envelope, needs: Needs): Promise<boolean> {
  const { episodes, wakeUps, watch } = needs;
  const receipt = receiptOf(message);
  const keys = keysOf(message.subject, personIn(message));
  const seen = await episodes.lookUp(receipt, keys.map(({ key }) => key));
  if (seen.received) {
    watch.count('DuplicateMessages', 1);
    return true;
  }

  const place = await placeOf(message, keys, seen.keys, needs);
  const claimed = await claimAll(keys, seen.keys, place, needs);
  if (!claimed) return false;
  const candidates = new Set([...place.candidates, ...claimed.near]);
  candidates.delete(place.home);

  const after = await change(place.home, place.known, needs, envelope.now, (record) => {
    let changed = evolve(record, message, { receivedAt: envelope.now, by });
    for (const candidate of candidates) changed = suspect(changed, candidate, { why: 'identity' });
    return { ...changed, keys: [...new Set([...changed.keys, ...claimed.keys])].sort() };
  });
  for (const candidate of candidates) {
    const other = await change(candidate, undefined, needs, envelope.now, (record) =>
      suspect(record, after.id, { why: 'identity' }),
    );
    if (isOpen(other)) await wakeUps.soon(other.id);
  }
  const home = await decideIdentity(message, after, needs, envelope.now);
  if (isOpen(home)) await wakeUps.soon(home.id);
  await episodes.keep({
    id: receipt,
    receivedAt: envelope.now,
    body: envelope.body,
    sender: envelope.sender,
    outcome: 'applied',
    record: home.id,
    messageId: message.id,
    source: message.source,
    type: message.type,
  });
  watch.count('MessagesApplied', 1);
  watch.note('applied', { receipt, record: home.id, type: message.type });
  return true;
}

interface Place {
  home: string;
  /** The record as it was read on the way, so that it is read once. */
  known?: Kept | 'none';
  candidates: readonly string[];
}

/** Whose record: where the reference leads, else the one exact match, else a new one. Two matches are never chosen between. */
async function placeOf(
  message: Message,
  keys: readonly Key[],
  found: Readonly<Record<string, KeyEntries>>,
  needs: Needs,
): Promise<Place> {
  const { reference, exact, near } = match(keys, found);
  const person = personIn(message);
  const fresh = newRecordId(message, keys, found);
  const [only] = exact;
  if (reference !== undefined) {
    const kept = await readChild(reference, needs);
    const home = kept?.record.id ?? reference;
    const others = exact.filter((id) => id !== home && id !== reference);
    const [other] = others;
    if (other !== undefined && others.length === 1 && (!kept || isNobodyYet(kept.record))) {
      const into = await readChild(other, needs);
      if (into && into.record.id !== home && !contradicts(person, into.record) && !isDecided(kept?.record, into.record.id)) {
        await joinInto(into.record.id, home, needs);
        return { home: into.record.id, candidates: near.filter((id) => id !== home) };
      }
    }
    return { home, known: kept ?? 'none', candidates: [...others, ...near] };
  }
  if (only === undefined) return { home: fresh, known: 'none', candidates: near };
  const kept = await readChild(only, needs);
  if (exact.length === 1 && !(kept && contradicts(person, kept.record))) {
    return { home: kept?.record.id ?? only, known: kept ?? 'none', candidates: near };
  }
  // The case system's own identifier is its own: what it says of L123 belongs to L123, whatever else matches.
  if (message.type === 'case.updated' && exact.length > 1) {
    return { home: kept?.record.id ?? only, known: kept ?? 'none', candidates: [...exact, ...near] };
  }
  return { home: fresh, candidates: [...exact, ...near] };
}

/** Claims every key that nobody holds. Undefined where another message was quicker with one that says who the child is. */
async function claimAll(
  keys: readonly Key[],
  found: Readonly<Record<string, KeyEntries>>,
  place: Place,
  needs: Needs,
): Promise<{ keys: string[]; near: string[] } | undefined> {
  const mine: string[] = [];
  const near = new Set<string>();
  for (const key of keys) {
    const entry = entryFor(key, place.home);
    const held = own(own(found, key.key) ?? {}, entry);
    if (held === undefined) {
      const entries = await needs.episodes.claim(key.key, entry, place.home);
      if (entries[entry] !== place.home) return undefined;
      for (const id of match([key], { [key.key]: entries }).near) near.add(id);
    }
    if (held === undefined || held === place.home) mine.push(`${key.key}\t${entry}`);
  }
  near.delete(place.home);
  return { keys: mine, near: [...near] };
}

/** Reads, changes and writes a child's record until nobody came between. */
async function change(
  id: string,
  known: Kept | 'none' | undefined,
  needs: Needs,
  now: Instant,
  how: (record: ChildRecord) => ChildRecord,
): Promise<ChildRecord> {
  let kept = known === 'none' ? undefined : (known ?? (await readChild(id, needs)));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const before = kept && kept.record.kind === 'child' ? kept.record : emptyChild(id);
    const after = how(before);
    const policyHash = kept?.policyHash;
    const written = await needs.episodes.write(
      { record: after, ...(isOpen(after) && { dueAt: now }), ...(policyHash && { policyHash }) },
      kept?.version ?? 0,
    );
    if (written) return after;
    kept = await readChild(id, needs);
  }
  throw new Error(`Record ${id} kept changing while it was written`);
}

/** A child's record, followed to where it was joined. */
async function readChild(id: string, needs: Needs): Promise<(Kept & { record: ChildRecord }) | undefined> {
  let at = id;
  for (let hops = 0; hops < 20; hops++) {
    const { kept } = await needs.episodes.read(at);
    if (!kept) return undefined;
    const { record } = kept;
    if (record.kind !== 'child') throw new Error(`Record ${at} is not a child's`);
    if (!record.joinedTo) return { ...kept, record };
    at = record.joinedTo;
  }
  throw new Error(`Record ${id} was joined in a circle`);
}

/** Merge, then leave a pointer, then redirect the keys: each step may be repeated, and a reader may come between. */
async function joinInto(into: string, from: string, needs: Needs): Promise<ChildRecord> {
  const now = needs.clock.now();
  const source = await readChild(from, needs);
  if (!source || source.record.id === into) return change(into, undefined, needs, now, (record) => record);
  const merged = await change(into, undefined, needs, now, (record) => join(record, source.record));
  // What was told of the other one meanwhile is not lost: its version has moved, and all is done once more.
  if (!(await needs.episodes.write({ record: leavings(source.record, into) }, source.version))) {
    return joinInto(into, from, needs);
  }
  for (const key of source.record.keys) {
    const [name = '', entry = ''] = key.split('\t');
    await needs.episodes.redirect(name, entry, into);
  }
  return merged;
}

/** A person's answer to "whose record is this?". */
async function decideIdentity(
  message: Message,
  record: ChildRecord,
  needs: Needs,
  now: Instant,
): Promise<ChildRecord> {
  if (message.type !== 'task.recorded' || !isIdentityTask(message.data.task, needs.policy)) return record;
  const { outcome, sameAs } = message.data;
  const undecided = Object.keys(record.candidates).filter((id) => record.candidates[id]?.decided === undefined);
  const named = sameAs ? await recordsNamed(sameAs, needs) : undecided;
  if (outcome === 'same-child') {
    const [other] = named;
    if (other === undefined || named.length > 1) return record;
    return joinInto(other, record.id, needs);
  }
  if (outcome !== 'different-child') return record;
  const decide = (of: ChildRecord, others: readonly string[]) =>
    others.reduce((all, id) => suspect(all, id, { why: 'identity', decided: 'different-child' }), of);
  for (const other of named) await change(other, undefined, needs, now, (of) => decide(of, [record.id]));
  return change(record.id, undefined, needs, now, (of) => decide(of, named));
}

async function recordsNamed(sameAs: string, needs: Needs): Promise<string[]> {
  const keys = [
    ...keysOf(sameAs, { localAuthorityId: sameAs }),
    ...keysOf(undefined, { policePersonId: sameAs }),
    ...keysOf(undefined, { nhsNumber: sameAs }),
  ];
  const { keys: found } = await needs.episodes.lookUp('', keys.map(({ key }) => key));
  const { reference, exact } = match(keys, found);
  return [...new Set([...exact, ...(reference ? [reference] : [])])];
}

async function keepUnreadable(
  incoming: Incoming,
  sender: string,
  now: Instant,
  reading: { reasons: Reason[]; id: string | undefined; source: string | undefined; type: string | undefined },
  needs: Needs,
): Promise<void> {
  const receipt = `unreadable-${hash(incoming.body)}`;
  const { received } = await needs.episodes.lookUp(receipt, []);
  if (received) {
    needs.watch.count('DuplicateMessages', 1);
    return;
  }
  const id = `u-${hash(incoming.senderId).slice(0, 24)}`;
  for (let attempt = 1; ; attempt++) {
    const { kept } = await needs.episodes.read(id);
    const empty: UnreadableRecord = { kind: 'unreadable', id, sender, windows: [], told: {} };
    const before = kept?.record.kind === 'unreadable' ? kept.record : empty;
    const record: HomewardRecord = gather(before, receipt.slice(-24), now);
    const policyHash = kept?.policyHash;
    const written = await needs.episodes.write(
      { record, dueAt: now, ...(policyHash && { policyHash }) },
      kept?.version ?? 0,
    );
    if (written) break;
    if (attempt === ATTEMPTS) throw new Error(`Record ${id} kept changing while it was written`);
  }
  await needs.wakeUps.soon(id);
  await needs.episodes.keep({
    id: receipt,
    receivedAt: now,
    body: incoming.body,
    sender,
    outcome: 'unreadable',
    record: id,
    reasons: reading.reasons,
    ...(reading.id && { messageId: reading.id }),
    ...(reading.source && { source: reading.source }),
    ...(reading.type && { type: reading.type }),
  });
  needs.watch.count('UnreadableMessages', 1);
  needs.watch.note('unreadable', { receipt, record: id, reasons: reading.reasons.length });
}

/** The sender's name in the authority's file. SQS names a role by its unique id; one machine, by the name itself. */
export function senderOf(senderId: string, policy: Policy): string | undefined {
  const [role = ''] = senderId.split(':');
  const known = Object.entries(policy.senders).find(([, sender]) => sender.ids.includes(role));
  if (known) return known[0];
  return policy.sources.some((source) => source.senders.includes(role)) ? role : undefined;
}

const isIdentityTask = (task: string, policy: Policy): boolean =>
  policy.versions.some((version) => version.rules.some((rule) => rule.upon === 'unmatched' && rule.id === task));

const isNobodyYet = (record: ChildRecord): boolean =>
  !Object.hasOwn(record.case, 'known') &&
  !record.keys.some((key) => {
    const [name = '', entry = ''] = key.split('\t');
    return !name.startsWith('reference#') && saysWho({ entry, is: name.startsWith('family#') ? 'name' : 'identifier' });
  });

const isDecided = (record: ChildRecord | undefined, other: string): boolean =>
  record !== undefined && own(record.candidates, other)?.decided === 'different-child';

/** Whether settle has anything to look at: an episode, of whatever state. */
const isOpen = (record: ChildRecord): boolean => Object.keys(record.references).length > 0;

/** The same first message, tried again, makes the same record. */
function newRecordId(message: Message, keys: readonly Key[], found: Readonly<Record<string, KeyEntries>>): string {
  const free = keys.find((key) => saysWho(key) && own(own(found, key.key) ?? {}, key.entry) === undefined);
  const reference = keys.find((key) => key.is === 'reference');
  const seed = free ?? reference;
  return `c-${hash(seed ? `${seed.key}\t${seed.entry}` : receiptOf(message)).slice(0, 24)}`;
}

const receiptOf = (message: Message): string => hash(`${message.source}\n${message.id}`);

const personIn = (message: Message): Person | null | undefined =>
  'person' in message.data ? message.data.person : undefined;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40);
