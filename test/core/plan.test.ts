import { describe, expect, it } from 'vitest';
import { plan } from '../../shared/core/plan.ts';
import { type Clock, versionOn } from '../../shared/core/policy.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { kent } from './england.ts';
import { FRIDAY_22_05, NOON, procedureOf, record, reported, rule, saying, telling, toldAll } from './told.ts';

const EVER = '2027-01-01T00:00:00.000Z';
const hours = (elapsed: string): Clock => ({
  elapsed,
  boundary: 'over',
  from: { earliest: ['last-seen', 'received'] },
});
const ids = (actions: readonly { id: string }[]) => actions.map(({ id }) => id);

const notice = rule('notice', { to: [{ role: 'front-door' }, { role: 'director' }] });
const rung = rule('rung', { after: hours('PT24H'), do: 'escalate' });
const ladder = procedureOf(notice, rung);

describe('a plan', () => {
  it('is everything due by an instant, and the first instant after it', () => {
    const child = record(reported());
    expect(plan(child, ladder, '2026-11-20T22:04:59.999Z')).toMatchObject({
      actions: [],
      next: FRIDAY_22_05,
    });
    expect(ids(plan(child, ladder, FRIDAY_22_05).actions)).toEqual([
      'notice/MP-1/1/director',
      'notice/MP-1/1/front-door',
    ]);
    expect(plan(child, ladder, '2026-11-21T20:29:59.999Z').next).toBe('2026-11-21T20:30:00.000Z');
    expect(plan(child, ladder, '2026-11-21T20:30:00.000Z')).toMatchObject({ actions: { length: 3 } });
    expect(plan(child, ladder, '2026-11-21T20:30:00.000Z').next).toBeUndefined();
  });

  it('of the same facts is the same plan', () => {
    const child = record(reported(), { type: 'missing.updated', at: NOON, data: { risk: 'high' } });
    expect(plan(structuredClone(child), structuredClone(kent), EVER)).toEqual(plan(child, kent, EVER));
  });

  it('by due time, and of one due time the gravest first', () => {
    const all = procedureOf(
      rule('d', { do: 'report' }),
      rule('c', { do: 'request' }),
      rule('b', { do: 'notify' }),
      rule('a', { do: 'escalate' }),
      rule('z', { do: 'escalate', after: { ...hours('PT1H') } }),
    );
    expect(plan(record(reported()), all, EVER).actions.map((action) => action.rule)).toEqual([
      'z',
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('no id holds an instant that may move', () => {
    const child = record(reported());
    const corrected = saying(child, {
      type: 'missing.updated',
      at: NOON,
      data: { lastSeenAt: '2026-11-20T14:00:00.000Z' },
    });
    expect(ids(plan(corrected, ladder, EVER).actions).sort()).toEqual(
      ids(plan(child, ladder, EVER).actions).sort(),
    );
    expect(plan(corrected, ladder, EVER).actions.find((action) => action.rule === 'rung')?.dueAt).toBe(
      '2026-11-21T14:00:00.000Z',
    );
    for (const id of ids(plan(child, ladder, EVER).actions)) expect(id).not.toMatch(/2026|T\d\d/);
  });

  it('holds nothing for a record that is another one now, and is closed', () => {
    expect(plan({ ...record(reported()), joinedTo: 'c-2' }, kent, EVER)).toEqual({
      actions: [],
      tasks: [],
      open: false,
    });
  });

  it('is open while the child is missing, though nothing more is due', () => {
    const child = toldAll(record(reported()), ladder, EVER);
    expect(plan(child, ladder, EVER)).toEqual({ actions: [], tasks: [], open: true });
    expect(plan(emptyChild('c-1'), ladder, EVER).open).toBe(false);
  });
});

describe('what was told', () => {
  const child = record(reported());
  const [first] = plan(child, ladder, FRIDAY_22_05).actions;
  if (!first) throw new Error('A notice is due');

  it.each([
    ['accepted', false],
    ['refused', false],
    ['intended', true],
  ] as const)('%s: is it called for again? %s', (state, again) => {
    expect(
      ids(plan(telling(child, first, 'x@kent.example', state), ladder, FRIDAY_22_05).actions).includes(
        first.id,
      ),
    ).toBe(again);
  });

  it('under one reference is told under all of that absence', () => {
    const told = telling(child, first, 'x@kent.example');
    const linked = saying(
      told,
      reported({ linkedReferences: ['MP-1'], lastSeenAt: '2026-11-20T18:00:00.000Z' }, { subject: 'MP-0' }),
    );
    expect(ids(plan(linked, ladder, FRIDAY_22_05).actions)).toEqual(['notice/MP-0/1/front-door']);
  });

  it('under a former name of the rule is told', () => {
    const told = telling(child, first, 'x@kent.example');
    const renamed = procedureOf({ ...notice, id: 'first-notice', was: ['notice'] });
    expect(ids(plan(told, renamed, FRIDAY_22_05).actions)).toEqual(['first-notice/MP-1/1/front-door']);
    expect(
      ids(plan(told, procedureOf({ ...notice, id: 'first-notice' }), FRIDAY_22_05).actions),
    ).toHaveLength(2);
  });
});

describe('a rule', () => {
  const acts = (...more: Parameters<typeof rule>[1][]) =>
    plan(record(reported()), procedureOf(...more.map((each, n) => rule(`r${n}`, each))), EVER).actions.map(
      (action) => action.rule,
    );

  it('acts where its condition holds or may hold, and is quiet where it does not', () => {
    expect(
      acts(
        { when: { risk: ['medium'] } },
        { when: { risk: ['high'] } },
        { when: { said: 'missingFrom', is: ['home'] } },
      ),
    ).toEqual(['r0', 'r2']);
  });

  it('is quiet while the instant that its clock runs from is not known', () => {
    expect(acts({ after: { elapsed: 'PT1H', boundary: 'over', from: { earliest: ['returned'] } } })).toEqual(
      [],
    );
  });

  it('is of the version that was in force when the absence began', () => {
    const [old, next] = ['2020-01-01', '2026-11-21'].map((from, n) => ({
      id: `${n}`,
      title: '',
      from,
      routes: {},
      rules: [rule(`r${n}`)],
      treatAs: [],
      withhold: [],
    }));
    if (!old || !next) throw new Error('There are two');
    const policy = { ...kent, versions: [old, next] };
    const of = (lastSeenAt: string) =>
      plan(record(reported({ lastSeenAt }, { at: NOON })), policy, EVER).actions.map((action) => action.rule);
    expect(of('2026-11-20T23:59:59.999Z')).toEqual(['r0']);
    expect(of('2026-11-21T00:00:00.000Z')).toEqual(['r1']);
    expect(of('2019-11-21T00:00:00.000Z'), 'before the first version, the first').toEqual(['r0']);
    const three = { ...policy, versions: [old, { ...old, id: '0b', from: '2021-01-01' }, next] };
    expect(versionOn(three, '2026-11-21')).toBe(next);
  });

  it('is due at once when all that it rests on has come', () => {
    const policy = procedureOf(rule('high', { when: { risk: ['high'] } }));
    const child = record(reported(), { type: 'missing.updated', at: NOON, data: { risk: 'high' } });
    expect(plan(child, policy, EVER).actions).toMatchObject([{ dueAt: NOON, knownAt: NOON }]);
  });
});

describe('a task', () => {
  const within: Clock = { elapsed: 'PT8H', boundary: 'at-least', from: { earliest: ['received'] } };
  const asks = { within };
  const policy = procedureOf(rule('triage', { do: 'decide', asks }));
  const recorded = (outcome: string, task = 'triage') => ({
    type: 'task.recorded' as const,
    at: NOON,
    by: 'case-system' as const,
    data: { task, outcome },
  });

  it('has a name and a deadline, and is open until it is recorded', () => {
    const child = record(reported());
    expect(plan(child, policy, EVER).tasks).toEqual([
      {
        task: 'triage',
        reference: 'MP-1',
        rule: 'triage',
        dueAt: '2026-11-21T06:05:00.000Z',
        roles: ['front-door'],
        state: 'open',
      },
    ]);
    expect(plan(child, policy, EVER).actions).toMatchObject([
      { kind: 'task', task: 'triage', deadline: '2026-11-21T06:05:00.000Z' },
    ]);
    expect(plan(saying(child, recorded('decided')), policy, EVER).tasks).toMatchObject([{ state: 'done' }]);
    expect(plan(saying(child, recorded('decided', 'another')), policy, EVER).tasks).toMatchObject([
      { state: 'open' },
    ]);
  });

  it('that was done before it was asked for is not asked for', () => {
    expect(plan(saying(record(reported()), recorded('decided')), policy, EVER).actions).toEqual([]);
  });

  it('that was recorded stays listed when nobody would be asked any more; another does not', () => {
    const cancelled = { type: 'missing.cancelled' as const, at: EVER };
    const child = record(reported());
    expect(plan(saying(saying(child, recorded('decided')), cancelled), policy, EVER).tasks).toMatchObject([
      { state: 'done' },
    ]);
    expect(plan(saying(child, cancelled), policy, EVER).tasks).toEqual([]);
  });
});
