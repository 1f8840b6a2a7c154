// A message changes what we know: read it, find whose record it belongs to, note what it says, wake the record, keep the receipt.
import type { Message, TaskRecorded } from '../../shared/contract/message.ts';
import { readMessage } from '../../shared/contract/read.ts';
import { answerFaults } from '../../shared/core/answers.ts';
import { evolve, suspect } from '../../shared/core/evolve.ts';
import { entryFor, match, namesOf } from '../../shared/core/identity.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { intakeFaults } from '../../shared/core/intake.ts';
import type { Policy, SourceKind } from '../../shared/core/policy.ts';
import { own } from '../../shared/core/record.ts';
import type { Clock, Episodes, WakeUps, Watch } from '../../shared/ports.ts';
import { RecordFull } from '../../shared/ports.ts';
import type { KeptChild } from './child-records.ts';
import { ATTEMPTS, change, hasEpisode, MOST_SAID, readChild } from './child-records.ts';
import { decideIdentity } from './decide-identity.ts';
import { keepUnreadable, keptUntil } from './keeping.ts';
import {
  ANSWER_PAGE,
  isAnswerPage,
  isOwn,
  isSayingOfLetter,
  notAnAnswer,
  sourcesWithAnswers,
} from './own-answers.ts';
import type { Place, Sought } from './whose-record.ts';
import { placeOf, receiptOf, seek, withKeysTo } from './whose-record.ts';

export interface Needs {
  policy: Policy;
  episodes: Episodes;
  wakeUps: Pick<WakeUps, 'soon'>;
  clock: Clock;
  watch: Watch;
  /** The unique id of the role that answers to our letters come from; left out where there is none. */
  answersFrom?: string;
}

export interface Incoming {
  body: string;
  /** Who pushed it, as the queue names them. */
  senderId: string;
}

/** Ends with the message applied, recognised as a duplicate, or kept as unreadable; throws where it must be tried again. */
export async function receive(incoming: Incoming, needs: Needs): Promise<void> {
  const now = needs.clock.now();
  const sender = isAnswerPage(incoming.senderId, needs.answersFrom)
    ? ANSWER_PAGE
    : senderOf(incoming.senderId, needs.policy);
  const reading = readMessage(incoming.body, {
    authority: needs.policy.authority.code,
    sources: sourcesWithAnswers(needs.policy),
    sender,
    now,
  });
  const from = sender ?? 'unknown';
  if (!reading.readable) {
    await keepUnreadable(incoming, from, now, reading, needs);
    return;
  }
  const { message, sourceKind } = reading;
  const refused = isOwn(message) ? notAnAnswer(message) : intakeFaults(message, needs.policy);
  if (refused.length > 0) {
    const { id, source, type } = message;
    await keepUnreadable(incoming, from, now, { reasons: refused, id, source, type }, needs);
    return;
  }
  // A claim that somebody else wins while we make it changes whose record this is: look again.
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (await applyOrRefuse(message, sourceKind, { ...incoming, now, sender: from }, needs)) return;
  }
  throw new Error(`Other messages kept changing the record of ${receiptOf(message)}`);
}

interface Envelope extends Incoming {
  now: Instant;
  sender: string;
}

/** Of a child of whom no more can be noted a person hears, as of what cannot be read. */
async function applyOrRefuse(message: Message, by: SourceKind, envelope: Envelope, needs: Needs) {
  try {
    return await apply(message, by, envelope, needs);
  } catch (error) {
    if (!(error instanceof RecordFull)) throw error;
    const { id, source, type } = message;
    const reasons = [{ path: '', message: NO_ROOM }];
    await keepUnreadable(envelope, envelope.sender, envelope.now, { reasons, id, source, type }, needs);
    return true;
  }
}

const NO_ROOM =
  'is about a child of whom no more can be noted, and nothing was done about it: act on it by hand';

/** False where a race was lost and everything must be looked at again. */
async function apply(message: Message, by: SourceKind, envelope: Envelope, needs: Needs): Promise<boolean> {
  const { episodes, wakeUps, watch } = needs;
  const { now, body, sender } = envelope;
  const receipt = receiptOf(message);
  const seen = await seek(message, episodes);
  if (seen.received) {
    watch.count('DuplicateMessages', 1);
    return true;
  }

  const place = await placeOf(message, seen, episodes, now);
  if (!place) return false;
  const isChecked = message.type === 'task.recorded' && !isSayingOfLetter(message);
  const reasons = isChecked ? await answerFaultsOf(message, place, needs) : [];
  if (reasons.length > 0) {
    const { id, source, type } = message;
    // It is kept with the facts too, so that it makes no difference whether it came before its episode or after.
    await keepUnreadable(envelope, sender, now, { reasons, id, source, type }, needs);
  }
  const claimed = await claimAll(seen, place, needs);
  if (!claimed) return false;
  const others = await candidatesOf([...place.candidates, ...claimed.near], place.home, episodes);

  const after = await change(
    place.home,
    place.known,
    episodes,
    now,
    (record) => {
      let changed = evolve(record, message, { receivedAt: now, by });
      for (const { id, kept } of others) {
        const known = kept ? namesOf(kept.record) : [];
        changed = suspect(changed, id, { why: 'identity', known, knownAt: now });
      }
      const known = { ...changed, keys: [...new Set([...changed.keys, ...claimed.keys])].sort() };
      return withKeysTo(known, seen.found, place.leadThere);
    },
    MOST_SAID,
  );
  for (const { id, kept } of others) {
    const doubt = { why: 'identity', known: namesOf(after), knownAt: now };
    const doubted = await change(id, kept, episodes, now, (of) =>
      suspect(withKeysTo(of, seen.found), after.id, doubt),
    );
    if (hasEpisode(doubted)) await wakeUps.soon(doubted.id);
  }
  const home = await decideIdentity(message, after, needs, now);
  if (!home) return false;
  if (hasEpisode(home)) await wakeUps.soon(home.id);
  await episodes.keep({
    id: receipt,
    receivedAt: now,
    body,
    sender,
    outcome: 'applied',
    record: home.id,
    messageId: message.id,
    source: message.source,
    type: message.type,
    ...keptUntil(now, needs.policy, home),
  });
  watch.count('MessagesApplied', 1);
  watch.note('applied', { receipt, record: home.id, type: message.type });
  return true;
}

async function answerFaultsOf(message: TaskRecorded, { home, known }: Place, { episodes, policy }: Needs) {
  const kept = known === 'none' ? undefined : (known ?? (await readChild(home, episodes)));
  return kept ? answerFaults(message, kept.record, policy) : [];
}

/** The other records that may be this child, each once, where they are now; one that is claimed may not be written yet. */
async function candidatesOf(
  ids: readonly string[],
  home: string,
  episodes: Episodes,
): Promise<{ id: string; kept: KeptChild | undefined }[]> {
  const others = new Map<string, KeptChild | undefined>();
  for (const id of new Set(ids)) {
    const kept = await readChild(id, episodes);
    others.set(kept?.record.id ?? id, kept);
  }
  others.delete(home);
  return [...others].map(([id, kept]) => ({ id, kept }));
}

/** Claims every key that nobody holds. Undefined where another message was quicker with one that says who the child is. */
async function claimAll(
  { keys, found }: Sought,
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
      mine.push(`${key.key}\t${entry}`);
    }
  }
  // A name without a birth date is near itself: its own record need not be read for that.
  near.delete(place.home);
  return { keys: mine, near: [...near] };
}

/** The sender's name in the authority's file. SQS names a role by its unique id; one machine, by the name itself. */
export function senderOf(senderId: string, policy: Policy): string | undefined {
  const [role = ''] = senderId.split(':');
  const known = Object.entries(policy.senders).find(([, sender]) => sender.ids.includes(role));
  if (known) return known[0];
  return policy.sources.some((source) => source.senders.includes(role)) ? role : undefined;
}
