import { describe, expect, it } from 'vitest';
import { explain } from '../../shared/core/explain.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Clock, Policy } from '../../shared/core/policy.ts';
import { kent } from './england.ts';
import { FRIDAY_22_05, NOON, procedureOf, record, reported, rule, saying, telling, toldAll } from './told.ts';

const SUNDAY = '2026-11-22T12:00:00.000Z';
const rung = (elapsed: string): Clock => ({ elapsed, boundary: 'over', from: { earliest: ['last-seen'] } });
const found = { type: 'missing.found' as const, at: NOON, data: { outcome: 'found', locatedAt: NOON } };

const under10 = rule('under-10', {
  when: { age: { under: 10 }, at: 'start' },
  after: rung('PT3H'),
  clauses: ['D17-7.13-b'],
});
const day = rule('24-hours', {
  after: rung('PT24H'),
  clauses: ['D17-7.13-a'],
  to: [{ role: 'head-of-service' }],
});
const policy = procedureOf(under10, day, rule('notice'));

const actionOf = (by: Policy) => {
  const [action] = plan(record(reported()), by, NOON).actions;
  if (!action) throw new Error('A letter is due');
  return action;
};

const linesOf = (of: ReturnType<typeof record>, id: string, now = NOON, by = policy) =>
  explain(of, 'MP-1', by, now).find((each) => each.rule === id)?.lines;

describe('why a rule is quiet', () => {
  it('is said in the words of its own condition', () => {
    expect(linesOf(record(reported()), 'under-10')).toEqual([
      'Not told: the child was aged 14 on 20 November 2026 (asked: aged under 10) [D17-7.13-b]',
    ]);
  });

  it('once it is over, is said of both', () => {
    expect(linesOf(record(reported(), found), 'under-10')).toEqual([
      'Not told: the child is no longer missing; the child was aged 14 on 20 November 2026 (asked: aged under 10) [D17-7.13-b]',
    ]);
    expect(linesOf(record(reported(), found), '24-hours')).toEqual([
      'Not told: the child is no longer missing [D17-7.13-a]',
    ]);
  });
});

describe('whoever is no child', () => {
  it.each([
    ['family', 'family'],
    ['pregnant-adult', 'pregnant adult'],
    ['unborn', 'unborn child'],
  ])('of kind %s is not called one', (kind, words) => {
    const person = { kind, givenName: 'Asha', familyName: 'Example', dateOfBirth: null };
    const lines = explain(record(reported({ person })), 'MP-1', policy, NOON).flatMap((each) => each.lines);
    expect(lines.join('\n')).toContain(`if the ${words} is still missing`);
    expect(lines.join('\n').replaceAll(words, '')).not.toMatch(/child/);
  });
});

describe('what a rule did and will do', () => {
  const child = record(reported());

  it('will do, with the instant and what it rests on', () => {
    expect(explain(child, 'MP-1', policy, NOON)[1]).toEqual({
      rule: '24-hours',
      clauses: ['D17-7.13-a'],
      outcome: 'will-act',
      at: '2026-11-21T20:30:00.000Z',
      roles: ['head-of-service'],
      lines: [
        'Will tell head of service on Saturday 21 November 2026 at 20:30 if the child is still missing: the child is missing; 24 hours after last seen (Friday 20 November 2026 at 20:30) [D17-7.13-a]',
      ],
    });
  });

  it('is due for, where the time has come', () => {
    expect(explain(child, 'MP-1', policy, '2026-11-21T20:30:00.000Z')[1]?.outcome).toBe('due');
    expect(linesOf(child, '24-hours', SUNDAY)?.[0]).toContain(
      'Due now for head of service on Saturday 21 November 2026 at 20:30: the child is missing; 24 hours after last seen (Friday 20 November 2026 at 20:30) [D17-7.13-a]',
    );
  });

  it('did, and why no more comes of it', () => {
    const told = saying(toldAll(child, policy, FRIDAY_22_05), found);
    expect(linesOf(told, 'notice')).toEqual([
      'Told front door on Friday 20 November 2026 at 22:05 [C-1]',
      'The child is missing [C-1]',
      'No more is due: the child is no longer missing [C-1]',
    ]);
  });

  it('tried, where a mailbox refused', () => {
    const [notice] = plan(child, procedureOf(rule('notice')), NOON).actions;
    if (!notice) throw new Error('A notice is due');
    expect(linesOf(telling(child, notice, 'x@kent.example', 'refused'), 'notice')?.[0]).toBe(
      'The mailbox of front door refused this letter on Friday 20 November 2026 at 22:05 [C-1]',
    );
  });

  it('told several at one time in one line', () => {
    const two = procedureOf(rule('notice', { to: [{ role: 'front-door' }, { role: 'director' }] }));
    expect(linesOf(toldAll(child, two, FRIDAY_22_05), 'notice', NOON, two)?.[0]).toBe(
      'Told director, front door on Friday 20 November 2026 at 22:05 [C-1]',
    );
  });

  it('would do, and finds nobody', () => {
    const nobody = procedureOf(rule('notice', { to: [{ role: 'placing-authority' }] }));
    expect(explain(child, 'MP-1', nobody, NOON)[0]).toMatchObject({
      outcome: 'nobody-left-to-tell',
      roles: [],
    });
  });

  it('calls what its clock runs from by the name that the file gives it', () => {
    const first = rule('visit', { named: 'visit at home', upon: 'ended', asks: { within: rung('PT24H') } });
    const after: Clock = {
      elapsed: 'PT1H',
      boundary: 'over',
      from: { earliest: ['received', { deadlineOf: 'visit' }] },
    };
    const second = rule('chaser', { to: [{ role: 'placing-authority' }], after });
    expect(linesOf(child, 'chaser', NOON, procedureOf(first, second))).toEqual([
      'It applies (1 hour after the earliest of received here, the deadline of visit at home), and there is nobody whom it has still to tell [C-1]',
    ]);
  });
});

describe('every line', () => {
  it('ends in the clauses that it rests on', () => {
    const child = toldAll(record(reported({ risk: 'low' })), kent, '2026-11-21T21:00:00.000Z');
    for (const of of [child, record(reported()), saying(child, found)]) {
      const rules = explain(of, 'MP-1', kent, NOON);
      expect(rules).toHaveLength(kent.versions[0]?.rules.length ?? 0);
      for (const { rule: id, lines } of rules) {
        for (const line of lines) expect(line, id).toMatch(/^[A-Z].*[^;:] \[[A-Z0-9]+-[^\]]+\]$/);
      }
    }
  });

  it('of a routing table ends in the clause of the row, and of the rule in that of the rule', () => {
    const lines = linesOf(record(reported()), 'case-holder-notice', FRIDAY_22_05, kent);
    expect(lines).toEqual([
      'Due now for adolescent early help team on Friday 20 November 2026 at 22:05: the child is missing; nobody says that another authority is responsible [KENT-4.3-b, KENT-4.3-c]',
      'The child was aged 14 on 20 November 2026 (asked: aged 13 or over) [KENT-5.2-b]',
    ]);
  });

  it('of a letter that goes again and again says once why it goes to its reader', () => {
    const to = [{ role: 'director', when: { age: { atLeast: 13 }, at: 'start' as const } }];
    const nightly = procedureOf(rule('nightly', { to, after: rung('PT3H'), every: { unit: 'days', n: 1 } }));
    const child = telling(record(reported()), actionOf(nightly), 'director@kent.example');
    for (const of of [record(reported()), child]) {
      expect(linesOf(of, 'nightly', SUNDAY, nightly)?.filter((line) => /aged/.test(line))).toEqual([
        'The child was aged 14 on 20 November 2026 (asked: aged 13 or over) [C-1]',
      ]);
    }
  });

  it('says what each row asked, where the answer to two is the same', () => {
    const to = [13, 14].map((age) => ({
      role: 'director',
      when: { age: { atLeast: age }, at: 'start' as const },
    }));
    const notice = procedureOf(rule('notice', { to }));
    expect(actionOf(notice).because).toEqual([
      'The child is missing [C-1]',
      'The child was aged 14 on 20 November 2026 [C-1]',
    ]);
    expect(linesOf(record(reported()), 'notice', NOON, notice)?.slice(1)).toEqual([
      'The child was aged 14 on 20 November 2026 (asked: aged 13 or over) [C-1]',
      'The child was aged 14 on 20 November 2026 (asked: aged 14 or over) [C-1]',
    ]);
  });

  it('says of each reader why that one is told, and of a task that is overdue what is known of it', () => {
    const aged = (age: number) => ({ age: { atLeast: age }, at: 'start' as const });
    const to = [
      { role: 'director', when: aged(13) },
      { role: 'head-of-service', when: aged(14) },
    ];
    const asked = procedureOf(
      rule('two', { to }),
      rule('visit', {
        asks: { within: { elapsed: 'PT1H', boundary: 'over', from: { earliest: ['received'] } } },
      }),
      rule('undone', { upon: 'overdue', do: 'chase', to: to.slice(0, 1) }),
    );
    expect(linesOf(record(reported()), 'two', NOON, asked)?.slice(1)).toEqual([
      'The child was aged 14 on 20 November 2026 (asked: aged 13 or over) [C-1]',
      'The child was aged 14 on 20 November 2026 (asked: aged 14 or over) [C-1]',
    ]);
    expect(linesOf(record(reported()), 'undone', NOON, asked)).toEqual([
      'Due now for director on Friday 20 November 2026 at 23:06: a task has a deadline that no rule of its own looks after [C-1]',
      'The child was aged 14 on 20 November 2026 [C-1]',
    ]);
  });

  it('of another episode is not there', () => {
    expect(explain(record(reported()), 'MP-2', kent, NOON)).toEqual([]);
  });
});
