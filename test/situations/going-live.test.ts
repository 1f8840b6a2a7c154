// The day on which it counts: what only the pilot was told of goes to those it was for, once, as far as it is still open.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { sweep } from '../../functions/sweep/handler.ts';
import { arrivals, readScenario } from '../../local/scenario.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld, run } from '../../local/simulate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { DAY, HOUR, later, MINUTE } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { found, reported, updated } from './cast.ts';
import { childrenOf, procedure, type Said, said } from './playing.ts';

// Who is told, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

const PILOT = 'pilot@kent.example';
const live = procedure('kent');
const onTrial: Policy = {
  ...live,
  hash: 'on-trial',
  deployment: { ...live.deployment, shadow: { to: PILOT } },
};

/** The sweep finds what was planned under another policy. */
async function goesLive(world: World, at: Instant): Promise<World> {
  world.clock.moveTo(at);
  const counting = { ...world, policy: live };
  await sweep(counting);
  await run(counting, [], later(at, MINUTE));
  return counting;
}

const of = (policy: Policy, messages: readonly Said[]) => messages.map((message) => said(policy, message));

/** "front-door-notice/MP-1/1/front-door front.door@kent.example", in order, after an instant. */
const sentAfter = ({ post }: World, after: Instant): string[] =>
  post.sent
    .filter(({ at }) => at > after)
    .flatMap(({ letter }) => letter.actions.map((action) => `${action} ${letter.to}`));

const rules = (sent: readonly string[]) => [...new Set(sent.map((letter) => letter.split('/')[0] ?? ''))];

const START = '2026-11-20T22:05:00Z';
const NEXT_NOON = '2026-11-21T12:00:00.000Z';

async function trialOf(messages: readonly Said[], until: Instant): Promise<World> {
  const world = emptyWorld(onTrial, START);
  await run(world, of(onTrial, messages), until);
  return world;
}

describe('when it counts from now on, a child who is still missing', () => {
  it('is told of, once, to everybody who would have been told by now', async () => {
    const trial = await trialOf([reported('MP-1')], NEXT_NOON);
    expect(new Set(trial.post.sent.map(({ letter }) => letter.to))).toEqual(new Set([PILOT]));
    const asItWere = emptyWorld(live, START);
    await run(asItWere, of(live, [reported('MP-1')]), NEXT_NOON);
    const world = await goesLive(trial, NEXT_NOON);
    const sent = sentAfter(world, later(NEXT_NOON, -1));
    const missed = asItWere.post.sent.flatMap(({ letter }) => letter.actions);
    expect(sent.map((letter) => letter.split(' ')[0]).sort()).toEqual(missed.sort());
    expect(sent.some((letter) => letter.includes(PILOT))).toBe(false);
  });

  it('is told of no second time, whoever wakes the record', async () => {
    const world = await goesLive(await trialOf([reported('MP-1')], NEXT_NOON), NEXT_NOON);
    const sent = world.post.sent.length;
    const [child] = await childrenOf(world);
    for (const hours of [1, 2]) {
      world.clock.moveTo(later(NEXT_NOON, hours * HOUR));
      await world.wakeUps.soon(child?.id ?? '');
      await run(world, [], later(NEXT_NOON, hours * HOUR + 1));
    }
    expect(sentAfter(world, later(NEXT_NOON, MINUTE))).toEqual([]);
    expect(world.post.sent).toHaveLength(sent);
  });

  it('is told of as found, by a stand-down, to those who were told since and to nobody else', async () => {
    const early = updated('2026-11-20T22:30:00Z', 'MP-1', { risk: 'high' });
    const lowered = updated('2026-11-21T08:00:00Z', 'MP-1', { risk: 'medium' });
    const world = await goesLive(await trialOf([reported('MP-1'), early, lowered], NEXT_NOON), NEXT_NOON);
    const told = new Set(sentAfter(world, later(NEXT_NOON, -1)).map((letter) => letter.split(' ')[1]));
    const at = '2026-11-21T15:00:00.000Z';
    const ended = found(at, 'MP-1', { locatedAt: at, outcome: 'found' });
    await run(world, of(live, [ended]), later(at, MINUTE));
    const stoodDown = sentAfter(world, later(at, -1))
      .filter((letter) => letter.startsWith('stand-down'))
      .map((letter) => letter.split(' ')[1]);
    expect(stoodDown.length).toBeGreaterThan(0);
    expect(stoodDown.filter((mailbox) => !told.has(mailbox))).toEqual([]);
  });
});

describe('when it counts from now on, a child who is back', () => {
  const back = found('2026-11-21T09:00:00Z', 'MP-1', { locatedAt: '2026-11-21T08:10:00Z', outcome: 'found' });

  it('is told of in no letter but those that ask for what has time left', async () => {
    const world = await goesLive(await trialOf([reported('MP-1'), back], NEXT_NOON), NEXT_NOON);
    const sent = sentAfter(world, later(NEXT_NOON, -1));
    expect(rules(sent)).toContain('return-interview');
    const [child] = await childrenOf(world);
    const asked = Object.entries(child?.told ?? {}).filter(([, { onTrial }]) => !onTrial);
    expect(asked.map(([, { deadline }]) => deadline !== undefined && deadline > NEXT_NOON)).not.toContain(
      false,
    );
    expect(asked.map(([id]) => id).sort()).toEqual(sent.map((letter) => letter.split(' ')[0]).sort());
  });

  it('is told of in no letter at all where nothing is left to do', async () => {
    const later21 = later(NEXT_NOON, 60 * DAY);
    const world = await goesLive(await trialOf([reported('MP-1'), back], later21), later21);
    expect(sentAfter(world, later(later21, -1))).toEqual([]);
  });
});

describe('when a trial begins after it has counted', () => {
  it('nobody is told again, the pilot neither', async () => {
    const world = emptyWorld(live, START);
    await run(world, of(live, [reported('MP-1')]), NEXT_NOON);
    const trial = { ...world, policy: onTrial };
    await sweep(trial);
    await run(trial, [], later(NEXT_NOON, MINUTE));
    expect(sentAfter(trial, later(NEXT_NOON, -1))).toEqual([]);
  });
});

const folder = join(import.meta.dirname, '../../examples/scenarios/kent');

describe.each(readdirSync(folder).sort())('in %s, on whatever day it counts', (file) => {
  const scenario = readScenario(join(folder, file));
  const messages = arrivals(scenario, live);
  const [first, last] = [messages[0]?.at ?? START, messages.at(-1)?.at ?? START];
  const until = later(scenario.until ?? later(last, 14 * DAY), 0);

  it('whoever is owed a letter of an open absence has it, and nobody has one twice', async () => {
    for (const at of [later(first, HOUR), later(first, 30 * HOUR), later(last, HOUR), later(last, 4 * DAY)]) {
      if (at >= until) continue;
      const trial = emptyWorld(onTrial, first);
      await run(
        trial,
        messages.filter((message) => message.at <= at),
        at,
      );
      const world = await goesLive(trial, at);
      const now = world.clock.now();
      for (const child of await childrenOf(world)) {
        const open = childOf(child, live)
          .absences.filter(({ ended }) => !ended)
          .flatMap(({ references }) => references);
        const due = plan(child, live, now).actions.filter(({ reference }) => open.includes(reference));
        expect(
          due.map(({ id }) => id),
          at,
        ).toEqual([]);
      }
      await run(
        world,
        messages.filter((message) => message.at > at),
        until,
      );
      const sent = sentAfter(world, later(at, -1));
      expect(
        sent.filter((letter, n) => sent.indexOf(letter) !== n),
        at,
      ).toEqual([]);
      expect(sent.filter((letter) => letter.endsWith(PILOT))).toEqual([]);
    }
  });
});
