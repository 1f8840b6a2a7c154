// Every policy of a synthesized template, and the key that each queue, table and log is locked with.
import type { Resolver } from '../stack/template.ts';
import { TemplateFault } from '../stack/template.ts';
import type { Surroundings } from './asked.ts';
import { readFunctionPermission } from './function-permission.ts';
import { readIdentityPolicy, readResourcePolicy, type Statement } from './policy.ts';

export interface RolePolicies {
  arn: string;
  identity: Statement[];
  trust: Statement[];
}

export interface StackPolicies {
  /** By name. */
  roles: ReadonlyMap<string, RolePolicies>;
  /** By the ARN of the queue, key, topic or function. */
  resources: ReadonlyMap<string, readonly Statement[]>;
  /** By the ARN of what it locks: the ARN of a key of the stack. */
  keys: ReadonlyMap<string, string>;
  senders: Surroundings['senders'];
  partitionKeys: Surroundings['partitionKeys'];
}

type Properties = Record<string, unknown>;
interface Declared {
  logicalId: string;
  type: string;
  properties: Properties;
}

/** Throws a `TemplateFault` for any policy that cannot be evaluated here, whether anything asks for it or not. */
export function readStackPolicies(resolver: Resolver): StackPolicies {
  const all = resolver.resources().map(({ properties, ...rest }) => ({ ...rest, properties: properties() }));
  const ofType = (type: string) => all.filter((one) => one.type === type);
  const roles = new Map<string, RolePolicies>();
  const resources = new Map<string, Statement[]>();
  const add = (arn: string, statements: Statement[]) =>
    resources.set(arn, [...(resources.get(arn) ?? []), ...statements]);
  for (const role of ofType('AWS::IAM::Role')) {
    const { ref, attributes } = resolver.identity(role.logicalId);
    roles.set(ref, readRole(role, attributes['Arn'] ?? ''));
  }
  for (const type of ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']) {
    for (const policy of ofType(type)) addToRoles(policy, roles);
  }
  for (const { logicalId, properties } of ofType('AWS::KMS::Key')) {
    const arn = resolver.identity(logicalId).attributes['Arn'] ?? '';
    add(arn, readResourcePolicy(properties['KeyPolicy'], `${logicalId}/KeyPolicy`));
  }
  const arnOfQueue = (url: string) => byRef(resolver, ofType('AWS::SQS::Queue'), url);
  for (const { logicalId, properties } of ofType('AWS::SQS::QueuePolicy')) {
    const statements = readResourcePolicy(properties['PolicyDocument'], `${logicalId}/PolicyDocument`);
    for (const url of list(properties['Queues'])) add(arnOfQueue(url), statements);
  }
  for (const { logicalId, properties } of ofType('AWS::SNS::TopicPolicy')) {
    const statements = readResourcePolicy(properties['PolicyDocument'], `${logicalId}/PolicyDocument`);
    for (const topic of list(properties['Topics'])) add(topic, statements);
  }
  for (const { logicalId, properties } of ofType('AWS::Lambda::Permission'))
    add(...readFunctionPermission(properties, logicalId));
  return {
    roles,
    resources,
    keys: readKeys(all, resolver),
    partitionKeys: new Map(
      [...ofType('AWS::DynamoDB::Table'), ...ofType('AWS::DynamoDB::GlobalTable')].flatMap((table) =>
        partitionKeysOf(table, resolver.identity(table.logicalId).attributes['Arn'] ?? ''),
      ),
    ),
    senders: ofType('AWS::SES::EmailIdentity').map(({ properties }) => String(properties['EmailIdentity'])),
  };
}

function readRole({ logicalId, properties }: Declared, arn: string): RolePolicies {
  for (const property of ['ManagedPolicyArns', 'PermissionsBoundary']) {
    if (list(properties[property]).length > 0) {
      throw new TemplateFault(`Resources/${logicalId}: ${property} is not evaluated on one machine.`);
    }
  }
  const policies = (properties['Policies'] ?? []) as { PolicyName: string; PolicyDocument: unknown }[];
  return {
    arn,
    identity: policies.flatMap(({ PolicyName, PolicyDocument }) =>
      readIdentityPolicy(PolicyDocument, `${logicalId}/${PolicyName}`),
    ),
    trust: readResourcePolicy(properties['AssumeRolePolicyDocument'], `${logicalId}/trust`, arn),
  };
}

function addToRoles({ logicalId, properties }: Declared, roles: Map<string, RolePolicies>): void {
  const statements = readIdentityPolicy(properties['PolicyDocument'], `${logicalId}/PolicyDocument`);
  for (const name of list(properties['Roles'])) {
    const role = roles.get(name);
    if (!role) throw new TemplateFault(`Resources/${logicalId}: the template has no role ${name}.`);
    role.identity.push(...statements);
  }
}

/** Where a resource of some type says which key locks it. */
const lockedBy: Readonly<Record<string, (properties: Properties) => unknown>> = {
  'AWS::SQS::Queue': (queue) => queue['KmsMasterKeyId'],
  'AWS::DynamoDB::Table': ({ SSESpecification }) => (SSESpecification as Properties)?.['KMSMasterKeyId'],
  'AWS::DynamoDB::GlobalTable': ({ Replicas }) =>
    list<Properties>(Replicas).map(
      (replica) => (replica['SSESpecification'] as Properties)?.['KMSMasterKeyId'],
    )[0],
  'AWS::Logs::LogGroup': (group) => group['KmsKeyId'],
};

function readKeys(all: readonly Declared[], resolver: Resolver): Map<string, string> {
  const keys = all.filter(({ type }) => type === 'AWS::KMS::Key');
  return new Map(
    all.flatMap(({ logicalId, type, properties }): [string, string][] => {
      const named = lockedBy[type]?.(properties);
      if (named === undefined) return [];
      const key = keys
        .map((one) => resolver.identity(one.logicalId))
        .find(({ ref, attributes }) => named === ref || named === attributes['Arn']);
      if (!key) throw new TemplateFault(`Resources/${logicalId}: ${named} is no key of this template.`);
      return [[resolver.identity(logicalId).attributes['Arn'] ?? '', key.attributes['Arn'] ?? '']];
    }),
  );
}

interface Keyed {
  IndexName?: string;
  KeySchema?: { AttributeName: string; KeyType: string }[];
}

function partitionKeysOf({ properties }: Declared, arn: string): [string, string][] {
  const indexes = list<Keyed>(properties['GlobalSecondaryIndexes']);
  return [properties as Keyed, ...indexes].flatMap(({ IndexName, KeySchema }): [string, string][] => {
    const key = KeySchema?.find(({ KeyType }) => KeyType === 'HASH');
    return key ? [[IndexName ? `${arn}/index/${IndexName}` : arn, key.AttributeName]] : [];
  });
}

function byRef(resolver: Resolver, among: readonly Declared[], ref: string): string {
  const found = among.map(({ logicalId }) => resolver.identity(logicalId)).find((one) => one.ref === ref);
  if (!found) throw new TemplateFault(`The template has no queue ${ref}.`);
  return found.attributes['Arn'] ?? '';
}

function list<Item = string>(value: unknown): Item[] {
  return value === undefined ? [] : ([value].flat() as Item[]);
}
