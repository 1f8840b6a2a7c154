// The schedules and their groups, kept on disk; to create what exists is a conflict unless the same client repeats itself.

import type { Change, Journal } from '../journal.ts';
import { AwsError } from '../wire/aws-error.ts';
import { type Definition, firstInstant, type Schedule } from './schedule.ts';
import { readExpression } from './schedule-expression.ts';

export interface Group {
  name: string;
  createdAt: number;
}

export interface NewSchedule {
  name: string;
  group: string;
  definition: Definition;
  token?: string | undefined;
}

export class ScheduleStore {
  /** By place: group and name. */
  readonly schedules: Map<string, Schedule>;
  readonly groups: Map<string, Group>;
  readonly #journal: Journal;
  readonly #owner: string;

  constructor(journal: Journal, accountId: string, region: string) {
    this.#journal = journal;
    this.#owner = `arn:aws:scheduler:${region}:${accountId}`;
    this.schedules = new Map(journal.entries<Schedule>('schedule'));
    this.groups = new Map([
      ['default', { name: 'default', createdAt: 0 }],
      ...journal.entries<Group>('schedule-group'),
    ]);
  }

  find(group: string, name: string): Schedule {
    const schedule = this.schedules.get(place(group, name));
    if (schedule === undefined) throw notFound(`Schedule ${name} does not exist.`);
    return schedule;
  }

  /** Nothing, where it is the repetition of a creation that succeeded: same token, same words. */
  create({ name, group, definition, token }: NewSchedule, now: number): Schedule | undefined {
    this.findGroup(group);
    const existing = this.schedules.get(place(group, name));
    if (existing && token !== undefined && existing.token === token && isSame(existing, definition))
      return undefined;
    refusePast(definition, now);
    if (existing) throw conflict(`Schedule ${name} already exists.`);
    const arn = `${this.#owner}:schedule/${group}/${name}`;
    const times = { createdAt: now, modifiedAt: now };
    return this.#keep(
      { ...definition, name, group, arn, ...times, ...(token !== undefined && { token }) },
      now,
    );
  }

  /** Replaces all that the client says of it. */
  update({ name, group, definition }: NewSchedule, now: number): Schedule {
    const { createdAt, arn, token, nextAt, ...old } = this.find(group, name);
    refusePast(definition, now);
    const kept = { name, group, arn, createdAt, modifiedAt: now, ...(token !== undefined && { token }) };
    // The rhythm goes on where only the target or the words have changed.
    const isRhythmKept = isSameRhythm(old, definition) && nextAt !== undefined;
    return this.#keep({ ...definition, ...kept }, now, isRhythmKept ? nextAt : undefined);
  }

  delete(group: string, name: string): void {
    this.find(group, name);
    this.schedules.delete(place(group, name));
    this.#journal.write([['schedule', place(group, name)]]);
  }

  findGroup(name: string): Group {
    const group = this.groups.get(name);
    if (group === undefined) throw notFound(`Schedule group ${name} does not exist.`);
    return group;
  }

  createGroup(name: string, now: number): Group {
    if (this.groups.has(name)) throw conflict(`Schedule group ${name} already exists.`);
    const group = { name, createdAt: now };
    this.groups.set(name, group);
    this.#journal.write([['schedule-group', name, group]]);
    return group;
  }

  /** With its schedules. */
  deleteGroup(name: string): void {
    this.findGroup(name);
    if (name === 'default')
      throw new AwsError('ValidationException', 'The default schedule group cannot be deleted.');
    const changes: Change[] = [['schedule-group', name]];
    for (const [key, schedule] of this.schedules) {
      if (schedule.group !== name) continue;
      this.schedules.delete(key);
      changes.push(['schedule', key]);
    }
    this.groups.delete(name);
    this.#journal.write(changes);
  }

  groupArn(name: string): string {
    return `${this.#owner}:schedule-group/${name}`;
  }

  #keep(schedule: Omit<Schedule, 'nextAt'>, now: number, next = firstInstant(schedule, now)): Schedule {
    const kept: Schedule = { ...schedule, ...(next !== undefined && { nextAt: next }) };
    this.schedules.set(place(schedule.group, schedule.name), kept);
    this.#journal.write([['schedule', place(schedule.group, schedule.name), kept]]);
    return kept;
  }
}

export function place(group: string, name: string): string {
  return `${group}/${name}`;
}

/** AWS does not document what becomes of an instant in the past: the strictest reading finds the most mistakes. */
function refusePast({ expression }: Definition, now: number): void {
  const read = readExpression(expression);
  if ('period' in read || 'fault' in read || read.at >= now) return;
  throw new AwsError('ValidationException', `${expression} is in the past.`);
}

function isSame(schedule: Schedule, definition: Definition): boolean {
  const {
    name: _n,
    group: _g,
    arn: _a,
    createdAt: _c,
    modifiedAt: _m,
    nextAt: _x,
    token: _t,
    ...old
  } = schedule;
  return canonical(old) === canonical(definition);
}

function isSameRhythm(old: Definition, fresh: Definition): boolean {
  const rhythm = ({ expression, state, startDate, endDate }: Definition) => [
    expression,
    state,
    startDate,
    endDate,
  ];
  return JSON.stringify(rhythm(old)) === JSON.stringify(rhythm(fresh));
}

/** Independent of the order of members. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null ? Object.fromEntries(Object.entries(inner).sort()) : inner,
  );
}

function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, { status: 404 });
}

function conflict(message: string): AwsError {
  return new AwsError('ConflictException', message, { status: 409 });
}
