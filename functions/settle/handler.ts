// A wake-up is a question: read the record afresh, plan, send what is due and not told, ask for the next wake-up.
import type { Instant } from '../../shared/core/instant.ts';
import { between, later, MINUTE, NEVER, SECOND, wholeSecond } from '../../shared/core/instant.ts';
import type { Plan } from '../../shared/core/plan.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { HomewardRecord, Telling } from '../../shared/core/record.ts';
import type { Draft } from '../../shared/letters/compose.ts';
import { compose } from '../../shared/letters/compose.ts';
import { write } from '../../shared/letters/letter.ts';
import type { Clock, Episodes, Kept, Post, WakeUps, Watch } from '../../shared/ports.ts';

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
    watch.note('no such record', { record: id });
    return 'settled';
  }
  const { record } = kept;
  const now = clock.now();
  if (record.claim && record.claim.until > now && record.claim.by !== needs.run) {
    await wakeUps.soon(id, Math.min(900, Math.ceil(between(now, record.claim.until) / SECOND) + 1));
    return 'settled';
  }
  const planned = planOrReport(record, policy, now);
  if ('fault' in planned) return reportFault(kept, planned.fault, needs);
  const drafts = paused ? [] : compose(planned.plan.actions, record, policy, now);
  if (drafts.length === 0) return rest(kept, planned.plan, paused, needs);

  const asked = await ask(record, planned.plan.next, now, needs).catch((error: unknown) => ({ error }));
  const claimed = await claim(kept, drafts, asked, needs);
  if (!claimed) return 'again';
  const sent = await sendAll(claimed, drafts, needs);
  // The letters went first; now the wake-up that could not be asked for is tried again by the queue.
  if (typeof asked === 'object' && 'error' in asked) throw asked.error;
  if (sent.failed > 0)
    throw new Error(`${sent.failed} of ${drafts.length} letters of ${id} could not be sent`);
  return sent.lookAgain ? 'again' : 'settled';
}

/** Nothing to send: the index and the Scheduler learn when to look again, if they do not know. */
async function rest(kept: Kept, planned: Plan, paused: boolean, needs: Needs): Promise<'settled' | 'again'> {
  const { record } = kept;
  const now = needs.clock.now();
  const dueAt = paused && planned.actions[0] ? planned.actions[0].dueAt : dueAtOf(planned);
  const asked = await ask(record, planned.next, now, needs);
  const upToDate =
    kept.dueAt === dueAt && kept.policyHash === needs.policy.hash && record.asked === asked && !record.claim;
  if (upToDate) return 'settled';
  const { claim: _, fault: __, ...rest } = record;
  const written = await needs.episodes.write(
    { record: withAsked(rest, asked), ...(dueAt && { dueAt }), policyHash: needs.policy.hash },
    kept.version,
  );
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
  for (const draft of drafts) for (const [id, telling] of draft.tellings) told[id] = telling;
  const record: HomewardRecord = {
    ...(typeof asked === 'object' ? kept.record : withAsked(kept.record, asked)),
    told,
    claim: { by: needs.run, until: later(needs.deadline, 5 * SECOND) },
  };
  const claimed: Omit<Kept, 'version'> = { record, dueAt: now, policyHash: needs.policy.hash };
  if (!(await needs.episodes.write(claimed, kept.version))) return undefined;
  return { ...claimed, version: kept.version + 1 };
}

/** Sends each letter and marks it; one that fails never stops the next. The last mark frees the claim. */
async function sendAll(
  claimed: Kept,
  drafts: readonly Draft[],
  needs: Needs,
): Promise<{ failed: number; lookAgain: boolean }> {
  const { watch, clock } = needs;
  let kept = claimed;
  let failed = 0;
  let disturbed = false;
  let refused = 0;
  for (const [index, draft] of drafts.entries()) {
    const isLast = index === drafts.length - 1;
    const outOfTime = between(clock.now(), needs.deadline) < 5 * SECOND;
    const outcome = outOfTime ? 'failed' : await offer(draft, needs);
    if (outcome === 'failed') failed += 1;
    if (outcome === 'refused') refused += 1;
    if (outcome === 'failed' && !isLast) continue;
    const marked = await mark(kept, draft, outcome, isLast, needs);
    kept = marked.kept;
    disturbed ||= marked.disturbed;
  }
  watch.count('LettersAccepted', drafts.length - failed - refused);
  return { failed, lookAgain: disturbed || refused > 0 };
}

async function offer(draft: Draft, needs: Needs): Promise<'accepted' | 'refused' | 'failed'> {
  const { watch, clock, policy } = needs;
  const about = { record: draft.record, letter: draft.actions[0]?.id ?? '' };
  try {
    const answer = await needs.post.send(write(draft, policy, clock.now()));
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
  isLast: boolean,
  needs: Needs,
): Promise<{ kept: Kept; disturbed: boolean }> {
  let current = kept;
  let disturbed = false;
  for (let attempt = 1; attempt <= 10; attempt++) {
    const record = settled(current.record, draft, outcome, isLast, needs);
    const planned = isLast ? planOrReport(record, needs.policy, needs.clock.now()) : undefined;
    const dueAt = planned && 'plan' in planned && !disturbed ? dueAtOf(planned.plan) : needs.clock.now();
    const next: Omit<Kept, 'version'> = { record, ...(dueAt && { dueAt }), policyHash: needs.policy.hash };
    if (await needs.episodes.write(next, current.version)) {
      return { kept: { ...next, version: current.version + 1 }, disturbed };
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
  isLast: boolean,
  needs: Needs,
): HomewardRecord {
  const at = needs.clock.now();
  const told: Record<string, Telling> = { ...record.told };
  for (const [id, telling] of draft.tellings) {
    if (outcome !== 'failed' && told[id]?.state !== 'refused') told[id] = { ...telling, state: outcome, at };
    else told[id] ??= telling;
  }
  if (!isLast || record.claim?.by !== needs.run) return { ...record, told };
  const { claim: _, ...freed } = record;
  return { ...freed, told };
}

async function follow(id: string, needs: Needs): Promise<Kept | undefined> {
  let at = id;
  for (let hops = 0; hops < 20; hops++) {
    const { kept } = await needs.episodes.read(at);
    if (kept?.record.kind !== 'child' || !kept.record.joinedTo) return kept;
    at = kept.record.joinedTo;
  }
  throw new Error(`Record ${id} was joined in a circle`);
}

function planOrReport(
  record: HomewardRecord,
  policy: Policy,
  now: Instant,
): { plan: Plan } | { fault: string } {
  try {
    return { plan: plan(record, policy, now) };
  } catch (error) {
    return { fault: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' };
  }
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
  const { claim: _, ...rest } = kept.record;
  const record = { ...rest, fault: { why, policyHash: policy.hash } };
  const written = await needs.episodes.write({ record, dueAt: NEVER, policyHash: policy.hash }, kept.version);
  return written ? 'settled' : 'again';
}

const dueAtOf = (planned: Plan): Instant | undefined =>
  planned.actions[0]?.dueAt ?? planned.next ?? (planned.open ? NEVER : undefined);

function withAsked<R extends HomewardRecord>(record: R, asked: string | undefined): R {
  const { asked: _, ...rest } = record;
  return { ...rest, ...(asked && { asked }) } as R;
}
