// EventBridge Scheduler: one-time and regular schedules in UTC, on a virtual clock, to queues and functions.
import type { Reading, Service } from '../wire/protocol.ts';
import { Firing, type FiringNeeds } from './firing.ts';
import { performOperation, schedulerProtocol } from './operations.ts';
import type { Schedule } from './schedule.ts';
import { parameters, readDefinition, readGroupName, readName, readToken } from './schedule-request.ts';
import { type Group, type NewSchedule, place, ScheduleStore } from './schedule-store.ts';

export class Scheduler implements Service {
  readonly name = 'scheduler';
  readonly #needs: FiringNeeds;
  readonly #store: ScheduleStore;
  readonly #firing: Firing;

  constructor(needs: FiringNeeds) {
    this.#needs = needs;
    this.#store = new ScheduleStore(needs.journal, needs.accountId, needs.region);
    // What came due while nobody was there fires now.
    this.#firing = new Firing(needs, this.#store.schedules);
  }

  protocolOf() {
    return schedulerProtocol;
  }

  perform(reading: Reading): unknown {
    return performOperation(this, reading);
  }

  /** `input`: the members of CreateSchedule or UpdateSchedule. An instant in the past is refused. */
  create(input: object): Schedule {
    const request = this.#read(input);
    const created = this.#store.create(request, this.#now());
    if (created) this.#firing.follow(place(request.group, request.name));
    return created ?? this.#store.find(request.group, request.name);
  }

  update(input: object): Schedule {
    const request = this.#read(input);
    const updated = this.#store.update(request, this.#now());
    this.#firing.follow(place(request.group, request.name));
    return updated;
  }

  /** Creates the schedule, or gives the one that exists this definition; an unchanged rhythm goes on undisturbed. */
  ensureSchedule(name: string, input: object): Schedule {
    const named = { ...input, Name: name };
    const group = readGroupName(parameters(named));
    return this.#store.schedules.has(place(group, name)) ? this.update(named) : this.create(named);
  }

  ensureGroup(name: string): Group {
    return this.#store.groups.get(name) ?? this.createGroup(name);
  }

  createGroup(name: string): Group {
    return this.#store.createGroup(readName(parameters({ Name: name }), 'Name'), this.#now());
  }

  /** All schedules, by group and name. */
  schedules(): Schedule[] {
    return [...this.#store.schedules]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, schedule]) => schedule);
  }

  schedule(group: string, name: string): Schedule {
    return this.#store.find(group, name);
  }

  delete(group: string, name: string): void {
    this.#store.delete(group, name);
  }

  groups(): Group[] {
    return [...this.#store.groups.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  group(name: string): Group {
    return this.#store.findGroup(name);
  }

  groupArn(name: string): string {
    return this.#store.groupArn(name);
  }

  /** With its schedules. */
  deleteGroup(name: string): void {
    this.#store.deleteGroup(name);
  }

  close(): void {
    this.#firing.close();
  }

  #read(input: object): NewSchedule {
    const members = parameters(input);
    const name = readName(members, 'Name');
    const definition = readDefinition(members, this.#now());
    return { name, group: readGroupName(members), definition, token: readToken(members) };
  }

  #now(): number {
    return this.#needs.clock.now();
  }
}
