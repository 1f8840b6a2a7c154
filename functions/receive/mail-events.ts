// What became of a letter after SES accepted it: a bounce or a refusal is a fact, and the deputy's letter follows from it.
import type { Instant } from '../../shared/core/instant.ts';
import type { Telling } from '../../shared/core/record.ts';
import { own } from '../../shared/core/record.ts';
import { digest } from '../../shared/core/routing.ts';
import { ATTEMPTS, readWhereJoined } from './child-records.ts';
import type { Needs } from './handler.ts';

interface MailEvent {
  detail?: { eventType?: string; mail?: { tags?: Record<string, string[]>; destination?: string[] } };
}

/** Events that mean that this mailbox will not have the letter. Delays and deliveries change nothing here. */
const LOST = new Set(['Bounce', 'Reject', 'Rendering Failure']);

export async function receiveMailEvent(
  body: string,
  needs: Pick<Needs, 'episodes' | 'wakeUps' | 'clock' | 'watch'>,
): Promise<void> {
  const { episodes, wakeUps, clock, watch } = needs;
  const event = read(body);
  const { eventType = '', mail } = event?.detail ?? {};
  const id = mail?.tags?.['record']?.[0];
  const letter = mail?.tags?.['letter']?.[0];
  if (!event || !id || !letter) {
    watch.alarm('mail event not understood', { known: event !== undefined });
    return;
  }
  if (!LOST.has(eventType)) return;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    // What was told under a record that was joined to another since is in the other one.
    const kept = await readWhereJoined(id, episodes);
    if (!kept) {
      watch.alarm('mail event of an unknown record', { record: id });
      return;
    }
    const told = withLost(kept.record.told, letter, mail?.destination ?? [], clock.now());
    if (!told) {
      watch.alarm('mail event of an unknown letter', { record: id });
      return;
    }
    const { version, ...rest } = kept;
    const written = await episodes.write(
      { ...rest, record: { ...kept.record, told }, dueAt: clock.now() },
      version,
    );
    if (!written) continue;
    watch.count('MailRefused', 1);
    watch.alarm('letter lost after it was accepted', { record: kept.record.id, event: eventType });
    await wakeUps.soon(kept.record.id);
    return;
  }
  throw new Error(`Record ${id} kept changing while a mail event was noted`);
}

/** The tellings that went with one letter, refused now: also one whose acceptance is not marked yet. */
function withLost(
  told: Readonly<Record<string, Telling>>,
  letter: string,
  destination: readonly string[],
  at: Instant,
): Record<string, Telling> | undefined {
  const first = Object.entries(told).find(([action]) => digest(action) === letter)?.[1];
  if (!first) return undefined;
  const { rule, reference, occurrence, mailbox } = first;
  const went = (telling: Telling) =>
    telling.rule === rule &&
    telling.reference === reference &&
    telling.occurrence === occurrence &&
    telling.mailbox === mailbox;
  // An offer to another mailbox, whose answer was lost: that mailbox does not have the letter, and the last one may.
  const earlier = destination.filter((to) => to !== mailbox && own(first.unanswered ?? {}, to));
  const lost = (telling: Telling): Telling =>
    earlier.length > 0 ? withoutUnanswered(telling, earlier) : { ...telling, state: 'refused', at };
  return Object.fromEntries(
    Object.entries(told).map(([action, telling]) => [action, went(telling) ? lost(telling) : telling]),
  );
}

function withoutUnanswered({ unanswered = {}, ...telling }: Telling, earlier: readonly string[]): Telling {
  const left = Object.entries(unanswered).filter(([mailbox]) => !earlier.includes(mailbox));
  return { ...telling, ...(left.length > 0 && { unanswered: Object.fromEntries(left) }) };
}

function read(body: string): MailEvent | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as MailEvent) : undefined;
  } catch {
    return undefined;
  }
}
