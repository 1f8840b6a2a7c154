// A procedure of nobody, short enough to be played in an hour: every kind of rule that the machinery treats in its own way.
import type { Policy, Rule, Trigger, Version } from '../../shared/core/policy.ts';

export const rule = (id: string, upon: Trigger, to: Rule['to'], rest: Partial<Rule> = {}): Rule => ({
  id,
  clauses: ['C-1'],
  basis: 'statutory',
  upon,
  do: 'notify',
  to,
  says: 'This is a test.',
  ...rest,
});

export const since = (elapsed: string): Partial<Rule> => ({
  do: 'escalate',
  after: {
    elapsed,
    boundary: 'over',
    from: { earliest: ['last-seen', 'missing-since', 'reported', 'received'] },
  },
});

export const returned = (elapsed: string) => ({ elapsed, from: { earliest: ['found-received' as const] } });

/** For who must say that a letter was read. */
export const ANSWER_WITHIN = 'PT4M';

const rules: Rule[] = [
  rule('notice', 'missing', [{ role: 'front-door' }, { role: 'team-manager' }, { role: 'keyworker' }]),
  rule('high', 'missing', [{ role: 'director' }], {
    do: 'escalate',
    when: { risk: ['high'] },
    answerWithin: ANSWER_WITHIN,
  }),
  rule('ten-minutes', 'missing', [{ role: 'service-manager' }], since('PT10M')),
  rule('forty-seconds-on', 'missing', [{ role: 'team-manager' }], since('PT10M40S')),
  rule('half-an-hour', 'missing', [{ role: 'head-of-service' }], {
    ...since('PT30M'),
    answerWithin: ANSWER_WITHIN,
  }),
  rule('back', 'return-reported', [{ role: 'front-door' }]),
  rule('over', 'ended', [{ everybodyTold: true }], { do: 'stand-down' }),
  rule('again', 'missing-again', [{ everybodyTold: true }]),
  rule('worst', 'deceased', [{ role: 'front-door' }, { role: 'director' }]),
  rule('return-interview', 'ended', [{ role: 'coordinator' }], {
    do: 'request',
    asks: { within: returned('PT1H'), doneBy: 'interview' },
  }),
  rule('interview-chaser', 'ended', [{ role: 'coordinator' }], {
    do: 'chase',
    when: { not: { interview: ['held'] } },
    after: returned('PT20M'),
  }),
  rule('no-report', 'no-report', [{ role: 'front-door' }], {
    do: 'request',
    after: { elapsed: 'PT15M', from: { earliest: ['received'] }, boundary: 'at-least' },
    asks: { within: { elapsed: 'PT2H', from: { earliest: ['received'] } } },
  }),
  rule('resolve-identity', 'unmatched', [{ role: 'front-door' }], {
    do: 'decide',
    asks: { within: { elapsed: 'PT4H', from: { earliest: ['received'] } } },
  }),
  rule('not-delivered', 'not-delivered', [{ role: 'front-door' }]),
  rule('unreadable', 'unreadable', [{ role: 'front-door' }]),
];

const version = (all: readonly Rule[]): Version => ({
  id: 'only',
  title: 'A procedure of nobody',
  from: '2020-01-01',
  routes: {},
  rules: all,
  treatAs: [],
  withhold: [],
});

const mailbox = (address: string, deputy?: string) => ({
  address: `${address}@council.example`,
  verified: '2026-01-01',
  ...(deputy && { deputy }),
});

export const before: Policy = {
  authority: { code: 'E10000016', name: 'Nowhere', slug: 'nowhere' },
  hash: 'before',
  calendar: {
    zone: 'UTC',
    office: { opens: '09:00', closes: '17:00' },
    covers: { from: '2020-01-01', to: '2030-12-31' },
    bankHolidays: [],
    terms: [],
  },
  sources: [
    { urn: 'urn:police:example', is: 'police', senders: ['police'] },
    { urn: 'urn:carer:example', is: 'carer', senders: ['police'] },
    { urn: 'urn:case-system:example', is: 'case-system', senders: ['case-system'] },
  ],
  senders: {},
  mail: { from: 'homeward@council.example', allowedDomains: ['council.example'] },
  directory: {
    'front-door': mailbox('front.door', 'director'),
    'team-manager': mailbox('team.manager', 'service-manager'),
    'service-manager': mailbox('service.manager'),
    'head-of-service': mailbox('head.of.service', 'director'),
    director: mailbox('director'),
    coordinator: mailbox('coordinator'),
  },
  authorities: {},
  versions: [version(rules)],
  intake: [],
};

/** A procedure with some rules more. */
export const withRules = (policy: Policy, more: readonly Rule[]): Policy => ({
  ...policy,
  versions: policy.versions.map(({ rules: all }) => version([...all, ...more])),
});

/** Deployed while stories are told: a mailbox has moved, a rule has a new name, one rung is new. */
export const renewed = (policy: Policy): Policy => ({
  ...policy,
  hash: 'after',
  directory: { ...policy.directory, 'service-manager': mailbox('services') },
  versions: policy.versions.map(({ rules: all }) =>
    version([
      ...all.map((each) =>
        each.id === 'half-an-hour' ? { ...each, id: 'thirty', was: ['half-an-hour'] } : each,
      ),
      rule('twenty-minutes', 'missing', [{ role: 'director' }], since('PT20M')),
    ]),
  ),
});
