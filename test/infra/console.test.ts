// The console as it would be deployed: only where the file asks for it, behind the sign-on, and able to change nothing.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { homewardApp, writeAssembly } from '../../infra/assembly.ts';
import { AuthorityStack } from '../../infra/authority-stack.ts';
import { forEachFunction } from '../../infra/bundles.ts';
import { consoles } from '../../infra/checks/consoles.ts';
import { Template } from '../../infra/checks/template.ts';
import { option } from '../console/option.ts';
import {
  arnOf,
  exampleStack,
  ofType,
  only,
  outputs,
  saltmarsh,
  statements,
  templateOf,
} from './example-stack.ts';

vi.setConfig({ testTimeout: 60_000 });

const consoled = { ...saltmarsh, deployment: { ...saltmarsh.deployment, console: option } };
const stack = exampleStack(consoled);
const role = only(stack, 'AWS::IAM::Role', 'ConsoleShowRole');
const table = only(stack, 'AWS::DynamoDB::Table');
const balancer = only(stack, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
const show = only(stack, 'AWS::Lambda::Function', 'ConsoleShow');
const folder = mkdtempSync(join(tmpdir(), 'homeward-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the console', () => {
  it('is an option: what stands without it is the same with it, and nothing of it stands without it', () => {
    const plain = templateOf(saltmarsh);
    const { Resources, Outputs, ...rest } = templateOf(consoled);
    const without = (all: object, name: RegExp) =>
      Object.fromEntries(Object.entries(all).filter(([id]) => !name.test(id)));
    const hashOf = (template: object) => createHash('sha256').update(JSON.stringify(template)).digest('hex');
    expect(Object.keys(plain['Resources']).filter((id) => id.startsWith('Console'))).toEqual([]);
    expect(Object.keys(Resources).filter((id) => id.startsWith('Console'))).toHaveLength(9);
    const taken = {
      ...plain,
      ...rest,
      Resources: without(Resources, /^Console/),
      Outputs: without(Outputs, /^ConsoleAddress$/),
    };
    expect(hashOf(taken)).toBe(hashOf(plain));
  });

  it('reads open records, records and keys, and nothing else of the table', () => {
    const reading = statements(role).filter(({ actions }) => actions.some((each) => /^dynamodb:/.test(each)));
    expect(reading).toEqual([
      expect.objectContaining({
        actions: ['dynamodb:Query'],
        resources: [{ 'Fn::Join': ['', [arnOf(table), '/index/open']] }],
      }),
      expect.objectContaining({
        actions: ['dynamodb:BatchGetItem'],
        resources: [arnOf(table)],
        condition: {
          'ForAllValues:StringLike': {
            'dynamodb:LeadingKeys': ['record#*', 'reference#*', 'control#pause'],
          },
        },
      }),
    ]);
  });

  it('may change nothing: neither write, send, mail nor wake', () => {
    expect(statements(role).flatMap(({ actions }) => actions)).toEqual([
      'dynamodb:Query',
      'dynamodb:BatchGetItem',
      'kms:Decrypt',
      'kms:DescribeKey',
      'sqs:GetQueueAttributes',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ]);
    const [key] = statements(role).filter(({ actions }) => actions.includes('kms:Decrypt'));
    expect(key?.condition).toEqual({
      StringEquals: { 'kms:ViaService': 'dynamodb.eu-west-2.amazonaws.com' },
    });
  });

  it('counts what waits in every queue of the stack', () => {
    const [counting] = statements(role).filter(({ actions }) => actions.includes('sqs:GetQueueAttributes'));
    expect(counting?.resources).toHaveLength(ofType(stack, 'AWS::SQS::Queue').length);
  });

  it('stands inside the network, for the ranges that the file names and nobody else', () => {
    expect(balancer.properties).toMatchObject({ Scheme: 'internal', Subnets: option.network.subnets });
    const door = only(stack, 'AWS::EC2::SecurityGroup');
    const lets = door.properties['SecurityGroupIngress'] as { CidrIp: string; ToPort: number }[];
    expect(lets.map(({ CidrIp, ToPort }) => [CidrIp, ToPort])).toEqual([
      ['10.20.0.0/16', 443],
      ['10.21.0.0/16', 443],
    ]);
  });

  it('has each reader sign on before anything is asked of the function, again after a working day', () => {
    const listener = only(stack, 'AWS::ElasticLoadBalancingV2::Listener');
    expect(listener.properties['DefaultActions']).toEqual([
      {
        Type: 'authenticate-oidc',
        Order: 1,
        AuthenticateOidcConfig: expect.objectContaining({
          Issuer: option.signOn.issuer,
          ClientSecret: '{{resolve:secretsmanager:homeward/console-sign-on:SecretString:::}}',
          OnUnauthenticatedRequest: 'authenticate',
          SessionTimeout: '28800',
          Scope: 'openid',
        }),
      },
      expect.objectContaining({ Type: 'forward', Order: 2 }),
    ]);
  });

  it('is asked by its own load balancer, and knows by which', () => {
    const permission = only(stack, 'AWS::Lambda::Permission', 'ConsoleBalancerMayAsk');
    const { name } = {
      name: String(only(stack, 'AWS::ElasticLoadBalancingV2::TargetGroup').properties['Name']),
    };
    expect(name.length).toBeLessThanOrEqual(32);
    expect(JSON.stringify(permission.properties['SourceArn'])).toContain(`:targetgroup/${name}/*`);
    expect(show.properties['Environment']).toMatchObject({
      Variables: { LOAD_BALANCER_ARN: { Ref: balancer.id } },
    });
    expect(ofType(stack, 'AWS::Lambda::Url')).toHaveLength(1);
  });

  it('says where its name points to', () => {
    expect(outputs(consoled)['ConsoleAddress']).toEqual({ 'Fn::GetAtt': [balancer.id, 'DNSName'] });
    expect(Object.keys(outputs(saltmarsh))).not.toContain('ConsoleAddress');
  });

  it('passes every check that a template must pass', async () => {
    const app = homewardApp(join(folder, 'console'));
    const code = forEachFunction(() => Code.fromInline('exports.handler = async () => {};'));
    new AuthorityStack(app, { policy: consoled, code });
    await expect(writeAssembly(app, true)).resolves.toBeUndefined();
  });
});

describe('a console is refused', () => {
  type Properties = Record<string, unknown>;
  const found = (type: string, edit: (properties: Properties) => void) => {
    const json = structuredClone(templateOf(consoled)) as {
      Resources: Record<string, { Type: string; Properties: Properties }>;
    };
    for (const { Type, Properties } of Object.values(json.Resources)) if (Type === type) edit(Properties);
    return consoles.flatMap((check) => check(new Template(json))).map(({ says }) => says);
  };
  const lb = 'AWS::ElasticLoadBalancingV2::';
  const firstAction = (properties: Properties) => (properties['DefaultActions'] as Properties[])[0] ?? {};
  const signOn = (properties: Properties) => firstAction(properties)['AuthenticateOidcConfig'] as Properties;

  it('not as it is', () => {
    expect(found('nothing', () => undefined)).toEqual([]);
  });

  it.each<[string, string, (properties: Properties) => void, string]>([
    [
      'that faces the internet',
      `${lb}LoadBalancer`,
      (of) => {
        of['Scheme'] = 'internet-facing';
      },
      'the internet reaches it',
    ],
    [
      'that hands on any header',
      `${lb}LoadBalancer`,
      (of) => {
        of['LoadBalancerAttributes'] = [];
      },
      'it hands on headers that are none',
    ],
    [
      'whose door stands elsewhere',
      `${lb}LoadBalancer`,
      (of) => {
        of['SecurityGroups'] = ['sg-1'];
      },
      'its door is one that no stack says',
    ],
    [
      'that lets in anybody',
      'AWS::EC2::SecurityGroup',
      (of) => {
        of['SecurityGroupIngress'] = [{ CidrIp: '0.0.0.0/0' }];
      },
      'it lets in more than the ranges of a private network',
    ],
    [
      'without TLS',
      `${lb}Listener`,
      (of) => {
        of['Protocol'] = 'HTTP';
      },
      'it speaks without TLS',
    ],
    [
      'with an old TLS',
      `${lb}Listener`,
      (of) => {
        of['SslPolicy'] = 'ELBSecurityPolicy-2016-08';
      },
      'it speaks an old TLS',
    ],
    [
      'that shows a page to anybody',
      `${lb}Listener`,
      (of) => {
        firstAction(of)['Order'] = 3;
      },
      'it shows a page before anybody signed on',
    ],
    [
      'that lets strangers through',
      `${lb}Listener`,
      (of) => {
        signOn(of)['OnUnauthenticatedRequest'] = 'allow';
      },
      'it lets in who is not signed on',
    ],
    [
      'whose secret is written down',
      `${lb}Listener`,
      (of) => {
        signOn(of)['ClientSecret'] = 'swordfish';
      },
      'its secret stands in the template',
    ],
    [
      'that leads to another function',
      `${lb}TargetGroup`,
      (of) => {
        of['Targets'] = [{ Id: 'arn:elsewhere' }];
      },
      'only the console checks who was signed on',
    ],
    [
      'that any load balancer may ask',
      'AWS::Lambda::Permission',
      (of) => {
        delete of['SourceArn'];
      },
      'every load balancer of every account may ask it',
    ],
  ])('%s', (_what, type, edit, says) => {
    expect(found(type, edit)).toContain(says);
  });
});
