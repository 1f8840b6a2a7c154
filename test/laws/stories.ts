// Stories about one child, invented: what was said by whom of which episode, at which hour.
import fc from 'fast-check';
import type { Instant } from '../../shared/core/instant.ts';
import { HOUR, later } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Voice } from './procedures.ts';
import { urnOf } from './procedures.ts';

/** What one message says, before it has an envelope. */
export interface Saying {
  type: string;
  by: Voice;
  subject?: string;
  /** The hour of the story at which it was said. */
  hour: number;
  data: Record<string, unknown>;
}

/** A Friday at noon: the story's hour 0. */
const NOON: Instant = '2026-11-20T12:00:00.000Z';

export const LONGEST = 96;

export const atHour = (hour: number): Instant => later(NOON, hour * HOUR);

/** A well-known child: whoever speaks of the person names all of this. */
export const ROBIN = {
  givenName: 'Robin',
  familyName: 'Example',
  dateOfBirth: '2016-11-21',
  localAuthorityId: 'L123456',
};

export const references = ['MP-1', 'MP-2', 'MP-3'] as const;

const hour = fc.nat(LONGEST);
const reference = fc.constantFrom(...references);
const speaker = fc.constantFrom<Voice>('police', 'police', 'police', 'emergency-duty-team', 'carer');
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const orUnknown = <T>(value: fc.Arbitrary<T>) => sometimes(fc.option(value, { nil: null, freq: 4 }));

/** Hours before it was said: what a message tells of has happened. */
const ago = fc.constantFrom(0, 1, 2, 3, 10, 24, 30, 72);

export const risk = fc.constantFrom('high', 'medium', 'low', 'very-low', 'no-apparent-risk', 'not-assessed');
export const category = fc.constantFrom('missing', 'absent', 'away-from-placement', 'unknown');
export const status = fc.constantFrom(
  'not-open',
  'early-help',
  'child-in-need',
  'looked-after',
  'care-leaver',
);
const otherAuthority = fc.constantFrom('E06000035', 'E06000049', 'E06000047');

const episodeFacts = {
  risk: orUnknown(risk),
  category: orUnknown(category),
  missingFrom: orUnknown(fc.constantFrom('home', 'placement')),
  indicators: orUnknown(fc.constant(['child-sexual-exploitation'])),
  responsibleAuthority: orUnknown(otherAuthority),
  linkedReferences: orUnknown(fc.subarray([...references], { maxLength: 1 })),
};

const starts = { lastSeenAt: orUnknown(ago), missingSince: orUnknown(ago) };

const said = <T>(type: string, by: fc.Arbitrary<Voice>, data: fc.Arbitrary<T>) =>
  fc.record({ type: fc.constant(type), by, subject: reference, hour, data });

/** What the contract would refuse: located and returned at once, a duplicate of itself. */
function withoutContradiction<S extends { subject: string; data: object }>({ subject, data, ...rest }: S) {
  const { returnedAt, duplicateOf, ...others } = data as Record<string, unknown>;
  return {
    ...rest,
    subject,
    data: {
      ...others,
      ...(others['outcome'] !== 'located-not-returned' && { returnedAt }),
      ...(duplicateOf !== subject && { duplicateOf }),
    },
  };
}

const reported = said(
  'missing.reported',
  speaker,
  fc.record({ person: fc.constant(ROBIN), ...episodeFacts, ...starts, reportedAt: ago }),
);

const updated = said(
  'missing.updated',
  speaker,
  fc.record({
    person: sometimes(fc.constant(ROBIN)),
    ...episodeFacts,
    ...starts,
    reportedAt: orUnknown(ago),
  }),
);

const found = said(
  'missing.found',
  speaker,
  fc.record({
    outcome: fc.constantFrom('returned', 'found', 'located-not-returned', 'not-missing', null),
    returnedAt: orUnknown(ago),
    locatedAt: orUnknown(ago),
    seenByPoliceAt: orUnknown(ago),
    policeClosedAt: orUnknown(ago),
    foundReportAt: ago,
  }),
).map(withoutContradiction);

const inError = said('missing.found', fc.constant('police'), fc.constant({ outcome: 'in-error' }));

const deceased = said('missing.found', speaker, fc.constant({ outcome: 'deceased' }));

const cancelled = said(
  'missing.cancelled',
  fc.constantFrom<Voice>('police', 'police', 'carer'),
  fc.record({ duplicateOf: sometimes(reference) }),
).map(withoutContradiction);

const caseUpdated = fc.record({
  type: fc.constant('case.updated'),
  by: fc.constant<Voice>('case-system'),
  hour,
  data: fc.record({
    person: fc.constant(ROBIN),
    status: orUnknown(status),
    responsibleAuthority: orUnknown(otherAuthority),
    keyworker: orUnknown(
      fc.record({
        email: orUnknown(fc.constantFrom('first.worker@kent.example', 'second.worker@kent.example')),
        teamEmail: orUnknown(fc.constantFrom('first.team@kent.example', 'second.team@kent.example')),
      }),
    ),
  }),
});

const interview = said(
  'interview.recorded',
  fc.constant('case-system'),
  fc.record({ offeredAt: fc.constant(72), completedAt: orUnknown(fc.constantFrom(0, 1, 24)) }),
);

const task = said(
  'task.recorded',
  fc.constant('case-system'),
  fc.record({
    task: fc.constantFrom('triage', 'risk-query', 'return-interview', 'return-interview:2'),
    outcome: fc.constant('done'),
  }),
);

const anything = fc.oneof(
  { arbitrary: reported, weight: 5 },
  { arbitrary: updated, weight: 4 },
  { arbitrary: found, weight: 4 },
  { arbitrary: inError, weight: 2 },
  { arbitrary: cancelled, weight: 2 },
  { arbitrary: caseUpdated, weight: 3 },
  { arbitrary: interview, weight: 1 },
  { arbitrary: task, weight: 1 },
  { arbitrary: deceased, weight: 1 },
);

/** Anything that may be said of one child, in no order. */
export const saying: fc.Arbitrary<Saying> = anything.map(plainly);

export const sayings = {
  reported: reported.map(plainly),
  updated: updated.map(plainly),
  found: found.map(plainly),
  inError: inError.map(plainly),
  deceased: deceased.map(plainly),
  cancelled: cancelled.map(plainly),
  caseUpdated: caseUpdated.map(plainly),
};

/** Without what was left out, so that a story that breaks a law can be read. */
function plainly(said: object): Saying {
  return JSON.parse(JSON.stringify(said));
}

export const story = fc.array(saying, { minLength: 1, maxLength: 9 });

/** The same, told of one police reference that is linked to no other. */
export const ofOneReference = (sayings: readonly Saying[]): Saying[] =>
  sayings.map(({ subject, data, ...rest }) => {
    const { linkedReferences: _, duplicateOf: __, ...others } = data;
    return { ...rest, data: others, ...(subject !== undefined && { subject: references[0] }) };
  });

export const storyOfOneReference = story.map(ofOneReference);

/** What only adds: nothing ends or is done, and nobody ever says another thing of the same matter. */
export const onlyAdded = storyOfOneReference.map((sayings) => {
  const first: Record<string, unknown> = {};
  return sayings
    .filter(({ type, by, data }) =>
      type === 'missing.found'
        ? by !== 'police' && data['outcome'] !== 'deceased'
        : ['missing.reported', 'missing.updated', 'case.updated'].includes(type),
    )
    .map(({ data, ...rest }): Saying => {
      const known = Object.entries(data).filter(([field, value]) => value !== null && field !== 'returnedAt');
      for (const [field, value] of known) first[field] ??= withoutNull(value);
      const said = Object.fromEntries(known.map(([field]) => [field, first[field]]));
      // No birthday lies between two beginnings.
      if (said['person']) said['person'] = { ...ROBIN, dateOfBirth: '2018-05-14' };
      return { ...rest, data: said };
    });
});

const withoutNull = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, inside) => (inside === null ? undefined : inside)));

/** A message as the queue carries it: hours that were counted back from when it was said become instants. */
export function asEvent(saying: Saying, id: string, policy: Policy): Record<string, unknown> {
  const { type, by, subject, hour, data } = saying;
  const instants = Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => {
      if (value === undefined) return [];
      const isAgo = typeof value === 'number' && (name.endsWith('At') || name === 'missingSince');
      return [[name, isAgo ? atHour(hour - value) : value]];
    }),
  );
  return {
    specversion: '1.0',
    id,
    source: urnOf(policy, by),
    type,
    time: atHour(hour),
    ...(subject !== undefined && { subject }),
    data: { authority: policy.authority.code, ...JSON.parse(JSON.stringify(instants)) },
  };
}
