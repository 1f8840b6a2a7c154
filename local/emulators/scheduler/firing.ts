// Fires schedules when their instant comes, never before, and brings each firing to its target or its dead-letter queue.
//
// A firing is marked as done after it was delivered, so that a process that dies in between delivers it again.
import { Agenda } from '../agenda.ts';
import { Alarm } from '../alarm.ts';
import type { Clock } from '../clock.ts';
import type { Change, Journal } from '../journal.ts';
import type { Sqs } from '../sqs/sqs.ts';
import {
  type Delivery,
  deadLetterAttributes,
  type Exhausted,
  firstAttempt,
  nextAttempt,
  payload,
} from './delivery.ts';
import { instantAfter, newestInstant, type Schedule } from './schedule.ts';

/** Resolves once the function has taken the payload; a rejection is tried again. */
export type InvokeFunction = (functionArn: string, payload: string) => Promise<void>;

/** Throws where the role may not send to the target, or may not be taken for this schedule. */
export type MayFire = (firing: { scheduleArn: string; roleArn: string; targetArn: string }) => void;

export interface FiringNeeds {
  journal: Journal;
  clock: Clock;
  sqs: Sqs;
  invokeFunction: InvokeFunction | undefined;
  /** Where absent, every role may. */
  mayFire?: MayFire | undefined;
  accountId: string;
  region: string;
}

type Due = { place: string; schedule: Schedule } | { delivery: Delivery };

/** Schedules are held by their place: group and name. */
export class Firing {
  readonly #needs: FiringNeeds;
  readonly #schedules: Map<string, Schedule>;
  readonly #agenda = new Agenda<Due>();
  readonly #alarm: Alarm;
  #closed = false;

  constructor(needs: FiringNeeds, schedules: Map<string, Schedule>) {
    this.#needs = needs;
    this.#schedules = schedules;
    this.#alarm = new Alarm(needs.clock, () => this.#fireDue());
    for (const [, delivery] of needs.journal.entries<Delivery>('scheduled-delivery')) {
      this.#agenda.add(delivery.tryAt, { delivery });
    }
    for (const place of schedules.keys()) this.follow(place);
    this.#arm();
  }

  /** To be called when a schedule is new or has changed. */
  follow(place: string): void {
    const schedule = this.#schedules.get(place);
    if (schedule?.nextAt === undefined) return;
    this.#agenda.add(schedule.nextAt, { place, schedule });
    this.#arm();
  }

  close(): void {
    this.#closed = true;
    this.#alarm.set(undefined);
  }

  #arm(): void {
    if (!this.#closed) this.#alarm.set(this.#agenda.first()?.at);
  }

  #fireDue(): void {
    const now = this.#needs.clock.now();
    for (
      let first = this.#agenda.first();
      first !== undefined && first.at <= now;
      first = this.#agenda.first()
    ) {
      this.#agenda.removeFirst();
      const due = first.item;
      if ('delivery' in due) void this.#attempt(due.delivery);
      // A schedule that was changed since is another object.
      else if (this.#schedules.get(due.place) === due.schedule) this.#fire(due.place, due.schedule, now);
    }
    this.#arm();
  }

  #fire(place: string, schedule: Schedule, now: number): void {
    const { nextAt: _, ...rest } = schedule;
    const nextAt = instantAfter(schedule, now);
    this.#schedules.set(place, { ...rest, ...(nextAt !== undefined && { nextAt }) });
    this.follow(place);
    void this.#attempt(firstAttempt(place, schedule, newestInstant(schedule, now), now));
  }

  async #attempt(delivery: Delivery): Promise<void> {
    try {
      await this.#deliver(delivery);
    } catch (error) {
      if (!this.#closed) this.#retryOrGiveUp(delivery, error);
      return;
    }
    if (!this.#closed) this.#finish(delivery);
  }

  #deliver(delivery: Delivery): unknown {
    const { sqs, invokeFunction, mayFire, accountId, region } = this.#needs;
    const { Arn, RoleArn } = delivery.target;
    mayFire?.({ scheduleArn: delivery.arn, roleArn: RoleArn, targetArn: Arn });
    const body = payload(delivery, accountId, region);
    if (!Arn.includes(':lambda:')) return sqs.send(Arn, { body, sender: 'scheduler' });
    if (!invokeFunction) throw new Error('There are no functions here.');
    return invokeFunction(Arn, body);
  }

  #retryOrGiveUp(delivery: Delivery, error: unknown): void {
    const next = nextAttempt(delivery, this.#needs.clock.now());
    if (typeof next === 'string') {
      this.#giveUp(delivery, next, error);
      return;
    }
    this.#needs.journal.write([['scheduled-delivery', next.id, next], ...this.#advance(delivery)]);
    this.#agenda.add(next.tryAt, { delivery: next });
    this.#arm();
  }

  #giveUp(delivery: Delivery, why: Exhausted, error: unknown): void {
    const { sqs, mayFire, accountId, region } = this.#needs;
    const { RoleArn, DeadLetterConfig } = delivery.target;
    const deadLetters = DeadLetterConfig?.Arn;
    try {
      if (deadLetters !== undefined) {
        mayFire?.({ scheduleArn: delivery.arn, roleArn: RoleArn, targetArn: deadLetters });
        const attributes = deadLetterAttributes(delivery, why, error);
        sqs.send(deadLetters, {
          body: payload(delivery, accountId, region),
          sender: 'scheduler',
          attributes,
        });
      }
    } catch {
      // As on AWS, what even the dead-letter queue does not take is lost.
    }
    this.#finish(delivery);
  }

  #finish(delivery: Delivery): void {
    const schedule = this.#schedules.get(delivery.schedule);
    const isOver =
      schedule?.arn === delivery.arn && schedule.nextAt === undefined && schedule.state === 'ENABLED';
    const changes: Change[] = delivery.attempt > 1 ? [['scheduled-delivery', delivery.id]] : [];
    if (isOver && schedule.afterCompletion === 'DELETE') {
      this.#schedules.delete(delivery.schedule);
      changes.push(['schedule', delivery.schedule]);
    } else {
      changes.push(...this.#advance(delivery));
    }
    this.#needs.journal.write(changes);
  }

  /** The schedule as it now stands, unless it is gone. */
  #advance({ schedule: place }: Delivery): Change[] {
    const schedule = this.#schedules.get(place);
    return schedule === undefined ? [] : [['schedule', place, schedule]];
  }
}
