// What an explanation says of letters that were sent, refused and answered, and of rules with nobody left to tell.
import { describe, expect, it } from 'vitest';
import { answerTask } from '../../shared/core/answered.ts';
import { explain } from '../../shared/core/explain.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import {
  lasting,
  NOON,
  procedureOf,
  record,
  reported,
  rule,
  type Saying,
  saying,
  telling,
  toldAll,
} from './told.ts';

const ONE = '2026-11-21T13:00:00.000Z';
const explained = (of: ChildRecord, policy: Policy, now = ONE) => explain(of, 'MP-1', policy, now);

const notice = rule('notice', { clauses: ['C-1'], to: [{ role: 'front-door' }, { role: 'director' }] });
const policy = procedureOf(notice);
const found: Saying = { type: 'missing.found', at: ONE, data: { outcome: 'found', locatedAt: ONE } };

describe('a rule that has told', () => {
  it('says whom, when it first did, and why it did', () => {
    const told = toldAll(record(reported()), policy, NOON);
    expect(explained(told, policy)).toEqual([
      {
        rule: 'notice',
        clauses: ['C-1'],
        outcome: 'told',
        at: NOON,
        roles: ['director', 'front-door'],
        lines: [
          'Told director, front door on Saturday 21 November 2026 at 12:00 [C-1]',
          'The child is missing [C-1]',
        ],
      },
    ]);
  });

  it('told when its letter went, not when that was meant to go; and who refused it, by all its roles', () => {
    const [letter] = plan(record(reported()), policy, NOON).actions;
    if (!letter) throw new Error('A letter is due');
    const roles = ['director', 'front-door'];
    const with_ = (state: 'accepted' | 'refused') => {
      const { told, ...same } = telling(
        record(reported()),
        { ...letter, roles },
        'a@kent.example',
        state,
        NOON,
      );
      const late = Object.fromEntries(Object.entries(told).map(([id, each]) => [id, { ...each, at: ONE }]));
      return explained(
        { ...same, told: late },
        procedureOf(rule('notice', { to: [{ role: 'director' }] })),
      )[0];
    };
    expect(with_('accepted')?.at).toBe(ONE);
    expect(with_('refused')?.lines[0]).toBe(
      'The mailbox of director, front door refused this letter on Saturday 21 November 2026 at 13:00 [C-1]',
    );
  });

  it('will tell if the pupil is still out of school', () => {
    const out: Saying = {
      type: 'education.absence',
      by: 'school',
      data: { person: { policePersonId: 'P-1' }, lastAttendedOn: '2026-11-18' },
    };
    const of = record(out);
    const late = rule('late', { upon: 'school-absence', after: lasting('P30D', 'last-attended') });
    const [reference = ''] = Object.keys(of.references);
    expect(explain(of, reference, procedureOf(late), ONE)[0]?.lines[0]).toContain(
      'if the pupil is still out of school',
    );
  });

  it('names all whom it is still to tell', () => {
    expect(explained(record(reported()), policy)[0]?.lines[0]).toMatch(
      /^Due now for front door, director on/,
    );
  });

  it('leaves out what the rule asked, where an earlier release kept it with the reason', () => {
    const of = toldAll(record(reported()), policy, NOON);
    const because = ['It is about: child; aged 14 on 2026-11-20, asked: under 16 [C-1]'];
    const told = Object.fromEntries(Object.entries(of.told).map(([id, each]) => [id, { ...each, because }]));
    expect(explained({ ...of, told }, policy)[0]?.lines.slice(1)).toEqual(['Aged 14 on 2026-11-20 [C-1]']);
  });

  it('says that no more is due, once that is so', () => {
    const told = saying(toldAll(record(reported()), policy, NOON), found);
    expect(explained(told, policy)[0]?.lines.at(-1)).toBe(
      'No more is due: the child is no longer missing [C-1]',
    );
  });

  it('says each letter by when it went, and the first of them is when it told', () => {
    const of = record(reported());
    const [first, second] = plan(of, policy, NOON).actions;
    if (!first || !second) throw new Error('There are two letters');
    const late = telling(
      telling(of, first, 'a@kent.example', 'accepted', ONE),
      second,
      'b@kent.example',
      'intended',
      NOON,
    );
    expect(explained(late, policy)[0]).toMatchObject({
      outcome: 'told',
      lines: expect.arrayContaining(['Told front door on Saturday 21 November 2026 at 12:00 [C-1]']),
    });
    const both = telling(
      telling(of, first, 'a@kent.example', 'accepted', ONE),
      second,
      'b@kent.example',
      'refused',
      NOON,
    );
    expect(explained(both, policy)[0]).toMatchObject({ outcome: 'told', at: NOON });
    expect(explained(both, policy)[0]?.lines.slice(0, 2)).toEqual([
      'Told director on Saturday 21 November 2026 at 13:00 [C-1]',
      'The mailbox of front door refused this letter on Saturday 21 November 2026 at 12:00 [C-1]',
    ]);
  });

  it('says what its reader answered', () => {
    const told = toldAll(record(reported()), policy, NOON);
    const answer = (letter: string): ChildRecord => ({
      ...told,
      references: {
        'MP-1': {
          ...told.references['MP-1'],
          [`task.${answerTask('seen', letter)}`]: {
            'urn:homeward:answers:kent': {
              value: { outcome: 'seen' },
              time: ONE,
              message: 'm',
              by: 'case-system',
              receivedAt: ONE,
            },
          },
        },
      },
    });
    expect(explained(answer('notice/MP-1/1/director'), policy)[0]?.lines[1]).toBe(
      'The director has seen this, on Saturday 21 November 2026 at 13:00 [C-1]',
    );
  });

  it('says nothing of another rule, or of another absence', () => {
    const two = procedureOf(notice, rule('other', { clauses: ['C-2'] }));
    const told = toldAll(
      record(reported(), reported({ lastSeenAt: '2026-11-20T21:00:00.000Z' }, { subject: 'MP-2' })),
      two,
      NOON,
    );
    expect(explained(told, two).map((each) => `${each.rule} ${each.lines.length}`)).toEqual([
      'notice 2',
      'other 2',
    ]);
  });
});

describe('a rule that has still to tell', () => {
  it('says when, and on what that hangs', () => {
    const later = rule('later', { after: { elapsed: 'PT24H', from: { earliest: ['received'] } } });
    const whole = explained(record(reported()), procedureOf(later))[0]?.lines[0];
    expect(whole).toBe(
      'Will tell front door on Saturday 21 November 2026 at 22:05 if the child is still missing: the child is missing; 24 hours after received here (Friday 20 November 2026 at 22:05) [C-1]',
    );
    const other = explained(record(reported()), procedureOf({ ...later, upon: 'reported' }))[0]?.lines[0];
    expect(other).toContain('at 22:05: the child was reported missing');
  });

  it('with nobody left says so, with its clock', () => {
    const nobody = rule('nobody', { to: [{ role: 'host-authority' }] });
    expect(explained(record(reported()), procedureOf(nobody))).toEqual([
      {
        rule: 'nobody',
        clauses: ['C-1'],
        outcome: 'nobody-left-to-tell',
        roles: [],
        lines: ['It applies, and there is nobody whom it has still to tell [C-1]'],
      },
    ]);
    const clocked = { ...nobody, after: { elapsed: 'PT1H', from: { earliest: ['received' as const] } } };
    expect(explained(record(reported()), procedureOf(clocked))[0]?.lines).toEqual([
      'It applies (1 hour after received here), and there is nobody whom it has still to tell [C-1]',
    ]);
  });

  it('that is quiet says why it does not tell', () => {
    expect(explained(record(reported()), procedureOf(rule('quiet', { when: { risk: ['high'] } })))).toEqual([
      {
        rule: 'quiet',
        clauses: ['C-1'],
        outcome: 'quiet',
        roles: [],
        lines: ['Not told: the risk acted on is medium [C-1]'],
      },
    ]);
  });
});
