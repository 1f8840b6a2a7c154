// The operations of the Scheduler as clients name them: which path each has, and what it answers.
import type { Parameters } from '../wire/parameters.ts';
import type { Reading } from '../wire/protocol.ts';
import { type Route, restJsonProtocol } from '../wire/rest-json-protocol.ts';
import type { Schedule } from './schedule.ts';
import { parameters, readGroupName, readName, validationError } from './schedule-request.ts';
import type { Group } from './schedule-store.ts';
import type { Scheduler } from './scheduler.ts';

const ROUTES: Route[] = [
  { operation: 'CreateSchedule', method: 'POST', path: '/schedules/{Name}' },
  { operation: 'UpdateSchedule', method: 'PUT', path: '/schedules/{Name}' },
  { operation: 'GetSchedule', method: 'GET', path: '/schedules/{Name}', query: { groupName: 'GroupName' } },
  {
    operation: 'DeleteSchedule',
    method: 'DELETE',
    path: '/schedules/{Name}',
    query: { groupName: 'GroupName', clientToken: 'ClientToken' },
  },
  {
    operation: 'ListSchedules',
    method: 'GET',
    path: '/schedules',
    query: {
      ScheduleGroup: 'GroupName',
      NamePrefix: 'NamePrefix',
      State: 'State',
      MaxResults: 'MaxResults',
      NextToken: 'NextToken',
    },
  },
  { operation: 'CreateScheduleGroup', method: 'POST', path: '/schedule-groups/{Name}' },
  { operation: 'GetScheduleGroup', method: 'GET', path: '/schedule-groups/{Name}' },
  { operation: 'DeleteScheduleGroup', method: 'DELETE', path: '/schedule-groups/{Name}' },
  {
    operation: 'ListScheduleGroups',
    method: 'GET',
    path: '/schedule-groups',
    query: { NamePrefix: 'NamePrefix', MaxResults: 'MaxResults', NextToken: 'NextToken' },
  },
];

export const schedulerProtocol = restJsonProtocol(ROUTES);

/** Throws an `AwsError`. */
export function performOperation(scheduler: Scheduler, { operation, input }: Reading): unknown {
  const perform = OPERATIONS[operation];
  if (perform === undefined) throw validationError(`${operation} is not available in the local Scheduler.`);
  return perform(scheduler, parameters(input), input);
}

type Operation = (scheduler: Scheduler, input: Parameters, members: object) => unknown;

const OPERATIONS: Record<string, Operation> = {
  CreateSchedule: (scheduler, _input, members) => ({ ScheduleArn: scheduler.create(members).arn }),
  UpdateSchedule: (scheduler, _input, members) => ({ ScheduleArn: scheduler.update(members).arn }),
  GetSchedule(scheduler, input) {
    const schedule = scheduler.schedule(readGroupName(input), readName(input, 'Name'));
    return {
      ...summary(schedule),
      Target: schedule.target,
      ScheduleExpression: schedule.expression,
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: schedule.afterCompletion,
      Description: schedule.description,
      StartDate: schedule.startDate && seconds(schedule.startDate),
      EndDate: schedule.endDate && seconds(schedule.endDate),
    };
  },
  DeleteSchedule(scheduler, input) {
    scheduler.delete(readGroupName(input), readName(input, 'Name'));
  },
  ListSchedules(scheduler, input) {
    const group = input.has('GroupName') ? scheduler.group(readName(input, 'GroupName')).name : undefined;
    const prefix = input.has('NamePrefix') ? readName(input, 'NamePrefix') : '';
    const state = input.optionalText('State') ?? '';
    const found = scheduler
      .schedules()
      .filter((one) => (group ?? one.group) === one.group && one.name.startsWith(prefix))
      .filter((one) => state === '' || one.state === state);
    const { page, NextToken } = pageOf(found, ({ arn }) => arn, input);
    return {
      Schedules: page.map((one) => ({ ...summary(one), Target: { Arn: one.target.Arn } })),
      NextToken,
    };
  },
  CreateScheduleGroup(scheduler, input) {
    return { ScheduleGroupArn: scheduler.groupArn(scheduler.createGroup(input.text('Name')).name) };
  },
  GetScheduleGroup: (scheduler, input) => groupSummary(scheduler, scheduler.group(input.text('Name'))),
  DeleteScheduleGroup(scheduler, input) {
    scheduler.deleteGroup(input.text('Name'));
  },
  ListScheduleGroups(scheduler, input) {
    const prefix = input.has('NamePrefix') ? readName(input, 'NamePrefix') : '';
    const found = scheduler.groups().filter(({ name }) => name.startsWith(prefix));
    const { page, NextToken } = pageOf(found, ({ name }) => name, input);
    return { ScheduleGroups: page.map((group) => groupSummary(scheduler, group)), NextToken };
  },
};

function summary({ arn, name, group, state, createdAt, modifiedAt }: Schedule) {
  const dates = { CreationDate: seconds(createdAt), LastModificationDate: seconds(modifiedAt) };
  return { Arn: arn, Name: name, GroupName: group, State: state, ...dates };
}

function groupSummary(scheduler: Scheduler, { name, createdAt }: Group) {
  const dates = { CreationDate: seconds(createdAt), LastModificationDate: seconds(createdAt) };
  return { Arn: scheduler.groupArn(name), Name: name, State: 'ACTIVE', ...dates };
}

/** A token is the key that the next page begins after. */
function pageOf<T>(
  all: readonly T[],
  keyOf: (one: T) => string,
  input: Parameters,
): { page: T[]; NextToken?: string } {
  const most = input.wholeNumber('MaxResults', { min: 1, max: 100 }) ?? 100;
  const token = input.optionalText('NextToken');
  const after = token === undefined ? '' : Buffer.from(token, 'base64').toString('utf8');
  const rest = all.filter((one) => keyOf(one) > after);
  const page = rest.slice(0, most);
  const last = page.at(-1);
  const isMore = rest.length > page.length && last !== undefined;
  return { page, ...(isMore && { NextToken: Buffer.from(keyOf(last)).toString('base64') }) };
}

/** On the wire, instants are seconds since 1970. */
function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
