// A policy document, read strictly: what is not evaluated here is a fault of the template, not a guess.
import * as z from 'zod';
import { TemplateFault } from '../stack/template.ts';
import { type Condition, readConditions } from './condition.ts';
import { type Meaning, readPrincipal } from './principal.ts';
import { isArnLike, isLike, isWholeArn } from './wildcard.ts';

/** One action, as written, on one resource, as written: the least that could be taken away. */
export interface Grant {
  action: string;
  resource: string;
}

export interface Statement {
  /** Whose policy it is, and which statement of it. */
  where: string;
  effect: 'Allow' | 'Deny';
  /** The part of the statement that covers this action on this resource. */
  covers(action: string, resource: string): Grant | undefined;
  holds: Condition;
  /** In a policy of a resource: whom it means. */
  means: Meaning | undefined;
  grants: readonly Grant[];
}

const texts = z.union([z.string(), z.array(z.string()).min(1)]).transform((value) => [value].flat());
const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.unknown().optional(),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
const document = z.strictObject({
  Version: z.literal('2012-10-17'),
  Id: z.string().optional(),
  Statement: z.union([statement, z.array(statement)]).transform((value) => [value].flat()),
});

/** `itself`: the resource whose policy it is, where a statement names none (the trust of a role). */
export function readPolicy(value: unknown, where: string, itself?: string): Statement[] {
  const read = document.safeParse(value);
  if (!read.success) {
    const said = read.error.issues.map(({ path, message }) => `${path.join('/')}: ${message}`).join('; ');
    throw new TemplateFault(`${where}: this policy is not evaluated on one machine: ${said}`);
  }
  return read.data.Statement.map((one, at) => readStatement(one, `${where}/Statement/${at}`, itself));
}

/** For a policy of an identity, which means its owner and says so nowhere. */
export function readIdentityPolicy(value: unknown, where: string): Statement[] {
  const statements = readPolicy(value, where);
  if (statements.some(({ means }) => means)) throw new TemplateFault(`${where}: it may name no principal.`);
  return statements;
}

/** For a policy of a resource, which always says whom it means. */
export function readResourcePolicy(value: unknown, where: string, itself?: string): Statement[] {
  const statements = readPolicy(value, where, itself);
  if (statements.some(({ means }) => !means))
    throw new TemplateFault(`${where}: it has to name a principal.`);
  return statements;
}

function readStatement(
  { Effect, Principal, Action, NotAction, Resource, NotResource, Condition }: z.output<typeof statement>,
  where: string,
  itself: string | undefined,
): Statement {
  if ((Action === undefined) === (NotAction === undefined))
    throw new TemplateFault(`${where}: it has to say either Action or NotAction.`);
  const onItself = Resource === undefined && NotResource === undefined ? itself : undefined;
  if (onItself === undefined && (Resource === undefined) === (NotResource === undefined))
    throw new TemplateFault(`${where}: it has to say either Resource or NotResource.`);
  const actions = Action ?? NotAction ?? [];
  const resources = onItself ? [onItself] : (Resource ?? NotResource ?? []);
  for (const action of actions) {
    if (action !== '*' && !/^[a-z0-9-]+:[A-Za-z0-9*?]+$/.test(action))
      throw new TemplateFault(`${where}: ${action} is not an action.`);
  }
  for (const resource of resources) {
    if (resource.includes('${')) throw new TemplateFault(`${where}: ${resource} holds a policy variable.`);
    if (resource !== '*' && !isWholeArn(resource))
      throw new TemplateFault(`${where}: ${resource} is neither * nor a whole ARN.`);
  }
  const fitsAction = (action: string) =>
    actions.find((pattern) => isLike(action.toLowerCase(), pattern.toLowerCase()));
  const fitsResource = (resource: string) =>
    resources.find((pattern) => pattern === '*' || isArnLike(resource, pattern));
  return {
    where,
    effect: Effect,
    covers(asked, on) {
      const [action, resource] = [fitsAction(asked), fitsResource(on)];
      const isCovered =
        (action !== undefined) === (Action !== undefined) &&
        (resource !== undefined) === (NotResource === undefined);
      return isCovered ? { action: action ?? asked, resource: resource ?? on } : undefined;
    },
    holds: readConditions(Condition, `${where}/Condition`),
    means: Principal === undefined ? undefined : readPrincipal(Principal, `${where}/Principal`),
    grants:
      NotAction || NotResource
        ? []
        : actions.flatMap((action) => resources.map((resource) => ({ action, resource }))),
  };
}
