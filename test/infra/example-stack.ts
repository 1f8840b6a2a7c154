// The stack of an invented authority as the template that CloudFormation would get, without its code.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { homewardApp } from '../../infra/assembly.ts';
import { AuthorityStack, type AuthorityStackProps } from '../../infra/authority-stack.ts';
import { forEachFunction } from '../../infra/bundles.ts';

type Properties = Record<string, unknown>;

export interface Resource {
  id: string;
  type: string;
  properties: Properties;
  deletionPolicy?: string;
  updateReplacePolicy?: string;
}

export interface Statement {
  effect: string;
  actions: string[];
  resources: unknown[];
  principal: unknown;
  condition: Record<string, Record<string, unknown>>;
}

export const policeRole = 'arn:aws:iam::111122223333:role/saltmarsh-police';

export const saltmarsh: AuthorityStackProps['policy'] = {
  authority: { code: 'E10000099', name: 'Saltmarsh', slug: 'saltmarsh' },
  mail: { from: 'missing-children@saltmarsh.example', allowedDomains: ['saltmarsh.example'] },
  senders: { police: { principals: [policeRole], ids: ['AROAEXAMPLEPOLICE'] } },
  deployment: { alarms: ['on.call@saltmarsh.example'] },
  reviewBy: '2027-08-31',
  retention: { closed: 'P25Y', messages: 'P1Y' },
  calendar: {
    zone: 'Europe/London',
    office: { opens: '09:00', closes: '17:00' },
    covers: { from: '2026-01-01', to: '2027-12-31' },
    bankHolidays: [],
    terms: [],
  },
};

export function exampleStack(policy: AuthorityStackProps['policy'] = saltmarsh): Resource[] {
  return Object.entries<Record<string, unknown>>(templateOf(policy)['Resources']).map(([id, resource]) => ({
    id,
    type: String(resource['Type']),
    properties: (resource['Properties'] ?? {}) as Properties,
    ...pick(resource, 'DeletionPolicy', 'deletionPolicy'),
    ...pick(resource, 'UpdateReplacePolicy', 'updateReplacePolicy'),
  }));
}

/** What the stack says to whoever deployed it. */
export function outputs(policy: AuthorityStackProps['policy']): Record<string, unknown> {
  const said = Object.entries<Record<string, unknown>>(templateOf(policy)['Outputs']);
  return Object.fromEntries(said.map(([name, { Value }]) => [name, Value]));
}

export function templateOf(policy: AuthorityStackProps['policy']) {
  const outdir = mkdtempSync(join(tmpdir(), 'homeward-test-'));
  try {
    const code = forEachFunction(() => Code.fromInline('exports.handler = async () => {};'));
    return Template.fromStack(new AuthorityStack(homewardApp(outdir), { policy, code })).toJSON();
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function pick(from: Record<string, unknown>, name: string, as: string) {
  return typeof from[name] === 'string' ? { [as]: from[name] } : {};
}

export const ofType = (stack: Resource[], type: string) => stack.filter((resource) => resource.type === type);

/** The one resource whose id begins so; throws where there are more or none. */
export function only(stack: Resource[], type: string, idStart = ''): Resource {
  const [found, ...more] = ofType(stack, type).filter(({ id }) => id.startsWith(idStart));
  if (!found || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} of ${type} ${idStart}`);
  return found;
}

/** What a role may do, or what a policy of a queue, topic or key says. */
export function statements({ properties }: Resource): Statement[] {
  const inline = (properties['Policies'] ?? []) as { PolicyDocument: Document }[];
  const documents = [...inline.map(({ PolicyDocument }) => PolicyDocument)];
  for (const name of ['PolicyDocument', 'KeyPolicy', 'AccessPolicy']) {
    if (properties[name]) documents.push(properties[name] as Document);
  }
  return documents.flatMap(({ Statement }) => Statement).map(read);
}

export function trust({ properties }: Resource): Statement[] {
  return (properties['AssumeRolePolicyDocument'] as Document).Statement.map(read);
}

interface Document {
  Statement: Record<string, unknown>[];
}

function read(statement: Record<string, unknown>): Statement {
  return {
    effect: String(statement['Effect']),
    actions: [statement['Action']].flat().map(String),
    resources: [statement['Resource']].flat(),
    principal: statement['Principal'],
    condition: (statement['Condition'] ?? {}) as Statement['condition'],
  };
}

export const arnOf = ({ id }: Resource) => ({ 'Fn::GetAtt': [id, 'Arn'] });
