import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { versionOn } from '../../shared/core/policy.ts';
import type { Procedure } from '../../shared/policy/in-words/procedure.ts';
import { procedureInWords } from '../../shared/policy/in-words/procedure.ts';
import { labelled, ruled, wrapped } from '../columns.ts';
import { Mistake } from '../scenario.ts';
import { policyOf } from './check.ts';

export function addPrint(program: Command): void {
  program
    .command('print')
    .description('Prints the whole procedure in plain English, to be read and signed.')
    .argument('<authority>', 'a name in authorities/, or a path')
    .option(
      '--version <date>',
      'the version in force on this date, such as 2026-11-22; today where left out',
      realDate,
    )
    .action((authority: string, { version }: { version?: string }) => {
      const policy = policyOf(authority);
      const first = policy.versions[0]?.from ?? '';
      if (version !== undefined && version < first) {
        throw new Mistake(
          `${policy.authority.name} has no version in force on ${version}: the first is from ${first}`,
        );
      }
      const date = version ?? new Date().toISOString().slice(0, 10);
      process.stdout.write(asPage(procedureInWords(policy, versionOn(policy, date))));
    });
}

export function isRealDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function realDate(text: string): string {
  if (!isRealDate(text)) throw new InvalidArgumentError('Not a date.');
  return text;
}

/** Eighty columns, a place for a signature at the end. */
export function asPage({ title, lines, parts }: Procedure): string {
  const numbered = parts.flatMap(({ heading, lead, entries }, n) => [
    '',
    ...ruled(`${n + 1}. ${heading}`, '-'),
    ...(lead ? wrapped(lead) : []),
    ...entries.flatMap((entry) => ['', ...wrapped(entry.title), ...labelled(entry.lines)]),
  ]);
  return `${[...ruled(title, '='), '', ...labelled(lines, 0), ...numbered, ...SIGNATURE].join('\n')}\n`;
}

const LINE = '_'.repeat(48);
const SIGNATURE = [
  '',
  ...ruled('Read and agreed', '-'),
  ...['Name', 'Role', 'Date', 'Signature'].flatMap((label) => ['', `${label.padEnd(12)}${LINE}`]),
];
