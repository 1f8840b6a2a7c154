// What is mutated, and which tests look for the mutants: the quick ones first, then, for what they leave, all that fit.

export interface Scope {
  mutates: readonly string[];
  /** Of all mutants, in per cent. */
  atLeast: number;
  /** A folder that has no mutants and that these act on: evaluated once, instead of anew for each mutant. */
  keeps?: string;
  /** Sets of test files, one after the other; each is tried on what the ones before it left alive. */
  looks: readonly Look[];
}

interface Look {
  tests: readonly string[];
  /** Those of them that are about this very code: they look before all others, however quick. */
  first?: string;
  /** Too slow for thousands of runs, or about something else. */
  without?: readonly string[];
  /** How long it may look at one mutant: the quickest of the tests that fit. */
  milliseconds?: number;
}

export const SCOPES: Readonly<Record<string, Scope>> = {
  core: {
    mutates: ['shared/core/**/*.ts'],
    atLeast: 95,
    looks: [
      { tests: ['test/core/**/*.test.ts'] },
      {
        tests: [
          'test/situations/**/*.test.ts',
          'test/clauses/*.test.ts',
          'test/answers/{file,links,refused,what-comes-of-an-answer,who-may-answer}.test.ts',
          'test/reports/interviews.test.ts',
        ],
        without: [
          'test/situations/{grouped-copies,on-trial,scenarios,when-mail-fails,when-a-run-dies-mid-way}.test.ts',
          'test/clauses/{what-letters-ask,ambiguities-afterwards,every-clause,fields-are-kept}.test.ts',
        ],
        milliseconds: 1_500,
      },
    ],
  },
  functions: {
    // What an index.ts wires is tried by the end-to-end tests, on bundles.
    mutates: ['functions/**/*.ts', '!functions/*/index.ts'],
    atLeast: 90,
    keeps: 'shared',
    looks: [
      {
        tests: [
          'test/functions/**/*.test.ts',
          'test/mutation/whatever-goes-wrong.test.ts',
          'test/answers/{links,refused,what-comes-of-an-answer,who-may-answer,words-of-the-page}.test.ts',
          'test/console/{event,keys-of-the-balancer,pages,who-is-signed-on}.test.ts',
          'test/hostile/who-speaks.test.ts',
          'test/laws/{races,sweep}.test.ts',
          'test/retention/at-the-end.test.ts',
          'test/situations/**/*.test.ts',
        ],
        first: 'test/functions/',
        without: ['test/situations/{going-live,grouped-copies,on-trial,scenarios}.test.ts'],
        milliseconds: 1_500,
      },
    ],
  },
};
