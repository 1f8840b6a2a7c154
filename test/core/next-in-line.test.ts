// A letter that goes to the next in line says what was said in it, and whose it was.
import { describe, expect, it } from 'vitest';
import { consider, plan } from '../../shared/core/plan.ts';
import type { Rule } from '../../shared/core/policy.ts';
import type { Telling } from '../../shared/core/record.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { EVER, NOON, procedureOf, record, reported, rule, type Saying, telling } from './told.ts';

const undelivered = rule('undelivered', { upon: 'not-delivered', clauses: ['C-9'] });

/** What the deputy gets once the letter of a rule was sent to a mailbox, and this became of it. */
function passedOn(of: Partial<Rule>, became: Partial<Telling>, data: object = {}) {
  const policy = procedureOf(rule('notice', of), undelivered);
  const child = record(reported(data) as Saying);
  const [letter] = plan(child, policy, EVER).actions;
  if (!letter) throw new Error('A letter is due');
  const { told, ...same } = telling(child, letter, 'x@kent.example', 'accepted', NOON);
  const sent = { ...same, told: { [letter.id]: { ...(told[letter.id] as Telling), ...became } } };
  const [deputy] = plan(sent, policy, EVER).actions;
  if (!deputy) throw new Error('It goes on');
  return deputy;
}

describe('a letter that goes to the next in line', () => {
  it('gives the reasons for which it was sent, not those that hold by now', () => {
    const because = ['The child was believed to be missing [C-1]'];
    expect(passedOn({}, { state: 'refused', because }).because).toEqual([
      'The mailbox of front door refused this letter [C-9]',
      'The child was believed to be missing [C-1]',
    ]);
    expect(passedOn({ answerWithin: 'PT30M' }, { because }).because.at(-1)).toBe(
      'The child was believed to be missing [C-1]',
    );
  });

  it('goes to the one after that when both have refused it, and never before', () => {
    const policy = procedureOf(rule('notice', { to: [{ role: 'adolescent-early-help' }] }), undelivered);
    const child = record(reported());
    const [letter] = plan(child, policy, EVER).actions;
    if (!letter) throw new Error('A letter is due');
    const refused = telling(child, letter, 'x@kent.example', 'refused', NOON);
    const [deputy] = plan(refused, policy, EVER).actions;
    if (!deputy) throw new Error('It goes on');
    const next = (at: string) => {
      const both = telling(refused, deputy, 'y@kent.example', 'refused', at);
      const verdicts = consider(both, childOf(both, policy), policy, EVER);
      const letters = verdicts.find((each) => each.rule.id === 'undelivered')?.actions ?? [];
      return letters.map(({ roles, dueAt }) => `${roles.join()} ${dueAt.slice(11, 16)}`);
    };
    expect(next('2026-11-21T12:30:00.000Z')).toEqual(['front-door 12:00', 'team-manager 12:30']);
    expect(next('2026-11-21T11:30:00.000Z')).toEqual(['front-door 12:00', 'team-manager 12:00']);
  });

  it('names all the roles that did not answer', () => {
    const { says } = passedOn({ answerWithin: 'PT30M' }, { roles: ['front-door', 'director'] });
    expect(says).toContain('The front door and director did not answer within 30 minutes');
  });

  it('was for an authority that the directory does not know: its code says which', () => {
    const { says } = passedOn(
      { to: [{ role: 'host-authority' }] },
      { state: 'refused' },
      { hostAuthority: 'E99999999' },
    );
    expect(says).toContain('It was for host authority (E99999999)');
  });
});
