// What the contract's tests read messages with: Kent's sources, midnight before Saturday 21 November 2026, and sound messages to spoil.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { MessageType } from '../../shared/contract/message.ts';
import { type Expectations, type Reading, type Reason, readMessage } from '../../shared/contract/read.ts';

export type Event = Record<string, unknown> & { data: Record<string, unknown> };

export const root = join(import.meta.dirname, '../..');
const folder = join(root, 'examples/messages');

export const exampleFiles: readonly string[] = readdirSync(folder).sort();

export const kent: Expectations = {
  authority: 'E10000016',
  sources: [
    { urn: 'urn:police:kent:compact', is: 'police', senders: ['police', 'police-standby'] },
    { urn: 'urn:case-system:kent', is: 'case-system', senders: ['case-system'] },
    { urn: 'urn:school:ANY', is: 'school', senders: ['schools'] },
    { urn: 'urn:carer:ANY', is: 'carer', senders: ['carers'] },
  ],
  sender: 'police',
  now: '2026-11-21T00:00:00.000Z',
};

export const darlington: Expectations = {
  authority: 'E06000005',
  sources: [
    { urn: 'urn:police:durham:sleuth', is: 'police', senders: ['police'] },
    { urn: 'urn:edt:darlington', is: 'emergency-duty-team', senders: ['emergency-duty-team'] },
  ],
  sender: 'police',
  now: kent.now,
};

export function exampleText(file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

/** A sound message of this type for Kent, fresh each time. */
export function sound(type: MessageType, data: Record<string, unknown> = {}): Event {
  const event = JSON.parse(exampleText(`kent-${type.replace('.', '-')}.json`)) as Event;
  return { ...event, data: { ...event.data, ...data } };
}

export function without(event: Event, ...names: string[]): Event {
  const left = Object.entries(event.data).filter(([name]) => !names.includes(name));
  return { ...event, data: Object.fromEntries(left) };
}

/** Read as coming from the sender to whom its source belongs. */
export function reading(event: unknown, expect: Expectations = kent): Reading {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  return readMessage(body, { ...expect, sender: ownSender(body, expect) });
}

export function ownSender(body: string, { sources, sender }: Expectations): string | undefined {
  const said = /"source": ?"([^"]*)"/.exec(body)?.[1];
  const own = sources.find(({ urn }) => said?.startsWith(urn.replace(/ANY$/, '')));
  return own?.senders[0] ?? sender;
}

export function reasons(event: unknown, expect?: Expectations): Reason[] {
  const read = reading(event, expect);
  return read.readable ? [] : read.reasons;
}

/** The data of a message that must be readable. */
export function readable(event: unknown, expect?: Expectations): Record<string, unknown> {
  const read = reading(event, expect);
  if (!read.readable) throw new Error(JSON.stringify(read.reasons));
  return { ...read.message.data };
}

export function says(path: string, words: string) {
  return [{ path, message: expect.stringContaining(words) }];
}
