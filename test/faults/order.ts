// Watches in what order things go that have waited: what was due first, goes first.
import type { Instant } from '../../shared/core/instant.ts';
import { instantOf } from '../../shared/core/instant.ts';
import type { Run } from './invocations.ts';
import type { Watcher } from './watcher.ts';

const LATE = 60_000;

export class Order {
  readonly #watcher: Watcher;
  readonly #last = new Map<string, Instant>();
  readonly #struck = new Set<string>();

  constructor(watcher: Watcher) {
    this.#watcher = watcher;
  }

  struck(run: Run): void {
    this.#struck.add(run.name);
  }

  /** Records, by a sweep. */
  woken(run: Run, record: string): void {
    const due = run.due?.get(record);
    if (due === undefined || due >= instantOf(run.began + run.skew - LATE)) return;
    if (!this.#follows(run, due))
      this.#watcher.broken('what has waited longest is woken first', `${record}, due at ${due}`);
  }

  /** What follows are the letters of another claim. */
  claimed(run: Run): void {
    this.#last.delete(run.name);
  }

  /** Letters of one claim; a call that failed may take effect late. */
  offered(run: Run, dueAt: Instant | undefined): void {
    if (dueAt === undefined || this.#follows(run, dueAt) || this.#struck.has(run.name)) return;
    this.#watcher.broken('what was due first goes first', `${dueAt} by ${run.name}`);
  }

  #follows({ name }: Run, due: Instant): boolean {
    const before = this.#last.get(name);
    this.#last.set(name, due);
    return before === undefined || due >= before;
  }
}
