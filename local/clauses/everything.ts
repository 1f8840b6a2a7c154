// The coverage of this checkout: its authorities, its tests, its scenarios and docs/clauses.yaml.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pointer } from '../../shared/policy/finding.ts';
import { ledger } from '../../shared/policy/ledger.ts';
import type { Fault } from '../../shared/policy/load.ts';
import { listAuthorities } from '../../shared/policy/load.ts';
import { readText } from '../../shared/policy/source-text.ts';
import { baselineFile } from '../../shared/policy/version-schema.ts';
import { policyOf } from '../commands/check.ts';
import { Mistake } from '../scenario.ts';
import { readAccounts } from './accounts.ts';
import { type Baseline, citations } from './citations.ts';
import type { CoveredClause } from './coverage.ts';
import { coverage } from './coverage.ts';
import { missingField } from './fields.ts';
import { mentions } from './mentions.ts';

const ROOT = join(import.meta.dirname, '../..');
const FILE = 'docs/clauses.yaml';

/** Throws Mistake where an authority's file has faults, among them a clause that does not exist. */
export function coverageOfEverything(): { clauses: CoveredClause[]; faults: Fault[] } {
  const { accounts, findings, lineOf } = readAccounts(readFileSync(join(ROOT, FILE), 'utf8'));
  const covered = coverage({
    ledger,
    citations: citations(
      listAuthorities().map((name) => policyOf(name)),
      baselines(),
    ),
    mentions: mentions(ROOT),
    accounts,
    fileExists: (path) => existsSync(join(ROOT, path)),
    missingField: (field) => missingField(ROOT, field),
  });
  const faults = [...findings, ...covered.findings]
    .map(({ path, message, mend, line }) => ({
      file: FILE,
      line: line ?? lineOf(path),
      path: pointer(path),
      message,
      mend,
    }))
    .sort((a, b) => a.line - b.line);
  return { clauses: covered.clauses, faults };
}

const BASELINES = 'authorities/baseline';

function baselines(): Baseline[] {
  return readdirSync(join(ROOT, BASELINES)).map((file) => {
    const name = `${BASELINES}/${file}`;
    const read = baselineFile.safeParse(readText(readFileSync(join(ROOT, name), 'utf8')).value);
    if (!read.success) throw new Mistake(`${name} has faults: check an authority that builds on it`);
    return read.data;
  });
}
