// Reads the text of a message as JSON and refuses what JSON.parse would pass on without a word:
// names that reach into an object's prototype, a name given twice, numbers too large to hold, endless nesting.
import type { Fault } from './faults.ts';

const largestBody = 256 * 1024; // bytes, as UTF-8
const deepest = 30;
const reserved = new Set(['__proto__', 'constructor', 'prototype']);

export interface Json {
  value: unknown;
  faults: Fault[];
}

export function readJson(body: string): Json {
  if (isTooLarge(body)) {
    return onlyFault('is larger than 256 KiB: send less, for example a shorter account of the circumstances');
  }
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return onlyFault('is not JSON: send one JSON object as the whole message');
  }
  const faults = unsoundness(body);
  return { value, faults };
}

export function isReserved(name: string): boolean {
  return reserved.has(name);
}

function onlyFault(message: string): Json {
  return { value: undefined, faults: [{ path: [], message }] };
}

function isTooLarge(body: string): boolean {
  if (body.length * 3 <= largestBody) return false;
  let bytes = 0;
  for (const character of body) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes > largestBody;
}

interface Container {
  names: Set<string> | undefined; // undefined in an array
  at: string | number;
  expectsName: boolean;
}

// Walks text that is known to be valid JSON, by its tokens: a loop, since nesting must not reach the call stack.
function unsoundness(body: string): Fault[] {
  const faults: Fault[] = [];
  const open: Container[] = [];
  const where = () => open.map(({ at }) => at);
  const token = /["[\]{},]|-?\d[\d.eE+-]*/g;
  for (let found = token.exec(body); found; found = token.exec(body)) {
    const inside = open.at(-1);
    switch (found[0]) {
      case '{':
      case '[': {
        const isObject = found[0] === '{';
        open.push({ names: isObject ? new Set() : undefined, at: isObject ? '' : 0, expectsName: isObject });
        if (open.length > deepest) {
          return [{ path: [], message: `is nested more than ${deepest} deep: send it flatter` }];
        }
        break;
      }
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        if (inside?.names) inside.expectsName = true;
        else if (inside) inside.at = Number(inside.at) + 1;
        break;
      case '"': {
        const end = endOfText(body, found.index);
        token.lastIndex = end;
        if (inside?.names && inside.expectsName) {
          const name = String(JSON.parse(body.slice(found.index, end)));
          inside.at = name;
          inside.expectsName = false;
          if (reserved.has(name)) faults.push({ path: where(), message: 'has a reserved name: remove it' });
          if (inside.names.has(name)) faults.push({ path: where(), message: 'is given twice: send it once' });
          inside.names.add(name);
        }
        break;
      }
      default:
        if (!Number.isFinite(Number(found[0]))) {
          faults.push({ path: where(), message: 'is a number too large to hold: send a smaller one' });
        }
    }
  }
  return faults;
}

/** The index after the closing quotation mark of the text that opens at `start`. */
function endOfText(body: string, start: number): number {
  let at = start + 1;
  while (at < body.length && body[at] !== '"') at += body[at] === '\\' ? 2 : 1;
  return at + 1;
}
