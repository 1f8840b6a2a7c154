// What an absence counts as whatever is said of it, and what a placement plan may change for one child.
import { describe, expect, it } from 'vitest';
import type { Policy, Rule, Treatment } from '../../shared/core/policy.ts';
import type { Json } from '../../shared/core/record.ts';
import { childOf, forThisChild, placementPlans } from '../../shared/core/treatment.ts';
import { kent } from './england.ts';
import { lasting, NOON, procedureOf, record, reported, rule, type Saying } from './told.ts';

function treated(treatAs: Partial<Treatment>[], ...said: Saying[]) {
  const whole = treatAs.map((each, n) => ({
    id: `t-${n}`,
    clauses: ['C-1', 'C-2'],
    when: { all: [] },
    until: 'team-manager',
    ...each,
  }));
  const [version] = procedureOf().versions;
  if (!version) throw new Error('There is one');
  const policy: Policy = { ...kent, versions: [{ ...version, treatAs: whole }] };
  const [absence] = childOf(record(reported(), ...said), policy).absences;
  if (!absence) throw new Error('There is one');
  return absence;
}

describe('what an absence counts as', () => {
  it('may be high risk, a category, an indicator, and it says why', () => {
    const { risk, category, indicators, treatments } = treated([
      { risk: 'high', category: 'missing', indicators: ['gangs', 'county-lines'], until: 'service-manager' },
    ]);
    expect([risk.value, category.value, indicators.isKnown]).toEqual(['high', 'missing', true]);
    expect(indicators.values.map(({ value }) => value)).toEqual(['gangs', 'county-lines']);
    expect(treatments).toEqual([
      'treated as high risk, missing, gangs, county lines until the service manager lowers it [C-1, C-2]',
    ]);
  });

  it('is only what is laid down', () => {
    const { indicators, treatments } = treated([{ risk: 'high' }]);
    expect([indicators.values, treatments]).toEqual([
      [],
      ['treated as high risk until the team manager lowers it [C-1, C-2]'],
    ]);
  });

  it('may be an indicator alone', () => {
    expect(treated([{ indicators: ['gangs'] }]).treatments).toEqual([
      'treated as gangs until the team manager lowers it [C-1, C-2]',
    ]);
  });

  it('rests on no other rule: neither on what one has told, nor on what was decided', () => {
    const resting = [{ told: 'notice' }, { recorded: 'visit' }, { decided: 'gate', as: ['yes'] }];
    for (const when of resting) expect(treated([{ when, risk: 'high' }]).risk.value).toBe('medium');
  });

  it('is known since what it rests on was, and not before the report', () => {
    const high: Saying = { type: 'missing.updated', at: NOON, data: { indicators: ['gangs'] } };
    const on = (condition: Treatment['when'], ...said: Saying[]) =>
      treated(
        [{ when: condition, risk: 'high', category: 'missing', indicators: ['county-lines'] }],
        ...said,
      );
    const absent: Saying = { type: 'missing.updated', data: { category: 'absent' } };
    const late = on({ indicator: ['gangs'] }, absent, high);
    expect(late.risk).toEqual({ value: 'high', knownAt: NOON });
    expect(late.category).toEqual({ value: 'missing', knownAt: NOON });
    expect(late.indicators.values).toEqual([
      { value: 'gangs', knownAt: NOON },
      { value: 'county-lines', knownAt: NOON },
    ]);
    const early: Saying = {
      type: 'missing.updated',
      at: '2026-11-20T21:00:00.000Z',
      data: { indicators: ['gangs'] },
    };
    expect(on({ indicator: ['gangs'] }, early).risk.knownAt).toBe('2026-11-20T22:05:00.000Z');
    expect(on({ all: [] }).risk.knownAt).toBe('2026-11-20T22:05:00.000Z');
  });

  it('is what is said, where a treatment says nothing of it', () => {
    const said = treated([]);
    const { treatments, ...kept } = treated([{ risk: 'high' }]);
    expect(treatments).toHaveLength(1);
    expect({ ...kept, risk: said.risk, treatments: [], said: said.said }).toEqual(said);
    expect(treated([{ indicators: ['gangs'] }]).risk).toEqual(said.risk);
    expect(treated([{ indicators: ['gangs'] }]).category).toEqual(said.category);
  });

  it('leaves a risk that is high already known since it was', () => {
    const high: Saying = { type: 'missing.updated', at: '2026-11-20T21:30:00.000Z', data: { risk: 'high' } };
    const absence = treated([{ risk: 'high', when: { said: 'missingFrom', is: ['home'] } }], {
      ...high,
      by: 'emergency-duty-team',
    });
    expect(absence.risk).toEqual({ value: 'high', knownAt: '2026-11-20T21:30:00.000Z' });
    expect(absence.treatments).toHaveLength(1);
  });

  it('is not what certainly does not hold', () => {
    expect(treated([{ risk: 'high', when: { risk: ['high'] } }]).treatments).toEqual([]);
  });
});

describe('a placement plan', () => {
  const rung = rule('rung', { after: { elapsed: 'PT24H', from: { earliest: ['last-seen'] } } });
  const planned = (plans: Json | undefined, of: Rule = rung) => forThisChild(of, plans, kent);
  const sooner = (text: Json) => {
    const { after } = planned({ rung: { sooner: text } }).rule;
    return after && 'elapsed' in after ? after.elapsed : undefined;
  };

  it.each<[Json, string]>([
    ['PT1H', 'PT1H'],
    ['PT23H59M59S', 'PT23H59M59S'],
    ['PT1440M', 'PT24H'],
    ['PT0S', 'PT0S'],
    ['PT90M', 'PT90M'],
    ['PT12H', 'PT12H'],
    ['PT3600S', 'PT3600S'],
    ['P0D', 'P0D'],
    ['P0DT1H', 'P0DT1H'],
    ['P10D', 'PT24H'],
    ['P', 'PT24H'],
    ['PT', 'PT24H'],
    ['soon PT1H', 'PT24H'],
    ['PT1H soon', 'PT24H'],
    ['PT1.5H', 'PT24H'],
    ['PTxM', 'PT24H'],
    ['PTxS', 'PT24H'],
    ['PxD', 'PT24H'],
    [60, 'PT24H'],
    [['PT1H'], 'PT24H'],
    [null, 'PT24H'],
  ])('%j, where the rule says PT24H, comes to %s', (text, elapsed) => {
    expect(sooner(text)).toBe(elapsed);
  });

  it('hastens a rule of weeks by days', () => {
    const weeks = rule('rung', { after: lasting('P30D', 'last-seen') });
    expect(planned({ rung: { sooner: 'P10D' } }, weeks).rule.after).toMatchObject({ elapsed: 'P10D' });
  });

  it('hastens no rule that acts at once, or counts days', () => {
    const atOnce = rule('rung');
    expect(planned({ rung: { sooner: 'PT1H' } }, atOnce).rule).not.toHaveProperty('after');
    const days = rule('rung', { after: { unit: 'days', n: 1, from: { earliest: ['last-seen'] } } });
    expect(planned({ rung: { sooner: 'PT1H' } }, days).rule.after).toEqual(days.after);
  });

  it('tells more people, and nobody who is not in the directory', () => {
    const also = planned({ rung: { also: ['director', 7, ['director'], 'nobody', 'constructor'] } }).rule.to;
    expect(also).toEqual([{ role: 'front-door' }, { role: 'director' }]);
    expect(planned({ rung: { also: 'director' } }).rule.to).toEqual(rung.to);
  });

  it('withholds a rule on the word of a named role that gives a reason', () => {
    const withheld = (withhold: Json) => planned({ rung: { withhold } }).withheld;
    expect(withheld({ by: 'team-manager', reason: 'agreed' })).toBe(
      'the placement plan withholds it, on the word of the team manager: agreed',
    );
    for (const each of [
      { by: 'nobody', reason: 'agreed' },
      { by: 'team-manager' },
      { reason: 'agreed' },
      { by: 7, reason: 'x' },
      'yes',
      ['team-manager'],
      null,
    ]) {
      expect(withheld(each as Json)).toBeUndefined();
    }
  });

  it('that is no table, or speaks of another rule, changes nothing', () => {
    for (const plans of [
      undefined,
      null,
      'x',
      ['rung'],
      {},
      { other: { sooner: 'PT1H' } },
      { rung: null },
      { rung: 'PT1H' },
    ]) {
      expect(planned(plans as Json | undefined)).toEqual({ rule: rung });
    }
  });

  it('is the last word of the case system', () => {
    const overrides = (value: Json, at: string): Saying => ({
      type: 'case.updated',
      by: 'case-system',
      at,
      data: { person: {}, overrides: value },
    });
    const child = childOf(
      record(reported(), overrides({ a: 1 }, NOON), overrides({ b: 1 }, '2026-11-22T12:00:00.000Z')),
      kent,
    );
    expect(placementPlans(child)).toEqual({ b: 1 });
    expect(placementPlans(childOf(record(reported()), kent))).toBeUndefined();
  });
});
