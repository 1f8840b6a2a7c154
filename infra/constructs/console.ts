// The console as an option: pages that only read, behind a load balancer of the authority's own network that signs readers on.
import { createHash } from 'node:crypto';
import { ArnFormat, Duration, SecretValue, Stack } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnListener, CfnLoadBalancer, CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnPermission, type Code } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ConsoleOption } from '../../shared/core/policy.ts';
import { acknowledge } from './acknowledge.ts';
import type { CustomerKey } from './customer-key.ts';
import type { Episodes } from './episodes.ts';
import { HomewardFunction } from './function.ts';

export interface ConsoleProps {
  authority: string;
  code: Code;
  option: ConsoleOption;
  key: CustomerKey;
  episodes: Episodes;
  /** Those whose depths are shown; those for dead letters under the names of the stack's outputs. */
  queues: Readonly<Record<string, Queue>>;
}

/** A working day: then the sign-on is asked again whether somebody may still look. */
const session = Duration.hours(8);

export class Console extends Construct {
  readonly address: string;

  constructor(scope: Construct, id: string, props: ConsoleProps) {
    super(scope, id);
    const { option, authority } = props;
    const balancer = this.loadBalancer(option);
    const show = this.showing(props, balancer.ref);
    // The permission comes before the target group, so it must know how that will be named.
    const name = `homeward-console-${createHash('sha256').update(authority).digest('hex').slice(0, 8)}`;
    const permission = new CfnPermission(this, 'BalancerMayAsk', {
      action: 'lambda:InvokeFunction',
      functionName: show.lambda.functionArn,
      principal: 'elasticloadbalancing.amazonaws.com',
      sourceArn: Stack.of(this).formatArn({
        service: 'elasticloadbalancing',
        resource: 'targetgroup',
        resourceName: `${name}/*`,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      }),
    });
    const target = new CfnTargetGroup(this, 'Target', {
      name,
      targetType: 'lambda',
      targets: [{ id: show.lambda.functionArn }],
    });
    target.addResourceDependency(permission);
    this.listen(option, balancer.ref, target.ref);
    this.address = balancer.attrDnsName;
  }

  private loadBalancer({ network }: ConsoleOption): CfnLoadBalancer {
    const door = new CfnSecurityGroup(this, 'Door', {
      groupDescription: 'Readers of the console, from their own network alone',
      vpcId: network.vpc,
      securityGroupIngress: network.from.map((cidrIp) => ({
        ...https,
        cidrIp,
        description: 'Readers',
      })),
      securityGroupEgress: [{ ...https, cidrIp: '0.0.0.0/0', description: 'To the sign-on' }],
    });
    const balancer = new CfnLoadBalancer(this, 'Balancer', {
      type: 'application',
      scheme: 'internal',
      ipAddressType: 'ipv4',
      subnets: [...network.subnets],
      securityGroups: [door.attrGroupId],
      loadBalancerAttributes: Object.entries({
        'routing.http.drop_invalid_header_fields.enabled': 'true',
        'routing.http.desync_mitigation_mode': 'strictest',
      }).map(([key, value]) => ({ key, value })),
    });
    acknowledge(balancer, reasons);
    return balancer;
  }

  private showing({ authority, code, key, episodes, queues }: ConsoleProps, balancer: string) {
    const { table } = episodes;
    return new HomewardFunction(this, 'Show', {
      authority,
      name: 'console',
      code,
      key,
      timeout: Duration.seconds(10),
      fedBy: 'address',
      environment: {
        TABLE_NAME: table.tableName,
        LOAD_BALANCER_ARN: balancer,
        QUEUES: Stack.of(this).toJsonString(
          Object.fromEntries(Object.entries(queues).map(([name, { queueUrl }]) => [name, queueUrl])),
        ),
      },
      may: [
        episodes.toFindOpen(),
        new PolicyStatement({
          actions: ['dynamodb:BatchGetItem'],
          resources: [table.tableArn],
          // Neither the messages as they came nor the key of links in letters.
          conditions: {
            'ForAllValues:StringLike': {
              'dynamodb:LeadingKeys': ['record#*', 'reference#*', 'control#pause'],
            },
          },
        }),
        key.toReadRecords(),
        new PolicyStatement({
          actions: ['sqs:GetQueueAttributes'],
          resources: Object.values(queues).map(({ queueArn }) => queueArn),
        }),
      ],
    });
  }

  private listen({ certificate, signOn }: ConsoleOption, balancer: string, target: string): void {
    new CfnListener(this, 'Listener', {
      loadBalancerArn: balancer,
      port: 443,
      protocol: 'HTTPS',
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
      certificates: [{ certificateArn: certificate }],
      defaultActions: [
        {
          type: 'authenticate-oidc',
          order: 1,
          authenticateOidcConfig: {
            issuer: signOn.issuer,
            authorizationEndpoint: signOn.authorization,
            tokenEndpoint: signOn.token,
            userInfoEndpoint: signOn.userInfo,
            clientId: signOn.client,
            clientSecret: SecretValue.secretsManager(signOn.secret).unsafeUnwrap(),
            scope: signOn.scope ?? 'openid',
            sessionTimeout: String(session.toSeconds()),
            onUnauthenticatedRequest: 'authenticate',
          },
        },
        { type: 'forward', order: 2, targetGroupArn: target },
      ],
    });
  }
}

const https = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 };

const logs =
  'The function writes who looked at which record; addresses of readers are for a bucket that the authority may add.';
const firewall =
  'Only the network of the authority reaches it, and only whom its sign-on lets in; the pages read and take no text.';

/** Of what cdk-nag asks of a load balancer. */
const reasons = {
  'AwsSolutions-ELB2': logs,
  'NIST.800.53.R5-ELBLoggingEnabled': logs,
  'NIST.800.53.R5-ALBWAFEnabled': firewall,
  'NIST.800.53.R5-ELBDeletionProtectionEnabled':
    'Nothing is kept in it, and an authority that takes the option out must be rid of it at once.',
};
