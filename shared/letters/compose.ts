// From due actions to letters: one letter, one mailbox; only roles of one rule that share a mailbox share a letter.

import type { DigestRecord } from '../core/digest.ts';
import type { Child } from '../core/facts.ts';
import type { Instant } from '../core/instant.ts';
import { latest } from '../core/instant.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Role } from '../core/policy.ts';
import type { HomewardRecord, Telling } from '../core/record.ts';
import { deliveryOf } from '../core/routing.ts';
import { childOf } from '../core/treatment.ts';
import type { Company } from './company.ts';
import { companyAmong } from './company.ts';
import { readerOf } from './reader.ts';

/** A letter before it has words. */
export interface Draft {
  record: string;
  /** What is known of the child; nothing for unreadable messages. */
  child?: Child;
  /** Of unreadable messages: who sent them, by the name in the authority's file. */
  sender?: string;
  /** Of a morning: what it tells. */
  digest?: DigestRecord;
  mailbox: string;
  /** Why it came to this mailbox, where that is not the role's own. */
  notes: readonly string[];
  /** Roles whom it was for, and who have no mailbox of their own that can be used: the front door has it. */
  unreached: readonly Role[];
  actions: readonly [Action, ...Action[]];
  /** What the record will say of it, by action id. */
  tellings: readonly (readonly [string, Telling])[];
  dueAt: Instant;
  /** Who else is told, and what comes next. */
  company: () => Company;
  /** From when on it could have been sent: lateness is measured against this. */
  callableAt: Instant;
}

interface Together {
  mailbox: string;
  notes: Set<string>;
  unreached: Set<Role>;
  actions: [Action, ...Action[]];
}

export function compose(
  actions: readonly Action[],
  record: HomewardRecord,
  policy: Policy,
  now: Instant,
): Draft[] {
  const child = record.kind === 'child' ? childOf(record, policy) : undefined;
  const letters = new Map<string, Together>();
  for (const action of actions) {
    const [role = ''] = action.roles;
    const delivery = action.mailbox
      ? { mailbox: action.mailbox }
      : deliveryOf({ role, ...(action.authority && { authority: action.authority }) }, child, policy, now);
    const { rule, reference, occurrence, says, asked = '', dueAt } = action;
    const key = [rule, reference, occurrence, says, asked, delivery.mailbox, dueAt].join('\n');
    const together = letters.get(key);
    const { notes, unreached } = together ?? { notes: new Set<string>(), unreached: new Set<Role>() };
    if ('note' in delivery && delivery.note) {
      notes.add(delivery.note);
      unreached.add(role);
    }
    if (together) together.actions.push(action);
    else letters.set(key, { mailbox: delivery.mailbox, notes, unreached, actions: [action] });
  }
  const drafts = [...letters.values()].map((letter) => ({
    ...letter,
    tellings: letter.actions.map((action) => [action.id, tellingOf(action, letter.mailbox, now)] as const),
  }));
  const sent = new Map(drafts.flatMap(({ tellings }) => tellings));
  const companyOf = companyAmong({ record, child, policy, now, sent });
  return drafts.map(({ mailbox, notes, unreached, actions, tellings }) => ({
    record: record.id,
    ...(child && { child }),
    ...(record.kind === 'unreadable' && { sender: record.sender }),
    ...(record.kind === 'digest' && { digest: record }),
    mailbox,
    notes: [...notes],
    unreached: [...unreached],
    actions,
    tellings,
    company: () => companyOf(actions, readerOf({ actions, unreached: [...unreached] }, policy)),
    dueAt: actions[0].dueAt,
    callableAt: latest(actions.flatMap(({ dueAt, knownAt }) => [dueAt, knownAt])) ?? actions[0].dueAt,
  }));
}

function tellingOf(action: Action, mailbox: string, now: Instant): Telling {
  const { rule, reference, occurrence, purpose, upon, clauses, tells, dueAt, deadline, because } = action;
  return {
    rule,
    reference,
    occurrence,
    roles: action.roles,
    mailbox,
    purpose,
    upon,
    clauses,
    tells,
    dueAt,
    ...(deadline && { deadline }),
    ...(action.kind === 'close' && { closes: true as const }),
    intendedAt: now,
    state: 'intended',
    because,
  };
}
