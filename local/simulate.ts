// Plays a scenario on a clock that stands until something is due, through the handlers that run in production.
import type { Incoming } from '../functions/receive/handler.ts';
import { receive } from '../functions/receive/handler.ts';
import { settle } from '../functions/settle/handler.ts';
import type { Elapsed, Instant } from '../shared/core/instant.ts';
import { between, DAY, isoDuration, later, SECOND } from '../shared/core/instant.ts';
import type { GivenTask } from '../shared/core/plan.ts';
import { plan } from '../shared/core/plan.ts';
import type { Policy } from '../shared/core/policy.ts';
import type { ChildRecord, HomewardRecord } from '../shared/core/record.ts';
import { childOf } from '../shared/core/treatment.ts';
import { MemoryEpisodes, MemoryPost, MemoryWakeUps, MemoryWatch, StillClock } from './memory.ts';
import type { Arriving, Expectation, Scenario } from './scenario.ts';
import { arrivals } from './scenario.ts';
import type { SimulatedDigest } from './simulation/mornings.ts';
import { askForMornings, digestsOf } from './simulation/mornings.ts';

export interface SimulatedAction {
  at: Instant;
  dueAt: Instant;
  lateBy: Elapsed;
  kind: 'email' | 'task' | 'close';
  purpose: string;
  rule: string;
  clauses: string[];
  roles: string[];
  to: string[];
  episode: string;
  subject: string;
}

export interface Simulation {
  authority: string;
  actions: SimulatedAction[];
  episodes: { subject: string; state: string; tasks: Pick<GivenTask, 'task' | 'dueAt' | 'state'>[] }[];
  rejected: { at: Instant; id: string | undefined; reasons: readonly { path: string; message: string }[] }[];
  /** Where they were asked for, and the file has any. */
  digests?: SimulatedDigest[];
}

export interface World {
  clock: StillClock;
  episodes: MemoryEpisodes;
  wakeUps: MemoryWakeUps;
  post: MemoryPost;
  watch: MemoryWatch;
  policy: Policy;
}

export function emptyWorld(policy: Policy, start: Instant): World {
  const clock = new StillClock(start);
  return {
    clock,
    episodes: new MemoryEpisodes(),
    wakeUps: new MemoryWakeUps(clock),
    post: new MemoryPost(clock),
    watch: new MemoryWatch(),
    policy,
  };
}

/** Left running after the last message where the scenario does not say how long. */
const AFTERWARDS = 28 * DAY;
const VISIBILITY = 180 * SECOND;

/** No sweep is played; `mornings`: what it would ask for each morning is. */
export async function simulate(
  scenario: Scenario,
  policy: Policy,
  { mornings = false } = {},
): Promise<{ world: World; simulation: Simulation }> {
  const messages = arrivals(scenario, policy);
  const start = messages[0]?.at ?? '1970-01-01T00:00:00.000Z';
  const last = messages.at(-1)?.at ?? start;
  const until = scenario.until ? later(scenario.until, 0) : later(last, AFTERWARDS);
  const world = emptyWorld(policy, start);
  const hasMornings = mornings && policy.digest !== undefined;
  if (hasMornings) await askForMornings(world, until);
  await run(world, messages, until);
  const simulation = await describe(world);
  return {
    world,
    simulation: hasMornings ? { ...simulation, digests: await digestsOf(world) } : simulation,
  };
}

/** Messages and wake-ups in the order of their instants, until the clock stops. */
export async function run(world: World, messages: readonly Arriving[], until: Instant): Promise<void> {
  const waiting = [...messages];
  for (;;) {
    const message = waiting[0] && waiting[0].at <= until ? waiting[0] : undefined;
    const wakeUp = world.wakeUps.take(message ? { before: message.at } : { by: until });
    if (wakeUp) {
      world.clock.moveTo(wakeUp.at);
      await wake(world, wakeUp.record);
    } else if (message) {
      waiting.shift();
      world.clock.moveTo(message.at);
      await deliver(world, message);
    } else break;
  }
  world.clock.moveTo(until);
}

export async function deliver(world: World, message: Incoming): Promise<void> {
  await receive({ body: message.body, senderId: message.senderId }, world);
}

async function wake(world: World, record: string): Promise<void> {
  const now = world.clock.now();
  try {
    await settle(record, { ...world, deadline: later(now, 30 * SECOND), run: `run-${now}` });
  } catch {
    // As the queue would: once more when the message becomes visible again.
    await world.wakeUps.soon(record, VISIBILITY / SECOND);
  }
}

async function describe(world: World): Promise<Simulation> {
  const { policy, episodes, post, clock } = world;
  const records: HomewardRecord[] = [];
  for (const id of episodes.ids()) {
    const { kept } = await episodes.read(id);
    if (kept) records.push(kept.record);
  }
  const children = records.filter(
    (record): record is ChildRecord => record.kind === 'child' && !record.joinedTo,
  );
  const told = new Map(records.flatMap((record) => Object.entries(record.told)));
  return {
    authority: policy.authority.slug,
    actions: post.sent.flatMap(({ at, letter }): SimulatedAction[] => {
      const tellings = letter.actions.flatMap((id) => told.get(id) ?? []);
      const [first] = tellings;
      if (!first) throw new Error(`A letter was sent that no record knows: ${letter.actions.join(', ')}`);
      if (first.upon === 'digest') return [];
      const action: SimulatedAction = {
        at,
        dueAt: first.deadline ?? first.dueAt,
        lateBy: isoDuration(Math.max(0, between(first.dueAt, at))),
        kind: first.closes ? 'close' : first.deadline ? 'task' : 'email',
        purpose: first.purpose,
        rule: first.rule,
        clauses: [...new Set(tellings.flatMap((telling) => telling.clauses))],
        roles: [...new Set(tellings.flatMap((telling) => telling.roles))],
        to: [letter.meantFor ?? letter.to],
        episode: first.reference,
        subject: letter.subject,
      };
      return [action];
    }),
    episodes: children
      .flatMap((record) => {
        const { tasks } = plan(record, policy, clock.now());
        const child = childOf(record, policy);
        return [...child.absences, ...child.schooling].flatMap((absence) =>
          absence.references.map((subject) => ({
            subject,
            state: absence.stateOf[subject] === 'cancelled' ? 'cancelled' : absence.state,
            tasks: tasks
              .filter((task) => task.reference === subject)
              .map(({ task, dueAt, state }) => ({ task, dueAt, state })),
          })),
        );
      })
      .sort((a, b) => (a.subject < b.subject ? -1 : 1)),
    rejected: [...episodes.receipts.values()]
      .filter((receipt) => receipt.outcome === 'unreadable')
      .map((receipt) => ({ at: receipt.receivedAt, id: receipt.messageId, reasons: receipt.reasons ?? [] })),
  };
}

/** A line for each expectation that does not hold. */
export function unmet(expectations: readonly Expectation[], simulation: Simulation): string[] {
  return expectations.flatMap((expectation) => {
    const found = simulation.actions.filter((action) => fits(expectation, action));
    const words = Object.entries(expectation)
      .filter(([name]) => name !== 'not')
      .map(([name, value]) => `${name} ${value}`)
      .join(', ');
    if (expectation.not)
      return found.length > 0 ? [`expected no letter ${words}, but one was sent at ${found[0]?.at}`] : [];
    return found.length > 0 ? [] : [`expected a letter ${words}, but none was sent`];
  });
}

function fits(expectation: Expectation, action: SimulatedAction): boolean {
  const { to, at, clause, purpose, rule, kind, episode } = expectation;
  return (
    action.roles.includes(to) &&
    (at === undefined || Math.abs(between(later(at, 0), action.at)) < SECOND) &&
    (clause === undefined || action.clauses.includes(clause)) &&
    (purpose === undefined || action.purpose === purpose) &&
    (rule === undefined || action.rule === rule) &&
    (kind === undefined || action.kind === kind) &&
    (episode === undefined || action.episode === episode)
  );
}
