// Our answers beside those of another evaluator, which knows nothing of ours: `node test/iam/oracle.ts [cases] [seed]`.
//
// The other one (@cloud-copilot/iam-simulate) is under the AGPL: it is called from tests and never shipped.
import { fileURLToPath } from 'node:url';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { decide } from '../../local/iam/decide.ts';
import { readIdentityPolicy, readResourcePolicy } from '../../local/iam/policy.ts';
import { principalOf } from '../../local/iam/principal.ts';
import { type RandomQuestion, randomQuestions } from './random-questions.ts';

export interface Comparison {
  same: number;
  allowed: number;
  refusedToRead: number;
  /** What ours said, what the other said, and to what. */
  different: { ours: string; other: string; question: RandomQuestion }[];
}

export async function compare(cases: number, seed: number): Promise<Comparison> {
  const next = randomQuestions(seed);
  const found: Comparison = { same: 0, allowed: 0, refusedToRead: 0, different: [] };
  while (found.same + found.different.length < cases) {
    const question = next();
    const ours = answerOf(question);
    if (ours === 'not read') {
      found.refusedToRead += 1;
      continue;
    }
    const other = await oracleOf(question);
    if (ours === other) found.same += 1;
    else found.different.push({ ours, other, question });
    if (ours === 'allowed') found.allowed += 1;
  }
  return found;
}

function answerOf(question: RandomQuestion): 'allowed' | 'denied' | 'not read' {
  const { principal, action, resource, account, context, identity, resourcePolicy } = question;
  let statements: Parameters<typeof decide>[1];
  try {
    statements = {
      identity: identity.flatMap((policy) => readIdentityPolicy(policy, 'identity')),
      resource: resourcePolicy ? readResourcePolicy(resourcePolicy, 'resource', resource) : [],
      isGuarded: /^(kms|sts):/.test(action),
    };
  } catch {
    return 'not read';
  }
  const who = principal.startsWith('arn:') ? principalOf(principal) : { service: principal };
  return decide({ who, action, resource, account, context }, statements).isAllowed ? 'allowed' : 'denied';
}

async function oracleOf(question: RandomQuestion): Promise<string> {
  const { principal, action, resource, account, context, identity, resourcePolicy } = question;
  const result = await runSimulation(
    {
      request: { principal, action, resource: { resource, accountId: account }, contextVariables: context },
      identityPolicies: identity.map((policy, at) => ({ name: `policy-${at}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(resourcePolicy && { resourcePolicy }),
    },
    {},
  );
  if (result.resultType === 'error') return `cannot say: ${JSON.stringify(result.errors)}`;
  return result.overallResult === 'Allowed' ? 'allowed' : 'denied';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , cases = '12000', seed = '1'] = process.argv;
  const { same, allowed, refusedToRead, different } = await compare(Number(cases), Number(seed));
  process.stdout.write(
    `${same} the same (${allowed} allowed), ${different.length} different, ${refusedToRead} not read by ours\n`,
  );
  for (const one of different.slice(0, 5)) process.stdout.write(`${JSON.stringify(one, null, 1)}\n`);
  process.exitCode = different.length > 0 ? 1 : 0;
}
