// Which service an operator means: the one that runs here, or a deployed stack by the outputs that its deployment wrote.
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import * as z from 'zod';
import type { Instant } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { readClock } from '../clock-file.ts';
import { policyOf } from '../commands/check.ts';
import { localClient, running } from '../commands/running.ts';
import { Mistake } from '../scenario.ts';

export interface ServiceAsked {
  authority?: string;
  outputs?: string;
}

export interface Service {
  policy: Policy;
  table: string;
  /** For every AWS client. */
  client: { endpoint?: string };
  /** Addresses of queues, by the names of the stack's outputs. */
  outputs: Readonly<Record<string, string>>;
  /** By the service's own clock. */
  now(): Instant;
}

export const askForService = (command: Command): Command =>
  command
    .option('--authority <name>', 'whose service; left out: the one that runs here')
    .option('--outputs <file>', 'a deployed stack: what `cdk deploy --outputs-file` wrote');

/** Throws Mistake where there is none, or it is another authority's. */
export function serviceAsked({ authority, outputs }: ServiceAsked): Service {
  if (outputs !== undefined) {
    if (authority === undefined) throw new Mistake('Say --authority too: the file may name several stacks');
    return deployed(policyOf(authority), outputs);
  }
  const here = running();
  const policy = policyOf(here.authority);
  const asked = authority === undefined ? policy : policyOf(authority);
  if (asked.authority.code !== policy.authority.code) {
    throw new Mistake(
      `The pipeline that runs here is that of ${policy.authority.name}, not of ${asked.authority.name}`,
    );
  }
  return {
    policy,
    table: here.tableName,
    client: localClient(here.endpoint, 'operator'),
    outputs: here.outputs,
    now: () => nowIn(here.data),
  };
}

/** Where the service's clock stands or stood; the machine's time where it follows that. */
export function nowIn(data: string | undefined): Instant {
  const kept = data === undefined ? undefined : readClock(join(data, 'clock'));
  return new Date(kept?.follows === 'itself' ? kept.now : Date.now()).toISOString();
}

/** Who does it, for the book of operations, where nobody says. */
export const whoeverThisIs = (): string => userInfo().username;

const file = z.record(z.string(), z.record(z.string(), z.string()));

function deployed(policy: Policy, path: string): Service {
  const stack = `homeward-${policy.authority.slug}`;
  const outputs = readOutputs(path)[stack];
  const table = outputs?.['TableName'];
  if (!outputs || !table) throw new Mistake(`${path}: names no table of a stack ${stack}`);
  return { policy, table, client: {}, outputs, now: () => new Date().toISOString() };
}

function readOutputs(path: string): z.output<typeof file> {
  try {
    return file.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new Mistake(`${path}: is not what \`cdk deploy --outputs-file\` writes`);
  }
}
