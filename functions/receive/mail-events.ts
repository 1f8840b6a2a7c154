// What became of a letter after SES accepted it: a fact of the record, from which the deputy's letter follows where it is bad.
import { withFate } from '../../shared/core/fate.ts';
import type { Fate, Telling } from '../../shared/core/record.ts';
import { own } from '../../shared/core/record.ts';
import { digest } from '../../shared/core/routing.ts';
import { ATTEMPTS, readWhereJoined } from './child-records.ts';
import type { Needs } from './handler.ts';
import { fateIn, type MailEvent } from './mail-news.ts';

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
  const fate = fateIn(event, clock.now());
  if (!fate) return;
  const isLost = fate.is !== 'delivered';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    // What was told under a record that was joined to another since is in the other one.
    const kept = await readWhereJoined(id, episodes);
    if (!kept) {
      watch.alarm('mail event of an unknown record', { record: id });
      return;
    }
    const told = withNews(kept.record.told, letter, mail?.destination ?? [], fate);
    if (!told) {
      watch.alarm('mail event of an unknown letter', { record: id });
      return;
    }
    const { version, ...rest } = kept;
    if (told !== kept.record.told) {
      const due = isLost ? { dueAt: clock.now() } : {};
      const written = await episodes.write({ ...rest, record: { ...kept.record, told }, ...due }, version);
      if (!written) continue;
    }
    if (!isLost) return;
    // Also where it is known already: whoever noted it may have died before asking for the deputy's letter.
    watch.count(fate.is === 'delayed' ? 'MailDelayed' : 'MailRefused', 1);
    watch.alarm('letter not delivered', {
      record: kept.record.id,
      event: eventType,
      ...(fate.why && { why: fate.why }),
    });
    await wakeUps.soon(kept.record.id);
    return;
  }
  throw new Error(`Record ${id} kept changing while a mail event was noted`);
}

/** The tellings that went with one letter, with what became of it: also one whose acceptance is not marked yet. */
function withNews(
  told: Readonly<Record<string, Telling>>,
  letter: string,
  destination: readonly string[],
  fate: Fate,
): Readonly<Record<string, Telling>> | undefined {
  const [named, first] = Object.entries(told).find(([action]) => digest(action) === letter) ?? [];
  if (!first) return undefined;
  const { mailbox, intendedAt } = first;
  // A role that shared an earlier offer and is no longer called for was not in the last one.
  const isOfIt = (action: string, telling: Telling) =>
    action === named || (telling.letter === named && telling.intendedAt === intendedAt);
  // An offer to another mailbox, whose answer was lost: what became of that one says nothing of the last.
  const earlier = destination.filter((to) => to !== mailbox && own(first.unanswered ?? {}, to));
  const changed = (telling: Telling): Telling => {
    if (earlier.length === 0) return withFate(telling, fate);
    return LOST.has(fate.is) ? withoutUnanswered(telling, earlier) : telling;
  };
  const after = Object.entries(told).map(
    ([action, telling]) => [action, isOfIt(action, telling) ? changed(telling) : telling] as const,
  );
  const same = after.every(([action, telling]) => told[action] === telling);
  return same ? told : Object.fromEntries(after);
}

/** The mailbox does not have it and will not. */
const LOST: ReadonlySet<Fate['is']> = new Set(['bounced', 'rejected', 'not-written']);

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
