import type { Command } from 'commander';
import { formatFault } from '../../shared/policy/load.ts';
import type { CoveredClause, State } from '../clauses/coverage.ts';
import { coverageOfEverything } from '../clauses/everything.ts';
import { labelled, ruled } from '../columns.ts';
import { Mistake } from '../scenario.ts';

export function addCoverage(program: Command): void {
  program
    .command('coverage')
    .description(
      'Says of every clause of the documents which rule, behaviour or field keeps it, and which test shows it.',
    )
    .option('--json', 'print one JSON object')
    .action((options: { json?: boolean }) => {
      const { clauses, faults } = coverageOfEverything();
      // Where the whole file cannot be read, all else only follows.
      const whole = faults.filter(({ path }) => path === '');
      if (whole.length > 0) throw new Mistake(whole.map(formatFault).join('\n'));
      const answer = { clauses, totals: totalsOf(clauses) };
      process.stdout.write(options.json ? `${JSON.stringify(answer, null, 2)}\n` : asTables(clauses));
      const open = clauses.filter(({ state }) => state === 'unaccounted');
      const lines = [
        ...faults.map(formatFault),
        ...open.map(({ id, reason }) => `${id} is unaccounted for: ${reason}`),
      ];
      if (lines.length > 0) throw new Mistake(lines.join('\n'));
    });
}

const STATES: readonly State[] = ['done', 'data', 'pending', 'unaccounted'];
const KINDS: readonly (readonly [auto: string, words: string])[] = [
  ['A', 'the system does it'],
  ['P', 'a person does it, prompted'],
  ['D', 'a field keeps it'],
  ['-', 'the text is silent'],
];

export function totalsOf(clauses: readonly CoveredClause[]): Record<State | 'clauses', number> {
  const of = (state: State) => clauses.filter((clause) => clause.state === state).length;
  return {
    clauses: clauses.length,
    done: of('done'),
    data: of('data'),
    pending: of('pending'),
    unaccounted: of('unaccounted'),
  };
}

export function asTables(clauses: readonly CoveredClause[]): string {
  const documents = [...new Set(clauses.map(({ document }) => document))];
  const lines = documents.flatMap((document) => {
    const own = clauses.filter((clause) => clause.document === document);
    return [
      ...ruled(`${document}: ${own.length} clauses`, '='),
      ...summary(own),
      '',
      ...own.flatMap(row),
      '',
    ];
  });
  return `${[...lines, ...ruled(`All: ${clauses.length} clauses`, '='), ...summary(clauses)].join('\n')}\n`;
}

const summary = (clauses: readonly CoveredClause[]): string[] =>
  labelled(
    KINDS.flatMap(([auto, words]) => {
      const own = clauses.filter((clause) => clause.auto === auto);
      const counts = STATES.map(
        (state) => `${own.filter((clause) => clause.state === state).length} ${state}`,
      );
      return own.length > 0 ? [[`${auto} (${words})`, counts.join(', ')] as const] : [];
    }),
    0,
  );

function row({ id, kind, auto, state, rules, tests, behaviour, data, reason }: CoveredClause): string[] {
  const lines: [string, string | undefined][] = [
    ['rules', rules.join(', ')],
    ['does', behaviour],
    ['data', data?.join('; ')],
    ['tests', tests.join(', ')],
    ['why', reason],
  ];
  const told = lines.flatMap(([label, text]) => (text ? [[label, text] as const] : []));
  return [`${id.padEnd(14)}${kind}/${auto}  ${state}`, ...labelled(told)];
}
