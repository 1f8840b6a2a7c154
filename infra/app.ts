// What the CDK's command runs: every authority has its stack, and `-c authority=NAME` leaves the others out.
import { join } from 'node:path';
import { listAuthorities } from '../shared/policy/load.ts';
import { assemble, homewardApp } from './assembly.ts';
import { policiesOf } from './policies.ts';
import { Refused } from './refused.ts';

const root = join(import.meta.dirname, '..');
const app = homewardApp(process.env['CDK_OUTDIR'] ?? join(root, 'cdk.out'));

try {
  await assemble(app, { policies: policiesOf(wanted()), root });
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function wanted(): string[] {
  const all = listAuthorities();
  const named: unknown = app.node.tryGetContext('authority');
  if (named === undefined) return all;
  if (typeof named === 'string' && all.includes(named)) return [named];
  throw new Refused([`There is no authority ${JSON.stringify(named)}; there are ${all.join(', ')}`]);
}
