// Whoever asks for something is known by name, asked for each permission that it needs, and refused as AWS would.
import type { Call } from '../emulators/front-door.ts';
import { AwsError } from '../emulators/wire/aws-error.ts';
import { type Asked, askedFor, type Surroundings } from './asked.ts';
import { type Context, Unsayable } from './context.ts';
import { decide } from './decide.ts';
import { denial, unknownKey } from './denial.ts';
import { Ledger } from './ledger.ts';
import { readIdentityPolicy, type Statement } from './policy.ts';
import { type Principal, principalOf } from './principal.ts';
import type { StackPolicies } from './stack-policies.ts';

/** Somebody with what his own account lets him do. */
interface Caller {
  who: Principal;
  identity: readonly Statement[];
}

const guarded = /^(kms|sts):/;

// What the accounts of others, and the people of this one, allow their own is in no template of ours.
const everything = readIdentityPolicy(
  { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
  'whatever the account allows its own',
);

export class Permissions {
  readonly ledger: Ledger;
  readonly #stack: StackPolicies;
  readonly #surroundings: Surroundings;
  readonly #outsiders: ReadonlyMap<string, Principal>;

  /** `producers`: the ARN that each name of a sender stands for. */
  constructor(o: {
    stack: StackPolicies;
    accountId: string;
    region: string;
    producers: ReadonlyMap<string, string>;
    tell: (line: string) => void;
  }) {
    const { stack, accountId, region, producers, tell } = o;
    this.#stack = stack;
    this.#surroundings = { accountId, region, senders: stack.senders, partitionKeys: stack.partitionKeys };
    this.#outsiders = new Map([
      ...[...producers].map(([name, arn]): [string, Principal] => [name, principalOf(arn)]),
      // Whoever runs the service by hand: a person of the authority's own account.
      ['operator', principalOf(`arn:aws:iam::${accountId}:role/operator`)],
    ]);
    this.ledger = new Ledger(stack, tell);
  }

  /** Throws an `AwsError` where the caller of that access key id may not. */
  admit(call: Call): void {
    const caller = this.#callerOf(call.accessKeyId);
    if (!caller) throw unknownKey(call.service, [...this.#outsiders.keys()]);
    for (const asked of askedFor(call, this.#surroundings)) this.#ask(call.service, caller, asked);
    if (/^(Create|Update)Schedule$/.test(call.operation)) this.#checkFiringRole(call.input);
  }

  /** What a service does in the name of a role that it has taken. */
  askAsRole(service: string, roleArn: string, ...asked: Asked[]): void {
    const caller = this.#callerOf(roleArn.slice(roleArn.lastIndexOf('/') + 1));
    if (!caller) throw new AwsError('AccessDeniedException', `There is no role ${roleArn}.`, { status: 403 });
    for (const one of asked) this.#ask(service, caller, one);
  }

  /** What a service does in its own name, for something of the account. */
  askAsService(service: string, principal: string, context: Context, ...asked: Asked[]): void {
    const caller = { who: { service: principal }, identity: [] };
    for (const one of asked) this.#ask(service, caller, { ...one, context: { ...one.context, ...context } });
  }

  /** Throws an `AwsError` where the role does not trust the service, or is not there. */
  assume(roleArn: string, principal: string, context: Context = {}): void {
    this.askAsService('sts', principal, context, { action: 'sts:AssumeRole', resource: roleArn });
  }

  #callerOf(name: string): Caller | undefined {
    const role = this.#stack.roles.get(name);
    if (role) return { who: principalOf(role.arn), identity: role.identity };
    const who = this.#outsiders.get(name);
    return who && { who, identity: everything };
  }

  #ask(service: string, caller: Caller, { action, resource, context = {}, keyUses = [] }: Asked): void {
    this.#decide(service, caller, action, resource, context);
    const key = this.#stack.keys.get(resource.replace(/\/index\/[^/]+$/, ''));
    if (key === undefined) return;
    const { region } = this.#surroundings;
    const through = 'arn' in caller.who && { 'kms:ViaService': `${service}.${region}.amazonaws.com` };
    for (const use of keyUses) this.#decide(service, caller, use, key, { ...context, ...through });
  }

  #decide(service: string, { who, identity }: Caller, action: string, resource: string, context: Context) {
    const { accountId } = this.#surroundings;
    const [, , , , account = ''] = resource.split(':');
    const himself = 'arn' in who && { 'aws:PrincipalArn': who.arn, 'aws:PrincipalAccount': who.account };
    const question = {
      who,
      action,
      resource,
      account: account || accountId,
      // No wire here has TLS; all of AWS's have, and so what is asked is what AWS would be asked.
      context: { 'aws:SecureTransport': 'true', ...himself, ...context },
    };
    const policies = {
      identity,
      resource: this.#policyOf(action, resource),
      isGuarded: guarded.test(action),
    };
    const decision = answered(() => decide(question, policies));
    this.ledger.note(question, decision);
    if (!decision.isAllowed) throw denial(service, { ...question, because: decision.because });
  }

  #policyOf(action: string, resource: string): readonly Statement[] {
    if (action !== 'sts:AssumeRole') return this.#stack.resources.get(resource) ?? [];
    return [...this.#stack.roles.values()].find(({ arn }) => arn === resource)?.trust ?? [];
  }

  /** The Scheduler takes no schedule with a role that it could not take itself. */
  #checkFiringRole({ GroupName, Target }: Record<string, unknown>): void {
    const { RoleArn } = (Target ?? {}) as { RoleArn?: unknown };
    const { accountId, region } = this.#surroundings;
    const group = `arn:aws:scheduler:${region}:${accountId}:schedule-group/${GroupName ?? 'default'}`;
    try {
      this.assume(String(RoleArn), 'scheduler.amazonaws.com', sourceOf(group, accountId));
    } catch {
      throw new AwsError(
        'ValidationException',
        'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
      );
    }
  }
}

/** What cannot be said is refused, in words of our own. */
function answered<Answer>(ask: () => Answer): Answer {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof Unsayable)) throw error;
    throw new AwsError('AccessDeniedException', error.message, { status: 403, queryCode: 'AccessDenied' });
  }
}

/** In whose name a service acts: something of the account. */
export function sourceOf(arn: string, accountId: string): Context {
  return { 'aws:SourceArn': arn, 'aws:SourceAccount': accountId };
}
