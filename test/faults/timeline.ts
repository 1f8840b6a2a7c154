// What happens when: a heap of instants. Of two things at one instant, the one that was asked for first comes first.

interface Entry {
  at: number;
  order: number;
  happen: () => boolean;
}

const isBefore = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export class Timeline {
  readonly #heap: Entry[] = [];
  #order = 0;

  /** `happen` answers whether a run goes on because of it. */
  push(at: number, happen: () => boolean): void {
    const heap = this.#heap;
    const entry = { at, order: this.#order++, happen };
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above];
      if (!parent || !isBefore(entry, parent)) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = entry;
  }

  get nextAt(): number | undefined {
    return this.#heap[0]?.at;
  }

  pop(): Entry | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      let child = heap[below];
      const other = heap[below + 1];
      if (child && other && isBefore(other, child)) {
        child = other;
        below += 1;
      }
      if (!child || !isBefore(child, last)) break;
      heap[place] = child;
      place = below;
    }
    heap[place] = last;
    return first;
  }
}
