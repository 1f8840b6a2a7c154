// What was mailed, held against what the pure plan says should have been.
import type { Instant } from '../../shared/core/instant.ts';
import { instantOf } from '../../shared/core/instant.ts';
import { due, plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord, HomewardRecord } from '../../shared/core/record.ts';
import { digest } from '../../shared/core/routing.ts';

/** A letter as the mail service took it. */
export interface Sent {
  /** Virtual milliseconds. */
  at: number;
  to: readonly string[];
  /** The digest of the action that it is named for. */
  letter: string;
}

export interface Verdict {
  letters: number;
  lost: string[];
  wrongRecipient: string[];
  early: string[];
  duplicates: number;
}

export function verdictOn(
  records: readonly HomewardRecord[],
  sent: readonly Sent[],
  policy: Policy,
  now: Instant,
): Verdict {
  const byLetter = Map.groupBy(sent, ({ letter }) => letter);
  const lost: string[] = [];
  const wrongRecipient: string[] = [];
  const early: string[] = [];
  const known = new Map<string, string[]>();
  const said = new Map<string, string[]>();
  for (const record of records) {
    for (const [id, { letter = id, mailbox, state, dueAt, unanswered = {} }] of Object.entries(record.told)) {
      const name = digest(letter);
      known.set(name, [...(known.get(name) ?? []), mailbox, ...Object.keys(unanswered)]);
      for (const each of new Set([name, digest(id)])) {
        const line = `${record.id} has ${id} as ${state} to ${[mailbox, ...Object.keys(unanswered)].join(', ')}`;
        said.set(each, [...(said.get(each) ?? []), line]);
      }
      const mails = byLetter.get(name) ?? [];
      if (state === 'accepted' && !mails.some(({ to }) => to.includes(mailbox)))
        lost.push(`${id}: kept as sent`);
      if (letter === id) early.push(...mails.filter(({ at }) => instantOf(at) < dueAt).map(() => id));
    }
    lost.push(...due(plan(record, policy, now)).map(({ id }) => `${id}: due and not sent`));
    if (record.kind === 'child') lost.push(...neverSent(record, policy, now, byLetter));
  }
  for (const { letter, to, at } of sent) {
    const mailboxes = known.get(letter) ?? [];
    if (to.every((each) => mailboxes.includes(each))) continue;
    const what = said.get(letter)?.join('; ') ?? 'no record knows it';
    wrongRecipient.push(`${letter} to ${to.join(', ')} at ${instantOf(at)}: ${what}`);
  }
  const once = new Set(sent.map(({ letter, to }) => `${letter} ${to.join(',')}`));
  return { letters: sent.length, lost, wrongRecipient, early, duplicates: sent.length - once.size };
}

/** What the facts alone call for, as if nobody had been told, must have been mailed under the same id. */
function neverSent(
  record: ChildRecord,
  policy: Policy,
  now: Instant,
  mailed: ReadonlyMap<string, readonly Sent[]>,
): string[] {
  return due(plan({ ...record, told: {} }, policy, now)).flatMap(({ id }) => {
    const { letter = id, mailbox, state, fate } = record.told[id] ?? {};
    // One of which no word came goes to the deputy as if it were refused, and was mailed all the same.
    const isMailed = mailed
      .get(digest(letter))
      ?.some(({ to }) => mailbox !== undefined && to.includes(mailbox));
    return isMailed
      ? []
      : [`${id}: called for and never sent; ${record.id} has it as ${state} to ${mailbox}, ${fate?.is}`];
  });
}
