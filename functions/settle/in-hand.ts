// Who has a record in hand - a run that sends its letters, a message that joins it to another - and what others do meanwhile.
import type { Instant } from '../../shared/core/instant.ts';
import { between, later, SECOND } from '../../shared/core/instant.ts';
import type { ChildRecord, Claim, HomewardRecord } from '../../shared/core/record.ts';
import type { Kept } from '../../shared/ports.ts';
import { joinInto } from '../receive/joining.ts';
import type { Needs } from './handler.ts';

/** A claim outlasts its run by this, so that clocks may differ. */
const MARGIN = 5 * SECOND;

export const claimOf = ({ run, deadline }: Needs): Claim => ({ by: run, until: later(deadline, MARGIN) });

/** Whoever has it longest, this run aside. */
export function whoHas(record: HomewardRecord, run: string): Claim | undefined {
  const claim = record.claim?.by === run ? undefined : record.claim;
  const joining = record.kind === 'child' ? record.joining : undefined;
  return claim && joining ? (claim.until > joining.until ? claim : joining) : (claim ?? joining);
}

/**
 * One wake-up waits for the end of it, however many find it in hand: if each asked for another, they would multiply. Noted
 * first, since they come in crowds. Should whoever noted it die before it asks, its own message is tried again.
 */
export async function awaitEnd(
  { version, ...kept }: Kept,
  inHand: Claim,
  now: Instant,
  { episodes, wakeUps }: Needs,
): Promise<'settled' | 'again'> {
  // Near the end the one that waits may be here already, by a slower clock.
  if (inHand.awaited && between(now, inHand.until) > MARGIN) return 'settled';
  if (!inHand.awaited && !(await episodes.write({ ...kept, record: awaited(kept.record, inHand) }, version)))
    return 'again';
  await wakeUps.soon(kept.record.id, secondsUntil(inHand.until, now));
  return 'settled';
}

/** Just after an instant that may lie further off than a delay can. */
export const secondsUntil = (end: Instant, now: Instant): number =>
  Math.min(900, Math.ceil(between(now, end) / SECOND) + 1);

function awaited(record: HomewardRecord, inHand: Claim): HomewardRecord {
  const known: Claim = { ...inHand, awaited: true };
  return record.claim === inHand
    ? { ...record, claim: known }
    : ({ ...record, joining: known } as ChildRecord);
}

/**
 * Whoever began to join this record to another may be gone, and have done half of it: each step repeats harmlessly. Who looks
 * again finds where it went, and wakes that.
 */
export async function endJoining(
  { id }: ChildRecord,
  into: string,
  { episodes, clock }: Pick<Needs, 'episodes' | 'clock'>,
): Promise<'again'> {
  await joinInto(into, id, episodes, clock.now());
  return 'again';
}
