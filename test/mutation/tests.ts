// What vitest's `describe` and `it` are while mutants are tried: a list of tests, to be run one by one in this very process.
import { expect } from 'vitest';

type Body = (...args: unknown[]) => unknown;

interface Suite {
  name: string;
  within?: Suite;
  before: Record<'all' | 'each', Body[]>;
  after: Record<'all' | 'each', Body[]>;
  isPrepared: boolean;
}

export interface Test {
  id: string;
  suite: Suite;
  body: Body;
  isToFail: boolean;
}

/** Every test that `load` declares; its ids begin with the file's name. */
export function testsIn(file: string, load: (vitest: object) => unknown): Test[] {
  const tests: Test[] = [];
  const ids = new Map<string, number>();
  let suite: Suite = emptySuite(file);

  const declare = (name: string, body: Body, isToFail = false) => {
    const path = [...suitesOf(suite).map((each) => each.name), name].join(' > ');
    const times = (ids.get(path) ?? 0) + 1;
    ids.set(path, times);
    tests.push({ id: times === 1 ? path : `${path} (${times})`, suite, body, isToFail });
  };
  const it = Object.assign((name: string, ...rest: unknown[]) => declare(name, bodyIn(rest)), {
    each:
      (rows: readonly unknown[]) =>
      (name: string, ...rest: unknown[]) => {
        for (const row of rows) declare(name, () => bodyIn(rest)(...spread(row)));
      },
    fails: (name: string, ...rest: unknown[]) => declare(name, bodyIn(rest), true),
    skip: () => {},
  });
  const within = (name: string, body: Body, args: readonly unknown[] = []) => {
    const outside = suite;
    suite = emptySuite(name, outside);
    body(...args);
    suite = outside;
  };
  const describe = Object.assign((name: string, ...rest: unknown[]) => within(name, bodyIn(rest)), {
    each:
      (rows: readonly unknown[]) =>
      (name: string, ...rest: unknown[]) => {
        for (const row of rows) within(name, bodyIn(rest), spread(row));
      },
    skip: () => {},
  });
  load({
    describe,
    it,
    test: it,
    expect,
    // The laws leave the words of letters out to be quicker; here the words are written.
    vi: { mock: () => {} },
    beforeAll: (body: Body) => suite.before.all.push(body),
    beforeEach: (body: Body) => suite.before.each.push(body),
    afterAll: (body: Body) => suite.after.all.push(body),
    afterEach: (body: Body) => suite.after.each.push(body),
  });
  return tests;
}

/** Throws what the test throws. */
export async function run({ suite, body, isToFail }: Test): Promise<void> {
  const suites = suitesOf(suite);
  for (const each of suites) {
    if (each.isPrepared) continue;
    each.isPrepared = true;
    for (const hook of each.before.all) await hook();
  }
  for (const hook of suites.flatMap((each) => each.before.each)) await hook();
  let failure: unknown;
  try {
    await body();
    if (isToFail) failure = new Error('It was to fail');
  } catch (error) {
    if (!isToFail) failure = error;
  }
  for (const hook of suites.flatMap((each) => each.after.each)) await hook();
  if (failure) throw failure;
}

/** What the suites of these tests have to put away. */
export async function putAway(tests: readonly Test[]): Promise<void> {
  const suites = new Set(tests.flatMap(({ suite }) => suitesOf(suite)));
  for (const { isPrepared, after } of suites) {
    if (isPrepared) for (const hook of after.all) await hook();
  }
}

const emptySuite = (name: string, within?: Suite): Suite => ({
  name,
  ...(within && { within }),
  before: { all: [], each: [] },
  after: { all: [], each: [] },
  isPrepared: false,
});

/** From the outermost to this one. */
const suitesOf = (suite: Suite): Suite[] => [...(suite.within ? suitesOf(suite.within) : []), suite];

/** The function among what stands after a name; the rest are options and time limits. */
const bodyIn = (rest: readonly unknown[]): Body =>
  (rest.find((each) => typeof each === 'function') as Body | undefined) ?? (() => {});

const spread = (row: unknown): readonly unknown[] => (Array.isArray(row) ? row : [row]);
