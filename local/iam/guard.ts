// Where permissions are asked for on one machine: at the door, and wherever a service acts by itself.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Call } from '../emulators/front-door.ts';
import type { SourceQueue } from '../event-source.ts';
import type { FunctionLog } from '../functions/function-log.ts';
import type { Assembly } from '../stack/assembly.ts';
import type { Declared } from '../stack/declared.ts';
import { type Resolver, TemplateFault } from '../stack/template.ts';
import { toDelete, toLookAt, toReceive, toSend } from './asked-of-sqs.ts';
import type { Ledger } from './ledger.ts';
import { Permissions, sourceOf } from './permissions.ts';
import { readStackPolicies } from './stack-policies.ts';

export interface Firing {
  scheduleArn: string;
  roleArn: string;
  /** A queue or a function. */
  targetArn: string;
}

/** Each method throws where somebody may not, but for those that answer. */
export interface Guard {
  /** Types of the template whose policies are in force. */
  types: readonly string[];
  admit(call: Call): void;
  fire(firing: Firing): void;
  /** Whether an event rule may put an event on a queue: nobody waits to be told. */
  mayDeliver(ruleName: string, queueArn: string): boolean;
  /** Anybody at all opens the address of a function. */
  visit(functionArn: string): void;
  /** A function's failed event goes to the queue declared for it. */
  putAside(functionName: string, queueArn: string): void;
  /** The queue as the mapping reads it, in the name of the function's role. */
  sourceOf(functionName: string, queue: SourceQueue): SourceQueue;
  /** The log as the function's role may write it: into nothing, where it may not. */
  logOf(functionName: string, logGroup: string, log: FunctionLog): FunctionLog;
  /** What was granted and used, where anybody asks. */
  ledger: Pick<Ledger, 'used' | 'unused' | 'refused'>;
}

const inForce = [
  ...['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::KMS::Key'],
  ...['AWS::SQS::QueuePolicy', 'AWS::Lambda::Permission'],
];

const pass = () => undefined;

/** Everybody may do everything. */
export const openHouse: Guard = {
  types: [],
  admit: pass,
  fire: pass,
  mayDeliver: () => true,
  visit: pass,
  putAside: pass,
  sourceOf: (_, queue) => queue,
  logOf: (_, __, log) => log,
  ledger: { used: [], unused: [], refused: [] },
};

// As with a table: AWS says which uses of its key a log group needs, and not which step makes which.
const usesForLogs = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/**
 * The policies of the template, in force. Throws a `TemplateFault` where one of them cannot be evaluated here, and
 * where a deployment would fail for want of a permission.
 */
export function guardWith(o: {
  resolver: Resolver;
  declared: Pick<Declared, 'functions' | 'mappings'>;
  assembly: Assembly;
  log: (line: string) => void;
}): Guard {
  const { resolver, declared, assembly, log } = o;
  const { accountId, region } = assembly;
  const producers = producersIn(declared.functions.map(({ Code }) => assembly.assetFolder(Code.S3Key)));
  const stack = readStackPolicies(resolver);
  const permissions = new Permissions({ stack, accountId, region, producers, tell: log });
  const roleOf = (functionName: string) => {
    const [name = ''] = functionName.split(':').slice(-1);
    const found = declared.functions.find(({ ref }) => ref === name);
    if (!found) throw new TemplateFault(`The template has no function ${functionName}.`);
    return found.Role;
  };
  const asFunction = (name: string, ...asked: Parameters<Permissions['askAsRole']>[2][]) =>
    permissions.askAsRole('sqs', roleOf(name), ...asked);
  for (const { ref, Role } of declared.functions) {
    asDeployed(`The role of ${ref} cannot be assumed by Lambda`, () =>
      permissions.assume(Role, 'lambda.amazonaws.com'),
    );
  }
  for (const { FunctionName, EventSourceArn: resource } of declared.mappings) {
    const needs = [toReceive, toLookAt].map((need) => ({ ...need, resource }));
    asDeployed(`The role of ${FunctionName} cannot be fed by ${resource}`, () =>
      asFunction(FunctionName, ...needs),
    );
  }
  return {
    types: inForce,
    ledger: permissions.ledger,
    admit: (call) => permissions.admit(call),
    fire({ scheduleArn, roleArn, targetArn }) {
      const group = scheduleArn.replace(/:schedule\/([^/]+)\/.*$/, ':schedule-group/$1');
      permissions.assume(roleArn, 'scheduler.amazonaws.com', sourceOf(group, accountId));
      const isQueue = targetArn.startsWith('arn:aws:sqs:');
      const asked = isQueue ? toSend : { action: 'lambda:InvokeFunction' };
      permissions.askAsRole(isQueue ? 'sqs' : 'lambda', roleArn, { ...asked, resource: targetArn });
    },
    mayDeliver(ruleName, resource) {
      const rule = `arn:aws:events:${region}:${accountId}:rule/${ruleName}`;
      const context = sourceOf(rule, accountId);
      return isAllowed(() =>
        permissions.askAsService('sqs', 'events.amazonaws.com', context, { ...toSend, resource }),
      );
    },
    visit(resource) {
      const context = { 'lambda:FunctionUrlAuthType': 'NONE', 'lambda:InvokedViaFunctionUrl': 'true' };
      const asked = ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'];
      // He has no name: what lets everybody in lets him in, and nothing else does.
      permissions.askAsService(
        'lambda',
        'anybody',
        context,
        ...asked.map((action) => ({ action, resource })),
      );
    },
    putAside: (name, resource) => asFunction(name, { ...toSend, resource }),
    sourceOf: (name, queue) => ({
      arn: queue.arn,
      receive(most, signal) {
        asFunction(name, { ...toReceive, resource: queue.arn });
        return queue.receive(most, signal);
      },
      delete(receiptHandles) {
        asFunction(name, { ...toDelete, resource: queue.arn });
        return queue.delete(receiptHandles);
      },
    }),
    logOf(name, logGroup, written) {
      const group = `arn:aws:logs:${region}:${accountId}:log-group:${logGroup}`;
      const resource = `${group}:log-stream:one-machine`;
      const key = stack.keys.get(`${group}:*`);
      let mayWrite: boolean | undefined;
      const ask = () => {
        const actions = ['logs:CreateLogStream', 'logs:PutLogEvents'];
        permissions.askAsRole('logs', roleOf(name), ...actions.map((action) => ({ action, resource })));
        const context = { 'kms:EncryptionContext:aws:logs:arn': group };
        const uses = key === undefined ? [] : usesForLogs.map((action) => ({ action, resource: key }));
        permissions.askAsService('logs', `logs.${region}.amazonaws.com`, context, ...uses);
      };
      return {
        write(text) {
          mayWrite ??= isAllowed(ask);
          if (mayWrite) written.write(text);
        },
        close: () => written.close(),
      };
    },
  };
}

/** The roles that the policy beside a function's code lets send, by the names that stand for them here. */
function producersIn(folders: readonly string[]): Map<string, string> {
  const files = folders.map((folder) => join(folder, 'policy.json')).filter((file) => existsSync(file));
  const policies = files.map((file): Senders => JSON.parse(readFileSync(file, 'utf8')));
  return new Map(
    policies.flatMap(({ senders = {} }) =>
      Object.entries(senders).flatMap(([name, { principals = [] }]): [string, string][] =>
        principals[0] === undefined ? [] : [[name, principals[0]]],
      ),
    ),
  );
}

interface Senders {
  senders?: Record<string, { principals?: string[] }>;
}

function isAllowed(ask: () => void): boolean {
  try {
    ask();
    return true;
  } catch {
    return false;
  }
}

function asDeployed(what: string, ask: () => void): void {
  try {
    ask();
  } catch (error) {
    throw new TemplateFault(`${what}: ${error instanceof Error ? error.message : error}`);
  }
}
