// What a line of the morning digest says of an absence, and in what order the lines stand.
import { describe, expect, it } from 'vitest';
import type { DigestLine } from '../../shared/core/digest-line.ts';
import { byUrgency, digestLines } from '../../shared/core/digest-line.ts';
import { plan } from '../../shared/core/plan.ts';
import type { ChildRecord, Telling } from '../../shared/core/record.ts';
import { line } from './digest-line.ts';
import {
  EVER,
  FRIDAY_22_05,
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

const SATURDAY = '2026-11-21T07:30:00.000Z';

describe('a line of the digest', () => {
  const visit = rule('visit', {
    to: [{ role: 'front-door' }],
    do: 'request',
    asks: { within: lasting('PT8H', 'received') },
  });
  const later = rule('later', { after: lasting('PT14H', 'received'), to: [{ role: 'director' }] });
  const policy = procedureOf(
    visit,
    rule('notice', { to: [{ role: 'director' }, { role: 'team-manager' }] }),
    later,
  );
  const lines = (of: ChildRecord, now = SATURDAY, since = '2026-11-20T07:30:00.000Z', by = policy) =>
    digestLines(of, by, since, now);

  it('tells how an absence stands: what was told, what is due today, what is overdue', () => {
    const told = toldAll(record(reported()), policy, FRIDAY_22_05);
    expect(lines(told)).toEqual([
      {
        references: ['MP-1'],
        initials: 'AE',
        person: 'child',
        age: 'aged 14',
        state: 'open',
        isOver: false,
        risk: 'medium',
        since: '2026-11-20T20:30:00.000Z',
        times: 1,
        told: [
          { at: FRIDAY_22_05, purpose: 'notify', roles: ['director', 'team-manager'], rules: ['notice'] },
          { at: FRIDAY_22_05, purpose: 'request', roles: ['front-door'], rules: ['visit'] },
        ],
        due: [{ at: '2026-11-21T12:05:00.000Z', purpose: 'notify', roles: ['director'], rules: ['later'] }],
        overdue: [{ at: '2026-11-21T06:05:00.000Z', task: 'visit', roles: ['front-door'] }],
        copies: [],
        more: 0,
      },
    ]);
  });

  it('has a task as due until its last moment', () => {
    const told = toldAll(record(reported()), policy, FRIDAY_22_05);
    const tasks = (now: string) => {
      const [only] = lines(told, now);
      return [only?.due.filter(({ task }) => task).length, only?.overdue.length];
    };
    expect(tasks('2026-11-21T06:04:59.999Z')).toEqual([1, 0]);
    expect(tasks('2026-11-21T06:05:00.000Z')).toEqual([0, 1]);
    expect(tasks('2026-11-20T22:06:00.000Z')).toEqual([0, 0]);
  });

  it('tells of what happened since the last one, once', () => {
    const told = toldAll(record(reported()), policy, FRIDAY_22_05);
    const count = (since: string, now = SATURDAY) => lines(told, now, since)[0]?.told.length;
    expect(count('2026-11-20T22:04:59.999Z')).toBe(2);
    expect(count(FRIDAY_22_05)).toBe(0);
    expect(count('2026-11-20T07:30:00.000Z', FRIDAY_22_05)).toBe(2);
    expect(count('2026-11-20T07:30:00.000Z', '2026-11-20T22:04:59.999Z')).toBe(0);
  });

  it('tells of letters that went, not of those that were refused or may not have gone', () => {
    const of = record(reported());
    const [letter] = plan(of, policy, FRIDAY_22_05).actions;
    if (!letter) throw new Error('A letter is due');
    const count = (state: Telling['state']) =>
      lines(telling(of, letter, 'a@kent.example', state))[0]?.told.length;
    expect([count('accepted'), count('refused'), count('intended')]).toEqual([1, 0, 0]);
  });

  const found: Saying = {
    type: 'missing.found',
    at: '2026-11-21T05:00:00.000Z',
    data: { outcome: 'found', returnedAt: '2026-11-21T04:00:00.000Z' },
  };

  it('of an absence that is over says that the child is missing again, and of the later one nothing of the kind', () => {
    const again = reported(
      { lastSeenAt: '2026-11-21T06:00:00.000Z' },
      { subject: 'MP-2', at: '2026-11-21T06:30:00.000Z' },
    );
    const of = ({ references, again: under }: DigestLine) => [...references, under];
    expect(lines(record(reported(), found, again)).map(of)).toEqual([
      ['MP-1', 'MP-2'],
      ['MP-2', undefined],
    ]);
    expect(lines(record(reported(), found)).map(of)).toEqual([['MP-1', undefined]]);
    const unreported: Saying = {
      ...again,
      type: 'missing.updated',
      data: { lastSeenAt: '2026-11-21T06:00:00.000Z' },
    };
    expect(lines(record(reported(), found, unreported)).map(of)).toContainEqual(['MP-1', undefined]);
  });

  it('of an absence that is over says since when, and is there once', () => {
    const over = record(reported(), found);
    expect(lines(over)).toMatchObject([{ isOver: true, state: 'found', until: '2026-11-21T04:00:00.000Z' }]);
    expect(lines(over, NOON, '2026-11-21T05:00:00.000Z')).toEqual([]);
    const cancelled: Saying = { type: 'missing.cancelled', at: '2026-11-21T05:00:00.000Z' };
    expect(lines(record(reported(), cancelled))).toMatchObject([{ until: '2026-11-21T05:00:00.000Z' }]);
    expect(lines(record(reported()))[0]).not.toHaveProperty('until');
  });

  it('stays while something is left of it to do or to tell', () => {
    const after = procedureOf(
      rule('report', {
        upon: 'ended',
        after: lasting('PT1H', 'found-received'),
        asks: { within: lasting('PT4H', 'found-received') },
      }),
    );
    const over = record(reported(), found);
    const at = (now: string, of = over) => lines(of, now, '2026-11-21T05:00:00.000Z', after).length;
    expect(at('2026-11-21T05:30:00.000Z')).toBe(1);
    const told = toldAll(over, after, '2026-11-21T06:00:00.000Z');
    expect(at('2026-11-21T06:30:00.000Z', told)).toBe(1);
    expect(lines(told, '2026-11-23T06:30:00.000Z', '2026-11-22T05:00:00.000Z', after)).toHaveLength(1);
  });

  it('is of an absence that was reported, and of a record that is still its own', () => {
    const notice: Saying = { type: 'missing.updated', data: { risk: 'low' } };
    expect(lines(record(notice), SATURDAY, FRIDAY_22_05, procedureOf())).toEqual([]);
    expect(lines({ ...record(reported()), joinedTo: 'c-2' })).toEqual([]);
  });

  it('has its own letters, and nobody else’s', () => {
    const two = record(reported(), reported({ lastSeenAt: '2026-11-20T21:00:00.000Z' }, { subject: 'MP-2' }));
    const all = lines(toldAll(two, policy, FRIDAY_22_05));
    expect(
      all.map(({ references, told, due, overdue, times }) => [
        references,
        told.length,
        due.length,
        overdue.length,
        times,
      ]),
    ).toEqual([
      [['MP-1'], 2, 1, 1, 2],
      [['MP-2'], 2, 1, 1, 2],
    ]);
  });

  it('has no more than eight of each, the newest told and the first due, and counts the rest', () => {
    const many = procedureOf(
      ...Array.from({ length: 10 }, (_, n) => rule(`told-${n}`, { after: lasting(`PT${n}M`, 'received') })),
      ...Array.from({ length: 9 }, (_, n) =>
        rule(`due-${n}`, { after: lasting(`PT${11 + n / 1}H`, 'received') }),
      ),
    );
    const told = [...Array(10).keys()].reduce(
      (all, n) => toldAll(all, many, new Date(Date.parse(FRIDAY_22_05) + n * 60_000).toISOString()),
      record(reported()),
    );
    const [only] = lines(told, '2026-11-21T00:00:00.000Z', '2026-11-20T07:30:00.000Z', many);
    expect(only?.told.map(({ at }) => at.slice(11, 16))).toEqual([
      '22:07',
      '22:08',
      '22:09',
      '22:10',
      '22:11',
      '22:12',
      '22:13',
      '22:14',
    ]);
    expect(only?.due.map(({ at }) => at.slice(11, 16))).toEqual([
      '09:05',
      '10:05',
      '11:05',
      '12:05',
      '13:05',
      '14:05',
      '15:05',
      '16:05',
    ]);
    expect(only?.more).toBe(3);
  });

  it('has the copies that are grouped in it', () => {
    const copy = rule('copy', { inDigest: { risk: ['medium'] }, says: 'For information.', clauses: ['C-4'] });
    const grouping = procedureOf(copy, rule('flagged', { inDigest: { risk: ['high'] } }));
    const [only] = lines(record(reported()), SATURDAY, '2026-11-20T07:30:00.000Z', grouping);
    const id = 'copy/MP-1/1/front-door';
    expect(only?.copies).toEqual([{ id, roles: ['front-door'], says: 'For information.', clauses: ['C-4'] }]);
    expect(lines(record(reported()), SATURDAY, FRIDAY_22_05, grouping)[0]?.copies).toEqual([]);
    expect(plan(record(reported()), grouping, EVER).actions.map(({ rule: id }) => id)).toEqual(['flagged']);
  });

  it('has what was told in the order in which it went', () => {
    const told = toldAll(record(reported()), policy, FRIDAY_22_05);
    const [first, second, third] = Object.entries(told.told);
    if (!first || !second || !third) throw new Error('There are three letters');
    const at = ([id, each]: typeof first, minute: number) =>
      [id, { ...each, at: `2026-11-20T22:${minute}:00.000Z` }] as const;
    const mixed = { ...told, told: Object.fromEntries([at(first, 30), at(second, 10), at(third, 20)]) };
    expect(lines(mixed)[0]?.told.map((each) => each.at.slice(14, 16))).toEqual(['10', '20', '30']);
    const { at: _, ...unmarked } = first[1];
    const [only] = lines({ ...told, told: { x: { ...unmarked, intendedAt: '2026-11-20T22:40:00.000Z' } } });
    expect(only?.told.map((each) => each.at)).toEqual(['2026-11-20T22:40:00.000Z']);
  });

  it('has what is due today, tasks and letters by their time, and nothing of tomorrow', () => {
    const task = (id: string, hours: number) =>
      rule(id, { asks: { within: lasting(`PT${hours}H`, 'received') } });
    const letter = (id: string, length: string) => rule(id, { after: lasting(length, 'received') });
    const busy = procedureOf(
      task('noon', 14),
      letter('ten', 'PT12H'),
      letter('four', 'PT18H'),
      letter('midnight', 'PT25H55M'),
      task('tomorrow', 30),
      task('done', 13),
    );
    const done: Saying = {
      type: 'task.recorded',
      by: 'case-system',
      at: FRIDAY_22_05,
      data: { task: 'done', outcome: 'done' },
    };
    const told = toldAll(record(reported()), busy, FRIDAY_22_05);
    const [only] = lines(saying(told, done), SATURDAY, '2026-11-20T07:30:00.000Z', busy);
    expect(only?.due.map(({ at, task: id }) => `${at.slice(11, 16)} ${id ?? 'letter'}`)).toEqual([
      '10:05 letter',
      '12:05 noon',
      '16:05 letter',
    ]);
  });

  it('has no more than eight tasks that are overdue, and counts the rest', () => {
    const many = procedureOf(
      ...Array.from({ length: 10 }, (_, n) =>
        rule(`visit-${n}`, { asks: { within: lasting('PT1H', 'received') } }),
      ),
    );
    const [only] = lines(toldAll(record(reported()), many, FRIDAY_22_05), SATURDAY, FRIDAY_22_05, many);
    expect([only?.overdue.length, only?.more]).toEqual([8, 2]);
  });

  it('has the copies of a procedure of which only one version, and one rule, groups any', () => {
    const [one] = procedureOf(rule('plain'), rule('copy', { inDigest: { risk: ['medium'] } })).versions;
    const [two] = procedureOf(rule('plain')).versions;
    if (!one || !two) throw new Error('There are two');
    const both = { ...policy, versions: [one, { ...two, id: '2', from: '2030-01-01' }] };
    expect(lines(record(reported()), SATURDAY, '2026-11-20T07:30:00.000Z', both)[0]?.copies).toHaveLength(1);
  });

  it('of a pupil states no risk', () => {
    const out: Saying = {
      type: 'education.absence',
      by: 'school',
      data: {
        person: { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-05-14' },
        lastAttendedOn: '2026-11-18',
      },
    };
    const [only] = lines(record(out), SATURDAY, '2026-11-20T07:30:00.000Z', procedureOf());
    expect(only).toMatchObject({ person: 'pupil', isOver: false });
    expect(only).not.toHaveProperty('risk');
  });

  it('is told what changed at one minute in one line', () => {
    const told = saying(toldAll(record(reported()), policy, FRIDAY_22_05), {
      type: 'missing.updated',
      data: { risk: 'high' },
    });
    const shifted = Object.fromEntries(
      Object.entries(told.told).map(([id, each], n) => [
        id,
        { ...each, purpose: 'notify' as const, at: `2026-11-20T22:0${5 + Math.floor(n / 2)}:${10 + n}.000Z` },
      ]),
    );
    expect(lines({ ...told, told: shifted })[0]?.told).toMatchObject([
      { at: '2026-11-20T22:05:10.000Z', purpose: 'notify' },
      { at: '2026-11-20T22:06:12.000Z', purpose: 'notify' },
    ]);
  });
});

describe('the order of the lines', () => {
  const late = { at: NOON, roles: [] };
  const order = (...all: [string, Partial<DigestLine>][]) =>
    all
      .map(([initials, more]) => ({ ...line, initials, ...more }))
      .sort(byUrgency)
      .map(({ initials }) => initials)
      .join(' ');

  it('is who is away, then what is overdue, then the risk, then who is away longest', () => {
    expect(
      order(
        ['over', { isOver: true, overdue: [late], risk: 'high' }],
        ['plain', {}],
        ['high', { risk: 'high' }],
        ['late', { overdue: [late] }],
        ['both', { overdue: [late], risk: 'high' }],
        ['long', { since: '2026-11-01T00:00:00.000Z' }],
      ),
    ).toBe('both late high long plain over');
    expect(order(['long', { since: '2026-11-01T00:00:00.000Z' }], ['plain', {}])).toBe('long plain');
  });
});
