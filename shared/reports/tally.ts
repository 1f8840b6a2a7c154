// Counts, child by child: how many absences fall in each row of a table, and of how many children they are.
import type { Count, Row } from './suppression.ts';
import { isSmall } from './suppression.ts';

export class Tally {
  readonly #rows = new Map<string, Row>();
  /** Of rows with few children: which children, and whether each stands among the others already. */
  readonly #few = new Map<string, Map<number, boolean>>();
  readonly #othersKey: string | undefined;
  #children = 0;

  /** `rows` are shown though nothing falls in them; where `others` are named, the rest are gathered there (see `rows()`). */
  constructor(rows: readonly string[], others?: string) {
    this.#othersKey = others && key(others);
    for (const label of others ? [...rows, others] : rows) {
      this.#rows.set(key(label), { label, absences: 0, children: 0 });
    }
  }

  /** One child: a label for each absence. Labels that differ in small and large letters alone are one. */
  add(labels: readonly string[]): void {
    this.#children += 1;
    const isAmongOthers = labels.some((label) => key(label) === this.#othersKey);
    const seen = new Set<string>();
    for (const label of labels) {
      const at = key(label);
      const {
        absences,
        children,
        label: spelling,
      } = this.#rows.get(at) ?? { absences: 0, children: 0, label };
      const more = seen.has(at) ? 0 : 1;
      const first = firstOf(label, spelling);
      this.#rows.set(at, { label: first, absences: absences + 1, children: children + more });
      seen.add(at);
      this.#remember(at, children + more, isAmongOthers);
    }
  }

  #remember(at: string, children: number, isAmongOthers: boolean): void {
    if (isSmall(children)) {
      const few = this.#few.get(at) ?? new Map<number, boolean>();
      this.#few.set(at, few.set(this.#children, isAmongOthers));
    } else this.#few.delete(at);
  }

  /** Where others are gathered: by name those alone that five children or more share, in the order of the alphabet. */
  rows(): Row[] {
    const all = [...this.#rows.values()];
    const { rest } = this;
    if (!rest) return all;
    const named = all.filter(
      ({ label, children }) => label !== rest.label && children > 0 && !isSmall(children),
    );
    return [...named.sort((a, b) => (key(a.label) < key(b.label) ? -1 : 1)), rest];
  }

  private get rest(): Row | undefined {
    const others = this.#othersKey === undefined ? undefined : this.#rows.get(this.#othersKey);
    if (!others) return undefined;
    const few = [...this.#few].filter(([at]) => at !== this.#othersKey);
    const absences = few.reduce((sum, [at]) => sum + (this.#rows.get(at)?.absences ?? 0), others.absences);
    const strangers = few.flatMap(([, of]) =>
      [...of].flatMap(([child, isCounted]) => (isCounted ? [] : [child])),
    );
    return { ...others, absences, children: others.children + new Set(strangers).size };
  }
}

/** One figure of its own. */
export class Counter {
  #count: Count = { absences: 0, children: 0 };
  add(absences: number): void {
    const { absences: before, children } = this.#count;
    if (absences > 0) this.#count = { absences: before + absences, children: children + 1 };
  }
  get count(): Count {
    return this.#count;
  }
}

/** The same spelling whichever came first. */
export const firstOf = (a: string, b: string): string => [a, b].sort()[0] ?? a;

const key = (label: string): string => label.toLowerCase();
