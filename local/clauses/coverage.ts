// Every clause of the ledger against the rules that cite it, the tests that name it and what people say of it. Reads no file.
import { closest } from '../../shared/policy/closest.ts';
import type { Finding } from '../../shared/policy/finding.ts';
import type { Clause } from '../../shared/policy/ledger.ts';
import type { Account } from './accounts.ts';

export type State = 'done' | 'data' | 'pending' | 'unaccounted';

export interface CoveredClause {
  id: string;
  document: string;
  kind: string;
  /** A: the system does it; P: a person, prompted; D: a field keeps it; -: the text is silent. */
  auto: string;
  state: State;
  /** `kent/2023/stand-down` */
  rules: readonly string[];
  /** Files, from the root. */
  tests: readonly string[];
  behaviour?: string;
  data?: readonly string[];
  /** What it waits for, or why it is not accounted for. */
  reason?: string;
}

export interface Evidence {
  ledger: ReadonlyMap<string, Clause>;
  citations: ReadonlyMap<string, readonly string[]>;
  mentions: ReadonlyMap<string, readonly string[]>;
  accounts: ReadonlyMap<string, Account>;
  fileExists: (path: string) => boolean;
  /** What is wrong with a field, or nothing. */
  missingField: (field: string) => string | undefined;
}

export interface Coverage {
  clauses: CoveredClause[];
  findings: Finding[];
}

/** One entry a clause, in the ledger's order; one finding for each entry that is not so. */
export function coverage(evidence: Evidence): Coverage {
  const { ledger, accounts } = evidence;
  const covered = [...ledger.values()].map((clause) => cover(clause, evidence));
  const strangers = [...accounts.keys()].filter((id) => !ledger.has(id));
  return {
    clauses: covered.map(({ clause }) => clause),
    findings: [
      ...strangers.map((id) => stranger(id, ledger)),
      ...covered.flatMap(({ findings }) => findings),
    ],
  };
}

interface Covered {
  clause: CoveredClause;
  findings: readonly Finding[];
}

function cover({ id, document, kind, auto }: Clause, evidence: Evidence): Covered {
  const rules = evidence.citations.get(id) ?? [];
  const tests = evidence.mentions.get(id) ?? [];
  const base = { id, document, kind, auto, rules, tests };
  const account = evidence.accounts.get(id);
  const isKept = rules.length > 0 && tests.length > 0;
  const as = (
    more: Pick<CoveredClause, 'state'> & Partial<CoveredClause>,
    ...findings: Finding[]
  ): Covered => ({
    clause: { ...base, ...more },
    findings,
  });
  const finding = (key: string, message: string, mend: string): Finding => ({
    path: [id, key],
    message,
    mend,
  });

  if (account?.pending) {
    const reason = `${account.pending}: ${account.because}${account.although ? ` (although ${account.although})` : ''}`;
    if (!isKept || account.although) return as({ state: 'pending', reason });
    const message = `is not pending: ${rules[0]} cites it and ${tests[0]} names it`;
    return as({ state: 'done' }, finding('pending', message, 'take the entry out, or add although:'));
  }
  if (account?.data) {
    const wrong = account.data.flatMap((field) => evidence.missingField(field) ?? []);
    const findings = wrong.map((message) => finding('data', message, 'name a field that exists'));
    if (auto !== 'D') {
      findings.push(
        finding(
          'data',
          `is not enough for a clause of kind ${auto}`,
          'name a behaviour or what it waits for',
        ),
      );
    }
    if (isKept) return as({ state: 'done', data: account.data }, ...findings);
    if (findings.length > 0)
      return as({ state: 'unaccounted', data: account.data, reason: 'its entry is not so' }, ...findings);
    return as({ state: 'data', data: account.data });
  }
  if (account?.behaviour) {
    const { behaviour } = account;
    const file = `${behaviour}: ${account.does}`;
    const findings = evidence.fileExists(behaviour)
      ? []
      : [finding('behaviour', `there is no file ${behaviour}`, 'name the file, from the root')];
    if (tests.length > 0 && findings.length === 0) return as({ state: 'done', behaviour: file });
    const reason = tests.length > 0 ? 'its entry is not so' : 'no test names it';
    return as({ state: 'unaccounted', behaviour: file, reason }, ...findings);
  }
  return isKept ? as({ state: 'done' }) : as({ state: 'unaccounted', reason: lacking(rules, tests) });
}

function lacking(rules: readonly string[], tests: readonly string[]): string {
  if (rules.length > 0) return 'a rule cites it, no test names it';
  if (tests.length > 0) return 'a test names it, no rule cites it and no entry says what keeps it';
  return 'no rule cites it, no test names it, no entry speaks of it';
}

function stranger(id: string, ledger: ReadonlyMap<string, Clause>): Finding {
  const near = closest(id, ledger.keys());
  const mend = near ? `did you mean ${near}?` : 'take it out';
  return { path: [id], message: 'the ledger knows no such clause', mend };
}
