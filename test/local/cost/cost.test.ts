// The cost of an authority: counted calls are those of the real clients, and a bill is what its meters come to.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atRest } from '../../../local/cost/at-rest.ts';
import { billFor } from '../../../local/cost/bill.ts';
import { playedAndCounted, usageOf } from '../../../local/cost/of-a-story.ts';
import { added, METERS, queued, readPrices, runs, times } from '../../../local/cost/prices.ts';
import { type Emulators, startEmulators } from '../../../local/emulators/emulators.ts';
import type { Template } from '../../../local/stack/template.ts';
import { later, SECOND } from '../../../shared/core/instant.ts';
import { type RecordedWorld, recordedWorld } from '../../bench/recorded-world.ts';
import { found, known, reported } from '../../bench/stories.ts';
import { procedure } from '../../situations/playing.ts';
import { homeward } from '../commands/homeward.ts';

const kent = procedure('kent');
const prices = readPrices();

describe('the calls of a story', () => {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-cost-'));
  let emulators: Emulators;
  let world: RecordedWorld;
  beforeAll(async () => {
    const clock = { now: () => Date.now(), wait: () => new Promise<void>(() => {}) };
    emulators = await startEmulators({
      port: 0,
      dataFolder: folder,
      clock,
      accountId: '000000000000',
      region: 'eu-west-2',
    });
    world = await recordedWorld(emulators.endpoint, kent, 'cost');
  });
  afterAll(async () => {
    world.close();
    await emulators.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['a child nobody knows', [reported(1)]],
    ['a child whom the case system knows', [known(2), reported(2)]],
    ['a child who is found', [reported(3), found(3)]],
    ['a message that comes twice', [reported(4), reported(4)]],
  ])('are those that the real clients make: %s', async (_, messages) => {
    const before = world.calls.length;
    const start = new Date().toISOString();
    // A second apart, so that what a message asks for is done before the next one comes.
    const at = (n: number) => later(start, n * SECOND);
    for (const message of messages) await world.play(message);
    const real: Record<string, number> = {};
    for (const { operation } of world.calls.slice(before)) real[operation] = (real[operation] ?? 0) + 1;

    const scenario = {
      about: '',
      until: at(messages.length),
      messages: messages.map((message, n) => ({ at: at(n), ...message })),
    };
    const { calls, letters } = await playedAndCounted(scenario, kent);
    // SES's word that each letter arrived is not played by the other: a read and a write each.
    const counted = {
      ...calls,
      BatchGetItem: (calls['BatchGetItem'] ?? 0) - letters,
      PutItem: (calls['PutItem'] ?? 0) - letters,
    };
    expect(counted).toEqual({ ...real, PutItem: real['PutItem'] ?? 0 });
  });
});

describe('what a stack uses at rest', () => {
  const of = (...resources: { Type: string; Properties?: Record<string, unknown> }[]): Template => ({
    Resources: Object.fromEntries(resources.map((resource, n) => [`R${n}`, resource])),
  });
  const everyFiveMinutes = {
    Type: 'AWS::Scheduler::Schedule',
    Properties: { ScheduleExpression: 'rate(5 minutes)' },
  };

  it('is a metric for each that an alarm reads, formulas not counted', async () => {
    const formula = {
      Metrics: [{ Id: 'a', MetricStat: {} }, { Id: 'b', MetricStat: {} }, { Expression: 'a-b' }],
    };
    const alarms = of(
      { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
      { Type: 'AWS::CloudWatch::Alarm', Properties: formula },
    );
    expect((await atRest(alarms, kent, prices))['alarm-metric']).toBe(3);
  });

  it('is a sweep every five minutes: so many runs, and what an idle sweep reports', async () => {
    const usage = await atRest(of(everyFiveMinutes), kent, prices);
    expect(usage.invocation).toBe(8760);
    expect(usage.schedule).toBe(8760);
    expect(usage.metric).toBeGreaterThan(0);
  });

  it('is polling for each queue that a function is fed from', async () => {
    const mapping = { Type: 'AWS::Lambda::EventSourceMapping' };
    expect((await atRest(of(mapping, mapping), kent, prices))['queue-request']).toBe(2 * 5 * 180 * 730);
  });

  it('is the load balancer of a console, where there is one', async () => {
    const balancer = { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' };
    expect((await atRest(of(balancer), kent, prices))['load-balancer']).toBe(1);
    expect((await atRest(of(), kent, prices))['load-balancer']).toBe(0);
  });

  it('cannot be told where nobody knows how often something runs', async () => {
    const cron = {
      Type: 'AWS::Scheduler::Schedule',
      Properties: { ScheduleExpression: 'cron(0 1 * * ? *)' },
    };
    await expect(atRest(of(cron), kent, prices)).rejects.toThrow(/How often is cron/);
  });
});

describe('what a story uses', () => {
  it('is each letter, three requests and a run for each message, wake-up and event', () => {
    const story = {
      messages: 2,
      letters: 3,
      calls: { SendMessage: 4, CreateSchedule: 1, BatchGetItem: 9 },
      readUnits: 20,
      writeUnits: 30,
      kept: 2e9,
    };
    const usage = usageOf(story, 512, prices);
    const deliveries = 2 + 4 + 1 + 6;
    expect(usage).toEqual(
      added(
        { letter: 3, schedule: 1, 'read-unit': 20, 'write-unit': 30, 'table-gigabyte': 2 },
        queued(deliveries, prices),
        runs(deliveries, 512, prices),
      ),
    );
    expect(usage['queue-request']).toBe(3 * deliveries);
    expect(usage.invocation).toBe(deliveries);
  });
});

describe('a bill', () => {
  it('is each meter times its price, the dearest first, with what is free beside it', () => {
    const { lines, dollars, afterAllowance } = billFor({ letter: 1000, dashboard: 1, key: 2 }, prices);
    expect(lines.map(({ meter }) => meter)).toEqual(['dashboard', 'key', 'letter']);
    expect(dollars).toBeCloseTo(3 + 2 + 0.1);
    expect(afterAllowance).toBeCloseTo(2 + 0.1);
  });

  it('of twice as much is twice as dear', () => {
    expect(billFor(times({ letter: 7, key: 1 }, 2), prices).dollars).toBeCloseTo(
      2 * billFor({ letter: 7, key: 1 }, prices).dollars,
    );
  });
});

describe('the prices', () => {
  it('each have a source and a day, and those without a list for London say so', () => {
    for (const meter of METERS) {
      const { source, 'as-of': asOf, assumption } = prices.prices[meter];
      expect([meter, asOf]).toEqual([meter, expect.stringMatching(/^20\d\d-\d\d-\d\d$/)]);
      if (!assumption) expect([meter, source]).toEqual([meter, expect.stringMatching(/https:\/\//)]);
    }
  });
});

describe('npx homeward cost', () => {
  it('says what a month comes to, with the aims and the source of each price', () => {
    const { status, stdout, stderr } = homeward('cost', 'kent', '--notifications', '1000', '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { atRest, perThousand, month, aims } = JSON.parse(stdout);
    expect(month.dollars).toBeCloseTo(atRest.dollars + perThousand.dollars);
    expect(aims).toEqual({ atRest: 3, perThousand: 0.22 });
    for (const { source, asOf } of [...atRest.lines, ...perThousand.lines]) {
      expect(source.length).toBeGreaterThan(10);
      expect(asOf).toMatch(/^20/);
    }
  });

  it.each([
    [['kemt'], 1, /did you mean kent/],
    [['kent', '--notifications', 'many'], 2, /Not a whole number/],
    [['kent', '--scenario', 'no-such.yaml'], 1, /cannot be read/],
  ])('refuses %j in a line', (words, status, says) => {
    const ran = homeward('cost', ...words);
    expect(ran.status).toBe(status);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toMatch(says);
  });
});
