// What each resource is called here: what `Ref` and `Fn::GetAtt` would give for it once it were deployed.
import { createHash } from 'node:crypto';
import type { Identity, Place, Resolver, Resource } from './template.ts';
import { TemplateFault } from './template.ts';

/** The attributes of a physical name, and what `Ref` gives where that is not the name. */
interface Naming {
  /** The property that names the resource, where there is one, and how long a name may be. */
  property?: string;
  longest?: number;
  ref?: (name: string, place: Surroundings) => string;
  attributes?: (name: string, place: Surroundings) => Record<string, string>;
}

export interface Surroundings extends Place {
  /** Where the emulators listen, without a slash at its end. */
  endpoint: string;
}

const arn =
  (service: string, prefix = '', suffix = '') =>
  (name: string, { region, accountId }: Place) => ({
    Arn: `arn:aws:${service}:${region}:${accountId}:${prefix}${name}${suffix}`,
  });
const globalArn =
  (service: string, prefix: string) =>
  (name: string, { accountId }: Place) => ({ Arn: `arn:aws:${service}::${accountId}:${prefix}${name}` });
const topicArn = (name: string, { region, accountId }: Place) => `arn:aws:sns:${region}:${accountId}:${name}`;
const nameless: Naming = {};

/** Where the one function with an address of its own is found on this machine. */
export const ADDRESS = '/answer/';

const namings: Record<string, Naming> = {
  'AWS::Backup::BackupPlan': { attributes: (name) => ({ BackupPlanId: name }) },
  'AWS::Backup::BackupSelection': nameless,
  'AWS::Backup::BackupVault': {
    property: 'BackupVaultName',
    longest: 50,
    attributes: (name, { region, accountId }) => ({
      BackupVaultName: name,
      BackupVaultArn: `arn:aws:backup:${region}:${accountId}:backup-vault:${name}`,
    }),
  },
  'AWS::CDK::Metadata': nameless,
  'AWS::CloudWatch::Alarm': { property: 'AlarmName', longest: 255, attributes: arn('cloudwatch', 'alarm:') },
  'AWS::CloudWatch::CompositeAlarm': { property: 'AlarmName', attributes: arn('cloudwatch', 'alarm:') },
  'AWS::CloudWatch::Dashboard': { property: 'DashboardName' },
  'AWS::DynamoDB::GlobalTable': {
    property: 'TableName',
    longest: 255,
    attributes: arn('dynamodb', 'table/'),
  },
  'AWS::DynamoDB::Table': { property: 'TableName', longest: 255, attributes: arn('dynamodb', 'table/') },
  'AWS::EC2::SecurityGroup': { attributes: (name) => ({ GroupId: name }) },
  'AWS::ElasticLoadBalancingV2::Listener': { ref: balancing('listener/app/') },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    ref: balancing('loadbalancer/app/'),
    attributes: (name) => ({ DNSName: `${name}.elb.invalid` }),
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': { ref: balancing('targetgroup/') },
  'AWS::Events::Rule': { property: 'Name', longest: 64, attributes: arn('events', 'rule/') },
  'AWS::IAM::ManagedPolicy': {
    property: 'ManagedPolicyName',
    ref: (name, { accountId }) => `arn:aws:iam::${accountId}:policy/${name}`,
  },
  'AWS::IAM::Policy': nameless,
  'AWS::IAM::Role': {
    property: 'RoleName',
    longest: 64,
    // The emulators know a caller by the name of its role.
    attributes: (name, place) => ({ ...globalArn('iam', 'role/')(name, place), RoleId: name }),
  },
  'AWS::KMS::Alias': { property: 'AliasName' },
  'AWS::KMS::Key': {
    ref: keyId,
    attributes: (name, place) => ({ KeyId: keyId(name), ...arn('kms', 'key/')(keyId(name), place) }),
  },
  'AWS::Lambda::EventInvokeConfig': nameless,
  'AWS::Lambda::EventSourceMapping': nameless,
  'AWS::Lambda::Function': { property: 'FunctionName', longest: 64, attributes: arn('lambda', 'function:') },
  'AWS::Lambda::Permission': nameless,
  'AWS::Lambda::Url': {
    attributes: (_, { endpoint }) => ({ FunctionUrl: `${endpoint}${ADDRESS}` }),
  },
  'AWS::Logs::LogGroup': {
    property: 'LogGroupName',
    longest: 512,
    attributes: arn('logs', 'log-group:', ':*'),
  },
  'AWS::Logs::MetricFilter': nameless,
  'AWS::SES::ConfigurationSet': { property: 'Name', longest: 64 },
  'AWS::SES::ConfigurationSetEventDestination': nameless,
  'AWS::SES::EmailIdentity': { property: 'EmailIdentity' },
  'AWS::SNS::Subscription': nameless,
  'AWS::SNS::Topic': {
    property: 'TopicName',
    longest: 256,
    ref: topicArn,
    attributes: (name, place) => ({ TopicName: name, TopicArn: topicArn(name, place) }),
  },
  'AWS::SNS::TopicPolicy': nameless,
  'AWS::SQS::Queue': {
    property: 'QueueName',
    longest: 80,
    ref: (name, { endpoint, accountId }) => `${endpoint}/${accountId}/${name}`,
    attributes: (name, { endpoint, accountId, region }) => ({
      Arn: `arn:aws:sqs:${region}:${accountId}:${name}`,
      QueueName: name,
      QueueUrl: `${endpoint}/${accountId}/${name}`,
    }),
  },
  'AWS::SQS::QueuePolicy': nameless,
  'AWS::Scheduler::Schedule': { property: 'Name', longest: 64 },
  'AWS::Scheduler::ScheduleGroup': {
    property: 'Name',
    longest: 64,
    attributes: arn('scheduler', 'schedule-group/'),
  },
};

export function identifyIn(surroundings: Surroundings) {
  return (logicalId: string, resource: Resource, resolver: Resolver): Identity => {
    const naming = namings[resource.Type];
    if (!naming) {
      throw new TemplateFault(
        `Resources/${logicalId}: ${resource.Type} is not done on one machine (local/stack/identities.ts lists what is).`,
      );
    }
    const name = ownName(logicalId, resource, naming, resolver) ?? madeName(logicalId, surroundings, naming);
    return {
      ref: naming.ref ? naming.ref(name, surroundings) : name,
      attributes: naming.attributes?.(name, surroundings) ?? {},
    };
  };
}

function ownName(
  logicalId: string,
  resource: Resource,
  { property }: Naming,
  resolver: Resolver,
): string | undefined {
  const given = property && resource.Properties?.[property];
  if (given === undefined) return undefined;
  const name = resolver.resolve(given, `Resources/${logicalId}/Properties/${property}`);
  return typeof name === 'string' ? name : undefined;
}

/** Nothing here balances load; a role or a permission may name what would. */
function balancing(kind: string) {
  return (name: string, { region, accountId }: Surroundings) =>
    `arn:aws:elasticloadbalancing:${region}:${accountId}:${kind}${name}`;
}

// CloudFormation adds random letters; here the same template always gives the same names.
function madeName(logicalId: string, { stackName }: Place, { longest = 128 }: Naming): string {
  const name = `${stackName}-${logicalId}`;
  if (name.length <= longest) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${name.slice(0, longest - 13)}-${digest}`;
}

function keyId(name: string): string {
  const digest = createHash('sha256').update(name).digest('hex');
  const [, ...parts] = /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(digest) ?? [];
  return parts.join('-');
}
