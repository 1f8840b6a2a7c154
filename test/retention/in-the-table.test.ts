// The same against DynamoDB as it stands on one machine: years pass on its clock, and the table is empty.
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receive } from '../../functions/receive/handler.ts';
import { settle } from '../../functions/settle/handler.ts';
import { sweep } from '../../functions/sweep/handler.ts';
import { emptyWorld } from '../../local/simulate.ts';
import { patience } from '../../shared/adapters/clients.ts';
import { tableEndings } from '../../shared/adapters/endings.ts';
import { episodesTable } from '../../shared/adapters/episodes-table.ts';
import { instantOf, later, SECOND } from '../../shared/core/instant.ts';
import { Machine } from '../local/emulators/machine.ts';
import { address } from '../ports/address.ts';
import { createEpisodes } from '../ports/create-episodes.ts';
import { ASHA, found, REPORTED, reported } from '../situations/cast.ts';
import { type Said, said } from '../situations/playing.ts';
import { brief } from './years.ts';

const table = { name: 'episodes', openIndex: 'open' };
const DAY = 86_400;

let machine: Machine;
let dynamodb: DynamoDBClient;
beforeEach(async () => {
  machine = await new Machine().start();
  dynamodb = new DynamoDBClient({ ...patience, ...address(machine) });
  await createEpisodes(dynamodb);
  await machine.emulators.dynamodb.call('UpdateTimeToLive', {
    TableName: 'episodes',
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  });
});
afterEach(async () => {
  dynamodb.destroy();
  await machine.discard();
});

/** The handlers as the functions run them, on the machine's clock. */
function service() {
  const clock = { now: () => instantOf(machine.clock.now()) };
  const endings = tableEndings(table, dynamodb);
  const needs = { ...emptyWorld(brief, REPORTED), clock, endings, episodes: episodesTable(table, dynamodb) };
  const woken = new Set<string>();
  const wakeUps = {
    nameOf: needs.wakeUps.nameOf,
    at: async () => undefined,
    soon: async (record: string) => void woken.add(record),
  };
  const all = { ...needs, wakeUps };
  async function settleAll() {
    for (let run = 1; woken.size > 0; run++) {
      const [record = ''] = woken;
      woken.delete(record);
      await settle(record, {
        ...all,
        run: `${clock.now()} ${run}`,
        deadline: later(clock.now(), 30 * SECOND),
      });
    }
  }
  return {
    async hear(message: Said) {
      const { body, senderId } = said(brief, message);
      await receive({ body, senderId }, all);
      await settleAll();
    },
    /** In the first minutes of an hour. */
    async sweep() {
      const hour = 3_600_000;
      await machine.clock.jump((hour - (machine.clock.now() % hour)) / 1000);
      await sweep(all);
      await settleAll();
    },
  };
}

async function items(): Promise<string[]> {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: 'episodes' }));
  return Items.map(({ pk }) => (pk?.S ?? '').split('#')[0] ?? '').sort();
}

/** What a jump of the clock wakes takes a moment of real time. */
async function pass(days: number): Promise<void> {
  await machine.clock.jump(days * DAY);
  await new Promise((resolve) => setTimeout(resolve, 200));
}

const back = (at: string): Said => found(at, 'MP-1', { outcome: 'found', locatedAt: at });

describe('on one machine', () => {
  it('a child comes to the end, and nothing is left in the table', async () => {
    const { hear, sweep } = service();
    await hear(reported('MP-1', { person: ASHA }));
    await machine.clock.jump(DAY);
    await hear(back('2026-11-21T21:00:00Z'));
    expect(await items()).toEqual(['family', 'receipt', 'receipt', 'record', 'reference']);
    await pass(120);
    expect(await items()).toEqual(['family', 'record', 'reference']);
    await pass(600);
    await sweep();
    expect(await items()).toEqual(['family', 'record', 'reference']);
    await pass(20);
    await sweep();
    await pass(3);
    expect(await items()).toEqual([]);
  });

  it('a child who is missing again as the record ends is known, and stays so', async () => {
    const { hear, sweep } = service();
    await hear(reported('MP-1', { person: ASHA }));
    await hear(back('2026-11-20T21:00:00Z'));
    await pass(740);
    await sweep();
    const at = instantOf(machine.clock.now());
    await hear(reported('MP-2', { person: ASHA, lastSeenAt: at }, { at }));
    await pass(3);
    expect(await items()).toEqual(['family', 'receipt', 'record', 'reference']);
  });
});
