// What became of a letter after SES accepted it: a bounce or a refusal is a fact, and the deputy's letter follows from it.
import type { Telling } from '../../shared/core/record.ts';
import type { Needs } from './handler.ts';

interface MailEvent {
  'detail-type'?: string;
  detail?: {
    eventType?: string;
    mail?: { destination?: string[]; tags?: Record<string, string[]> };
  };
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
  if (!event || !id) {
    watch.alarm('mail event not understood', { known: event !== undefined });
    return;
  }
  if (!LOST.has(eventType)) return;
  const mailboxes = new Set(mail?.destination ?? []);
  for (let attempt = 1; attempt <= 8; attempt++) {
    const { kept } = await episodes.read(id);
    if (!kept) {
      watch.alarm('mail event of an unknown record', { record: id });
      return;
    }
    const told: Record<string, Telling> = Object.fromEntries(
      Object.entries(kept.record.told).map(([action, telling]) => [
        action,
        mailboxes.has(telling.mailbox) && telling.state === 'accepted'
          ? { ...telling, state: 'refused' as const, at: clock.now() }
          : telling,
      ]),
    );
    const { version, ...rest } = kept;
    const written = await episodes.write(
      { ...rest, record: { ...kept.record, told }, dueAt: clock.now() },
      version,
    );
    if (!written) continue;
    watch.count('MailRefused', 1);
    watch.alarm('letter lost after it was accepted', { record: id, event: eventType });
    await wakeUps.soon(id);
    return;
  }
  throw new Error(`Record ${id} kept changing while a mail event was noted`);
}

function read(body: string): MailEvent | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as MailEvent) : undefined;
  } catch {
    return undefined;
  }
}
