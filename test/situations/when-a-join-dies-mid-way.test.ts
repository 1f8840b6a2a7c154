import { describe, expect, it } from 'vitest';
import { joinInto } from '../../functions/receive/joining.ts';
import { run } from '../../local/simulate.ts';
import { later, MINUTE, SECOND } from '../../shared/core/instant.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { ASHA, caseOf, reported, updated } from './cast.ts';
import { fatalWorld, tried } from './fatal-table.ts';
import { childrenOf, lettersOf, procedure } from './playing.ts';

const policy = procedure('darlington');
const NOON = '2026-11-20T12:00:00.000Z';

const twice = (sent: readonly string[]): string[] => sent.filter((each, at) => sent.indexOf(each) !== at);

describe('when the run dies that joins a report to the child it fits', () => {
  const { givenName, familyName, dateOfBirth } = ASHA;
  const theCase = caseOf(NOON, { ...ASHA, localAuthorityId: 'L1' });
  const half = reported('ME-1', { person: { givenName, familyName }, lastSeenAt: NOON }, { at: NOON });
  const whole = updated(NOON, 'ME-1', { person: { dateOfBirth } }, { id: 'whole' });

  it('and dies again when it is tried again, the join is ended all the same, and each letter goes once', async () => {
    const world = fatalWorld(policy, NOON);
    await tried(world, theCase);
    await tried(world, half);
    await run(world, [], later(NOON, MINUTE));
    // Merged into the child's record, and no pointer left.
    world.episodes.fatal = ({ record }) =>
      record.kind === 'child' && record.joinedTo !== undefined ? 'before' : undefined;
    expect(await tried(world, whole)).toBe(false);
    world.clock.moveTo(later(NOON, 4 * MINUTE));
    expect(await tried(world, whole)).toBe(false);
    world.episodes.fatal = () => undefined;
    for (const id of world.episodes.ids()) await world.wakeUps.soon(id);
    await run(world, [], later(NOON, 26 * 60 * MINUTE));
    expect(twice((await lettersOf(world)).flatMap(({ actions }) => actions))).toEqual([]);
    expect(await childrenOf(world)).toHaveLength(1);
  });

  it('while an older run is still sending, that run ends the join, and each letter goes once', async () => {
    const world = fatalWorld(policy, NOON);
    await tried(world, theCase);
    await tried(world, half);
    // Between two letters of the report's first run the join comes, merges, and dies before it leaves a pointer.
    let offers = 0;
    const send = world.post.send.bind(world.post);
    world.post.send = async (letter) => {
      offers += 1;
      if (offers === 2) {
        world.episodes.fatal = ({ record }) =>
          record.kind === 'child' && record.joinedTo !== undefined ? 'before' : undefined;
        expect(await tried(world, whole)).toBe(false);
        world.episodes.fatal = () => undefined;
      }
      return send(letter);
    };
    await run(world, [], later(NOON, MINUTE));
    for (const id of world.episodes.ids()) await world.wakeUps.soon(id);
    await run(world, [], later(NOON, 3 * MINUTE));
    expect(offers).toBeGreaterThan(2);
    expect(twice((await lettersOf(world)).flatMap(({ actions }) => actions))).toEqual([]);
    expect(await childrenOf(world)).toHaveLength(1);
  });
});

describe('when a record is half way to one child, and another claims it once its mark has run out', () => {
  it('it goes where it was going, and is in one record', async () => {
    const { episodes } = fatalWorld(policy, NOON);
    for (const id of ['c-1', 'c-2', 'c-3']) await episodes.write({ record: emptyChild(id) }, 0);
    const first = { 'ME-1': { reported: {} } };
    await episodes.write({ record: { ...emptyChild('c-1'), references: first } }, 1);
    episodes.fatal = ({ record }) => (record.kind === 'child' && record.joinedTo ? 'before' : undefined);
    await expect(joinInto('c-2', 'c-1', episodes, NOON)).rejects.toThrow();
    episodes.fatal = () => undefined;
    expect(await joinInto('c-3', 'c-1', episodes, later(NOON, MINUTE)), 'it has its time').toBeUndefined();
    expect(await joinInto('c-3', 'c-1', episodes, later(NOON, 5 * MINUTE))).toBeUndefined();
    const holders = (await episodes.readAll(episodes.ids())).flatMap(({ record }) =>
      record.kind === 'child' && record.references['ME-1'] ? [record.id] : [],
    );
    expect(holders).toEqual(['c-2']);
  });
});

describe('when a message finds a claim of a run that died before it wrote its record', () => {
  it('and dies itself once it has left a pointer, it is received when it is tried again', async () => {
    const world = fatalWorld(policy, NOON);
    const { episodes } = world;
    // What the first run left: a name and a reference that lead to a record that is not there.
    await episodes.claim('family#example', 'asha|2012-05-14', 'c-1');
    await episodes.claim('reference#ME-1', 'child', 'c-1');
    const person = { ...ASHA, localAuthorityId: 'L1' };
    const report = reported('ME-1', { person, lastSeenAt: NOON }, { at: NOON, id: 'numbered' });
    await episodes.claim('local-authority-id#L1', 'child', 'c-2');
    let writes = 0;
    episodes.fatal = () => (++writes === 1 ? 'after' : undefined);
    expect(await tried(world, report)).toBe(false);
    world.clock.moveTo(later(NOON, 180 * SECOND));
    expect(await tried(world, report)).toBe(true);
    const [child] = await childrenOf(world);
    expect(Object.keys(child?.references ?? {})).toEqual(['ME-1']);
  });
});

describe('when the case of a child is told whom two claims name, and its run dies', () => {
  it('the case is kept in one record, though the claims have become one child meanwhile', async () => {
    const world = fatalWorld(policy, NOON);
    const { episodes } = world;
    // Two runs claimed each one key of hers, and have not written their records yet.
    await episodes.claim('family#example', 'asha|2012-05-14', 'c-1');
    await episodes.claim('reference#ME-1', 'child', 'c-1');
    await episodes.claim('local-authority-id#L1', 'child', 'c-2');
    const theCase = caseOf(NOON, { ...ASHA, localAuthorityId: 'L1' }, {});
    const message = { ...theCase, id: 'the-case' };
    let writes = 0;
    episodes.fatal = () => (++writes === 1 ? 'after' : undefined);
    expect(await tried(world, message)).toBe(false);
    episodes.fatal = () => undefined;
    const person = { ...ASHA, localAuthorityId: 'L1' };
    await tried(world, reported('ME-1', { person, lastSeenAt: NOON }, { at: NOON }));
    expect(await tried(world, message)).toBe(true);
    const known = (await childrenOf(world)).filter((child) => child.case['person.localAuthorityId']);
    expect(known).toHaveLength(1);
  });
});
