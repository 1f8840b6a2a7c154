// Messages that are understood, to be spoilt: the examples and every scenario, all about the one marked child.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrivals, readScenario, usualSender } from '../../local/scenario.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { child, keyworker, words } from './invented-child.ts';

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type Event = { [name: string]: Json };

export interface Sound {
  event: Event;
  senderId: string;
}

const examples = join(import.meta.dirname, '../../examples');

/** Of each authority those that its own procedure reads. */
export function soundMessages(policy: Policy): Sound[] {
  const { slug } = policy.authority;
  const folder = join(examples, 'messages');
  const single = readdirSync(folder)
    .filter((file) => file.startsWith(`${slug}-`))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Event)
    .map((event) => ({ event, senderId: usualSender(String(event['source']), policy) }));
  const stories = readdirSync(join(examples, 'scenarios', slug)).flatMap((file) =>
    arrivals(readScenario(join(examples, 'scenarios', slug, file)), policy).flatMap(({ body, senderId }) =>
      // Some scenarios tell of one that is no JSON.
      body.startsWith('{"specversion"') ? [{ event: JSON.parse(body) as Event, senderId }] : [],
    ),
  );
  return [...single, ...stories].map(({ event, senderId }) => ({ event: marked(event) as Event, senderId }));
}

/** With the marked child, and marked words, wherever there are any. */
function marked(value: Json, name = ''): Json {
  if (Array.isArray(value)) return value.map((each) => marked(each));
  if (typeof value === 'string') return words[name] ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (name === 'keyworker') return { ...value, ...keyworker };
  if (name === 'person') return { ...value, ...child };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, marked(inner, key)]));
}
