// Messages of one child that come at one moment, in every order of their calls; years later the record comes to its end, and nothing is left.
import { describe, expect, it, vi } from 'vitest';
import { readWhereJoined } from '../../functions/receive/child-records.ts';
import { receive } from '../../functions/receive/handler.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import { DAY, later } from '../../shared/core/instant.ts';
import { inEveryOrder, type Run } from '../retention/interleaved.ts';
import { ask, brief, everythingIn, living, recordsIn, say, sweepOf, worldAfter } from '../retention/years.ts';
import { ASHA, cancelled, caseOf, found, REPORTED, reported, updated } from './cast.ts';
import { type Said, said } from './playing.ts';

// Who is told, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

const WHOLE = { ...ASHA, nhsNumber: '943 476 5919' };
const OVER = '2029-06-20T12:00:00.000Z';
const back = (subject: string, at = '2026-11-22T09:00:00Z') =>
  found(at, subject, { outcome: 'found', locatedAt: '2026-11-22T08:00:00Z' });

const hears = (message: Said): Run => {
  const { body, senderId } = said(brief, message);
  return (world) => receive({ body, senderId }, world);
};

async function atTheEnd(world: World): Promise<void> {
  world.clock.moveTo(OVER);
  for (let hours = 0; hours < 2; hours++) await sweepOf(world);
}

function cleared(world: World): World {
  world.clock.moveTo(later(world.clock.now(), 3 * DAY));
  world.episodes.clear(world.clock.now());
  return world;
}

/** Where each key leads, whatever it is of. */
async function whereKeysLead(world: World): Promise<(string | undefined)[]> {
  const keys = Object.values(await world.episodes.fences(world.episodes.keys()));
  const ids = keys.flatMap(({ entries }) => Object.values(entries));
  return Promise.all(ids.map(async (id) => (await readWhereJoined(id, world.episodes))?.record.id));
}

const HALF = { givenName: 'Asha', familyName: 'Example' };

describe.each<[string, Said, Said]>([
  [
    'a report and a case',
    reported('MP-1', { person: ASHA }),
    caseOf(REPORTED, WHOLE, { status: 'not-open' }),
  ],
  ['a whole and half a report', reported('MP-1', { person: WHOLE }), reported('MP-1', { person: HALF })],
  ['a report and a word without a name', reported('MP-1', { person: WHOLE }), cancelled(REPORTED, 'MP-1')],
])('%s that come at one moment', (_, one, other) => {
  const begin = async () => emptyWorld(brief, REPORTED);

  it('leave nothing of the child once the time is over', async () => {
    const tried = await inEveryOrder(
      begin,
      [hears(one), hears(other)],
      async (world) => {
        await say(world, [back('MP-1')], '2026-11-22T12:00:00Z');
        await atTheEnd(world);
        expect(await everythingIn(cleared(world))).toBe('[[],[],[]]');
      },
      { switches: 2 },
    );
    expect(tried).toBeGreaterThan(20);
  });

  it('have later word of the child in one record, to which every key leads', async () => {
    await inEveryOrder(
      begin,
      [hears(one), hears(other)],
      async (world) => {
        await say(world, [back('MP-1')], '2026-11-22T12:00:00Z');
        await atTheEnd(world);
        const at = world.clock.now();
        await receive(said(brief, updated(at, 'MP-1', { risk: 'high' })), world);
        await sweepOf(world);
        const [known, ...others] = await living(cleared(world));
        expect(others).toEqual([]);
        const lead = await whereKeysLead(world);
        expect(lead).toContain(known?.id);
        expect(new Set(lead)).toEqual(new Set([known?.id]));
      },
      { switches: 2 },
    );
  });
});

describe('a record that may be the same child as another', () => {
  const doubtful: Said[] = [
    caseOf(REPORTED, WHOLE),
    reported('MP-1', { person: HALF }, { at: '2026-11-20T22:06:00Z' }),
    back('MP-1'),
  ];

  it('is known as long as that one is', async () => {
    const world = await worldAfter(doubtful, OVER, brief);
    expect(await living(world)).toHaveLength(2);
    await say(world, [caseOf('2029-07-01T10:00:00Z', WHOLE, { status: 'not-open' })], '2031-06-30T12:00:00Z');
    expect(await living(world)).toHaveLength(2);
    await say(world, [], '2031-07-02T12:00:00Z');
    expect(await living(world)).toEqual([]);
  });
});

describe('a record that was joined to another, which the table has cleared first', () => {
  it('is begun anew by word under its own reference', async () => {
    const joined: Said[] = [
      reported('MP-1', { person: WHOLE }),
      updated('2026-11-22T09:05:00Z', 'MP-0', { risk: 'high' }),
      back('MP-1'),
      back('MP-0', '2026-11-22T09:10:00Z'),
      updated('2026-11-22T09:20:00Z', 'MP-0', { person: WHOLE }),
    ];
    const world = await worldAfter(joined, '2027-06-20T12:00:00Z', brief);
    await atTheEnd(world);
    const records = await recordsIn(world);
    const pointer = records.find((record) => record.kind === 'child' && record.joinedTo);
    const { kept } = await world.episodes.read(pointer?.id ?? '');
    if (!kept) throw new Error('Two records were joined');
    const { version, ...rest } = kept;
    await world.episodes.write({ ...rest, goesAt: '2040-01-01T00:00:00.000Z' }, version);
    await receive(said(brief, updated('2029-06-23T12:00:00Z', 'MP-0', { risk: 'high' })), cleared(world));
    expect(await living(world)).toMatchObject([{ id: pointer?.id, references: { 'MP-0': {} } }]);
  });
});

describe('a record that is on its way to another whose time is over', () => {
  const longAgo: Said[] = [caseOf(REPORTED, WHOLE, { status: 'not-open' }), back('MP-1')];
  const named = reported('MP-1', { person: ASHA, lastSeenAt: OVER }, { at: OVER });

  it('arrives, wherever the run that brings it dies, and its child is known once', async () => {
    for (let before = 3; before < 12; before++) {
      const message = said(brief, named);
      const begin = async () => {
        const world = await worldAfter(longAgo, '2027-06-20T12:00:00Z', brief);
        world.clock.moveTo(OVER);
        return world;
      };
      const hears: Run = (world) => receive(message, world);
      await inEveryOrder(
        begin,
        [hears],
        async (world) => {
          // Both are looked at before anybody knows that it died.
          for (const id of [...world.episodes.ids(), ...world.episodes.ids()]) await ask(world, id);
          await receive(message, world);
          for (let hours = 0; hours < 2; hours++) await sweepOf(world);
          const [known, ...others] = await living(cleared(world));
          expect(others).toEqual([]);
          expect(known).toMatchObject({ references: { 'MP-1': {} } });
          expect(new Set(await whereKeysLead(world))).toEqual(new Set([known?.id]));
        },
        { switches: 0, dies: { run: 0, before } },
      );
    }
  });
});

describe('a child of whom there is word by two references, one after the other, while the record comes to its end', () => {
  const longAgo: Said[] = [
    reported('MP-1', { person: WHOLE }),
    reported('MP-2', { person: WHOLE }, { at: '2026-11-21T12:00:00Z' }),
    back('MP-1'),
    back('MP-2'),
  ];

  it('has each of them in one record, to which its key leads', async () => {
    const [one, other] = ['MP-1', 'MP-2'].map((of) => said(brief, updated(OVER, of, { risk: 'high' })));
    const begin = async () => {
      const world = await worldAfter(longAgo, '2027-06-20T12:00:00Z', brief);
      world.clock.moveTo(OVER);
      return world;
    };
    let child = '';
    const ends: Run = (world) => ask(world, child);
    const hears: Run = async (world) => {
      for (const message of [one, other]) if (message) await receive(message, world);
    };
    [child = ''] = (await begin()).episodes.ids().filter((id) => id.startsWith('c-'));
    const tried = await inEveryOrder(
      begin,
      [ends, hears],
      async (world) => {
        for (let hours = 0; hours < 2; hours++) await sweepOf(world);
        const known = await living(cleared(world));
        const { keys } = await world.episodes.lookUp('', ['reference#MP-1', 'reference#MP-2']);
        for (const reference of ['MP-1', 'MP-2']) {
          const holders = known.filter(({ references }) => references[reference]).map(({ id }) => id);
          expect(holders).toEqual([keys[`reference#${reference}`]?.['child']]);
        }
      },
      { switches: 2 },
    );
    expect(tried).toBeGreaterThan(20);
  });
});
