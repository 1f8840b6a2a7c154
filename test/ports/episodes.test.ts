import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../local/emulators/faults.ts';
import { MemoryEpisodes } from '../../local/memory.ts';
import { patience } from '../../shared/adapters/clients.ts';
import { episodesTable } from '../../shared/adapters/episodes-table.ts';
import type { Episodes, Kept, Receipt } from '../../shared/ports.ts';
import { Machine } from '../local/emulators/machine.ts';
import { address } from './address.ts';
import { createEpisodes } from './create-episodes.ts';
import { child, freshId, HARD_NAMES, unreadable } from './records.ts';

interface Store {
  episodes: Episodes;
  pause(isPaused: boolean): Promise<void>;
  close(): Promise<void>;
}

const inMemory = async (): Promise<Store> => {
  const episodes = new MemoryEpisodes();
  return {
    episodes,
    pause: async (isPaused) => {
      episodes.paused = isPaused;
    },
    close: async () => undefined,
  };
};

interface Table extends Store {
  /** Strikes the next call alone. */
  faultOnce(fault: Fault): void;
}

const inDynamoDb = async (): Promise<Table> => {
  const faults: Fault[] = [];
  const machine = await new Machine().start({ faults: () => faults.shift() });
  const dynamodb = new DynamoDBClient({ ...patience, ...address(machine) });
  await createEpisodes(dynamodb);
  return {
    episodes: episodesTable({ name: 'episodes', openIndex: 'open' }, dynamodb),
    pause: async (isPaused) => {
      const Item = { pk: { S: 'control#pause' }, paused: { BOOL: isPaused } };
      await dynamodb.send(new PutItemCommand({ TableName: 'episodes', Item }));
    },
    faultOnce: (fault) => void faults.push(fault),
    async close() {
      dynamodb.destroy();
      await machine.discard();
    },
  };
};

const FRIDAY = '2026-11-20T22:05:00.000Z';
const times = <T>(n: number, make: (nth: number) => T): T[] =>
  Array.from({ length: n }, (_, nth) => make(nth));

describe.each([
  ['in memory', inMemory],
  ['in DynamoDB', inDynamoDb],
])('episodes kept %s', (_, open) => {
  let store: Store;
  let episodes: Episodes;
  beforeAll(async () => {
    store = await open();
    episodes = store.episodes;
  });
  afterAll(() => store.close());

  const readRecord = async (id: string): Promise<Kept | undefined> => (await episodes.read(id)).kept;
  const found = async (ids: readonly string[]) => {
    const all: { id: string; dueAt: string; policyHash: string }[] = [];
    for await (const each of episodes.open()) if (ids.includes(each.id)) all.push(each);
    return all.sort((a, b) => (a.id < b.id ? -1 : 1));
  };

  describe('a record', () => {
    it('is not there before it is written', async () => {
      expect(await readRecord(freshId())).toBeUndefined();
    });

    it('is read back as it was written, at once, whatever its keys are called', async () => {
      const id = freshId();
      const record = child(id, 'żółć');
      expect(await episodes.write({ record, dueAt: FRIDAY, policyHash: 'p1' }, 0)).toBe(true);
      const back = await readRecord(id);
      expect(back).toEqual({ record, version: 1, dueAt: FRIDAY, policyHash: 'p1' });
      const { record: read } = back ?? {};
      expect(read?.kind === 'child' && Object.keys(read.references)).toEqual(HARD_NAMES);
    });

    it('of an unreadable sender is kept as well', async () => {
      const record = unreadable(freshId('u'));
      await episodes.write({ record, dueAt: FRIDAY }, 0);
      expect(await readRecord(record.id)).toEqual({ record, version: 1, dueAt: FRIDAY });
    });

    it('is created by one alone, however many try at once', async () => {
      const id = freshId();
      const won = await Promise.all(times(16, (nth) => episodes.write({ record: child(id, `${nth}`) }, 0)));
      expect(won.filter((each) => each)).toHaveLength(1);
      expect(await readRecord(id)).toEqual({ record: child(id, `${won.indexOf(true)}`), version: 1 });
    });

    it('that was read by many is changed by one alone', async () => {
      const id = freshId();
      await episodes.write({ record: child(id, 'first') }, 0);
      const won = await Promise.all(times(16, (nth) => episodes.write({ record: child(id, `${nth}`) }, 1)));
      expect(won.filter((each) => each)).toHaveLength(1);
      expect(await readRecord(id)).toEqual({ record: child(id, `${won.indexOf(true)}`), version: 2 });
    });

    it('is not written on a version that is past, or that never was', async () => {
      const id = freshId();
      await episodes.write({ record: child(id, 'first') }, 0);
      await episodes.write({ record: child(id, 'second') }, 1);
      for (const version of [0, 1, 3])
        expect(await episodes.write({ record: child(id, 'late') }, version)).toBe(false);
      expect(await episodes.write({ record: child(freshId(), 'none') }, 1)).toBe(false);
      expect(await readRecord(id)).toEqual({ record: child(id, 'second'), version: 2 });
    });

    it('is changed by nobody who keeps the one that was read', async () => {
      const id = freshId();
      await episodes.write({ record: child(id, 'first') }, 0);
      const one = await readRecord(id);
      if (one) Object.assign(one.record, { id: 'changed' });
      expect((await readRecord(id))?.record.id).toBe(id);
    });

    it('is read with the pause that stops all mail', async () => {
      const id = freshId();
      await episodes.write({ record: child(id, 'first') }, 0);
      expect((await episodes.read(id)).paused).toBe(false);
      await store.pause(true);
      expect(await episodes.read(id)).toEqual({
        kept: { record: child(id, 'first'), version: 1 },
        paused: true,
      });
      await store.pause(false);
      expect((await episodes.read(id)).paused).toBe(false);
    });

    it('is among many that are read together, each once, those that are not there left out', async () => {
      const ids = times(130, () => freshId());
      await Promise.all(ids.slice(0, 120).map((id) => episodes.write({ record: child(id, id) }, 0)));
      const read = await episodes.readAll(ids);
      expect(read.map(({ record }) => record.id).sort()).toEqual(ids.slice(0, 120).sort());
      expect(await episodes.readAll([])).toEqual([]);
    });
  });

  describe('the index of open records', () => {
    it('finds what waits for an instant, with its policy, and nothing else of it', async () => {
      const [waiting, ended] = [freshId(), freshId()];
      await episodes.write({ record: child(waiting, ''), dueAt: FRIDAY, policyHash: 'p1' }, 0);
      await episodes.write({ record: child(ended, ''), policyHash: 'p1' }, 0);
      expect(await found([waiting, ended])).toEqual([{ id: waiting, dueAt: FRIDAY, policyHash: 'p1' }]);
    });

    it('follows the record: another instant, and none any more', async () => {
      const id = freshId();
      await episodes.write({ record: child(id, ''), dueAt: FRIDAY, policyHash: 'p1' }, 0);
      const later = '2026-11-21T22:05:00.000Z';
      await episodes.write({ record: child(id, ''), dueAt: later, policyHash: 'p2' }, 1);
      expect(await found([id])).toEqual([{ id, dueAt: later, policyHash: 'p2' }]);
      await episodes.write({ record: child(id, ''), policyHash: 'p2' }, 2);
      expect(await found([id])).toEqual([]);
      expect(await readRecord(id)).toEqual({ record: child(id, ''), version: 3, policyHash: 'p2' });
    });

    it('is not changed by a write that lost', async () => {
      const id = freshId();
      await episodes.write({ record: child(id, ''), dueAt: FRIDAY, policyHash: 'p1' }, 0);
      await episodes.write({ record: child(id, ''), policyHash: 'p2' }, 0);
      expect(await found([id])).toEqual([{ id, dueAt: FRIDAY, policyHash: 'p1' }]);
    });

    it('says of a record that was never planned no policy that there is', async () => {
      const id = freshId();
      await episodes.write({ record: child(id, ''), dueAt: FRIDAY }, 0);
      const [one] = await found([id]);
      expect(one?.policyHash).not.toMatch(/[0-9a-z]/);
      expect(await readRecord(id)).not.toHaveProperty('policyHash');
    });
  });

  describe('a key', () => {
    it('leads nowhere before somebody claims it', async () => {
      const { keys } = await episodes.lookUp('no-receipt', ['reference#constructor', 'family#__proto__']);
      expect(Object.entries(keys)).toEqual([
        ['reference#constructor', {}],
        ['family#__proto__', {}],
      ]);
    });

    it.each(HARD_NAMES)('that is called %j belongs to the first who claims it', async (name) => {
      const key = `family#${freshId()}${name}`;
      const entry = `${name}|2012-05-14`;
      expect(Object.entries(await episodes.claim(key, entry, 'c-1'))).toEqual([[entry, 'c-1']]);
      expect(Object.entries(await episodes.claim(key, entry, 'c-2'))).toEqual([[entry, 'c-1']]);
      const { keys } = await episodes.lookUp('no-receipt', [key]);
      expect(Object.entries(keys[key] ?? {})).toEqual([[entry, 'c-1']]);
    });

    it.each(HARD_NAMES)('has an entry called %j beside its others', async (entry) => {
      const key = `family#${freshId()}`;
      await episodes.claim(key, 'robin|2012-05-14', 'c-1');
      const entries = await episodes.claim(key, entry, 'c-2');
      expect(Object.entries(entries).sort()).toEqual(
        [
          [entry, 'c-2'],
          ['robin|2012-05-14', 'c-1'],
        ].sort(),
      );
    });

    it('that many claim at once belongs to one of them, and all of them hear whom', async () => {
      const key = `reference#${freshId()}`;
      const claimants = times(16, (nth) => `c-${nth}`);
      const heard = await Promise.all(claimants.map((record) => episodes.claim(key, 'child', record)));
      const [winner = ''] = new Set(heard.map((entries) => entries['child'] ?? ''));
      expect(claimants).toContain(winner);
      expect(heard).toEqual(heard.map(() => ({ child: winner })));
    });

    it('loses no entry when many claim different ones at once', async () => {
      const key = `family#${freshId()}`;
      await Promise.all(times(16, (nth) => episodes.claim(key, `robin|${nth}`, `c-${nth}`)));
      const { keys } = await episodes.lookUp('no-receipt', [key]);
      expect(keys[key]).toEqual(Object.fromEntries(times(16, (nth) => [`robin|${nth}`, `c-${nth}`])));
    });

    it('is led elsewhere by a redirection, as often as it is said, its other entries untouched', async () => {
      const key = `family#${freshId()}`;
      await episodes.claim(key, 'robin|2012-05-14', 'c-1');
      await episodes.claim(key, 'kim|2012-05-14', 'c-1');
      for (const _again of [1, 2]) await episodes.redirect(key, 'robin|2012-05-14', 'c-2');
      expect(await episodes.claim(key, 'robin|2012-05-14', 'c-3')).toEqual({
        'robin|2012-05-14': 'c-2',
        'kim|2012-05-14': 'c-1',
      });
    });

    it('may be redirected before anybody claimed it', async () => {
      const key = `reference#${freshId()}`;
      await episodes.redirect(key, 'child', 'c-2');
      expect(await episodes.claim(key, 'child', 'c-1')).toEqual({ child: 'c-2' });
    });
  });

  describe('a receipt', () => {
    const receipt = (id: string): Receipt => ({
      id,
      receivedAt: FRIDAY,
      body: `{"circumstances":"${'żółć '.repeat(20_000)}"}`,
      sender: 'police',
      outcome: 'unreadable',
      record: 'c-1',
      reasons: [{ path: '/data/person', message: 'says nobody' }],
    });

    it('is known from the moment on at which it is kept, and only its own', async () => {
      const [id, other] = [freshId(), freshId()];
      expect((await episodes.lookUp(id, [])).received).toBe(false);
      await episodes.keep(receipt(id));
      expect(await episodes.lookUp(id, [])).toEqual({ received: true, keys: {} });
      expect((await episodes.lookUp(other, [])).received).toBe(false);
    });

    it('may be kept again', async () => {
      const id = freshId();
      for (const _again of [1, 2]) await episodes.keep(receipt(id));
      expect((await episodes.lookUp(id, [])).received).toBe(true);
    });

    it('is looked up together with keys', async () => {
      const id = freshId();
      const key = `reference#${id}`;
      await episodes.keep(receipt(id));
      await episodes.claim(key, 'child', 'c-1');
      expect(await episodes.lookUp(id, [key, key])).toEqual({
        received: true,
        keys: { [key]: { child: 'c-1' } },
      });
    });
  });
});

describe('a call to DynamoDB', () => {
  let table: Table;
  beforeAll(async () => {
    table = await inDynamoDb();
  });
  afterAll(() => table.close());

  it.each(['throttle', 'fail'] as const)('that is answered %s is made again', async (fault) => {
    const id = freshId();
    table.faultOnce(fault);
    expect(await table.episodes.write({ record: child(id, '') }, 0)).toBe(true);
    expect((await table.episodes.read(id)).kept?.version).toBe(1);
  });

  it('that writes, and whose answer is lost, is at worst taken for a race that was lost', async () => {
    const id = freshId();
    table.faultOnce('lose-answer');
    expect(await table.episodes.write({ record: child(id, 'mine') }, 0)).toBe(false);
    expect(await table.episodes.read(id)).toMatchObject({ kept: { record: child(id, 'mine'), version: 1 } });
  });

  it('that claims, and whose answer is lost, has claimed', async () => {
    const key = `reference#${freshId()}`;
    table.faultOnce('lose-answer');
    expect(await table.episodes.claim(key, 'child', 'c-1')).toEqual({ child: 'c-1' });
  });

  it('that is forbidden throws', async () => {
    table.faultOnce('refuse');
    await expect(table.episodes.read(freshId())).rejects.toThrow();
  });
});
