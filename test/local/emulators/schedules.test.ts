// EventBridge Scheduler through the real client, on a clock that is moved by hand.
import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  ResourceNotFoundException,
  UpdateScheduleCommand,
  ValidationException,
} from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, Machine, queueArn, ROLE } from './machine.ts';

let machine: Machine;
let invoked: { functionArn: string; payload: string }[];
let failures: number;

const SWEEP = `arn:aws:lambda:eu-west-2:${ACCOUNT}:function:sweep`;
const settings = {
  async invokeFunction(functionArn: string, payload: string) {
    if (failures-- > 0) throw new Error('The function is busy.');
    invoked.push({ functionArn, payload });
  },
};

beforeEach(async () => {
  invoked = [];
  failures = 0;
  machine = await new Machine().start(settings);
  machine.emulators.sqs.createQueue('wake-ups');
  machine.emulators.sqs.createQueue('lost-wake-ups');
});
afterEach(() => machine.discard());

const scheduler = () => machine.clients.scheduler;
const arrived = (queue = 'wake-ups') => machine.emulators.sqs.bodies(queue);
const scheduleNames = () => machine.emulators.scheduler.schedules().map(({ name }) => name);

/** On Friday night at 22:10, five minutes from the clock's start, to the wake-ups queue. */
function wakeUp(more: Partial<CreateScheduleCommandInput> = {}): CreateScheduleCommandInput {
  return {
    Name: 'child-1',
    ScheduleExpression: 'at(2026-11-20T22:10:00)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: { Arn: queueArn('wake-ups'), RoleArn: ROLE, Input: 'wake child 1' },
    ...more,
  };
}
const create = (more: Partial<CreateScheduleCommandInput> = {}) =>
  scheduler().send(new CreateScheduleCommand(wakeUp(more)));

describe('a one-time schedule', () => {
  it('fires at its instant, not a second before, and is then gone', async () => {
    await create();
    await machine.clock.pass(299);
    expect(arrived()).toEqual([]);
    await machine.clock.pass(1);
    expect(arrived()).toEqual(['wake child 1']);
    expect(scheduleNames()).toEqual([]);
    await machine.clock.pass(86_400);
    expect(arrived()).toEqual(['wake child 1']);
  });

  it('is kept after it fired where nobody asked for its removal, and does not fire again', async () => {
    await create({ ActionAfterCompletion: 'NONE' });
    await machine.clock.pass(300);
    await machine.restart(settings);
    await machine.clock.pass(3600);
    expect(arrived()).toEqual(['wake child 1']);
    expect(scheduleNames()).toEqual(['child-1']);
  });

  it('says who sent it, and fills in what it knows of itself', async () => {
    const Input =
      '<aws.scheduler.scheduled-time> <aws.scheduler.attempt-number> <aws.scheduler.schedule-arn>';
    await create({ Target: { Arn: queueArn('wake-ups'), RoleArn: ROLE, Input } });
    await machine.clock.pass(300);
    const [message] = await machine.emulators.sqs.receive('wake-ups');
    const arn = `arn:aws:scheduler:eu-west-2:${ACCOUNT}:schedule/default/child-1`;
    expect(message?.body).toBe(`2026-11-20T22:10:00Z 1 ${arn}`);
    expect(message?.systemAttributes['SenderId']).toBe('scheduler');
  });

  it('that came due while nobody was there fires at the next start', async () => {
    await create();
    await machine.stop();
    await machine.clock.pass(3600);
    await machine.start(settings);
    await machine.clock.pass(0);
    expect(arrived()).toEqual(['wake child 1']);
  });

  it('that is disabled stays silent, also when its instant has passed', async () => {
    await create({ State: 'DISABLED' });
    await machine.clock.pass(600);
    await machine.restart(settings);
    await machine.clock.pass(0);
    expect(arrived()).toEqual([]);
  });

  it('of many, each fires once and in the order of their instants', async () => {
    const minutes = [9, 3, 7, 3, 5];
    for (const [place, minute] of minutes.entries()) {
      await create({
        Name: `child-${place}`,
        ScheduleExpression: `at(2026-11-20T22:1${minute}:00)`,
        Target: { Arn: queueArn('wake-ups'), RoleArn: ROLE, Input: `${minute}` },
      });
    }
    await machine.clock.pass(1200);
    expect(arrived()).toEqual(['3', '3', '5', '7', '9']);
  });
});

describe('to create a schedule', () => {
  it('under a name that is taken is a conflict', async () => {
    await create();
    const again = create({ ScheduleExpression: 'at(2026-11-20T22:20:00)' });
    await expect(again).rejects.toThrow(ConflictException);
  });

  it('again with the same token and the same words is the first success again', async () => {
    const first = await create({ ClientToken: 'token-1' });
    expect((await create({ ClientToken: 'token-1' })).ScheduleArn).toBe(first.ScheduleArn);
    await expect(create({ ClientToken: 'token-1', Description: 'other' })).rejects.toThrow(ConflictException);
    await expect(create({ ClientToken: 'token-2' })).rejects.toThrow(ConflictException);
  });

  it('in the past is refused, and at this very second is not', async () => {
    await expect(create({ ScheduleExpression: 'at(2026-11-20T22:04:59)' })).rejects.toThrow(
      ValidationException,
    );
    await create({ ScheduleExpression: 'at(2026-11-20T22:05:00)' });
    await machine.clock.pass(0);
    expect(arrived()).toEqual(['wake child 1']);
  });

  it.each([
    ['an expression with a Z', { ScheduleExpression: 'at(2026-11-20T22:10:00Z)' }],
    ['an expression with a fraction', { ScheduleExpression: 'at(2026-11-20T22:10:00.5)' }],
    ['a day that does not exist', { ScheduleExpression: 'at(2026-11-31T22:10:00)' }],
    ['a rate of nothing', { ScheduleExpression: 'rate(0 minutes)' }],
    ['one minutes', { ScheduleExpression: 'rate(1 minutes)' }],
    ['five minute', { ScheduleExpression: 'rate(5 minute)' }],
    ['a rate in seconds', { ScheduleExpression: 'rate(30 seconds)' }],
    ['cron', { ScheduleExpression: 'cron(0 9 * * ? *)' }],
    ['free words', { ScheduleExpression: 'every 5 minutes' }],
    ['another zone than UTC', { ScheduleExpressionTimezone: 'Europe/London' }],
    ['a flexible window', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' as const, MaximumWindowInMinutes: 5 } }],
    ['a name with a slash', { Name: 'child/1' }],
    ['a name of 65 characters', { Name: 'x'.repeat(65) }],
    [
      'a target that is no queue and no function',
      { Target: { Arn: 'arn:aws:sns:eu-west-2:1:x', RoleArn: ROLE } },
    ],
    ['a role that is none', { Target: { Arn: queueArn('wake-ups'), RoleArn: 'wake-ups' } }],
    [
      'too many retries',
      { Target: { Arn: queueArn('wake-ups'), RoleArn: ROLE, RetryPolicy: { MaximumRetryAttempts: 186 } } },
    ],
  ])('with %s is refused', async (_what, more) => {
    await expect(create(more)).rejects.toThrow(ValidationException);
    expect(scheduleNames()).toEqual([]);
  });

  it('in a group that does not exist is refused', async () => {
    await expect(create({ GroupName: 'kent' })).rejects.toThrow(ResourceNotFoundException);
  });
});

describe('a schedule that exists', () => {
  it('is told with everything that was said of it', async () => {
    await create({ Description: 'the next rung' });
    const told = await scheduler().send(new GetScheduleCommand({ Name: 'child-1' }));
    expect(told).toMatchObject({
      Name: 'child-1',
      GroupName: 'default',
      Description: 'the next rung',
      ScheduleExpression: 'at(2026-11-20T22:10:00)',
      ScheduleExpressionTimezone: 'UTC',
      State: 'ENABLED',
      ActionAfterCompletion: 'DELETE',
      FlexibleTimeWindow: { Mode: 'OFF' },
      CreationDate: new Date('2026-11-20T22:05:00Z'),
    });
    expect(told.Target).toMatchObject({ Input: 'wake child 1', RetryPolicy: { MaximumRetryAttempts: 185 } });
  });

  it('is replaced as a whole by an update, and fires at the new instant alone', async () => {
    await create({ Description: 'the next rung' });
    const later = wakeUp({ ScheduleExpression: 'at(2026-11-20T22:20:00)' });
    await scheduler().send(new UpdateScheduleCommand(later));
    const told = await scheduler().send(new GetScheduleCommand({ Name: 'child-1' }));
    expect(told.Description).toBeUndefined();
    await machine.clock.pass(600);
    expect(arrived()).toEqual([]);
    await machine.clock.pass(300);
    expect(arrived()).toEqual(['wake child 1']);
  });

  it('that is deleted does not fire, and is not there to be deleted twice', async () => {
    await create();
    await scheduler().send(new DeleteScheduleCommand({ Name: 'child-1' }));
    await machine.clock.pass(600);
    expect(arrived()).toEqual([]);
    const again = scheduler().send(new DeleteScheduleCommand({ Name: 'child-1' }));
    await expect(again).rejects.toThrow(ResourceNotFoundException);
  });

  it('is listed page by page', async () => {
    for (const name of ['a-1', 'a-2', 'a-3', 'b-1']) await create({ Name: name });
    const first = await scheduler().send(new ListSchedulesCommand({ NamePrefix: 'a', MaxResults: 2 }));
    expect(first.Schedules?.map(({ Name }) => Name)).toEqual(['a-1', 'a-2']);
    const { NextToken } = first;
    const second = await scheduler().send(
      new ListSchedulesCommand({ NamePrefix: 'a', MaxResults: 2, NextToken }),
    );
    expect(second.Schedules?.map(({ Name }) => Name)).toEqual(['a-3']);
    expect(second.NextToken).toBeUndefined();
  });
});

describe('a group', () => {
  it('holds schedules of its own, and takes them with it', async () => {
    await scheduler().send(new CreateScheduleGroupCommand({ Name: 'kent' }));
    await create();
    await create({ GroupName: 'kent' });
    const listed = await scheduler().send(new ListSchedulesCommand({ GroupName: 'kent' }));
    expect(listed.Schedules?.map(({ GroupName, Name }) => `${GroupName}/${Name}`)).toEqual(['kent/child-1']);
    await expect(scheduler().send(new CreateScheduleGroupCommand({ Name: 'kent' }))).rejects.toThrow(
      ConflictException,
    );
    const groups = await scheduler().send(new ListScheduleGroupsCommand({}));
    expect(groups.ScheduleGroups?.map(({ Name }) => Name)).toEqual(['default', 'kent']);
    await scheduler().send(new DeleteScheduleGroupCommand({ Name: 'kent' }));
    await machine.restart(settings);
    const gone = scheduler().send(new GetScheduleGroupCommand({ Name: 'kent' }));
    await expect(gone).rejects.toThrow(ResourceNotFoundException);
    await machine.clock.pass(300);
    expect(arrived()).toEqual(['wake child 1']);
  });
});

describe('a schedule of every five minutes', () => {
  const sweep = {
    ScheduleExpression: 'rate(5 minutes)',
    Target: { Arn: SWEEP, RoleArn: ROLE, Input: '{"sweep":1}' },
  };
  const everyFiveMinutes = () => create({ Name: 'sweep', ActionAfterCompletion: 'NONE', ...sweep });

  it('fires at once and then in its rhythm, also across a restart', async () => {
    await everyFiveMinutes();
    await machine.clock.pass(0);
    expect(invoked).toEqual([{ functionArn: SWEEP, payload: '{"sweep":1}' }]);
    await machine.clock.pass(299);
    expect(invoked).toHaveLength(1);
    await machine.restart(settings);
    await machine.clock.pass(1);
    expect(invoked).toHaveLength(2);
    await machine.clock.pass(900);
    expect(invoked).toHaveLength(5);
  });

  it('fires once where the clock ran past several of its instants, and keeps its rhythm', async () => {
    await everyFiveMinutes();
    await machine.clock.pass(0);
    await machine.clock.jump(3720);
    expect(invoked).toHaveLength(2);
    await machine.clock.pass(179);
    expect(invoked).toHaveLength(2);
    await machine.clock.pass(1);
    expect(invoked).toHaveLength(3);
  });

  it('is not disturbed by being declared again, and takes a new target', async () => {
    const declared = (input: string) => ({ ...wakeUp(sweep), Target: { ...sweep.Target, Input: input } });
    machine.emulators.scheduler.ensureSchedule('sweep', declared('old'));
    await machine.clock.pass(0);
    machine.emulators.scheduler.ensureSchedule('sweep', declared('old'));
    await machine.clock.pass(60);
    machine.emulators.scheduler.ensureSchedule('sweep', declared('new'));
    await machine.clock.pass(239);
    expect(invoked.map(({ payload }) => payload)).toEqual(['old']);
    await machine.clock.pass(1);
    expect(invoked.map(({ payload }) => payload)).toEqual(['old', 'new']);
  });
});

describe('where the target cannot be reached', () => {
  const onceTo = (Arn: string, MaximumRetryAttempts: number, MaximumEventAgeInSeconds = 86_400) =>
    create({
      Target: {
        Arn,
        RoleArn: ROLE,
        Input: 'wake child 1, attempt <aws.scheduler.attempt-number>',
        RetryPolicy: { MaximumRetryAttempts, MaximumEventAgeInSeconds },
        DeadLetterConfig: { Arn: queueArn('lost-wake-ups') },
      },
    });

  it('it is tried again until it can be, also across a restart, and the schedule is then gone', async () => {
    failures = 3;
    await onceTo(SWEEP, 10);
    await machine.clock.pass(300);
    expect(invoked).toEqual([]);
    expect(scheduleNames()).toEqual(['child-1']);
    await machine.restart(settings);
    await machine.clock.pass(60);
    expect(invoked.map(({ payload }) => payload)).toEqual(['wake child 1, attempt 4']);
    expect(scheduleNames()).toEqual([]);
    expect(arrived('lost-wake-ups')).toEqual([]);
  });

  it('after the last attempt it goes to the dead-letter queue with the reason', async () => {
    await onceTo(queueArn('no-such-queue'), 2);
    await machine.clock.pass(360);
    expect(arrived('lost-wake-ups')).toEqual(['wake child 1, attempt 3']);
    expect(scheduleNames()).toEqual([]);
    const [lost] = await machine.emulators.sqs.receive('lost-wake-ups');
    expect(lost?.attributes).toMatchObject({
      ERROR_CODE: { StringValue: 'QueueDoesNotExist' },
      EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumRetryAttempts' },
      RETRY_ATTEMPTS: { StringValue: '2' },
      SCHEDULED_TIME: { StringValue: '2026-11-20T22:10:00Z' },
      TARGET_ARN: { StringValue: queueArn('no-such-queue') },
    });
  });

  it('when it has grown too old it goes to the dead-letter queue too', async () => {
    await onceTo(queueArn('no-such-queue'), 185, 60);
    await machine.clock.pass(400);
    const [lost] = await machine.emulators.sqs.receive('lost-wake-ups');
    expect(lost?.attributes['EXHAUSTED_RETRY_CONDITION']?.StringValue).toBe('MaximumEventAgeInSeconds');
  });
});
