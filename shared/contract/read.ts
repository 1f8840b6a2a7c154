// The one way in: a body from the queue becomes a message to be relied on, or the list of all that is wrong with it.
import type * as z from 'zod';
import { bareEnvelope } from './envelope.ts';
import { asReasons, asSaid, type Fault, isFieldName, type Reason, type Said } from './faults.ts';
import { momentPaths, momentsAhead } from './instants.ts';
import { isReserved, readJson } from './json.ts';
import { isMessageType, type Message, type MessageType, messages, messageTypes } from './message.ts';
import { birthFaults } from './person.ts';
import { originOf, type Source, type SourceKind } from './senders.ts';

export type { Reason, SourceKind };

/** What this stack knows, from the authority's file. `sender` is undefined where nobody there is that sender. */
export interface Expectations {
  authority: string; // GSS code
  sources: readonly Source[];
  sender: string | undefined;
  now: string; // RFC 3339
}

/** `id`, `source` and `type` as far as they can be shown, without spaces, cut to 200 characters. */
export interface Unreadable {
  readable: false;
  reasons: Reason[];
  id: string | undefined;
  source: string | undefined;
  type: string | undefined;
}

export type Reading = { readable: true; message: Message; sourceKind: SourceKind } | Unreadable;

const everyMoment = new Map<MessageType | undefined, string[][]>();

/** Never throws. Every fault is listed, none that only follows from another. */
export function readMessage(body: string, expect: Expectations): Reading {
  const json = readJson(body);
  const said = asSaid(json.value);
  if (!said) {
    const notAnObject = { path: [], message: 'is not an object: send one CloudEvent in curly brackets' };
    return unreadable(json.faults.length > 0 ? json.faults : [notAnObject], {});
  }
  const event = withoutUnset(said);
  const type = isMessageType(event['type']) ? event['type'] : undefined;
  const parsed = schemaOf(type).safeParse(event);
  const origin = originOf(event, expect.sources, expect.sender);
  const shape = [...json.faults, ...typeFaults(event), ...(parsed.error?.issues.flatMap(issueFaults) ?? [])];
  const sense = [
    ...origin.faults,
    ...momentsAhead(event, momentsOf(type), expect.now),
    ...dataFaults(event, type, expect),
  ];
  const faults = [...shape, ...withoutSequels(sense, shape)];
  if (faults.length > 0 || !parsed.success || !origin.kind) return unreadable(faults, event);
  const { id, source, time, subject, data } = parsed.data;
  const message = { id, source, type, time, ...(subject === undefined ? {} : { subject }), data };
  return { readable: true, message: message as Message, sourceKind: origin.kind };
}

// CloudEvents: an attribute that is null is one that is not there.
function withoutUnset(said: Said): Said {
  return Object.fromEntries(
    Object.entries(said).filter(([name, value]) => value !== null || name === 'data'),
  );
}

function schemaOf(type: MessageType | undefined): z.ZodObject {
  return type ? messages[type].schema() : bareEnvelope();
}

function momentsOf(type: MessageType | undefined): string[][] {
  const known = everyMoment.get(type) ?? momentPaths(schemaOf(type));
  everyMoment.set(type, known);
  return known;
}

function typeFaults(event: Said): Fault[] {
  const type = event['type'];
  if (typeof type !== 'string' || type === '' || isMessageType(type)) return [];
  const known = messageTypes.join(', ');
  return [{ path: ['type'], message: `is not a type of message that is known: use one of ${known}` }];
}

function issueFaults(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.filter((name) => !isReserved(name)).map((name) => unknownField(issue.path, name));
  }
  // A record says of a name only that it is wrong; why, its inner issues say.
  if (issue.code === 'invalid_key') {
    return issue.issues.map(({ message }) => ({ path: issue.path.slice(0, -1), message }));
  }
  return [{ path: issue.path, message: issue.message }];
}

function unknownField(path: readonly PropertyKey[], name: string): Fault {
  const message = isFieldName(name)
    ? 'is not a field that is known here: remove it or correct its spelling'
    : 'has a field that is not known here: remove it';
  return { path: [...path, name], message };
}

function dataFaults(event: Said, type: MessageType | undefined, expect: Expectations): Fault[] {
  const data = asSaid(event['data']);
  if (!data || !type) return [];
  const faults = [...messages[type].faults(data, event['subject']), ...birthFaults(data, expect.now)];
  if (typeof data['authority'] === 'string' && data['authority'] !== expect.authority) {
    faults.push({
      path: ['authority'],
      message: "is the wrong authority for this stack: send it to that authority's own queue",
    });
  }
  return faults.map(({ path, message }) => ({ path: ['data', ...path], message }));
}

// What is not even well written has its one reason: what it might mean gives no second.
function withoutSequels(sense: readonly Fault[], shape: readonly Fault[]): Fault[] {
  const alreadyFaulty = new Set(shape.map(({ path }) => path.join('/')));
  return sense.filter(({ path }) => path.length === 0 || !alreadyFaulty.has(path.join('/')));
}

function unreadable(faults: readonly Fault[], event: Said): Unreadable {
  return {
    readable: false,
    reasons: asReasons(faults),
    id: shown(event['id']),
    source: shown(event['source']),
    type: shown(event['type']),
  };
}

// What has a space or is no plain text may be somebody's name, written into the wrong field.
function shown(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) ? value.slice(0, 200) : undefined;
}
