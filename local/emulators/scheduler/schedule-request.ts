// What a client asks of the Scheduler, checked: the SDK checks none of this itself.
import { AwsError } from '../wire/aws-error.ts';
import { Parameters } from '../wire/parameters.ts';
import type { Definition, Target } from './schedule.ts';
import { readExpression } from './schedule-expression.ts';

const NAME = /^[0-9a-zA-Z\-_.]{1,64}$/;
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const QUEUE = /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,80}$/;
const FUNCTION = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9$_-]+)?$/;

export function parameters(input: object): Parameters {
  return new Parameters(input, (message) => validationError(message));
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

export function readName(input: Parameters, member: string): string {
  return checked(member, input.text(member), NAME);
}

export function readGroupName(input: Parameters): string {
  return input.has('GroupName') ? readName(input, 'GroupName') : 'default';
}

export function readToken(input: Parameters): string | undefined {
  const token = input.optionalText('ClientToken');
  return token === undefined ? undefined : checked('ClientToken', token, /^[a-zA-Z0-9-_]{1,64}$/);
}

/** `now`: virtual milliseconds. */
export function readDefinition(input: Parameters, now: number): Definition {
  const expression = checked('ScheduleExpression', input.text('ScheduleExpression'), /^.{1,256}$/);
  const zone = input.optionalText('ScheduleExpressionTimezone') ?? 'UTC';
  if (zone !== 'UTC')
    throw validationError(`The local Scheduler keeps UTC alone, not the time zone ${zone}.`);
  if (input.structure('FlexibleTimeWindow').text('Mode') !== 'OFF') {
    throw validationError('The local Scheduler has no flexible time window: its Mode must be OFF.');
  }
  const read = readExpression(expression);
  if ('fault' in read) throw validationError(read.fault);
  const description = input.optionalText('Description');
  if (description !== undefined) checked('Description', description, /^[\s\S]{0,512}$/);
  const startDate = readDate(input, 'StartDate');
  const endDate = readDate(input, 'EndDate');
  if (endDate !== undefined && endDate <= (startDate ?? now))
    throw validationError('The EndDate must come later.');
  return {
    expression,
    state: oneOf(input, 'State', ['ENABLED', 'DISABLED']),
    target: readTarget(input.structure('Target')),
    ...(description !== undefined && { description }),
    // A one-time schedule has its own instant; AWS ignores both dates for it.
    ...(startDate !== undefined && read.kind === 'every' && { startDate }),
    ...(endDate !== undefined && read.kind === 'every' && { endDate }),
    afterCompletion: oneOf(input, 'ActionAfterCompletion', ['NONE', 'DELETE']),
  };
}

function readTarget(target: Parameters): Target {
  const Arn = target.text('Arn');
  if (!QUEUE.test(Arn) && !FUNCTION.test(Arn)) {
    throw validationError(`The local Scheduler sends to standard queues and functions, not to ${Arn}.`);
  }
  const Input = target.optionalText('Input');
  const deadLetters = target.structure('DeadLetterConfig').optionalText('Arn');
  const retry = target.structure('RetryPolicy');
  return {
    Arn,
    RoleArn: checked('Target.RoleArn', target.text('RoleArn'), ROLE),
    ...(Input !== undefined && { Input }),
    ...(deadLetters !== undefined && {
      DeadLetterConfig: { Arn: checked('Target.DeadLetterConfig.Arn', deadLetters, QUEUE) },
    }),
    RetryPolicy: {
      MaximumEventAgeInSeconds:
        retry.wholeNumber('MaximumEventAgeInSeconds', { min: 60, max: 86_400 }) ?? 86_400,
      MaximumRetryAttempts: retry.wholeNumber('MaximumRetryAttempts', { min: 0, max: 185 }) ?? 185,
    },
  };
}

function checked(member: string, value: string, pattern: RegExp): string {
  if (pattern.test(value)) return value;
  throw validationError(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${pattern.source}`,
  );
}

function oneOf<First extends string, Other extends string>(
  input: Parameters,
  member: string,
  values: readonly [First, Other],
): First | Other {
  const value = input.optionalText(member) ?? values[0];
  const found = values.find((one) => one === value);
  if (found === undefined) throw validationError(`${member} must be one of ${values.join(', ')}.`);
  return found;
}

/** Seconds since 1970 on the wire. */
function readDate(input: Parameters, member: string): number | undefined {
  const seconds = input.optionalNumber(member);
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}
