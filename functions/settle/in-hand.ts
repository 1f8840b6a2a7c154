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
  kept: Kept,
  inHand: Claim,
  now: Instant,
  { episodes, wakeUps, run }: Needs,
): Promise<'settled' | 'again'> {
  const { id } = kept.record;
  // Near the end the one that waits may be here already, by a slower clock.
  if (inHand.awaited && between(now, inHand.until) > MARGIN) return 'settled';
  if (!inHand.awaited && !(await noted(kept, inHand, run, episodes))) return 'again';
  await wakeUps.soon(id, secondsUntil(inHand.until, now));
  return 'settled';
}

/** Just after an instant that may lie further off than a delay can. */
export const secondsUntil = (end: Instant, now: Instant): number =>
  Math.min(900, Math.ceil(between(now, end) / SECOND) + 1);

/** Where the answer was lost, the client asked again and was told that somebody was quicker: that may have been this run. */
async function noted(
  { version, ...kept }: Kept,
  inHand: Claim,
  run: string,
  episodes: Needs['episodes'],
): Promise<boolean> {
  const { record } = kept;
  const which = record.claim === inHand ? 'claim' : 'joining';
  const after = { ...record, [which]: { ...inHand, awaited: run } } as HomewardRecord;
  if (await episodes.write({ ...kept, record: after }, version)) return true;
  const now = await episodes.read(record.id);
  return now.kept !== undefined && whoHas(now.kept.record, run)?.awaited === run;
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
