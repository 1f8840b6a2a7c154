// The reports on single children: the group's agenda, the homes, the yearly return, the register.
import { describe, expect, it } from 'vitest';
import { monthsFrom } from '../../shared/reports/period.ts';
import { ROBIN, reported } from '../situations/cast.ts';
import { childrenOf, played, procedure } from '../situations/playing.ts';
import { about, absence, asha, care, child, kent, MEDWAY, report } from './invented-children.ts';

describe("the group's agenda", () => {
  it('D17-3.5-a: has each child who went missing twice, with counts, absences, indicators and what is open', async () => {
    const world = await played(
      kent,
      [
        care(),
        ...absence('MP-1', '2026-09-29', asha),
        ...absence('MP-2', '2026-10-31', asha, 24),
        reported('MP-3', { ...asha, indicators: ['county-lines'] }),
        ...absence('MP-9', '2026-11-03', { person: ROBIN }, 2),
      ].sort((a, b) => (a.at < b.at ? -1 : 1)),
      '2026-11-21T12:00:00Z',
    );
    const { children } = report(
      'group',
      await childrenOf(world),
      about(monthsFrom('2026-11', 1), world.clock.now()),
    );
    expect(children.map(({ child: of, initials }) => `${of} ${initials}`)).toEqual(['L1 AE']);
    const [item] = children;
    expect(item).toMatchObject({
      counts: { inPeriod: 1, in90Days: 3, inThreeMonths: 3, ever: 3 },
      meeting: ['D17-7.9-e', 'KENT-5.1-f'],
      indicators: ['county-lines'],
      absences: [
        { reference: 'MP-2', beganBefore: true, interview: 'not offered, not held in time' },
        { reference: 'MP-3', beganBefore: false, state: 'open', interview: 'no return is known' },
      ],
    });
    expect(
      item?.duties.map(({ task, reference, isOverdue }) => `${reference} ${task} ${isOverdue}`),
    ).toContain('MP-2 return-interview true');
    expect(JSON.stringify(children)).not.toMatch(/Asha|Example|2012-05-14/);
  });

  it('D17-3.5-a: shows the decisions that are waited for apart from the duties', async () => {
    const twice = [...absence('MP-1', '2026-11-02'), reported('MP-2')];
    const world = await played(kent, twice, '2026-11-21T12:00:00Z');
    const [item] = report(
      'group',
      await childrenOf(world),
      about(monthsFrom('2026-11', 1), world.clock.now()),
    ).children;
    expect(item?.decisions.map(({ task }) => task)).toContain('triage');
    expect(item?.duties.map(({ task }) => task)).not.toContain('triage');
  });

  const darlington = procedure('darlington');

  it.each([
    ['by the outcome of any task', 'risk-assessment', 'on-the-agenda', true],
    ['by doing what was asked', 'group-agenda', 'done', true],
    ['not by doing something else', 'risk-assessment', 'done', false],
    ['not by asking to be asked sooner', 'group-agenda', 'sooner', false],
  ])(
    'D17-3.5-b: has a child whom a person put on it, in that month and not in the next: %s',
    (_, task, outcome, isOn) => {
      const at = '2026-11-04T09:00:00Z';
      const put = {
        at,
        type: 'task.recorded',
        subject: 'ME-1',
        data: { task, outcome, by: 'social-worker' },
      };
      const once = child([...absence('ME-1', '2026-11-02', {}, 24 * 40), put], darlington);
      const isOnIn = (month: string) =>
        report('group', [once], about(monthsFrom(month, 1), undefined, darlington)).children.some(
          ({ reasons }) => reasons.some(({ clauses }) => clauses.includes('D17-3.5-b')),
        );
      expect([isOnIn('2026-11'), isOnIn('2026-12')]).toEqual([isOn, false]);
    },
  );

  it('D17-7.13-e: has a child whose absence was escalated, though it is the first', async () => {
    const long = await played(kent, [reported('MP-1')], '2026-11-22T12:00:00Z');
    const on = about(monthsFrom('2026-11', 1), long.clock.now());
    expect(report('group', await childrenOf(long), on).children.map(({ reasons }) => reasons)).toEqual([
      [{ says: 'the absence was escalated', clauses: ['D17-7.13-e'] }],
    ]);
    const short = await played(kent, absence('MP-1', '2026-11-20'), '2026-11-22T12:00:00Z');
    expect(report('group', await childrenOf(short), on).children).toEqual([]);
  });

  it.each([
    [
      "D17-7.12-c: another authority's child from the second time",
      { responsibleAuthority: MEDWAY },
      ['D17-7.12-c', 'D17-7.11-d'],
    ],
    ['D17-7.11-d: a child without an open case from the second time', {}, ['D17-7.11-d']],
  ])('%s', (_, data, expected) => {
    const twice = child([...absence('MP-1', '2026-11-02', data), ...absence('MP-2', '2026-11-09', data)]);
    const once = child(absence('MP-3', '2026-11-02', data));
    const { children } = report('group', [twice, once]);
    expect(children.map(({ reasons }) => reasons.flatMap(({ clauses }) => clauses).slice(1))).toEqual([
      expected,
    ]);
  });

  it('D17-3.5-c: ends in numbers without names for the strategic group, small ones hidden', () => {
    const twice = (n: number) =>
      child([
        ...absence('MP-1', '2026-11-02', { indicators: ['county-lines'] }),
        ...absence(`MP-${n}`, '2026-11-09'),
      ]);
    const { lines } = report('group', [2, 3, 4, 5, 6].map(twice)).summary;
    expect(lines).toEqual([
      { says: 'on the agenda', children: 5 },
      { says: 'frequently, and without an open case', children: 5 },
      { says: 'indicated: county-lines', children: 5 },
      { says: 'missing 2 times or more, ever', children: 5 },
    ]);
    expect(report('group', [twice(2)]).summary.lines[0]?.children).toBe('fewer than 5');
  });
});

describe('the extract for the visitor of a home', () => {
  it('DFE-62-a: has the absences of children in care, home by home, those that ran on into the month too', () => {
    const elm = child([
      care(),
      ...absence('MP-1', '2026-10-31', { ...asha, missingFrom: 'Elm House' }, 24),
      ...absence('MP-2', '2026-11-05', { ...asha, missingFrom: 'elm house' }),
    ]);
    const theirs = child(
      absence('MP-3', '2026-11-06', { missingFrom: 'placement', responsibleAuthority: MEDWAY }),
    );
    const home = child(absence('MP-4', '2026-11-06', { missingFrom: 'home' }));
    const { homes } = report('home', [home, theirs, elm]);
    expect(
      homes.map(({ home: of, began, children, absences }) => [
        of,
        began,
        children,
        absences.map(({ reference }) => reference),
      ]),
    ).toEqual([
      ['Elm House', 1, 1, ['MP-1', 'MP-2']],
      ['placement', 1, 1, ['MP-3']],
    ]);
  });
});

describe("the register of other authorities' children", () => {
  it('D18-6.15-a: keeps who is whose, when we last heard, and whether the interview form came', () => {
    const theirs = child(absence('MP-1', '2024-02-29', { responsibleAuthority: MEDWAY }));
    const { children } = report(
      'register',
      [theirs, child(absence('MP-2', '2026-11-02'))],
      about(monthsFrom('2026-02', 1), '2026-02-28T12:00:00.000Z'),
    );
    expect(children).toMatchObject([
      {
        child: 'MP-1',
        authorities: [{ code: MEDWAY, name: 'Medway' }],
        keptUntil: '2026-03-01',
        isPastKeeping: false,
        absences: [{ form: 'not returned' }],
      },
    ]);
    const later = report('register', [theirs], about(monthsFrom('2026-02', 1), '2026-03-01T00:00:00.000Z'));
    expect(later.children[0]?.isPastKeeping).toBe(true);
  });
});
