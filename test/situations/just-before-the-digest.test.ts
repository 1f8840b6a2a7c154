// What reaches us while the digest of the morning is put together, and what changes between two of them: told once, in one or the other.
import { expect, it } from 'vitest';
import { receive } from '../../functions/receive/handler.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import type { DigestLine } from '../../shared/core/digest-line.ts';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import { ASHA, found, ROBIN, reported, updated } from './cast.ts';
import { lived } from './living.ts';
import { procedure, type Said, said } from './playing.ts';

const EARLY = '2026-11-21T05:00:00.000Z';
const DUE = '2026-11-21T07:30:00.000Z';
const JUST_BEFORE = '2026-11-21T07:29:59.900Z';

const rule = (id: string, rest: Partial<Rule>): Rule => ({
  id,
  clauses: ['D17-7.8-d'],
  basis: 'courtesy',
  upon: 'missing',
  do: 'report',
  to: [{ role: 'assistant-director' }],
  says: 'For your information.',
  ...rest,
});
const COPY = rule('copy', { inDigest: { risk: ['medium'] } });

/** A procedure of a notice and what a test adds. */
function withDigest(...more: Rule[]): Policy {
  const policy = procedure('darlington');
  const kept = ({ upon }: Rule) => upon === 'not-delivered' || upon === 'unreadable';
  const notice = rule('notice', { to: [{ role: 'front-door' }], do: 'notify' });
  return {
    ...policy,
    digest: { to: ['assistant-director'], at: '07:30', on: 'every-day' },
    versions: policy.versions.map((version) => ({
      ...version,
      rules: [...version.rules.filter(kept), notice, ...more],
    })),
  };
}

const asha = reported('ME-9', { person: ASHA, lastSeenAt: EARLY }, { at: EARLY });
const begun = (policy: Policy, messages: readonly Said[] = [asha]) =>
  lived(emptyWorld(policy, EARLY), messages, DUE);

/** It came before the digest was put together, and is written after. */
const comesJustBefore = (world: World, message: Said) =>
  receive(said(world.policy, message), { ...world, clock: { now: () => JUST_BEFORE } });

async function lineOf(world: World, reference: string, day: number): Promise<DigestLine | undefined> {
  const { kept } = await world.episodes.read(`d-202611${day}`);
  if (kept?.record.kind !== 'digest') throw new Error(`There is no digest of ${day} November`);
  return kept.record.lines.find(({ references }) => references.includes(reference));
}

async function copiesOf(world: World, reference: string, ...days: number[]): Promise<number[]> {
  const lines = await Promise.all(days.map((day) => lineOf(world, reference, day)));
  return lines.map((line) => line?.copies.length ?? 0);
}

it('a copy that comes while the digest is put together stands in the next, once', async () => {
  const world = await begun(withDigest(COPY));
  await comesJustBefore(world, reported('ME-1', { person: ROBIN, lastSeenAt: EARLY }, { at: JUST_BEFORE }));
  await lived(world, [], '2026-11-23T08:00:00Z');
  expect(await copiesOf(world, 'ME-1', 21, 22, 23)).toEqual([0, 1, 0]);
  expect(await copiesOf(world, 'ME-9', 21, 22, 23)).toEqual([1, 0, 0]);
});

it('a return that comes while the digest is put together is told by the next', async () => {
  const world = await begun(withDigest());
  const back = {
    outcome: 'found',
    returnedAt: '2026-11-21T07:00:00Z',
    seenByPoliceAt: '2026-11-21T07:10:00Z',
  };
  await comesJustBefore(world, found(JUST_BEFORE, 'ME-9', back));
  // Somebody who looks at the record in the next morning makes no difference, late as that digest may be.
  const isDown = (at: string) => at > '2026-11-22T07:20' && at < '2026-11-22T09:00';
  await lived(
    world,
    [updated('2026-11-22T07:40:00Z', 'ME-9', { risk: 'high' })],
    '2026-11-23T08:00:00Z',
    isDown,
  );
  expect((await lineOf(world, 'ME-9', 21))?.isOver).toBe(false);
  expect((await lineOf(world, 'ME-9', 22))?.isOver).toBe(true);
  expect(await lineOf(world, 'ME-9', 23)).toBeUndefined();
});

it('a copy whose time is corrected after the digest had it is not told again', async () => {
  const anHourOn = { elapsed: 'PT1H', boundary: 'over', from: { earliest: ['last-seen'] } } as const;
  const world = await begun(withDigest({ ...COPY, after: anHourOn }));
  await lived(
    world,
    [updated('2026-11-21T08:00:00Z', 'ME-9', { lastSeenAt: '2026-11-21T07:20:00Z' })],
    '2026-11-22T08:00:00Z',
  );
  expect(await copiesOf(world, 'ME-9', 21, 22)).toEqual([1, 0]);
});

it('who had the letter at once does not have the copy as well', async () => {
  const high = reported('ME-9', { person: ASHA, risk: 'high', lastSeenAt: EARLY }, { at: EARLY });
  const lower = updated('2026-11-21T07:00:00Z', 'ME-9', { risk: 'medium' });
  const world = await begun(withDigest(COPY), [high, lower]);
  expect(world.post.sent.map(({ letter }) => letter.actions[0])).toContain('copy/ME-9/1/assistant-director');
  expect((await lineOf(world, 'ME-9', 21))?.risk).toBe('medium');
  expect(await copiesOf(world, 'ME-9', 21)).toEqual([0]);
});

it('what was told long after a return stands in the digest after it', async () => {
  const longAfter = rule('long-after', {
    upon: 'ended',
    after: { elapsed: 'PT40H', from: { earliest: ['found-received'] } },
  });
  const back = found('2026-11-21T06:00:00Z', 'ME-9', {
    outcome: 'found',
    returnedAt: '2026-11-21T05:50:00Z',
    seenByPoliceAt: '2026-11-21T05:55:00Z',
  });
  const world = await begun(withDigest(longAfter), [asha, back]);
  await lived(world, [], '2026-11-24T08:00:00Z');
  expect((await lineOf(world, 'ME-9', 23))?.told).toMatchObject([{ purpose: 'report' }]);
  expect(await lineOf(world, 'ME-9', 24)).toBeUndefined();
});
