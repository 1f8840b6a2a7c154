import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../local/clock.ts';
import { openLog } from '../../local/functions/function-log.ts';
import type { DeployedFunction } from '../../local/functions/function-runner.ts';
import { FunctionRunner } from '../../local/functions/function-runner.ts';
import { virtualDate } from '../../local/functions/virtual-date.ts';

const start = Date.parse('2026-11-20T22:05:00.000Z');
let folder: string;
let logFile: string;
let clock: VirtualClock;
const runners: FunctionRunner[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-functions-'));
  logFile = join(folder, 'logs', 'receive.log');
  clock = new VirtualClock({ follows: 'itself', from: start }, 3600);
});

afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.close()));
  clock.close();
  rmSync(folder, { recursive: true });
});

function deployed(code: string, o: Partial<DeployedFunction> = {}): FunctionRunner {
  const asset = join(folder, 'asset');
  mkdirSync(asset, { recursive: true });
  // A project of ES modules round the asset must not change how the bundle is read.
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(asset, 'index.js'), code);
  const runner = new FunctionRunner(
    {
      name: 'homeward-kent-receive',
      arn: 'arn:aws:lambda:eu-west-2:000000000000:function:homeward-kent-receive',
      file: join(asset, 'index.js'),
      handlerName: 'handler',
      environment: { TABLE_NAME: 'episodes' },
      timeout: 30,
      memory: 128,
      concurrency: 5,
      logGroup: '/aws/lambda/receive',
      ...o,
    },
    clock,
    openLog(logFile),
  );
  runners.push(runner);
  return runner;
}

const result = async (runner: FunctionRunner, event: unknown = {}) => {
  const outcome = await runner.invoke(JSON.stringify(event));
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.result === undefined ? undefined : JSON.parse(outcome.result);
};

describe('a function on one machine', () => {
  it('is the bundle as it would be deployed, in its own environment and no other', async () => {
    const runner = deployed(`
      const { basename } = require('node:path');
      exports.handler = async (event, context) => ({
        event, folder: basename(__dirname), env: { ...process.env }, name: context.functionName,
        memory: context.memoryLimitInMB, remaining: context.getRemainingTimeInMillis(),
      });`);
    const { remaining, ...said } = await result(runner, { a: 1 });
    expect(said).toEqual({
      event: { a: 1 },
      folder: 'asset',
      env: { TABLE_NAME: 'episodes' },
      name: 'homeward-kent-receive',
      memory: '128',
    });
    expect(remaining).toBeGreaterThan(0);
    expect(remaining).toBeLessThanOrEqual(30_000);
  });

  it('lives in virtual time, which stands while it runs', async () => {
    const runner = deployed(`
      const atStart = Date.now();
      exports.handler = async () => {
        const before = Date.now();
        await new Promise((resolve) => setTimeout(resolve, 30));
        return { atStart, before, after: Date.now(), now: new Date().toISOString(), year: new Date().getFullYear(),
          given: new Date('2027-01-01T00:00:00Z').toISOString(), isDate: new Date() instanceof Date, text: Date() };
      };`);
    const before = clock.now();
    const said = await result(runner);
    expect(said.before).toBeGreaterThanOrEqual(before);
    expect(said.after).toBe(said.before);
    expect(said.atStart).toBe(said.before);
    expect(said.now).toBe(new Date(said.before).toISOString());
    expect(said).toMatchObject({ year: 2026, given: '2027-01-01T00:00:00.000Z', isDate: true });
    expect(said.text).toContain('Nov 2');
  });

  it('lives in time that passes at the speed of the machine', async () => {
    clock.close();
    clock = new VirtualClock({ follows: 'itself', from: start }, 1);
    const runner = deployed(`exports.handler = async () => {
      const before = Date.now();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { before, after: Date.now() };
    };`);
    const said = await result(runner);
    expect(said.before).toBeGreaterThanOrEqual(start);
    expect(said.after).toBeGreaterThan(said.before);
    expect(said.after).toBeLessThanOrEqual(clock.now());
  });

  it('stays warm between events, also after an error of its own', async () => {
    const runner = deployed(`
      let seen = 0;
      exports.handler = async (event) => { seen += 1; if (event.bad) throw new TypeError('no such child'); return seen; };`);
    expect(await result(runner)).toBe(1);
    expect(await runner.invoke('{"bad":true}')).toEqual({
      ok: false,
      errorType: 'TypeError',
      message: 'no such child',
    });
    expect(await result(runner)).toBe(3);
  });

  it('is run once for each event at a time, as often as is reserved for it', async () => {
    const runner = deployed(
      `let running = 0;
      exports.handler = async () => {
        running += 1;
        const beside = running;
        await new Promise((resolve) => setTimeout(resolve, 50));
        running -= 1;
        return { beside, thread: require('node:worker_threads').threadId };
      };`,
      { concurrency: 2 },
    );
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, runner.running);
    }, 5);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => result(runner)));
    clearInterval(watch);
    expect(answers.map(({ beside }) => beside)).toEqual([1, 1, 1, 1, 1]);
    expect(new Set(answers.map(({ thread }) => thread)).size).toBe(2);
    expect(most).toBe(2);
  });

  it('keeps what it prints in its log', async () => {
    const runner = deployed(`exports.handler = async () => { console.log('one'); console.error('two'); };`);
    await result(runner);
    await runner.close();
    expect(readFileSync(logFile, 'utf8').split('\n').sort()).toEqual(['', 'one', 'two']);
  });
});

describe('when a function fails', () => {
  const afterwards = async (runner: FunctionRunner) => expect(await result(runner)).toBe('well');

  it('an endless one is ended at its timeout', async () => {
    const runner = deployed(`exports.handler = async (event) => { while (event.endless); return 'well'; };`, {
      timeout: 0.2,
    });
    const outcome = await runner.invoke('{"endless":true}');
    expect(outcome).toMatchObject({ ok: false, message: 'Task timed out after 0.20 seconds' });
    await afterwards(runner);
  });

  it.each([
    ['one that leaves', 'process.exit(0)', 'Runtime exited with status 0'],
    [
      'one that nobody catches',
      "setImmediate(() => { throw new RangeError('far'); }); await new Promise(() => {})",
      'RangeError: far',
    ],
    [
      'one that nobody awaits',
      "Promise.reject(new Error('lost')); await new Promise(() => {})",
      'Error: lost',
    ],
    [
      'one that takes all memory',
      'for (const kept = []; ; ) kept.push(new Array(1e5).fill({}))',
      'memory limit',
    ],
  ])('%s takes nothing else along', async (_, code, message) => {
    const runner = deployed(
      `exports.handler = async (event) => { if (event.bad) { ${code}; } return 'well'; };`,
    );
    const outcome = await runner.invoke('{"bad":true}');
    expect(outcome).toMatchObject({ ok: false, message: expect.stringContaining(message) });
    await afterwards(runner);
  });

  it.each([
    ['cannot be loaded', "throw new Error('no policy.json')", 'no policy.json'],
    ['has no handler', 'exports.other = 1', 'index.handler is undefined or not exported'],
    ['is not JavaScript', 'exports.handler = (', 'Unexpected'],
  ])('a bundle that %s is an error of each invocation', async (_, code, message) => {
    const runner = deployed(code);
    for (const again of [1, 2]) {
      expect(await runner.invoke('{}'), `${again}`).toMatchObject({
        ok: false,
        message: expect.stringContaining(message),
      });
    }
    expect(readFileSync(logFile, 'utf8')).toContain(message);
  });
});

describe('a log', () => {
  it('is bounded: its older half moves aside', () => {
    const log = openLog(logFile, 100);
    for (let line = 0; line < 30; line += 1) log.write(`line ${line}\n`);
    log.close();
    log.write('after the end');
    const both = readFileSync(`${logFile}.1`, 'utf8') + readFileSync(logFile, 'utf8');
    expect(both.length).toBeLessThan(250);
    expect(both.endsWith('line 29\n')).toBe(true);
  });
});

describe('a virtual date', () => {
  it('is like any date in everything but what it takes for now', () => {
    const Then = virtualDate(() => start);
    expect(Then.now()).toBe(start);
    expect(new Then().toISOString()).toBe('2026-11-20T22:05:00.000Z');
    expect(new Then(2026, 0, 31).getMonth()).toBe(0);
    expect(new Then(0).getTime()).toBe(0);
    expect(Then.UTC(2026, 0, 1)).toBe(Date.UTC(2026, 0, 1));
    expect(Then.parse('2026-01-01')).toBe(Date.parse('2026-01-01'));
    expect(new Date() instanceof Then).toBe(true);
    class Day extends Then {}
    expect(new Day()).toBeInstanceOf(Day);
    expect(new Day().getTime()).toBe(start);
  });
});
