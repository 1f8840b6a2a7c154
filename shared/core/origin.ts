// Where a letter comes from that was passed on: the letter before it, and whom that was for.
import type { Action } from './plan.ts';
import type { Role } from './policy.ts';

interface Origin {
  /** The rule of the letter that was first sent. */
  rule: string;
  /** Of one that was passed on: whom it was first for. */
  passedOnFrom?: Role;
  /** Of a letter about a task that is overdue: the rule that asked it. */
  about?: string;
}

type Named = Pick<Action, 'id' | 'rule' | 'reference' | 'occurrence' | 'upon'>;

/** Read from its id: rule/reference/occurrence/addressee, and after a "<" what it is about. */
export function originOf(action: Named): Origin {
  const { id, rule, upon } = action;
  const key = keyIn(id, rule, action);
  const before = upon === 'not-delivered' ? aboutIn(key) : undefined;
  if (before === undefined) return originAs(rule, aboutIn(key));
  const first = before.slice(0, before.indexOf('/'));
  const firstKey = keyIn(before, first, action);
  const [role = ''] = firstKey.split(/[=<~:]/);
  return { ...originAs(first, aboutIn(firstKey)), passedOnFrom: role };
}

const originAs = (rule: string, about: string | undefined): Origin => ({ rule, ...(about && { about }) });

const keyIn = (id: string, rule: string, { reference, occurrence }: Named): string => {
  const head = `${rule}/${reference}/${occurrence}/`;
  return id.startsWith(head) ? id.slice(head.length) : id;
};

/** Nothing of a reader's word that the child is back: that is a letter of its own. */
function aboutIn(key: string): string | undefined {
  const about = key.includes('<') ? key.slice(key.indexOf('<') + 1) : undefined;
  return about?.startsWith('back<') ? undefined : about;
}
