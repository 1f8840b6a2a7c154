// What each operation of the Scheduler needs; whoever makes a schedule also hands it the role that it will fire with.
import type { Asked, Surroundings } from './asked.ts';

type Input = Record<string, unknown>;

const ofSchedule = ['CreateSchedule', 'UpdateSchedule', 'GetSchedule', 'DeleteSchedule'];
const ofGroup = ['CreateScheduleGroup', 'GetScheduleGroup', 'DeleteScheduleGroup'];
const ofAll = ['ListSchedules', 'ListScheduleGroups'];

export function askedOfScheduler(
  operation: string,
  { GroupName, Name, Target }: Input,
  { accountId, region }: Surroundings,
): Asked[] | undefined {
  const action = `scheduler:${operation}`;
  const arn = (rest: string) => `arn:aws:scheduler:${region}:${accountId}:${rest}`;
  if (ofGroup.includes(operation)) return [{ action, resource: arn(`schedule-group/${Name}`) }];
  if (ofAll.includes(operation)) return [{ action, resource: arn(`schedule/*/*`) }];
  if (!ofSchedule.includes(operation)) return undefined;
  const asked = [{ action, resource: arn(`schedule/${GroupName ?? 'default'}/${Name}`) }];
  const { RoleArn } = (Target ?? {}) as { RoleArn?: unknown };
  if (typeof RoleArn !== 'string') return asked;
  const context = { 'iam:PassedToService': 'scheduler.amazonaws.com' };
  return [...asked, { action: 'iam:PassRole', resource: RoleArn, context }];
}
