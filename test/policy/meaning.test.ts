import { describe, expect, it } from 'vitest';
import type { Policy } from '../../shared/core/policy.ts';
import { authorityFrom } from '../../shared/policy/load.ts';
import { edited, kent } from './edited.ts';

function read(...edits: readonly (readonly [string, string])[]): Policy {
  const loaded = authorityFrom(edited(kent, ...edits), 'kent.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  return loaded.policy;
}

const WHEN = '{ status: [not-open] }';
const ruleOf = (policy: Policy, id: string) => policy.versions[0]?.rules.find((rule) => rule.id === id);
const conditionRead = (written: string) =>
  ruleOf(read([`when: ${WHEN}`, `when: ${written}`]), 'triage')?.when;

describe('a question in the file', () => {
  it.each([
    ['{ all: [{ risk: [high] }, { status: [open] }] }', { all: [{ risk: ['high'] }, { status: ['open'] }] }],
    ['{ any: [{ risk: [medium] }] }', { any: [{ risk: ['medium'] }] }],
    ['{ not: { not: { person: [child] } } }', { not: { not: { person: ['child'] } } }],
    ['{ age: { under: 10 } }', { age: { under: 10 }, at: 'routing' }],
    ['{ age: { at-least: 13, at: start } }', { age: { atLeast: 13 }, at: 'start' }],
    ['{ stated-risk: [very-low] }', { riskStated: ['very-low'] }],
    ['{ category: [absent, unknown] }', { category: ['absent', 'unknown'] }],
    ['{ missing-from: [school] }', { said: 'missingFrom', is: ['school'] }],
    ['{ indicator: [trafficking] }', { indicator: ['trafficking'] }],
    ['{ status: [looked-after] }', { status: ['looked-after'] }],
    ['{ responsible-authority: another }', { responsibleAuthority: 'another' }],
    ['{ outcome: [returned] }', { outcome: ['returned'] }],
  ])('%s means what it says', (written, meant) => {
    expect(conditionRead(written)).toEqual(meant);
  });
});

describe('a clock in the file', () => {
  const WITHIN = 'within: { elapsed: PT8H, from: { earliest: [received] } }';

  it('may count working days', () => {
    const policy = read([WITHIN, 'within: { working-days: 0, from: { latest: [reported, received] } }']);
    const from = { latest: ['reported', 'received'] };
    expect(ruleOf(policy, 'triage')?.asks).toEqual({ within: { unit: 'workingDays', n: 0, from } });
  });

  it('left out means at once', () => {
    expect(ruleOf(read(), 'front-door-notice')).not.toHaveProperty('after');
  });
});

describe('a rule in the file', () => {
  it('is statutory unless it says that it is a courtesy', () => {
    const policy = read([
      '        do: notify\n        to: [front-door]',
      '        do: notify\n        basis: courtesy\n        to: [front-door]',
    ]);
    expect(ruleOf(policy, 'front-door-notice')?.basis).toBe('courtesy');
    expect(ruleOf(policy, 'triage')?.basis).toBe('statutory');
  });

  it('may name roles, a routing table or everybody told', () => {
    expect(ruleOf(read(), 'found-notice')?.to).toEqual([{ role: 'front-door' }, { route: 'case-holder' }]);
    expect(ruleOf(read(), 'stand-down')?.to).toEqual([{ everybodyTold: true }]);
  });

  it('keeps the ids that it had', () => {
    expect(
      ruleOf(read(['- id: triage\n', '- id: triage\n        was: [first-look]\n']), 'triage')?.was,
    ).toEqual(['first-look']);
  });
});

const COUNTY_DURHAM = '  E06000047: { name: County Durham }\n';

describe('the policy that is read', () => {
  it('has another hash as soon as anything in it is another', () => {
    const hashes = [
      read(),
      read(['PT3H', 'PT4H']),
      read(['director@kent', 'the.director@kent']),
      read(['compact-feed', 'other-feed']),
    ].map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(4);
  });

  it('has the same hash whatever the order of keys, the comments and the quotation marks', () => {
    const other = read(
      ['{ code: E10000016, name: Kent,', '{ name: "Kent", code: E10000016,'],
      ['# A child is reported missing.', '# Something else.'],
      [COUNTY_DURHAM, ''],
      ['other-authorities:\n', `other-authorities:\n${COUNTY_DURHAM}`],
    );
    expect(other.hash).toBe(read().hash);
  });

  it('has a mailbox out of hours only where the file gives one', () => {
    const { directory } = read();
    expect(directory['front-door']?.outOfHours).toBe('out.of.hours@kent.example');
    expect(directory['director']).toEqual({ address: 'director@kent.example', verified: '2026-11-02' });
  });

  it('knows the account to deploy to where the file names it', () => {
    expect(read().deployment).toEqual({ alarms: ['on.call@kent.example'] });
    const account = ['\ndeployment:', '\ndeployment:\n  account: "111122223333"'] as const;
    expect(read(account).deployment).toEqual({ account: '111122223333', alarms: ['on.call@kent.example'] });
  });
});
