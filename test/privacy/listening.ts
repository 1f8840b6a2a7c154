// Set up for every test file: whatever message is read there, no log line, metric, wake-up or error of it says a word of its child.
import { ChildProcess } from 'node:child_process';
import { afterAll } from 'vitest';
import { MemoryWakeUps, MemoryWatch } from '../../local/memory.ts';
import { told, wordsIn } from './words-of-a-child.ts';

const MOST = 5_000;

export const words = new Set<string>();
export const lines = new Set<string>();
/** What a message is of, and called: a log may say it, though a hostile message gives a person the same name. */
const references = new Set<unknown>();

/** A test that says such a word on purpose. */
export async function unheard(work: () => Promise<void> | void): Promise<void> {
  const before = new Set(lines);
  await work();
  for (const line of lines) if (!before.has(line)) lines.delete(line);
}

afterAll(() => {
  const text = [...lines].join('\n');
  const ofChildren = [...words].filter((word) => !references.has(word));
  const leaks = told(ofChildren, text).map(
    (word) => `${word}: ${[...lines].find((line) => told([word], line).length)}`,
  );
  if (leaks.length > 0)
    throw new Error(`Words of children are outside the table, the queues and the mail:\n${leaks.join('\n')}`);
});

const { parse } = JSON;
JSON.parse = (...of: Parameters<typeof parse>) => {
  const value: unknown = parse(...of);
  if (typeof value === 'object' && value !== null && 'specversion' in value) {
    const { subject, type, id } = value as { subject?: unknown; type?: unknown; id?: unknown };
    if (references.size < MOST) for (const reference of [subject, type, id]) references.add(reference);
    // Enough of them: a test that counts what is held must not be told of what is held here.
    if (words.size < MOST) for (const word of wordsIn(value)) words.add(word);
  }
  return value;
};

const { count, note, alarm } = MemoryWatch.prototype;
MemoryWatch.prototype.count = function (...said) {
  lines.add(said[0]);
  count.apply(this, said);
};
MemoryWatch.prototype.note = function (...said) {
  lines.add(JSON.stringify(said));
  note.apply(this, said);
};
MemoryWatch.prototype.alarm = function (...said) {
  lines.add(JSON.stringify(said));
  alarm.apply(this, said);
};

const { at } = MemoryWakeUps.prototype;
MemoryWakeUps.prototype.at = function (...asked) {
  lines.add(`${this.nameOf(...asked)} ${JSON.stringify(asked)}`);
  return at.apply(this, asked);
};

/** Errors that the service itself makes; those of tests and of the command line are nobody's log. */
function construct(target: ErrorConstructor, of: unknown[], made: NewableFunction): Error {
  const error: Error = Reflect.construct(target, of, made);
  // As if it had been made without this.
  target.captureStackTrace(error, construct);
  const from = error.stack?.match(/\n {4}at .*/)?.[0] ?? '';
  if (/\/(functions|shared)\//.test(from)) lines.add(error.message);
  return error;
}
globalThis.Error = new Proxy(Error, { construct });

/** What `npm start` prints, with what its functions log. */
const { spawn } = ChildProcess.prototype as unknown as { spawn: (options: { args?: string[] }) => number };
Object.assign(ChildProcess.prototype, {
  spawn(this: ChildProcess, options: { args?: string[] }) {
    const result = spawn.call(this, options);
    if (options.args?.includes('start')) {
      for (const stream of [this.stdout, this.stderr]) stream?.on('data', (text) => lines.add(String(text)));
    }
    return result;
  },
});
