// How far an import is: a bar where a person watches, else a line every 10,000 rows.

const width = 30;
const between = 100; // ms
const rowsBetween = 10_000;

export interface Terminal {
  isTTY?: boolean;
  write(text: string): unknown;
}

export class Progress {
  readonly #terminal: Terminal;
  readonly #size: number;
  readonly #began = performance.now();
  #drawnAt = 0;
  #isDrawn = false;
  #told = 0;

  constructor(terminal: Terminal, size: number) {
    this.#terminal = terminal;
    this.#size = size;
  }

  update(bytes: number, rows: number): void {
    if (!this.#terminal.isTTY) {
      if (rows < this.#told + rowsBetween) return;
      this.#told = rows - (rows % rowsBetween);
      this.#terminal.write(`${this.#far(bytes, rows)}\n`);
      return;
    }
    if (rows % 64 !== 0) return;
    const now = performance.now();
    if (now - this.#drawnAt < between) return;
    this.#drawnAt = now;
    const done = Math.floor((this.#share(bytes) * width) / 100);
    this.#terminal.write(`\r[${'#'.repeat(done).padEnd(width, '.')}] ${this.#far(bytes, rows)}\x1b[K`);
    this.#isDrawn = true;
  }

  /** A line of its own; the bar comes back below it. */
  say(line: string): void {
    this.end();
    this.#terminal.write(`${line}\n`);
  }

  end(): void {
    if (this.#isDrawn) this.#terminal.write('\r\x1b[K');
    this.#isDrawn = false;
  }

  #far(bytes: number, rows: number): string {
    const seconds = Math.max(0.001, (performance.now() - this.#began) / 1000);
    const pace = Math.round(rows / seconds).toLocaleString('en-GB');
    return `${this.#share(bytes)}%  ${rows.toLocaleString('en-GB')} rows, ${pace} a second`;
  }

  #share(bytes: number): number {
    return this.#size === 0 ? 100 : Math.min(100, Math.floor((bytes * 100) / this.#size));
  }
}
