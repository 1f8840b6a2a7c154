// The promises as they must stand once the faults have stopped and all has come to rest, each a function that names what broke it.
import { ANSWER_PAGE, sourcesWithAnswers } from '../../functions/receive/own-answers.ts';
import { hash } from '../../functions/receive/whose-record.ts';
import type { Message } from '../../shared/contract/message.ts';
import { readMessage } from '../../shared/contract/read.ts';
import { keysOf, saysWho } from '../../shared/core/identity.ts';
import { instantOf, NEVER } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { ChildRecord, Fate, Telling } from '../../shared/core/record.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { bodyOf, isSpoken, START, senderOf } from './messages.ts';
import { before } from './procedure.ts';
import { nobodyIsWaitedForInVain, whoAnsweredKeepsIt } from './promises-on-answers.ts';
import { eachCopyIsTold } from './promises-on-digests.ts';
import { factsAreThose } from './promises-on-facts.ts';
import type { Story } from './story.ts';
import type { Broken, Offer } from './watcher.ts';
import type { World } from './world.ts';

export interface Ended {
  world: World;
  /** Records of children that were not joined to another. */
  children: readonly ChildRecord[];
  told: Readonly<Record<string, Telling>>;
  offers: readonly Offer[];
  /** What was put on the queue, and what it says where it can be read. */
  spoken: readonly { body: string; message?: Message }[];
}

export function* inTheEnd(world: World, story: Story, offers: readonly Offer[]): Iterable<Broken> {
  const records = [...world.table.records.values()].map(({ record }) => record);
  const children = records.filter(
    (record): record is ChildRecord => record.kind === 'child' && !record.joinedTo,
  );
  const told = Object.assign({}, ...records.map((record) => record.told));
  const spoken = [...spokenIn(story), ...answersIn(world)];
  const ended: Ended = { world, children, told, offers, spoken };
  for (const [promise, check] of PROMISES) {
    for (const how of check(ended)) yield { promise, how };
  }
}

type Promises = readonly (readonly [string, (ended: Ended) => Iterable<string>])[];

/** Also of a record that is let go, at that moment. */
export const ofLetters: Promises = [
  ['what is marked as told was offered', markedWasOffered],
  ['what was offered is known as told', offeredIsKnown],
  ['a letter that came back is known to have come back', comesBack],
  ['of each letter it is known what became of it', whatBecameIsKnown],
  ['twice only where a fault struck between a letter and its mark', twiceOnlyByFault],
  ['whoever was told hears that it is over', everybodyStoodDown],
];

const PROMISES: Promises = [
  ['every message ends with a receipt', everyMessageEnds],
  ['what cannot be read is listed and a person told', unreadableIsListed],
  ['the facts are those of the messages, whatever the order', factsAreThose],
  ['every record is settled', everyRecordSettled],
  ['a child is found by what was said of her', foundByWhatWasSaid],
  ...ofLetters,
  ['a letter that nobody answers goes to the next in line', nobodyIsWaitedForInVain],
  ['a letter that its reader has seen stays with its reader', whoAnsweredKeepsIt],
  ['each copy for the digest is told, once', eachCopyIsTold],
];

function spokenIn({ happenings }: Story): Ended['spoken'] {
  return happenings.flatMap((happening, index) => {
    if (!isSpoken(happening)) return [];
    const body = bodyOf(happening, index);
    const { authority, sources } = before;
    const now = instantOf(START + happening.second * 1_000);
    const reading = readMessage(body, {
      authority: authority.code,
      sources,
      sender: senderOf(happening),
      now,
    });
    return reading.readable ? [{ body, message: reading.message }] : [{ body }];
  });
}

function answersIn({ answers }: World): Ended['spoken'] {
  const { authority } = before;
  const now = instantOf(START + 86_400_000);
  return answers.flatMap(({ body }) => {
    const reading = readMessage(body, {
      authority: authority.code,
      sources: sourcesWithAnswers(before),
      sender: ANSWER_PAGE,
      now,
    });
    return reading.readable ? [{ body, message: reading.message }] : [];
  });
}

export const receiptOf = ({ source, id }: Message): string => hash(`${source}\n${id}`);
const unreadableReceiptOf = (body: string): string => `unreadable-${hash(body)}`;

function* everyMessageEnds({ world, spoken }: Ended): Iterable<string> {
  const { receipts } = world.table;
  for (const { body, message } of spoken) {
    const isApplied = message !== undefined && receipts.get(receiptOf(message))?.outcome === 'applied';
    // An answer to what nobody asked is readable, and refused by what is on record.
    const isListed =
      receipts.has(unreadableReceiptOf(body)) && (!message || message.type === 'task.recorded');
    if (!isApplied && !isListed) yield message?.id ?? body;
  }
}

function* unreadableIsListed({ world, told }: Ended): Iterable<string> {
  for (const { id, outcome, record } of world.table.receipts.values()) {
    if (outcome !== 'unreadable') continue;
    const kept = world.table.records.get(record)?.record;
    const windows = kept?.kind === 'unreadable' ? kept.windows : [];
    const window = windows.find(({ messages }) => messages.includes(id.slice(-24)));
    if (!window) yield `${id} is not listed`;
    else if (
      !Object.values(told).some(
        ({ reference, state }) => reference === window.opensAt && state !== 'intended',
      )
    )
      yield `nobody was told of ${id}`;
  }
}

/** Whoever has word of the child next, by anything that was said of her, comes to the record that has it; or to its possible double. */
function* foundByWhatWasSaid({ world, children, spoken }: Ended): Iterable<string> {
  const { letGo } = world.watcher.ends;
  const isDoubtful = children.some(({ candidates }) =>
    Object.values(candidates).some(({ decided }) => decided === undefined),
  );
  for (const { body, message } of spoken) {
    if (!message || !world.table.receipts.has(receiptOf(message)) || letGo.has(body)) continue;
    const { subject } = message;
    const person = 'person' in message.data ? message.data.person : undefined;
    const holder = children.find(({ references }) => subject !== undefined && references[subject]);
    for (const key of keysOf(subject, person)) {
      if (key.is !== 'reference' && (isDoubtful || !saysWho(key))) continue;
      const at = world.table.lookUp('', [key.key]).keys[key.key]?.[key.entry];
      const found = at === undefined ? undefined : world.table.whereJoined(at);
      const isRight = key.is === 'reference' && holder ? found?.id === holder.id : found && !found.letGo;
      if (!isRight) yield `${key.key} ${key.entry} leads to ${found?.id ?? at ?? 'nothing'}`;
    }
  }
}

function* everyRecordSettled({ world }: Ended): Iterable<string> {
  const now = instantOf(world.now);
  for (const { record, dueAt, policyHash } of world.table.records.values()) {
    if (record.kind === 'child' && record.joinedTo) continue;
    const planned = plan(record, world.policy, now);
    for (const { id } of planned.actions) yield `${id} is still to be sent`;
    if (record.claim) yield `${record.id} is claimed by ${record.claim.by}`;
    if (record.kind === 'child' && record.joining) yield `${record.id} is on its way to ${record.joining.by}`;
    const expected = planned.next ?? (planned.open ? NEVER : planned.inViewUntil);
    if (expected !== undefined && (dueAt === undefined || dueAt > expected))
      yield `the index would look at ${record.id} at ${dueAt ?? 'no time'} instead of ${expected}`;
    if (dueAt !== undefined && policyHash !== world.policy.hash)
      yield `${record.id} was planned under ${policyHash}`;
  }
}

function* markedWasOffered({ world, told, offers }: Ended): Iterable<string> {
  for (const [id, { state, mailbox, fate }] of Object.entries(told)) {
    if (state === 'intended') continue;
    const answers = offers.filter(({ actions, to }) => to === mailbox && actions.includes(id));
    const isSo = ({ answer, to }: Offer) =>
      answer === state || (state === 'refused' && (world.bounces(to) || isInDoubt(fate)));
    if (!answers.some(isSo))
      yield `${id} to ${mailbox} is ${state}, and was never offered, or not with that answer`;
  }
}

/** Its mailbox may have it: it went to the deputy, and counts as told all the same. */
const isInDoubt = (fate: Fate | undefined): boolean => fate?.is === 'delayed' || fate?.is === 'unheard-of';

function* offeredIsKnown({ told, offers }: Ended): Iterable<string> {
  for (const { actions, to, answer } of offers) {
    for (const id of actions) {
      const telling = told[id];
      const isKnown = telling?.mailbox === to || telling?.unanswered?.[to] !== undefined;
      if (answer === 'accepted' && !isKnown) yield `${id} to ${to}`;
    }
  }
}

function* comesBack({ world, told, offers }: Ended): Iterable<string> {
  for (const { actions, to, answer } of offers) {
    const telling = told[actions[0] ?? ''];
    if (answer === 'accepted' && world.bounces(to) && telling?.mailbox === to && telling.state !== 'refused')
      yield `${actions.join(' and ')} to ${to} is ${telling.state}`;
  }
}

/** Also where its word was lost: that too is known, and by whom it matters. */
function* whatBecameIsKnown({ world, told, offers }: Ended): Iterable<string> {
  if (!world.hears) return;
  for (const { actions, to, answer } of offers) {
    const telling = told[actions[0] ?? ''];
    if (answer !== 'accepted' || telling?.mailbox !== to) continue;
    if (!telling.fate) yield `nothing is known of ${actions.join(' and ')} to ${to}`;
    else if (telling.fate.is === 'unheard-of' && !actions.some((id) => world.wordless.has(id)))
      yield `the word on ${actions.join(' and ')} to ${to} came, and was not heard`;
  }
}

function* twiceOnlyByFault({ offers }: Ended): Iterable<string> {
  const unexcused = new Map<string, number>();
  for (const { actions, excused } of offers) {
    for (const id of actions) if (!excused) unexcused.set(id, (unexcused.get(id) ?? 0) + 1);
  }
  for (const [id, times] of unexcused) if (times > 1) yield `${id} ${times} times`;
}

/** By what the mail service saw, whatever the record says. */
function* everybodyStoodDown({ world, children, told, offers }: Ended): Iterable<string> {
  for (const child of children) {
    const { absences } = childOf(child, world.policy);
    // A death ends every letter about that child.
    if (absences.some(({ deceased }) => deceased)) continue;
    for (const { references, ended } of absences) {
      if (!ended) continue;
      const last = new Map<string, Telling['tells']>();
      for (const { actions, to, answer } of offers) {
        const telling = told[actions[0] ?? ''];
        if (answer === 'refused' || !telling) continue;
        if (telling.state === 'refused' && !isInDoubt(telling.fate)) continue;
        const isOfThis =
          references.includes(telling.reference) && !['nothing', 'return'].includes(telling.tells);
        if (isOfThis) last.set(to, telling.tells);
      }
      for (const [to, tells] of last)
        if (tells !== 'ended') yield `${to} was last told ${tells} of ${references.join()}`;
    }
  }
}
