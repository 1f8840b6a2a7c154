import { CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../local/emulators/faults.ts';
import { MemoryWakeUps, StillClock } from '../../local/memory.ts';
import { patience } from '../../shared/adapters/clients.ts';
import { scheduledWakeUps } from '../../shared/adapters/wake-ups.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { instantOf, later, SECOND } from '../../shared/core/instant.ts';
import type { WakeUps } from '../../shared/ports.ts';
import { Machine, queueArn, ROLE } from '../local/emulators/machine.ts';
import { address } from './address.ts';
import { freshId } from './records.ts';

interface Night {
  wakeUps: WakeUps;
  now(): Instant;
  /** Lets seconds pass, and gives the records that were woken meanwhile. */
  pass(seconds: number): Promise<string[]>;
  /** The same, with another queue for a target. */
  elsewhere(): WakeUps;
  close(): Promise<void>;
}

const inMemory = async (): Promise<Night> => {
  const clock = new StillClock('2026-11-20T22:05:00.000Z');
  const scheduler = new Set<string>();
  const wakeUps = new MemoryWakeUps(clock, 'wake-ups', scheduler);
  return {
    wakeUps,
    now: () => clock.now(),
    async pass(seconds) {
      clock.moveTo(later(clock.now(), seconds * SECOND));
      const woken: string[] = [];
      for (let next = wakeUps.take({ by: clock.now() }); next; next = wakeUps.take({ by: clock.now() })) {
        woken.push(next.record);
      }
      return woken;
    },
    elsewhere: () => new MemoryWakeUps(clock, 'replaced', scheduler),
    close: async () => undefined,
  };
};

interface AwsNight extends Night {
  /** Strikes the next call alone. */
  faultOnce(fault: Fault): void;
}

const onAws = async (): Promise<AwsNight> => {
  const faults: Fault[] = [];
  const machine = await new Machine().start({ faults: () => faults.shift() });
  const sqs = new SQSClient({ ...patience, ...address(machine) });
  const scheduler = new SchedulerClient({ ...patience, ...address(machine) });
  for (const QueueName of ['wake-ups', 'undelivered', 'replaced'])
    await sqs.send(new CreateQueueCommand({ QueueName }));
  await scheduler.send(new CreateScheduleGroupCommand({ Name: 'kent' }));
  const url = (name: string) => machine.emulators.sqs.reference(name).url;
  const to = (queue: string) =>
    scheduledWakeUps(
      url(queue),
      { queueArn: queueArn(queue), group: 'kent', roleArn: ROLE, deadLetterArn: queueArn('undelivered') },
      sqs,
      scheduler,
    );
  return {
    wakeUps: to('wake-ups'),
    now: () => instantOf(machine.clock.now()),
    async pass(seconds) {
      await machine.clock.pass(seconds);
      const woken: string[] = [];
      for (;;) {
        const messages = await machine.emulators.sqs.receive('wake-ups', { most: 10 });
        if (messages.length === 0) return woken;
        for (const { body, receiptHandle } of messages) {
          woken.push(JSON.parse(body).record);
          expect(Object.keys(JSON.parse(body))).toEqual(['record']);
          machine.emulators.sqs.delete('wake-ups', receiptHandle);
        }
      }
    },
    elsewhere: () => to('replaced'),
    faultOnce: (fault) => void faults.push(fault),
    async close() {
      sqs.destroy();
      scheduler.destroy();
      await machine.discard();
    },
  };
};

describe.each([
  ['in memory', inMemory],
  ['on SQS and the Scheduler', onAws],
])('wake-ups %s', (_, open) => {
  let night: Night;
  let wakeUps: WakeUps;
  beforeEach(async () => {
    night = await open();
    wakeUps = night.wakeUps;
  });
  afterEach(() => night.close());
  const inSeconds = (seconds: number): Instant => later(night.now(), seconds * SECOND);

  describe('soon', () => {
    it('is at once', async () => {
      const record = freshId();
      await wakeUps.soon(record);
      expect(await night.pass(0)).toEqual([record]);
      expect(await night.pass(3600)).toEqual([]);
    });

    it('after a delay is not before it, and comes then', async () => {
      const record = freshId();
      await wakeUps.soon(record, 45);
      expect(await night.pass(44)).toEqual([]);
      expect(await night.pass(1)).toEqual([record]);
    });

    it('is never early by a fraction of a second', async () => {
      const record = freshId();
      await wakeUps.soon(record, 44.2);
      expect(await night.pass(44)).toEqual([]);
      expect(await night.pass(1)).toEqual([record]);
    });

    it('is after a quarter of an hour at the latest, whatever is asked', async () => {
      const record = freshId();
      await wakeUps.soon(record, 3600);
      expect(await night.pass(899)).toEqual([]);
      expect(await night.pass(1)).toEqual([record]);
    });

    it('is as often as it was asked for', async () => {
      const record = freshId();
      await wakeUps.soon(record);
      await wakeUps.soon(record);
      expect(await night.pass(0)).toEqual([record, record]);
    });
  });

  describe('at an instant', () => {
    it('is not before it, and comes within its minute', async () => {
      const record = freshId();
      await wakeUps.at(record, inSeconds(3 * 3600));
      expect(await night.pass(3 * 3600 - 1)).toEqual([]);
      expect(await night.pass(60)).toEqual([record]);
    });

    it('that was asked for before is a success, and comes once', async () => {
      const record = freshId();
      const instant = inSeconds(600);
      await wakeUps.at(record, instant);
      await wakeUps.at(record, instant);
      await Promise.all([
        wakeUps.at(record, instant),
        wakeUps.at(record, instant),
        wakeUps.at(record, instant),
      ]);
      expect(await night.pass(700)).toEqual([record]);
      expect(await night.pass(3600)).toEqual([]);
    });

    it('is for each record and each instant its own', async () => {
      const [one, other] = [freshId(), freshId()];
      await wakeUps.at(one, inSeconds(600));
      await wakeUps.at(other, inSeconds(600));
      await wakeUps.at(one, inSeconds(1200));
      expect((await night.pass(660)).sort()).toEqual([one, other].sort());
      expect(await night.pass(600)).toEqual([one]);
    });

    it('may be years away', async () => {
      const record = freshId();
      const year = 365 * 24 * 3600;
      await wakeUps.at(record, inSeconds(2 * year));
      expect(await night.pass(2 * year - 60)).toEqual([]);
      expect(await night.pass(120)).toEqual([record]);
    });
  });

  describe('the name of a wake-up', () => {
    const longest = `c-${'f'.repeat(24)}`;

    it('is the same for the same record and instant, and another for any other', () => {
      const names = [longest, freshId(), freshId()].flatMap((record) =>
        [0, 1, 60].map((seconds) => wakeUps.nameOf(record, inSeconds(seconds))),
      );
      expect(new Set(names).size).toBe(names.length);
      expect(wakeUps.nameOf(longest, inSeconds(60))).toBe(wakeUps.nameOf(longest, inSeconds(60)));
    });

    it('is one that the Scheduler takes: 64 letters, digits and - _ . at the most', () => {
      for (const record of [longest, freshId(), 'żółć 李', 'c'.repeat(300)]) {
        expect(wakeUps.nameOf(record, inSeconds(60))).toMatch(/^[0-9a-zA-Z_.-]{1,64}$/);
      }
    });

    it('does not tell whose it is', () => {
      expect(wakeUps.nameOf('c-robin', inSeconds(60))).not.toContain('robin');
    });

    it('is another for another queue, so that no old schedule holds it', async () => {
      const record = freshId();
      const instant = inSeconds(600);
      await night.elsewhere().at(record, instant);
      await wakeUps.at(record, instant);
      expect(await night.pass(660)).toEqual([record]);
    });
  });
});

describe('a wake-up on the Scheduler', () => {
  let night: AwsNight;
  beforeEach(async () => {
    night = await onAws();
  });
  afterEach(() => night.close());
  const inTenMinutes = () => later(night.now(), 600 * SECOND);

  it('whose answer is lost was asked for, and comes once', async () => {
    const record = freshId();
    night.faultOnce('lose-answer');
    await night.wakeUps.at(record, inTenMinutes());
    expect(await night.pass(660)).toEqual([record]);
  });

  it.each(['throttle', 'fail'] as const)('that is answered %s is asked for again', async (fault) => {
    const record = freshId();
    night.faultOnce(fault);
    await night.wakeUps.at(record, inTenMinutes());
    expect(await night.pass(660)).toEqual([record]);
  });

  it('that is forbidden throws', async () => {
    night.faultOnce('refuse');
    await expect(night.wakeUps.at(freshId(), inTenMinutes())).rejects.toThrow();
  });
});
