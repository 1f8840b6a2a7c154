// What the core's tests reckon with: England's calendar, and one child's absence with only what a test changes.
import type { Absence } from '../../shared/core/absence.ts';
import type { Calendar } from '../../shared/core/calendar.ts';
import type { Situation } from '../../shared/core/condition.ts';
import type { Child } from '../../shared/core/facts.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Json, Said } from '../../shared/core/record.ts';
import type { OtherRules } from '../../shared/core/standing.ts';
import { loadAuthority } from '../../shared/policy/load.ts';

const loaded = loadAuthority('kent');
if (!loaded.ok) throw new Error('The file of Kent has faults');

export const kent: Policy = loaded.policy;
export const england: Calendar = kent.calendar;

/** Friday 20 November 2026, 22:05. */
export const RECEIVED: Instant = '2026-11-20T22:05:00.000Z';
export const LAST_SEEN: Instant = '2026-11-20T20:30:00.000Z';

const unknown = { value: undefined, knownAt: RECEIVED };

export const absence = (changed: Partial<Absence> = {}): Absence => ({
  reference: 'MP-1',
  references: ['MP-1'],
  reported: true,
  state: 'open',
  ended: false,
  moments: {
    'last-seen': { value: LAST_SEEN, knownAt: RECEIVED },
    received: { value: RECEIVED, knownAt: RECEIVED },
  },
  since: LAST_SEEN,
  sinceKnownAt: RECEIVED,
  receivedAt: RECEIVED,
  turnKnownAt: RECEIVED,
  outcome: unknown,
  risk: { value: 'medium', knownAt: RECEIVED },
  riskStated: [{ value: 'medium', knownAt: RECEIVED }],
  category: { value: 'missing', knownAt: RECEIVED },
  indicators: { values: [], isKnown: false, knownAt: RECEIVED },
  responsible: [],
  stateOf: { 'MP-1': 'open' },
  recorded: {},
  reportedBy: [],
  treatments: [],
  said: [],
  ...changed,
});

/** No other rule comes to anything. */
export const alone: OtherRules = {
  dueAt: () => undefined,
  deadline: () => undefined,
  recorded: () => undefined,
  gate: () => undefined,
  toldAt: () => undefined,
  named: (rule) => rule.replaceAll('-', ' '),
};

export const situation = (changed: Partial<Situation> = {}): Situation => ({
  child: child(),
  absence: absence(),
  calendar: england,
  person: 'child',
  routedAt: RECEIVED,
  others: alone,
  ...changed,
});

/** What one source says of some fields. */
export const said = (fields: Record<string, Json>, source = 'urn:police:kent:compact'): Said =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      { [source]: { value, time: RECEIVED, message: 'm-1', by: 'police' as const, receivedAt: RECEIVED } },
    ]),
  );

export const child = (changed: Partial<Child> = {}): Child => ({
  absences: [],
  schooling: [],
  initials: 'AE',
  kind: 'child',
  status: { value: 'not-open', knownAt: '' },
  isInCaseSystem: false,
  case: {},
  authority: 'E10000016',
  responsible: [],
  doubts: [],
  ...changed,
});
