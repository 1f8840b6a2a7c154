// Stories that the national guidance has something to say of, played for an authority that adds nothing to it.
import { expect } from 'vitest';
import { simulate } from '../../local/simulate.ts';
import { guided, loaded } from './baseline-authority.ts';

const answer = loaded(guided());
if (!answer.ok) throw new Error(`The guidance has faults: ${JSON.stringify(answer.faults)}`);
export const { policy } = answer;
export const rules = policy.versions[0]?.rules ?? [];

export interface Message {
  [field: string]: unknown;
  at: string;
  type: string;
  subject?: string;
  source?: string;
  data: Record<string, unknown>;
}
type Facts = Record<string, unknown>;

const robin = { givenName: 'Robin', familyName: 'Example', dateOfBirth: '2012-05-14' };
export const at = (day: number, time: string) => `2026-11-${day}T${time}:00Z`;
export const born = (dateOfBirth: string | null) => ({ person: { ...robin, dateOfBirth } });

/** On Friday evening, with medium risk, by the police. */
export const reported = (facts: Facts = {}, source = 'urn:police:guided:feed'): Message => ({
  at: at(20, '22:05'),
  type: 'missing.reported',
  subject: 'ME-1',
  source,
  data: { person: robin, category: 'missing', risk: 'medium', lastSeenAt: at(20, '20:30'), ...facts },
});
export const known = (facts: Facts): Message => ({
  at: at(20, '09:00'),
  type: 'case.updated',
  data: { person: robin, keyworker: KEYWORKER, ...facts },
});
const KEYWORKER = { email: 'kim@guided.example', teamEmail: 'team@guided.example' };
export const inCare = (facts: Facts = {}) => known({ status: 'looked-after', ...facts });
export const alone = (facts: Facts = {}) => inCare({ unaccompaniedAsylumSeeker: true, ...facts });
export const back = (facts: Facts = {}, day = 21): Message => ({
  at: at(day, '11:00'),
  type: 'missing.found',
  subject: 'ME-1',
  data: { outcome: 'found', locatedAt: at(day, '10:30'), ...facts },
});
export const interview = (facts: Facts): Message => ({
  at: at(22, '12:00'),
  type: 'interview.recorded',
  subject: 'ME-1',
  data: facts,
});
export const before: Message = {
  ...reported({ lastSeenAt: at(10, '20:30') }),
  at: at(10, '22:05'),
  subject: 'ME-0',
};
export const backBefore: Message = {
  ...back({ locatedAt: at(11, '10:30') }),
  at: at(11, '11:00'),
  subject: 'ME-0',
};
export const carer = 'urn:carer:example';
export const ELSEWHERE = 'E06000098';
export const heldBy = (independent: boolean) => interview({ completedAt: at(22, '10:00'), independent });
export const declined = interview({ offeredAt: at(21, '15:00'), outcome: 'declined' });

export async function letters(...messages: Message[]) {
  const until = at(26, '12:00');
  const { simulation } = await simulate({ about: '', messages, until }, policy);
  expect(simulation.rejected.flatMap(({ reasons }) => reasons)).toEqual(
    messages.some(({ type }) => type === 'nonsense') ? expect.anything() : [],
  );
  return simulation.actions.filter(({ episode }) => episode !== 'ME-0');
}
export const told = async (...messages: Message[]) =>
  new Set((await letters(...messages)).map(({ rule, roles }) => `${rule} to ${roles.join(' and ')}`));

export interface Sides {
  to: string;
  acts: Message[][];
  quiet: Message[][];
}

export const nonsense: Message = { at: at(20, '22:05'), type: 'nonsense', subject: 'ME-1', data: {} };
export const withdrawn: Message = {
  at: at(21, '15:00'),
  type: 'missing.found',
  subject: 'ME-1',
  data: { outcome: 'in-error' },
};
