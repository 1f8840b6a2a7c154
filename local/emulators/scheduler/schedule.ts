// A schedule as it is kept, and the arithmetic of its instants.
import { type Expression, readExpression } from './schedule-expression.ts';

export interface Target {
  Arn: string;
  RoleArn: string;
  Input?: string;
  DeadLetterConfig?: { Arn: string };
  RetryPolicy: { MaximumEventAgeInSeconds: number; MaximumRetryAttempts: number };
}

/** What a client says of a schedule. Instants are virtual milliseconds. */
export interface Definition {
  expression: string;
  state: 'ENABLED' | 'DISABLED';
  target: Target;
  description?: string;
  startDate?: number;
  endDate?: number;
  afterCompletion: 'NONE' | 'DELETE';
}

export interface Schedule extends Definition {
  name: string;
  group: string;
  arn: string;
  createdAt: number;
  modifiedAt: number;
  /** Absent once nothing more is to come, and while disabled. */
  nextAt?: number;
  /** Of the creation: who repeats it with the same words gets the same answer. */
  token?: string;
}

/** The first instant at or after `from` that the schedule asks for. */
export function firstInstant(schedule: Omit<Schedule, 'nextAt'>, from: number): number | undefined {
  const expression = expressionOf(schedule);
  if (schedule.state === 'DISABLED') return undefined;
  if (expression.kind === 'once') return expression.at;
  const { createdAt, startDate = createdAt, endDate = Number.POSITIVE_INFINITY } = schedule;
  const periods = Math.max(0, Math.ceil((from - startDate) / expression.period));
  const at = startDate + periods * expression.period;
  return at <= endDate ? at : undefined;
}

/** What follows when the clock has come to `now`: instants that it ran past are not made up for. */
export function instantAfter(schedule: Schedule, now: number): number | undefined {
  return expressionOf(schedule).kind === 'once' ? undefined : firstInstant(schedule, now + 1);
}

/** The newest instant that has come: what a target is told as the scheduled time. */
export function newestInstant(schedule: Schedule, now: number): number {
  const expression = expressionOf(schedule);
  if (expression.kind === 'once' || schedule.nextAt === undefined) return schedule.nextAt ?? now;
  return schedule.nextAt + Math.floor((now - schedule.nextAt) / expression.period) * expression.period;
}

function expressionOf({ expression }: Pick<Definition, 'expression'>): Expression {
  const read = readExpression(expression);
  if ('fault' in read) throw new Error(read.fault);
  return read;
}
