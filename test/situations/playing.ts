// Stories played through the real handlers, in memory: what a test says, and what it looks at afterwards.
import type { Arriving, Scenario } from '../../local/scenario.ts';
import { arrivals } from '../../local/scenario.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld, run } from '../../local/simulate.ts';
import { explain } from '../../shared/core/explain.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord, HomewardRecord, Telling } from '../../shared/core/record.ts';
import { loadAuthority } from '../../shared/policy/load.ts';
import type { Letter } from '../../shared/ports.ts';

/** The shipped procedure of an authority. */
export function procedure(authority: string): Policy {
  const loaded = loadAuthority(authority);
  if (!loaded.ok) throw new Error(`The file of ${authority} has faults`);
  return loaded.policy;
}

export type Said = Scenario['messages'][number];

let told = 0;

/** One message as the queue carries it, with an id of its own. */
export function said(policy: Policy, message: Said): Arriving {
  told += 1;
  const [arriving] = arrivals({ about: '', messages: [{ id: `story-${told}`, ...message }] }, policy);
  if (!arriving) throw new Error('A story says something');
  return arriving;
}

/** A world at the time of the first message, once all have come and all that is due by an instant was done. */
export async function played(policy: Policy, messages: readonly Said[], until: Instant): Promise<World> {
  const world = emptyWorld(policy, messages[0]?.at ?? until);
  await goOn(world, messages, until);
  return world;
}

export async function goOn(world: World, messages: readonly Said[], until: Instant): Promise<void> {
  const arriving = messages.map((message) => said(world.policy, message));
  await run(world, arriving.sort(byArrival), new Date(until).toISOString());
}

export interface Told {
  at: Instant;
  rule: string;
  /** The ids of what it tells: rule/reference/occurrence/addressee. */
  actions: readonly string[];
  reference: string;
  to: string;
  subject: string;
  text: string;
}

/** Every letter that was accepted, in order. */
export async function lettersOf(world: World): Promise<Told[]> {
  const tellings = new Map((await recordsOf(world)).flatMap(({ told }) => Object.entries(told)));
  return world.post.sent.map(({ at, letter }) => {
    const first = tellings.get(letter.actions[0] ?? '');
    if (!first) throw new Error(`No record knows of ${letter.actions.join(', ')}`);
    return { at, ...aboutOf(first, letter) };
  });
}

const aboutOf = ({ rule, reference }: Telling, { to, subject, text, actions }: Letter) => ({
  rule,
  reference,
  actions,
  to,
  subject,
  text,
});

/** "2026-11-20 23:30 head-of-service-under-10 head.of.service", of the letters of some rules, or of all. */
export async function mail(world: World, ...rules: string[]): Promise<string[]> {
  const letters = await lettersOf(world);
  return letters
    .filter(({ rule }) => rules.length === 0 || rules.includes(rule))
    .map(({ at, rule, to }) => `${at.slice(0, 16).replace('T', ' ')} ${rule} ${to.split('@')[0]}`);
}

export async function recordsOf(world: World): Promise<HomewardRecord[]> {
  const kept = await world.episodes.readAll(world.episodes.ids());
  return kept.map(({ record }) => record);
}

/** The records of children, without those that were joined to another. */
export async function childrenOf(world: World): Promise<ChildRecord[]> {
  const records = await recordsOf(world);
  return records.filter((record): record is ChildRecord => record.kind === 'child' && !record.joinedTo);
}

/** "ME-1 return-interview open 2026-11-24T09:00", of the tasks of some rules, or of all. */
export async function tasksOf(world: World, ...rules: string[]): Promise<string[]> {
  const children = await childrenOf(world);
  return children
    .flatMap((child) => plan(child, world.policy, world.clock.now()).tasks)
    .filter(({ rule }) => rules.length === 0 || rules.includes(rule))
    .map(({ reference, task, state, dueAt }) => `${reference} ${task} ${state} ${dueAt.slice(0, 16)}`)
    .sort();
}

/** Why each rule acted or did not, on every reference: what a failing story prints. */
export async function explained(world: World): Promise<string> {
  const children = await childrenOf(world);
  return children
    .flatMap((child) =>
      Object.keys(child.references).map((reference) =>
        [
          `Episode ${reference}`,
          ...explain(child, reference, world.policy, world.clock.now()).flatMap(({ rule, lines }) => [
            `  ${rule}`,
            ...lines.map((line) => `    ${line}`),
          ]),
        ].join('\n'),
      ),
    )
    .join('\n\n');
}

const byArrival = (a: Arriving, b: Arriving): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
