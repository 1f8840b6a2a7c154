// Stryker's test runner: stays where it is from mutant to mutant, and loads the tests anew for each, without a new process.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { remembered } from './authorities.ts';
import { bundled, type Fresh } from './bundle.ts';
import { SCOPES } from './scopes.ts';
import { putAway, run, type Test, testsIn } from './tests.ts';

/** What Stryker's instrumented code reads and writes; the names are Stryker's. */
interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number;
  hitLimit?: number | undefined;
  mutantCoverage?: { static: Hits; perTest: Record<string, Hits> };
}
type Hits = Record<string, number>;

interface MutantRun {
  activeMutant: { id: string };
  testFilter?: readonly string[];
  hitLimit?: number;
}

interface Timed {
  id: string;
  file: string;
  /** Milliseconds, with its part of what it takes to load the file. */
  lasts: number;
}

class Resident {
  readonly #switches: Switches = {};
  #files: string[] = [];
  #fresh: Fresh = () => () => {};
  #authorities: object = {};
  /** What a look may take for one mutant, by what its tests took without one. */
  #atMost = Number.POSITIVE_INFINITY;
  /** The worker that runs every test once writes down how long each lasts, for its fellows. */
  #timesAt = '';
  #times: Timed[] | undefined;

  async init(): Promise<void> {
    Object.assign(globalThis, { __stryker__: this.#switches });
    const { HOMEWARD_LOOK = '', HOMEWARD_ROOT = '' } = process.env;
    const [scope = '', index = ''] = HOMEWARD_LOOK.split(' ');
    const { tests, without = [], milliseconds } = SCOPES[scope]?.looks[Number(index)] ?? { tests: [] };
    if (milliseconds !== undefined) this.#atMost = milliseconds;
    this.#files = globSync([...tests], { exclude: [...without] }).sort();
    this.#authorities = remembered(HOMEWARD_ROOT);
    this.#timesAt = `.times-${scope}-${index}.json`;
    this.#fresh = await bundled(this.#files, process.cwd(), `.bundle-${scope}-${index}`);
  }

  capabilities = () => ({ reloadEnvironment: true });

  /** Every test once; whatever a file does as it is loaded counts for each of its tests. */
  async dryRun() {
    const coverage = { static: {}, perTest: {} as Record<string, Hits> };
    Object.assign(this.#switches, { activeMutant: undefined, mutantCoverage: coverage });
    const results: object[] = [];
    const times: Timed[] = [];
    for (const file of this.#files) {
      this.#switches.currentTestId = file;
      const loadedFrom = performance.now();
      const tests = this.#load()(file);
      const loading = (performance.now() - loadedFrom) / tests.length;
      for (const test of tests) {
        this.#switches.currentTestId = test.id;
        const began = performance.now();
        const failureMessage = await failureOf(test);
        const timeSpentMs = performance.now() - began;
        const status = failureMessage === undefined ? 0 : 1;
        // What a mutant may take is said by the look, not by the sum of all tests.
        results.push({ id: test.id, name: test.id, timeSpentMs: 1, status, failureMessage });
        times.push({ id: test.id, file, lasts: loading + timeSpentMs });
      }
      await putAway(tests);
      for (const { id } of tests) {
        coverage.perTest[id] = { ...coverage.perTest[file], ...coverage.perTest[id] };
      }
      delete coverage.perTest[file];
    }
    this.#switches.currentTestId = undefined;
    times.sort((a, b) => a.lasts - b.lasts);
    writeFileSync(this.#timesAt, JSON.stringify(times));
    return { status: 'complete', tests: results, mutantCoverage: coverage };
  }

  /** Until the first test fails, the quickest first, and no longer than a look may take. */
  async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRun) {
    Object.assign(this.#switches, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    const load = this.#load();
    const loaded = new Map<string, Map<string, Test>>();
    let nrOfTests = 0;
    const because = async (): Promise<{ id: string; why: string } | undefined> => {
      for (const { id, file } of this.#worthwhile(testFilter)) {
        try {
          const tests = loaded.get(file) ?? new Map(load(file).map((test) => [test.id, test]));
          loaded.set(file, tests);
          nrOfTests += 1;
          const test = tests.get(id);
          const why = test ? await failureOf(test) : 'This test is not declared any more';
          if (why !== undefined) return { id, why };
        } catch (error) {
          return { id, why: String(error) };
        }
      }
      return undefined;
    };
    const failed = await because();
    for (const tests of loaded.values()) await putAway([...tests.values()]);
    if (hitLimit !== undefined && (this.#switches.hitCount ?? 0) > hitLimit) return { status: 'timeout' };
    return failed
      ? { status: 'killed', killedBy: [failed.id], failureMessage: failed.why, nrOfTests }
      : { status: 'survived', nrOfTests };
  }

  #worthwhile(testFilter: readonly string[] | undefined): Timed[] {
    this.#times ??= JSON.parse(readFileSync(this.#timesAt, 'utf8')) as Timed[];
    const wanted = testFilter && new Set(testFilter);
    let left = this.#atMost;
    return this.#times.filter(({ id, lasts }) => {
      if (wanted && !wanted.has(id)) return false;
      left -= lasts;
      return left > 0;
    });
  }

  /** Loads files into modules of their own. */
  #load(): (file: string) => Test[] {
    let vitest: object = {};
    const through = (name: string) => ({ enumerable: true, get: () => Reflect.get(vitest, name) });
    const given = Object.defineProperties({}, Object.fromEntries(API.map((name) => [name, through(name)])));
    const load = this.#fresh(given, this.#authorities);
    return (file) =>
      testsIn(file, (declared) => {
        vitest = declared;
        load(file);
      });
  }
}

const API = ['describe', 'it', 'test', 'expect', 'vi', 'beforeAll', 'beforeEach', 'afterAll', 'afterEach'];

async function failureOf(test: Test): Promise<string | undefined> {
  try {
    await run(test);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const create = Object.assign(() => new Resident(), { inject: [] });

export const strykerPlugins = [{ kind: 'TestRunner', name: 'resident', factory: create }];
