// Invented children, and what the police, the duty team and the case system say of them. Friday 20 November 2026 unless it says otherwise.
import type { Said } from './playing.ts';

/** Fourteen. */
export const ASHA = { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-05-14' };
/** Nine. */
export const ROBIN = { givenName: 'Robin', familyName: 'Sample', dateOfBirth: '2017-03-02' };

export const LAST_SEEN = '2026-11-20T20:30:00Z';
export const REPORTED = '2026-11-20T22:05:00Z';

type Data = Record<string, unknown>;

/** The police report a child missing, at 22:05, last seen at 20:30. */
export const reported = (subject: string, data: Data = {}, rest: Partial<Said> = {}): Said => ({
  at: REPORTED,
  type: 'missing.reported',
  subject,
  data: { person: ASHA, category: 'missing', risk: 'medium', lastSeenAt: LAST_SEEN, ...data },
  ...rest,
});

export const updated = (at: string, subject: string, data: Data, rest: Partial<Said> = {}): Said => ({
  at,
  type: 'missing.updated',
  subject,
  data,
  ...rest,
});

export const found = (at: string, subject: string, data: Data, rest: Partial<Said> = {}): Said => ({
  at,
  type: 'missing.found',
  subject,
  data,
  ...rest,
});

export const cancelled = (at: string, subject: string, data: Data = {}): Said => ({
  at,
  type: 'missing.cancelled',
  subject,
  data: { reason: 'recorded in error', ...data },
});

/** The case system holds an open case, with a keyworker at an address of Kent. */
export const caseOf = (at: string, person: Data, data: Data = {}): Said => ({
  at,
  type: 'case.updated',
  data: { person, status: 'child-in-need', keyworker: KIM, ...data },
});

export const KIM = {
  name: 'Kim Example',
  email: 'kim@kent.example',
  team: 'North',
  teamEmail: 'north@kent.example',
};
export const LEE = {
  name: 'Lee Example',
  email: 'lee@kent.example',
  team: 'North',
  teamEmail: 'north@kent.example',
};

export const answered = (at: string, subject: string, outcome: string, data: Data = {}): Said => ({
  at,
  type: 'task.recorded',
  subject,
  data: { task: 'resolve-identity', outcome, by: 'front-door', ...data },
});

export const interviewed = (at: string, subject: string, data: Data = {}): Said => ({
  at,
  type: 'interview.recorded',
  subject,
  data: { completedAt: at, outcome: 'accepted', ...data },
});
