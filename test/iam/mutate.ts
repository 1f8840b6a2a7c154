// Takes each single action out of the template in turn and plays the story: something has to notice. `npm run iam-mutate`
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Assembly } from '../../local/stack/assembly.ts';
import type { Template } from '../../local/stack/template.ts';
import { darlington } from './darlington.ts';
import { neverUsed } from './never-used.ts';
import { play } from './story.ts';
import { putEverythingAside } from './when-it-fails.ts';

interface Removal {
  /** As the ledger writes it: `where: action`. */
  name: string;
  template: Template;
}

interface Written {
  Effect: string;
  Action: string | string[];
}

/** Where a resource of some type keeps its policies: the name that the ledger gives each, and the document. */
const documents: Readonly<Record<string, (properties: Record<string, unknown>) => [string, unknown][]>> = {
  'AWS::IAM::Role': ({ Policies, AssumeRolePolicyDocument }) => [
    ...((Policies ?? []) as { PolicyName: string; PolicyDocument: unknown }[]).map(
      ({ PolicyName, PolicyDocument }): [string, unknown] => [PolicyName, PolicyDocument],
    ),
    ['trust', AssumeRolePolicyDocument],
  ],
  'AWS::KMS::Key': ({ KeyPolicy }) => [['KeyPolicy', KeyPolicy]],
  'AWS::SQS::QueuePolicy': ({ PolicyDocument }) => [['PolicyDocument', PolicyDocument]],
  'AWS::SNS::TopicPolicy': ({ PolicyDocument }) => [['PolicyDocument', PolicyDocument]],
};

function* removals(template: Template): Generator<Removal> {
  for (const [logicalId, { Type, Properties = {} }] of Object.entries(template.Resources)) {
    if (Type === 'AWS::Lambda::Permission') {
      const { [logicalId]: _, ...Resources } = template.Resources;
      yield { name: `${logicalId}: ${Properties['Action']} `, template: { ...template, Resources } };
    }
    const named = documents[Type]?.(Properties) ?? [];
    for (const [at, [name, document]] of named.entries()) {
      for (const [place, { Effect, Action }] of statementsOf(document).entries()) {
        if (Effect !== 'Allow') continue;
        for (const action of [Action].flat()) {
          const changed = structuredClone(template);
          const { Properties: own = {} } = changed.Resources[logicalId] ?? { Type };
          takeOut(documents[Type]?.(own)[at]?.[1], place, action);
          yield { name: `${logicalId}/${name}/Statement/${place}: ${action} `, template: changed };
        }
      }
    }
  }
}

function statementsOf(document: unknown): Written[] {
  return (document as { Statement: Written[] }).Statement;
}

/** What is left has to say something: an action that nobody asks for. */
function takeOut(document: unknown, place: number, action: string): void {
  const statement = statementsOf(document)[place];
  if (!statement) throw new Error('There is no such statement.');
  const rest = [statement.Action].flat().filter((one) => one !== action);
  statement.Action = rest.length > 0 ? rest : ['none:Nothing'];
}

async function noticed(assembly: Assembly, folder: string): Promise<string | undefined> {
  try {
    putEverythingAside(assembly);
    const { missed, refused } = await play(assembly, folder);
    return refused[0] ?? missed;
  } catch (error) {
    return (error as Error).message;
  }
}

process.env['TZ'] = 'UTC';
const { assembly, folder, clear } = await darlington();
const [, , only = ''] = process.argv;
const counts = { noticed: 0, excepted: 0, unnoticed: 0 };
try {
  for (const { name, template } of removals(assembly.template)) {
    if (!name.includes(only)) continue;
    if (neverUsed.some(([grants]) => grants.test(name))) {
      counts.excepted += 1;
      continue;
    }
    const by = await noticed({ ...assembly, template }, mkdtempSync(join(folder, 'run-')));
    counts[by ? 'noticed' : 'unnoticed'] += 1;
    process.stdout.write(`${by ? 'noticed  ' : 'UNNOTICED'} ${name}${by ? `- ${by.slice(0, 160)}` : ''}\n`);
  }
} finally {
  clear();
}
process.stdout.write(
  `${counts.noticed} noticed, ${counts.unnoticed} unnoticed, ${counts.excepted} of what nothing here uses (test/iam/never-used.ts)\n`,
);
process.exitCode = counts.unnoticed > 0 ? 1 : 0;
