// What a line of the digest says that letters were about: each by itself, and one that was passed on as the letter that it was first.
import { describe, expect, it } from 'vitest';
import { digestLines } from '../../shared/core/digest-line.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { FRIDAY_22_05, lasting, procedureOf, record, reported, rule, telling, toldAll } from './told.ts';

const SATURDAY = '2026-11-21T07:30:00.000Z';
const line = (of: ChildRecord, policy: Policy) =>
  digestLines(of, policy, '2026-11-20T07:30:00.000Z', SATURDAY)[0];
const told = (of: ChildRecord, policy: Policy) =>
  line(of, policy)?.told.map(({ roles, purpose, rules }) => `${purpose} ${rules} ${roles}`);

describe('letters of one minute', () => {
  const to = (...roles: string[]): Partial<Rule> => ({ to: roles.map((role) => ({ role })) });
  const policy = procedureOf(
    rule('notice', to('front-door', 'director')),
    rule('school', to('team-manager')),
    rule('later', { ...to('front-door'), after: lasting('PT12H', 'received') }),
    rule('call', { ...to('director'), after: lasting('PT12H', 'received') }),
  );

  it('that were about different things are not said of whoever had the other', () => {
    const of = toldAll(record(reported()), policy, FRIDAY_22_05);
    expect(told(of, policy)).toEqual(['notify notice director,front-door', 'notify school team-manager']);
    expect(line(of, policy)?.due.map(({ roles, rules }) => `${rules} ${roles}`)).toEqual([
      'call director',
      'later front-door',
    ]);
  });
});

describe('a letter that was passed on', () => {
  const AT = '2026-11-21T01:00:00.000Z';
  const passedOn: Rule = rule('not-delivered', { upon: 'not-delivered' });
  /** Told, and refused by the mailbox of whom it was for. */
  const refused = (of: ChildRecord, policy: Policy, at = FRIDAY_22_05): ChildRecord =>
    plan(of, policy, at).actions.reduce(
      (all, action) => telling(all, action, 'x@kent.example', 'refused', at),
      of,
    );

  it('is about what the first letter was about', () => {
    const policy = procedureOf(rule('notice', { to: [{ role: 'adolescent-early-help' }] }), passedOn);
    const of = toldAll(refused(record(reported()), policy), policy, AT);
    expect(told(of, policy)).toEqual(['notify notice front-door']);
  });

  it('and told that a task was overdue is about that task', () => {
    const policy = procedureOf(
      rule('visit', { to: [{ role: 'director' }], asks: { within: lasting('PT1H', 'received') } }),
      rule('undone', { upon: 'overdue', do: 'chase', to: [{ role: 'adolescent-early-help' }] }),
      passedOn,
    );
    const asked = toldAll(record(reported()), policy, FRIDAY_22_05);
    const of = toldAll(refused(asked, policy, AT), policy, AT);
    expect(told(of, policy)).toEqual(['notify visit director', 'chase visit front-door']);
  });
});

describe('the age in a line', () => {
  const policy = procedureOf();
  const aged = (data: object, by = policy) => line(record(reported(data)), by)?.age;

  it('is there where the file has letters say it', () => {
    expect(aged({})).toBe('aged 14');
    expect(aged({ person: { givenName: 'Asha', familyName: 'Example' } })).toBe('age not known');
    const { age: _, ...mail } = policy.mail;
    expect(line(record(reported()), { ...policy, mail })).not.toHaveProperty('age');
  });
});
