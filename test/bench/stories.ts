// Messages for measuring: one child after another, each new, each with identifiers.
import { DAY, HOUR, later, MINUTE } from '../../shared/core/instant.ts';

const now = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString();

const event = (
  type: string,
  id: string,
  subject: string | undefined,
  data: object,
  source = 'urn:police:kent:compact',
) => ({
  specversion: '1.0',
  id,
  source,
  type,
  time: later(now, -30 * MINUTE),
  ...(subject && { subject }),
  data: { authority: 'E10000016', ...data },
});

const person = (n: number) => ({
  kind: 'child',
  givenName: `Robin${n}`,
  familyName: `Example${n}`,
  dateOfBirth: '2012-05-14',
  policePersonId: `P-${n}`,
});

export const reported = (n: number) =>
  event('missing.reported', `reported-${n}`, `B-${n}`, {
    person: person(n),
    category: 'missing',
    risk: 'medium',
    lastSeenAt: later(now, -2 * HOUR),
    reportedAt: later(now, -HOUR),
  });

export const found = (n: number) =>
  event('missing.found', `found-${n}`, `B-${n}`, { locatedAt: later(now, -40 * MINUTE), outcome: 'found' });

export const known = (n: number) =>
  event(
    'case.updated',
    `case-${n}`,
    undefined,
    {
      person: { ...person(n), localAuthorityId: `L-${n}` },
      status: 'child-in-need',
      statusSince: later(now, -90 * DAY),
      keyworker: {
        name: 'Kit Worker',
        email: `kit.${n}@kent.example`,
        team: 'North',
        teamEmail: 'north.team@kent.example',
      },
    },
    'urn:case-system:kent',
  );
