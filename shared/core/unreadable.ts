// Unreadable messages of one sender: a person hears of the first at once, of what comes in the next 15 minutes together.
import type { Instant } from './instant.ts';
import { between, later, MINUTE } from './instant.ts';
import type { Action } from './plan.ts';
import type { Rule } from './policy.ts';
import type { UnreadableRecord } from './record.ts';

const GATHER = 15 * MINUTE;
/** Windows and messages that are kept by name; beyond, they are only counted. */
const WINDOWS = 200;
const NAMED = 20;

export function lettersOnUnreadable(record: UnreadableRecord, rule: Rule): Action[] {
  const roles = rule.to.flatMap((recipient) => ('role' in recipient ? [recipient.role] : []));
  return record.windows.flatMap(({ opensAt, messages, more }) => {
    const letters = (part: 'first' | 'rest', count: number, dueAt: Instant): Action[] =>
      roles.map((role) => ({
        id: `${rule.id}/${opensAt}/1/${role}:${part}`,
        rule: rule.id,
        reference: opensAt,
        occurrence: 1,
        kind: 'email',
        purpose: rule.do,
        basis: rule.basis,
        upon: rule.upon,
        clauses: rule.clauses,
        roles: [role],
        says: rule.says,
        dueAt,
        knownAt: opensAt,
        tells: 'nothing',
        because: [
          `${count === 1 ? 'A message' : `${count} messages`} could not be understood [${rule.clauses.join(', ')}]`,
        ],
        count,
      }));
    const rest = messages.length + more - 1;
    return [
      ...letters('first', 1, opensAt),
      ...(rest > 0 ? letters('rest', rest, later(opensAt, GATHER)) : []),
    ];
  });
}

/** The record of a sender after one more unreadable message. */
export function gather(record: UnreadableRecord, message: string, at: Instant): UnreadableRecord {
  if (record.windows.some((window) => window.messages.includes(message))) return record;
  const last = record.windows.at(-1);
  if (!last || between(last.opensAt, at) >= GATHER) {
    const kept = record.windows.slice(1 - WINDOWS);
    return { ...record, windows: [...kept, { opensAt: at, messages: [message], more: 0 }] };
  }
  const grown =
    last.messages.length < NAMED
      ? { ...last, messages: [...last.messages, message] }
      : { ...last, more: last.more + 1 };
  return { ...record, windows: [...record.windows.slice(0, -1), grown] };
}
