// Stryker's test runner: stays where it is from mutant to mutant, and loads the tests anew for each, without a new process.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { remembered } from './authorities.ts';
import { bundled, type Fresh, keptOf, type Load } from './bundle.ts';
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
  /** Milliseconds of work, with its part of what it takes to load the file: not of waiting for a busy machine. */
  lasts: number;
}

class Resident {
  readonly #switches: Switches = {};
  #files: string[] = [];
  #fresh: Fresh = () => () => {};
  #authorities: object = {};
  #kept: Load = () => undefined;
  #first = 'none';
  /** What a look may take for one mutant, by what its tests took without one. */
  #atMost = Number.POSITIVE_INFINITY;
  /** The worker that runs every test once writes down how long each lasts, for its fellows. */
  #timesAt = '';
  #times: Timed[] | undefined;
  /** The tests that killed a mutant, the last one first: its neighbours are often noticed by the same. */
  #killers: string[] = [];

  async init(): Promise<void> {
    Object.assign(globalThis, { __stryker__: this.#switches });
    const { HOMEWARD_LOOK = '', HOMEWARD_ROOT = '' } = process.env;
    const [scope = '', index = ''] = HOMEWARD_LOOK.split(' ');
    const { looks, keeps } = SCOPES[scope] ?? { looks: [] };
    const { tests, first, without = [], milliseconds } = looks[Number(index)] ?? { tests: [] };
    if (first !== undefined) this.#first = first;
    if (milliseconds !== undefined) this.#atMost = milliseconds;
    this.#files = globSync([...tests], { exclude: [...without] }).sort();
    this.#authorities = remembered(HOMEWARD_ROOT);
    this.#timesAt = `.times-${scope}-${index}.json`;
    if (keeps) this.#kept = await keptOf(process.cwd(), keeps, this.#authorities);
    this.#fresh = await bundled(this.#files, process.cwd(), `.bundle-${scope}-${index}`, keeps);
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
      const loadedFrom = worked();
      const tests = this.#load()(file);
      const loading = (worked() - loadedFrom) / tests.length;
      for (const test of tests) {
        this.#switches.currentTestId = test.id;
        const began = worked();
        const failureMessage = await failureOf(test);
        const lasts = loading + worked() - began;
        const status = failureMessage === undefined ? 0 : 1;
        // What a mutant may take is said by the look, not by the sum of all tests.
        results.push({ id: test.id, name: test.id, timeSpentMs: 1, status, failureMessage });
        times.push({ id: test.id, file, lasts });
      }
      await putAway(tests);
      for (const { id } of tests) {
        coverage.perTest[id] = { ...coverage.perTest[file], ...coverage.perTest[id] };
      }
      delete coverage.perTest[file];
    }
    this.#switches.currentTestId = undefined;
    const rank = ({ file }: Timed) => (file.startsWith(this.#first) ? 0 : 1);
    times.sort((a, b) => rank(a) - rank(b) || a.lasts - b.lasts);
    writeFileSync(this.#timesAt, JSON.stringify(times));
    return { status: 'complete', tests: results, mutantCoverage: coverage };
  }

  /** Until the first test fails, those that killed others lately before the quickest, and no longer than a look may take. */
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
    if (failed) this.#killers = [failed.id, ...this.#killers.filter((id) => id !== failed.id)];
    for (const tests of loaded.values()) await putAway([...tests.values()]);
    if (hitLimit !== undefined && (this.#switches.hitCount ?? 0) > hitLimit) return { status: 'timeout' };
    return failed
      ? { status: 'killed', killedBy: [failed.id], failureMessage: failed.why, nrOfTests }
      : { status: 'survived', nrOfTests };
  }

  #worthwhile(testFilter: readonly string[] | undefined): Timed[] {
    this.#times ??= JSON.parse(readFileSync(this.#timesAt, 'utf8')) as Timed[];
    const wanted = testFilter && new Set(testFilter);
    const fit = this.#times.filter(({ id }) => !wanted || wanted.has(id));
    const known = new Map(fit.map((test) => [test.id, test]));
    const first = this.#killers.flatMap((id) => known.get(id) ?? []).slice(0, 10);
    let left = this.#atMost;
    return [...new Set([...first, ...fit])].filter(({ lasts }) => {
      left -= lasts;
      return left > 0;
    });
  }

  /** Loads files into modules of their own. */
  #load(): (file: string) => Test[] {
    let vitest: object = {};
    const through = (name: string) => ({ enumerable: true, get: () => Reflect.get(vitest, name) });
    const given = Object.defineProperties({}, Object.fromEntries(API.map((name) => [name, through(name)])));
    const load = this.#fresh({ vitest: given, authorities: this.#authorities, kept: this.#kept });
    return (file) =>
      testsIn(file, (declared) => {
        vitest = declared;
        load(file);
      });
  }
}

const API = ['describe', 'it', 'test', 'expect', 'vi', 'beforeAll', 'beforeEach', 'afterAll', 'afterEach'];

/** Milliseconds that this process has worked. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

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
