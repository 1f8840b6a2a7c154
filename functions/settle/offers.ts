// The letters of a claimed record, offered one after the other, each marked with what became of it.
import { wordBy } from '../../shared/core/fate.ts';
import { between, SECOND } from '../../shared/core/instant.ts';
import type { Action } from '../../shared/core/plan.ts';
import { due } from '../../shared/core/plan.ts';
import type { HomewardRecord, Telling } from '../../shared/core/record.ts';
import type { Draft } from '../../shared/letters/compose.ts';
import { write } from '../../shared/letters/letter.ts';
import type { Kept } from '../../shared/ports.ts';
import { addressed } from './addressed.ts';
import { answersTo } from './answer-links.ts';
import type { Needs } from './handler.ts';
import { endJoining } from './in-hand.ts';
import { atRest } from './letting-go.ts';
import { dueAtOf, planOrReport } from './planned.ts';
import { offeredNow, tellingsOf } from './shared-letter.ts';

/**
 * Sends each letter and marks it; one that fails never stops the next. The last mark frees the claim, unless a letter has no
 * answer: it may be on its way, and until the claim runs out nobody tells its reader anything else.
 */
export async function sendAll(
  claimed: Kept,
  drafts: readonly Draft[],
  needs: Needs,
): Promise<{ failed: number; callsForMore: boolean; lookAgain: boolean }> {
  const { watch, clock } = needs;
  let kept = claimed;
  let failed = 0;
  let disturbed = false;
  let refused = 0;
  // That these were told may be what another rule waits for.
  let more: readonly Action[] = [];
  for (const [index, draft] of drafts.entries()) {
    const isLast = index === drafts.length - 1;
    const outOfTime = between(clock.now(), needs.deadline) < 5 * SECOND;
    const outcome = outOfTime ? 'failed' : await offer(draft, needs);
    if (outcome === 'failed') failed += 1;
    if (outcome === 'refused') refused += 1;
    if (outcome === 'failed' && !isLast) continue;
    const frees = isLast && failed === 0;
    const marked = await mark(kept, draft, outcome, { isLast, frees }, needs);
    kept = marked.kept;
    disturbed ||= marked.disturbed;
    more = marked.due;
  }
  watch.count('LettersAccepted', drafts.length - failed - refused);
  // An answer is awaited from when its letter went: what comes of silence can be asked for only now.
  const awaits = failed < drafts.length && drafts.some(awaitsAnswer);
  const offered = new Set(drafts.flatMap(({ tellings }) => tellings.map(([id]) => id)));
  const callsForMore = awaits || more.some(({ id }) => !offered.has(id));
  return { failed, callsForMore, lookAgain: disturbed || callsForMore };
}

const awaitsAnswer = ({ actions }: Draft): boolean => actions.some(({ answerWithin }) => answerWithin);

async function offer(draft: Draft, needs: Needs): Promise<'accepted' | 'refused' | 'failed'> {
  const { watch, clock, policy } = needs;
  const about = { record: draft.record, letter: draft.actions[0].id };
  try {
    const answers = await answersTo(draft, needs);
    const answer = await needs.post.send(addressed(write(draft, policy, clock.now(), answers), policy));
    const late = Math.max(0, Math.round(between(draft.dueAt, clock.now()) / SECOND));
    watch.count('LateBySeconds', Math.max(0, Math.round(between(draft.callableAt, clock.now()) / SECOND)));
    if (answer.accepted) {
      watch.note('letter accepted', { ...about, late, mail: answer.id });
      return 'accepted';
    }
    watch.count('MailRefused', 1);
    watch.alarm('letter refused', about);
    return 'refused';
  } catch (error) {
    watch.count('MailFailed', 1);
    watch.note('letter failed', { ...about, why: error instanceof Error ? error.name : 'unknown' });
    return 'failed';
  }
}

/** Writes what became of a letter; where the record changed meanwhile, into what it has become. */
async function mark(
  kept: Kept,
  draft: Draft,
  outcome: 'accepted' | 'refused' | 'failed',
  { isLast, frees }: { isLast: boolean; frees: boolean },
  needs: Needs,
): Promise<{ kept: Kept; disturbed: boolean; due: readonly Action[] }> {
  let current = kept;
  let disturbed = false;
  for (let attempt = 1; attempt <= 10; attempt++) {
    const record = settled(current.record, draft, outcome, frees, needs);
    const planned = isLast ? planOrReport(record, needs.policy, needs.clock.now()) : undefined;
    const dueAt =
      planned && 'plan' in planned && !disturbed ? dueAtOf(planned.plan, record) : needs.clock.now();
    const look = dueAt ? { dueAt } : atRest(record, needs.policy);
    const next: Omit<Kept, 'version'> = { record, ...look, policyHash: needs.policy.hash };
    if (await needs.episodes.write(next, current.version)) {
      const isDue = planned && 'plan' in planned ? due(planned.plan) : [];
      return { kept: { ...next, version: current.version + 1 }, disturbed, due: isDue };
    }
    disturbed = true;
    const found = await follow(current.record.id, needs);
    if (!found) throw new Error(`Record ${current.record.id} is gone`);
    current = found;
  }
  throw new Error(`Record ${current.record.id} kept changing while a letter was marked`);
}

function settled(
  record: HomewardRecord,
  draft: Draft,
  outcome: 'accepted' | 'refused' | 'failed',
  frees: boolean,
  needs: Needs,
): HomewardRecord {
  const at = needs.clock.now();
  const told: Record<string, Telling> = { ...record.told };
  for (const [id, telling] of tellingsOf(draft, needs.policy)) {
    if (outcome !== 'failed' && told[id]?.state !== 'refused')
      told[id] = {
        ...offeredNow(telling, told[id]),
        ...heardOf(told[id], outcome, needs),
        state: outcome,
        at,
      };
    else told[id] ??= telling;
  }
  if (!frees || record.claim?.by !== needs.run) return { ...record, told };
  const { claim: _, ...freed } = record;
  return { ...freed, told };
}

/** Word of a letter may come before its mark; where none has come yet, it is waited for. */
function heardOf(
  before: Telling | undefined,
  outcome: 'accepted' | 'refused',
  { clock, hearsOfLetters }: Needs,
): Pick<Telling, 'fate' | 'wordBy'> {
  if (outcome !== 'accepted' || !hearsOfLetters) return {};
  return before?.fate ? { fate: before.fate } : { wordBy: wordBy(clock.now()) };
}

/** To where it was joined; one that is on its way there goes first, so that what was told of it is marked in one record alone. */
async function follow(id: string, needs: Needs): Promise<Kept | undefined> {
  let at = id;
  for (let hops = 0; hops < 20; hops++) {
    const { kept } = await needs.episodes.read(at);
    if (kept?.record.kind !== 'child') return kept;
    const { joinedTo, joining } = kept.record;
    if (joinedTo) at = joinedTo;
    else if (joining) await endJoining(kept.record, joining.by, needs);
    else return kept;
  }
  throw new Error(`Record ${id} was joined in a circle`);
}
