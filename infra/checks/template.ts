// A synthesized template as the checks read it: what each resource is, and what the statements about it say.

export interface Resource {
  id: string;
  type: string;
  properties: Record<string, unknown>;
  deletionPolicy: unknown;
}

export interface Statement {
  effect: string;
  actions: string[];
  resources: unknown[];
  principal: unknown;
  condition: Record<string, Record<string, unknown>>;
}

/** Something that would go wrong once it is deployed. */
export interface Fault {
  /** Logical id of the resource. */
  at: string;
  rule: string;
  says: string;
}

/** A check of a whole template, so that what was overridden or added by hand is seen too. */
export type Check = (template: Template) => Fault[];

/** The faults of one resource whose condition holds. */
export function faults(at: string, rule: string, found: [boolean, string][]): Fault[] {
  return found.filter(([is]) => is).map(([, says]) => ({ at, rule, says }));
}

export class Template {
  readonly resources: readonly Resource[];

  constructor(json: { Resources?: Record<string, Record<string, unknown>> }) {
    this.resources = Object.entries(json.Resources ?? {}).map(([id, resource]) => ({
      id,
      type: String(resource['Type']),
      properties: (resource['Properties'] ?? {}) as Record<string, unknown>,
      deletionPolicy: resource['DeletionPolicy'],
    }));
  }

  ofType(...types: string[]): Resource[] {
    return this.resources.filter(({ type }) => types.includes(type));
  }

  /** The resource that a `Ref` or `Fn::GetAtt` names, or that an ARN made of parts begins with. */
  named(value: unknown): Resource | undefined {
    const id = isObject(value) ? (value['Ref'] ?? [value['Fn::GetAtt']].flat()[0]) : undefined;
    if (id !== undefined) return this.resources.find((resource) => resource.id === String(id).split('.')[0]);
    const [first] = joined(value);
    return isObject(first) ? this.named(first) : undefined;
  }

  /** `sqs` for a queue, whether it is named by a reference or by an ARN; undefined for whatever is not one resource. */
  serviceOf(value: unknown): string | undefined {
    const named = this.named(value);
    if (named) return named.type.split('::')[1]?.toLowerCase();
    const [, service] = /^arn:[^:]*:([a-z0-9-]+):/.exec(inWords(value)) ?? [];
    return service;
  }
}

/** A value as text, with `?` for what only a deployment knows. */
export function inWords(value: unknown): string {
  if (!isObject(value)) return String(value);
  const parts = joined(value);
  return parts.length > 0 ? parts.map((part) => (isObject(part) ? '?' : String(part))).join('') : '?';
}

/** What roles may do, or what a policy of a queue, topic, vault or key says. */
export function statementsOf({ properties }: Resource): Statement[] {
  const inline = ((properties['Policies'] ?? []) as Document[]).map((policy) => policy['PolicyDocument']);
  const own = ['PolicyDocument', 'KeyPolicy', 'AccessPolicy'].map((name) => properties[name]);
  return [...inline, ...own].flatMap(read);
}

export function trustOf({ properties }: Resource): Statement[] {
  return read(properties['AssumeRolePolicyDocument']);
}

type Document = Record<string, unknown>;

function read(document: unknown): Statement[] {
  if (!isObject(document)) return [];
  return [document['Statement']].flat().map((said) => {
    const statement = said as Document;
    return {
      effect: String(statement['Effect']),
      actions: [statement['Action'] ?? `all but ${statement['NotAction']}`].flat().map(String),
      resources: [statement['Resource'] ?? '*'].flat(),
      principal: statement['Principal'],
      condition: (statement['Condition'] ?? {}) as Statement['condition'],
    };
  });
}

const joined = (value: unknown): unknown[] =>
  isObject(value) && Array.isArray(value['Fn::Join']) ? ([value['Fn::Join'][1]].flat() as unknown[]) : [];

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
