// May somebody do something? AWS's rules for one account and between two, and for keys and roles, which trust nobody by default.
import type { Context } from './context.ts';
import type { Grant, Statement } from './policy.ts';
import type { Meant, Principal } from './principal.ts';

export interface Question {
  who: Principal;
  /** As in `sqs:SendMessage`. */
  action: string;
  /** An ARN. */
  resource: string;
  /** The account that the resource belongs to. */
  account: string;
  context: Context;
}

export interface Policies {
  /** Of whoever asks. */
  identity: readonly Statement[];
  /** Of what is asked for. */
  resource: readonly Statement[];
  /** Whether the resource's own policy has the last word, as that of a key or the trust of a role has. */
  isGuarded: boolean;
}

type PolicyKind = 'identity-based' | 'resource-based';

/** Which kind of policy says no, or would have had to say yes. */
export interface Because {
  kind: PolicyKind;
  isExplicit: boolean;
}

/** What allowed it, or why not. */
export type Decision =
  | { isAllowed: true; by: { statement: Statement; grant: Grant }[] }
  | { isAllowed: false; because: Because };

export function decide(question: Question, { identity, resource, isGuarded }: Policies): Decision {
  const { who, account } = question;
  const ofIdentity = applying(question, identity);
  const ofResource = applying(question, resource).filter(({ meant }) => meant);
  const denies = ({ statement }: Applying) => statement.effect === 'Deny';
  if (ofIdentity.some(denies)) return denied('identity-based');
  if (ofResource.some(denies)) return denied('resource-based');
  const [mayByIdentity] = ofIdentity;
  const himself = ofResource.find(({ meant }) => meant === 'himself');
  const hisAccount = ofResource.find(({ meant }) => meant === 'his account');
  const isAtHome = 'account' in who && who.account === account;
  if (himself && (isAtHome || 'service' in who)) return allowed(himself);
  if (isAtHome && !isGuarded && mayByIdentity) return allowed(mayByIdentity);
  if ('service' in who) return notAllowed('resource-based');
  const letIn = himself ?? hisAccount;
  // A key, a role and another account's resource each want both: to be opened, and that he may go in.
  if (!letIn && (isGuarded || !isAtHome)) return notAllowed('resource-based');
  if (!mayByIdentity) return notAllowed('identity-based');
  return letIn ? allowed(letIn, mayByIdentity) : allowed(mayByIdentity);
}

interface Applying {
  statement: Statement;
  grant: Grant;
  meant: Meant | undefined;
}

function applying(
  { who, action, resource, context }: Question,
  statements: readonly Statement[],
): Applying[] {
  return statements.flatMap((statement) => {
    const grant = statement.covers(action, resource);
    if (!grant || !statement.holds(context)) return [];
    return [{ statement, grant, meant: statement.means?.(who) }];
  });
}

function allowed(...by: Applying[]): Decision {
  return { isAllowed: true, by };
}

function denied(kind: PolicyKind): Decision {
  return { isAllowed: false, because: { kind, isExplicit: true } };
}

function notAllowed(kind: PolicyKind): Decision {
  return { isAllowed: false, because: { kind, isExplicit: false } };
}
