// Things to come, in the order of their instants; what falls on one instant keeps the order in which it was added.

interface Entry<T> {
  at: number;
  order: number;
  item: T;
}

/** A binary heap. Instants are milliseconds of virtual time. */
export class Agenda<T> {
  #heap: Entry<T>[] = [];
  #added = 0;

  add(at: number, item: T): void {
    const entry = { at, order: this.#added++, item };
    let place = this.#heap.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.#heap[parent];
      if (above === undefined || !isBefore(entry, above)) break;
      this.#heap[place] = above;
      place = parent;
    }
    this.#heap[place] = entry;
  }

  first(): { at: number; item: T } | undefined {
    return this.#heap[0];
  }

  removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    let place = 0;
    for (;;) {
      const left = this.#heap[2 * place + 1];
      const right = this.#heap[2 * place + 2];
      if (left === undefined) break;
      const goRight = right !== undefined && isBefore(right, left);
      const child = goRight ? right : left;
      if (!isBefore(child, last)) break;
      this.#heap[place] = child;
      place = 2 * place + (goRight ? 2 : 1);
    }
    this.#heap[place] = last;
  }

  clear(): void {
    this.#heap = [];
  }
}

function isBefore(one: Entry<unknown>, other: Entry<unknown>): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
