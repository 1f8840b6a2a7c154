// A record made of messages, and of letters that were told: what the tests of the plan begin with.
import type { Message } from '../../shared/contract/message.ts';
import { evolve } from '../../shared/core/evolve.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { Action } from '../../shared/core/plan.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Clock, Policy, Rule, SourceKind, Start } from '../../shared/core/policy.ts';
import type { ChildRecord, Telling } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { kent } from './england.ts';

export const FRIDAY_22_05: Instant = '2026-11-20T22:05:00.000Z';

export interface Saying {
  type: Message['type'];
  at?: Instant;
  by?: SourceKind;
  subject?: string;
  data?: object;
}

let said = 0;

export function saying(
  record: ChildRecord,
  { type, at = FRIDAY_22_05, by = 'police', subject = 'MP-1', data = {} }: Saying,
): ChildRecord {
  said += 1;
  const id = `m${String(said).padStart(4, '0')}`;
  const whole = {
    id,
    type,
    source: `urn:${by}`,
    time: at,
    subject,
    data: { authority: 'E10000016', ...data },
  };
  return evolve(record, whole as Message, { receivedAt: at, by });
}

export const record = (...all: Saying[]): ChildRecord => all.reduce(saying, emptyChild('c-1'));

/** Fourteen, last seen at 20:30. */
export const reported = (data: object = {}, more: Partial<Saying> = {}): Saying => ({
  type: 'missing.reported',
  data: {
    person: { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-05-14' },
    category: 'missing',
    risk: 'medium',
    lastSeenAt: '2026-11-20T20:30:00.000Z',
    ...data,
  },
  ...more,
});

export const rule = (id: string, more: Partial<Rule> = {}): Rule => ({
  id,
  clauses: ['C-1'],
  basis: 'statutory',
  upon: 'missing',
  do: 'notify',
  to: [{ role: 'front-door' }],
  says: 'A child is missing.',
  ...more,
});

/** Kent with a procedure of these rules alone. */
export const procedureOf = (...rules: Rule[]): Policy => ({
  ...kent,
  versions: [{ id: '1', title: 'One', from: '2020-01-01', routes: {}, rules, treatAs: [], withhold: [] }],
});

/** The record once a letter has been offered to a mailbox. */
export function telling(
  of: ChildRecord,
  { id, rule: name, reference, occurrence, roles, purpose, upon, clauses, tells, dueAt, because }: Action,
  mailbox: string,
  state: Telling['state'] = 'accepted',
  at: Instant = dueAt,
): ChildRecord {
  const about = { rule: name, reference, occurrence, roles, purpose, upon, clauses, tells, dueAt, because };
  return {
    ...of,
    told: {
      ...of.told,
      [id]: { ...about, mailbox, intendedAt: at, state, ...(state !== 'intended' && { at }) },
    },
  };
}

/** The record once everything that is due was told, each role at a mailbox of its own. */
export const toldAll = (of: ChildRecord, policy: Policy, at: Instant): ChildRecord =>
  plan(of, policy, at).actions.reduce(
    (all, action) =>
      telling(all, action, action.mailbox ?? `${action.roles[0]}@kent.example`, 'accepted', at),
    of,
  );

/** Later than everything that a test waits for. */
export const EVER = '2027-06-01T00:00:00.000Z';
export const NOON = '2026-11-21T12:00:00.000Z';

/** A clock of elapsed time from the earliest of these. */
export const lasting = (elapsed: string, ...earliest: Start[]): Clock => ({ elapsed, from: { earliest } });
