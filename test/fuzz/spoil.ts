// Spoils a message, by chance: its structure first, then its text and its bytes.
import type { Dice } from '../faults/dice.ts';
import { called, moments, names, texts, values } from './hostile-values.ts';
import type { Event, Json, Sound } from './sound-messages.ts';

export interface Sent {
  body: string;
  senderId: string;
  /** What was done to it, in words. */
  how: string[];
}

type Node = { [name: string]: Json } | Json[];
type Place = { in: Node; at: string | number; path: string };

const SENDERS = ['police', 'case-system', 'school', 'stranger', '', 'AROAEXAMPLE:session'] as const;
/** A word of the child here would be no leak: these are what people call things by. */
const IDS =
  /\/(id|source|type|subject|task|outcome|duplicateOf|sameAs|linkedReferences|episodes|\w+Id|nhsNumber)(\/|$)/;

export function spoilt(sound: readonly [Sound, ...Sound[]], dice: Dice): Sent {
  const { event, senderId } = dice.oneOf(sound);
  const copy = structuredClone(event);
  const how: string[] = [];
  // Many arrive as they are, so that there is a child of whom the spoilt ones can tell.
  copy['id'] = `m-${dice.below(1e9)}`;
  const times = dice.chance(0.3) ? 0 : 1 + dice.below(2);
  for (let n = 0; n < times; n++) how.push(spoil(copy, dice));
  const sender = dice.chance(0.05) ? dice.oneOf(SENDERS) : senderId;
  let body = JSON.stringify(copy);
  if (dice.chance(0.1)) body = onceGiven(body, dice, how);
  if (dice.chance(0.1)) body = bytes(body, dice, how);
  return { body, senderId: sender, how: [`${String(event['type'])}`, ...how] };
}

function spoil(event: Event, dice: Dice): string {
  const place = dice.oneOf(placesOf(event, '') as [Place, ...Place[]]);
  const { in: node, at, path } = place;
  switch (dice.below(9)) {
    case 0:
      return put(place, dice.oneOf(values));
    case 1:
      return put(place, dice.oneOf(IDS.test(path) ? called : texts));
    case 2:
      return put(place, dice.oneOf(moments));
    case 3: {
      const before = (node as { [name: string]: Json })[String(at)];
      return put(place, [before ?? null]);
    }
    case 4: {
      const other = dice.oneOf(placesOf(event, '') as [Place, ...Place[]]);
      if (IDS.test(path)) return put(place, dice.oneOf(called));
      // Whatever else happened on the day of a birth may be told.
      if (other.at === 'dateOfBirth' && at !== 'dateOfBirth') return put(place, dice.oneOf(moments));
      return put(place, (other.in as { [name: string]: Json })[String(other.at)] ?? null);
    }
    case 5:
      if (!Array.isArray(node)) delete node[String(at)];
      return `without ${path}`;
    case 6: {
      const name = dice.oneOf(names);
      const value = name === 'subject' ? dice.oneOf(called) : dice.oneOf([...moments, ...values, 'found', 3]);
      define(node, name, structuredClone(value));
      return `${path.slice(0, path.lastIndexOf('/'))} gets ${JSON.stringify(name)} ${brief(value)}`;
    }
    case 7: {
      const type = dice.oneOf(['missing.updated', 'missing.found', 'missing.cancelled', 'missing.reported']);
      event['type'] = type;
      return `is a ${type}`;
    }
    default: {
      const reference = dice.chance(0.7) ? `MP-${dice.below(4)}` : dice.oneOf(called);
      event['subject'] = reference;
      return `is of ${reference}`;
    }
  }
}

function put({ in: node, at, path }: Place, value: Json): string {
  define(node, String(at), structuredClone(value));
  return `${path} is ${brief(value)}`;
}

/** As JSON.parse does it: a property of its own, whatever it is called. */
const define = (node: Node, name: string, value: Json): void => {
  Object.defineProperty(node, name, { value, enumerable: true, configurable: true, writable: true });
};

function placesOf(node: Json, path: string): Place[] {
  if (typeof node !== 'object' || node === null) return [];
  const keys = Array.isArray(node) ? [...node.keys()] : Object.keys(node);
  return keys
    .slice(0, 50)
    .flatMap((at) => [
      { in: node, at, path: `${path}/${at}` },
      ...placesOf((node as { [name: string]: Json })[String(at)] ?? null, `${path}/${at}`.slice(0, 200)),
    ]);
}

/** What only text can say: a name given twice, a number beyond all numbers, a name spelt another way. */
function onceGiven(body: string, dice: Dice, how: string[]): string {
  const [what, to] = dice.oneOf<readonly [string, string]>([
    ['authority twice', '"authority":"E06000005","authority"'],
    ['a number too large', '"ageYears":1e999,"authority"'],
    ['ten thousand digits', `"ageYears":${'9'.repeat(10_000)},"authority"`],
    ['a reserved name, escaped', '"\\u005f_proto__":{"a":1},"authority"'],
    ['half a character, escaped', '"missingFrom":"\\ud800","authority"'],
    ['a null character, escaped', '"circumstances":"\\u0000","authority"'],
    ['deep brackets', `"overrides":${'['.repeat(500)}${']'.repeat(500)},"authority"`],
  ]);
  how.push(what);
  return body.replace('"authority"', () => to);
}

function bytes(body: string, dice: Dice, how: string[]): string {
  const buffer = Buffer.from(body);
  const at = dice.below(buffer.length);
  switch (dice.below(7)) {
    case 0:
      how.push(`cut at byte ${at}`);
      return buffer.toString('utf8', 0, at);
    case 1:
      buffer[at] = dice.below(256);
      how.push(`byte ${at} changed`);
      return buffer.toString('utf8');
    case 2:
      how.push(`bytes that are no text at ${at}`);
      return Buffer.concat([
        buffer.subarray(0, at),
        Buffer.from([0xff, 0xc0, 0x80]),
        buffer.subarray(at),
      ]).toString();
    case 3:
      how.push('a byte-order mark before it');
      return `\uFEFF${body}`;
    case 4:
      how.push('twice');
      return body + body;
    case 5:
      how.push('a megabyte of spaces after it');
      return dice.chance(0.1) ? body + ' '.repeat(2 ** 20) : `${body} `;
    default:
      how.push(`a piece of it repeated at ${at}`);
      return buffer.toString('utf8', 0, at) + buffer.toString('utf8', Math.max(0, at - 40));
  }
}

const brief = (value: Json): string => JSON.stringify(value).slice(0, 40);
