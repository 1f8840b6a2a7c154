import type { Command } from 'commander';
import type { Policy } from '../../shared/core/policy.ts';
import { textOf } from '../../shared/policy/load.ts';
import { accountOfThisShell, hasCredentials } from '../readiness/account.ts';
import type { Finding } from '../readiness/finding.ts';
import { inTheAccount, withoutCredentials } from '../readiness/in-the-account.ts';
import { inTheFile } from '../readiness/in-the-file.ts';
import { inTheTemplate } from '../readiness/in-the-template.ts';
import { inWords } from '../readiness/in-words.ts';
import { consoleInTheFile, consoleWithoutCredentials } from '../readiness/of-the-console.ts';
import { templateOf } from '../readiness/template.ts';
import { policyOf } from './check.ts';

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'Says what stands between an authority and a deploy; looks at the account where credentials are at hand.',
    )
    .argument('<authority>', 'a name in authorities/, or a path')
    .option('--json', 'print one JSON object')
    .option('--no-account', 'make no call to AWS, whatever credentials there are')
    .action(doctor);
}

async function doctor(authority: string, options: { json?: boolean; account: boolean }): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const policy = policyOf(authority, today);
  const account =
    options.account && hasCredentials(process.env)
      ? await inTheAccount(policy, accountOfThisShell())
      : [...withoutCredentials, ...consoleWithoutCredentials(policy)];
  const findings: Finding[] = [
    ...inTheFile(policy, textOf(authority) ?? '', today),
    ...consoleInTheFile(policy),
    ...inTheTemplate(await templateOf(authority), policy.mail.from),
    ...account,
  ];
  process.stdout.write(options.json ? `${asJson(policy, findings)}\n` : inWords(policy, findings));
  if (!isReady(findings)) process.exitCode = 1;
}

const isReady = (findings: readonly Finding[]): boolean => findings.every(({ state }) => state !== 'stops');

const asJson = ({ authority }: Policy, findings: readonly Finding[]): string =>
  JSON.stringify({ authority: authority.slug, ready: isReady(findings), findings }, null, 2);
