// One firing of a schedule, on its way to a target: what it carries, when it is tried again, and when it is given up.
import { randomBytes, randomUUID } from 'node:crypto';
import type { MessageAttributes } from '../sqs/message.ts';
import type { Schedule, Target } from './schedule.ts';

/** Instants are virtual milliseconds. */
export interface Delivery {
  id: string;
  /** The schedule's place among schedules, and its ARN, which outlives it. */
  schedule: string;
  arn: string;
  target: Target;
  scheduledAt: number;
  /** From 1. */
  attempt: number;
  tryAt: number;
}

export type Exhausted = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

const LONGEST_PAUSE_SECONDS = 900;

export function firstAttempt(
  place: string,
  { arn, target }: Schedule,
  scheduledAt: number,
  now: number,
): Delivery {
  const id = randomBytes(8).toString('hex');
  return { id, schedule: place, arn, target, scheduledAt, attempt: 1, tryAt: now };
}

/** The next attempt, or the limit that allows no more. The pauses double; AWS does not publish its own. */
export function nextAttempt(delivery: Delivery, now: number): Delivery | Exhausted {
  const { attempt, scheduledAt, target } = delivery;
  const { MaximumEventAgeInSeconds, MaximumRetryAttempts } = target.RetryPolicy;
  if (attempt > MaximumRetryAttempts) return 'MaximumRetryAttempts';
  const tryAt = now + Math.min(2 ** attempt, LONGEST_PAUSE_SECONDS) * 1000;
  if (tryAt > scheduledAt + MaximumEventAgeInSeconds * 1000) return 'MaximumEventAgeInSeconds';
  return { ...delivery, attempt: attempt + 1, tryAt };
}

/** The target's input, with the context attributes filled in. */
export function payload(
  { id, arn, target, scheduledAt, attempt }: Delivery,
  accountId: string,
  region: string,
): string {
  const time = instant(scheduledAt);
  if (target.Input === undefined) {
    return JSON.stringify({
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      account: accountId,
      time,
      region,
      resources: [arn],
      detail: '{}',
    });
  }
  return target.Input.replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.scheduled-time>', time)
    .replaceAll('<aws.scheduler.execution-id>', id)
    .replaceAll('<aws.scheduler.attempt-number>', String(attempt));
}

/** What the dead-letter queue is told, in the attributes that AWS documents. */
export function deadLetterAttributes(delivery: Delivery, why: Exhausted, error: unknown): MessageAttributes {
  const { name = 'Error', message = String(error) } = error instanceof Error ? error : {};
  const told = {
    ERROR_CODE: name,
    ERROR_MESSAGE: message || name,
    EXECUTION_ID: delivery.id,
    EXHAUSTED_RETRY_CONDITION: why,
    IS_PAYLOAD_TRUNCATED: 'false',
    RETRY_ATTEMPTS: String(delivery.attempt - 1),
    SCHEDULED_TIME: instant(delivery.scheduledAt),
    SCHEDULE_ARN: delivery.arn,
    TARGET_ARN: delivery.target.Arn,
  };
  const attributes = Object.entries(told).map(([key, value]) => [
    key,
    { DataType: 'String', StringValue: value },
  ]);
  return Object.fromEntries(attributes);
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
