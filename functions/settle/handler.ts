// A wake-up is a question: read the record afresh, plan, send what is due and not told, ask for the next wake-up.
import { morningOf } from '../../shared/core/digest.ts';
import { withUnheardOf, wordBy } from '../../shared/core/fate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { between, MINUTE, NEVER, SECOND, wholeSecond } from '../../shared/core/instant.ts';
import { withWhatCounts } from '../../shared/core/on-trial.ts';
import type { Plan } from '../../shared/core/plan.ts';
import { due } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { HomewardRecord } from '../../shared/core/record.ts';
import type { Draft } from '../../shared/letters/compose.ts';
import { compose } from '../../shared/letters/compose.ts';
import type { Clock, Endings, Episodes, Kept, Post, WakeUps, Watch } from '../../shared/ports.ts';
import type { AnswerPage } from './answer-links.ts';
import { awaitEnd, claimOf, endJoining, secondsUntil, whoHas } from './in-hand.ts';
import { atRest, isKeptSo, isOver, letGo } from './letting-go.ts';
import { beginDigest } from './morning-digest.ts';
import { warnWhenNearlyFull } from './nearly-full.ts';
import { sendAll } from './offers.ts';
import { dueAtOf, planOrReport } from './planned.ts';
import { offeredNow, tellingsOf } from './shared-letter.ts';
import { noteUnheard } from './unheard.ts';

export interface Needs {
  policy: Policy;
  episodes: Episodes;
  wakeUps: WakeUps;
  post: Post;
  clock: Clock;
  watch: Watch;
  /** When this run will be stopped. */
  deadline: Instant;
  /** A name for this run that no other has. */
  run: string;
  /** Left out where nothing is let go. */
  endings?: Pick<Endings, 'fences' | 'giveBack'>;
  /** Left out where nobody can answer a letter. */
  answerPage?: AnswerPage;
  /** Whether word comes of what became of each letter, so that its absence says something. */
  hearsOfLetters?: boolean;
}

/** Throws where something may pass and must be tried again; a record that cannot be planned is reported once instead. */
export async function settle(id: string, needs: Needs): Promise<void> {
  for (let round = 1; round <= 5; round++) {
    if ((await once(id, needs)) === 'settled') return;
  }
  await needs.wakeUps.soon(id);
}

async function once(id: string, needs: Needs): Promise<'settled' | 'again'> {
  const { episodes, wakeUps, clock, watch, policy } = needs;
  const { kept, paused } = await episodes.read(id);
  if (!kept) {
    const date = morningOf(id);
    if (date !== undefined) return beginDigest(date, paused, needs);
    watch.note('no such record', { record: id });
    return 'settled';
  }
  const { record } = kept;
  warnWhenNearlyFull(kept, watch);
  const now = clock.now();
  if (record.kind === 'child' && record.joinedTo) {
    // Whoever waited for it waits for what it has become.
    await wakeUps.soon(record.joinedTo);
    return 'settled';
  }
  const inHand = whoHas(record, needs.run);
  if (inHand !== undefined && inHand.until > now) return awaitEnd(kept, inHand, now, needs);
  if (record.kind === 'child' && record.joining) return endJoining(record, record.joining.by, needs);
  if (isOver(kept, policy, now)) return letGo(kept, needs);
  const unheard = withUnheardOf(record, now);
  if (unheard) return noteUnheard({ ...kept, record: unheard.record }, unheard.letters, needs);
  const planned = planOrReport(record, policy, now);
  if ('fault' in planned) return reportFault(kept, planned.fault, needs);
  const drafts = paused ? [] : compose(due(planned.plan), withWhatCounts(record, policy, now), policy, now);
  if (drafts.length === 0) return rest(kept, planned.plan, needs);

  const asked = await ask(record, planned.plan.next, now, needs).catch((error: unknown) => ({ error }));
  const claimed = await claim(kept, drafts, asked, needs);
  if (!claimed) return 'again';
  const sent = await sendAll(claimed, drafts, needs);
  // What failed is tried again by the queue; what came of the others does not wait for that.
  if (sent.failed > 0 && sent.callsForMore)
    await wakeUps.soon(id, secondsUntil(claimOf(needs).until, clock.now()));
  // The letters went first; now the wake-up that could not be asked for is tried again by the queue.
  if (typeof asked === 'object' && 'error' in asked) throw asked.error;
  if (sent.failed > 0)
    throw new Error(`${sent.failed} of ${drafts.length} letters of ${id} could not be sent`);
  return sent.lookAgain ? 'again' : 'settled';
}

/** Nothing to send: the index and the Scheduler learn when to look again, if they do not know. */
async function rest(kept: Kept, planned: Plan, needs: Needs): Promise<'settled' | 'again'> {
  const { record } = kept;
  const now = needs.clock.now();
  const dueAt = dueAtOf(planned, record);
  const asked = await ask(record, planned.next, now, needs);
  const policyHash = needs.policy.hash;
  const look = { ...(dueAt ? { dueAt } : atRest(record, needs.policy)), policyHash };
  if (isKeptSo(kept, look) && record.asked === asked && !record.claim) return 'settled';
  const { fault: _, claim: __, ...free } = record;
  const written = await needs.episodes.write({ record: withAsked(free, asked), ...look }, kept.version);
  return written ? 'settled' : 'again';
}

/** Asks for the next wake-up, once; answers its name where the Scheduler has it. */
async function ask(
  record: HomewardRecord,
  next: Instant | undefined,
  now: Instant,
  { wakeUps }: Needs,
): Promise<string | undefined> {
  if (next === undefined) return undefined;
  // A schedule that struck early would find its own name taken and sleep: what is near is a delay.
  if (between(now, next) <= MINUTE) {
    await wakeUps.soon(record.id, Math.max(0, Math.ceil(between(now, next) / SECOND)));
    return undefined;
  }
  const at = wholeSecond(next);
  const name = wakeUps.nameOf(record.id, at);
  if (record.asked !== name) await wakeUps.at(record.id, at);
  return name;
}

async function claim(
  kept: Kept,
  drafts: readonly Draft[],
  asked: string | undefined | { error: unknown },
  needs: Needs,
): Promise<Kept | undefined> {
  const now = needs.clock.now();
  const told = { ...kept.record.told };
  // Also of a letter whose run dies before its mark, and that nothing calls for any more, there is to be word.
  const heard = needs.hearsOfLetters ? { wordBy: wordBy(now) } : {};
  for (const draft of drafts) {
    for (const [id, telling] of tellingsOf(draft, needs.policy))
      told[id] = offeredNow({ ...telling, ...heard }, told[id]);
  }
  const record: HomewardRecord = {
    ...(typeof asked === 'object' ? kept.record : withAsked(kept.record, asked)),
    told,
    claim: claimOf(needs),
  };
  const claimed: Omit<Kept, 'version'> = { record, dueAt: now, policyHash: needs.policy.hash };
  if (!(await needs.episodes.write(claimed, kept.version))) return undefined;
  return { ...claimed, version: kept.version + 1 };
}

/** Told once under one policy; a new policy makes it looked at again. */
async function reportFault(kept: Kept, why: string, needs: Needs): Promise<'settled' | 'again'> {
  const { policy, watch } = needs;
  if (
    kept.record.fault?.policyHash === policy.hash &&
    kept.record.fault.why === why &&
    kept.dueAt === NEVER
  ) {
    return 'settled';
  }
  watch.alarm('record cannot be planned', { record: kept.record.id });
  watch.count('UnsettleableRecords', 1);
  const { claim: _, ...free } = kept.record;
  const record = { ...free, fault: { why, policyHash: policy.hash } };
  const written = await needs.episodes.write({ record, dueAt: NEVER, policyHash: policy.hash }, kept.version);
  return written ? 'settled' : 'again';
}

function withAsked<R extends HomewardRecord>(record: R, asked: string | undefined): R {
  const { asked: _, ...rest } = record;
  return { ...rest, ...(asked && { asked }) } as R;
}
