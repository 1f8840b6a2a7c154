// The coverage of this checkout: its authorities, its tests, its scenarios and docs/clauses.yaml.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pointer } from '../../shared/policy/finding.ts';
import { ledger } from '../../shared/policy/ledger.ts';
import type { Fault } from '../../shared/policy/load.ts';
import { listAuthorities } from '../../shared/policy/load.ts';
import { policyOf } from '../commands/check.ts';
import { readAccounts } from './accounts.ts';
import { citations } from './citations.ts';
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
    citations: citations(listAuthorities().map((name) => policyOf(name))),
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
