// What the CDK's command runs: every authority has its stack, and `-c authority=NAME` leaves the others out.
import { join } from 'node:path';
import { listAuthorities } from '../shared/policy/load.ts';
import { assemble, homewardApp } from './assembly.ts';
import { policiesOf } from './policies.ts';
import { Refused } from './refused.ts';

const root = join(import.meta.dirname, '..');
const app = homewardApp(process.env['CDK_OUTDIR'] ?? join(root, 'cdk.out'));
const named: unknown = app.node.tryGetContext('authority');

try {
  const policies = policiesOf(named === undefined ? listAuthorities() : [String(named)]);
  await assemble(app, { policies, root });
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
