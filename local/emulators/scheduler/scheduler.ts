// EventBridge Scheduler: one-time and regular schedules in UTC, on a virtual clock, to queues and functions.
import type { Parameters as Input } from '../wire/parameters.ts';
import { Parameters } from '../wire/parameters.ts';
import { AwsError } from '../wire/aws-error.ts';
import type { Reading, Service } from '../wire/protocol.ts';
import { restJsonProtocol, type Route } from '../wire/rest-json-protocol.ts';
import { Firing, type FiringNeeds } from './firing.ts';
import type { Definition, Schedule } from './schedule.ts';
import { readDefinition, readGroupName, readName, readToken, validationError } from './schedule-request.ts';
import { type Group, type NewSchedule, place, ScheduleStore } from './schedule-store.ts';

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

const protocol = restJsonProtocol(ROUTES);

export class Scheduler implements Service {
  readonly name = 'scheduler';
  readonly #needs: FiringNeeds;
  readonly #store: ScheduleStore;
  #firing: Firing | undefined;

  constructor(needs: FiringNeeds) {
    this.#needs = needs;
    this.#store = new ScheduleStore(needs.journal, needs.accountId, needs.region);
  }

  /** From here on schedules fire; what came due while nobody was there fires now. */
  start(): void {
    this.#firing ??= new Firing(this.#needs, this.#store.schedules);
  }

  protocolOf() {
    return protocol;
  }

  perform({ operation, input }: Reading): unknown {
    const perform = OPERATIONS[operation];
    if (perform === undefined) throw validationError(`${operation} is not available in the local Scheduler.`);
    return perform(this, new Parameters(input, (message) => validationError(message)));
  }

  /** `input`: the members of CreateSchedule or UpdateSchedule. An instant in the past is refused. */
  create(input: object): Schedule {
    const request = this.#read(input);
    const created = this.#store.create(request, this.#now());
    if (created) this.#firing?.follow(place(request.group, request.name));
    return created ?? this.#store.find(request.group, request.name);
  }

  update(input: object): Schedule {
    const request = this.#read(input);
    const updated = this.#store.update(request, this.#now());
    this.#firing?.follow(place(request.group, request.name));
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
    return [...this.#store.schedules].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, schedule]) => schedule);
  }

  get store(): ScheduleStore {
    return this.#store;
  }

  close(): void {
    this.#firing?.close();
  }

  #read(input: object): NewSchedule {
    const members = parameters(input);
    const name = readName(members, 'Name');
    return { name, group: readGroupName(members), definition: this.#definition(members), token: readToken(members) };
  }

  #definition(members: Input): Definition {
    return readDefinition(members, this.#now());
  }

  #now(): number {
    return this.#needs.clock.now();
  }
}
