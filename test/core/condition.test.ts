import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import { absencesOf } from '../../shared/core/absence.ts';
import type { Answer } from '../../shared/core/condition.ts';
import { evaluate, firstKnown, holdsBy } from '../../shared/core/condition.ts';
import type { Child } from '../../shared/core/facts.ts';
import type { Condition } from '../../shared/core/policy.ts';
import { absence, child, england, RECEIVED, said, situation } from './england.ts';
import { record, reported } from './told.ts';

interface Given {
  absence?: Partial<Absence>;
  child?: Partial<Child>;
  routedAt?: string;
}

const ask = (condition: Condition | undefined, given: Given = {}): Answer =>
  evaluate(
    condition,
    situation({
      absence: absence(given.absence),
      child: child(given.child),
      routedAt: given.routedAt ?? RECEIVED,
    }),
  );

const LATER = '2026-11-21T09:00:00.000Z';
const LAST = '2026-11-22T09:00:00.000Z';
const yes: Condition = { risk: ['medium'] };
const no: Condition = { risk: ['high'] };
const unknown: Condition = { said: 'missingFrom', is: ['home'] };
const known = <T>(value: T, knownAt = RECEIVED) => ({ value, knownAt });

describe('what is known, what is not, and what is open', () => {
  it.each<[string, Condition, Answer['is']]>([
    ['yes and yes', { all: [yes, yes] }, 'yes'],
    ['yes and open', { all: [yes, unknown] }, 'unknown'],
    ['no and open', { all: [no, unknown] }, 'no'],
    ['open and no', { all: [unknown, no] }, 'no'],
    ['open and open', { all: [unknown, unknown] }, 'unknown'],
    ['all of nothing', { all: [] }, 'yes'],
    ['no or no', { any: [no, no] }, 'no'],
    ['yes or open', { any: [yes, unknown] }, 'yes'],
    ['open or yes', { any: [unknown, yes] }, 'yes'],
    ['no or open', { any: [no, unknown] }, 'unknown'],
    ['any of nothing', { any: [] }, 'no'],
    ['not yes', { not: yes }, 'no'],
    ['not no', { not: no }, 'yes'],
    ['not open', { not: unknown }, 'unknown'],
  ])('%s', (_, condition, is) => {
    expect(ask(condition).is).toBe(is);
  });

  it('no condition holds always', () => {
    expect(ask(undefined)).toEqual({ is: 'yes', why: '' });
  });

  it('all is known when the last part was; any, when the first that holds was', () => {
    const given = { absence: { risk: known('high' as const, LATER), category: known('missing', LAST) } };
    const parts: Condition[] = [{ risk: ['high'] }, { category: ['missing'] }];
    expect(ask({ all: parts }, given).knownAt).toBe(LAST);
    expect(ask({ any: parts }, given).knownAt).toBe(LATER);
  });

  it('of any, what always holds goes before what was known at some time', () => {
    expect(ask({ any: [yes, { all: [] }] })).toEqual({ is: 'yes', why: '' });
    expect(ask({ all: [yes, { all: [] }] }).knownAt).toBe(RECEIVED);
  });

  it('says each part of what holds, and of what does not hold the first', () => {
    const given = { absence: { risk: known('high' as const) } };
    expect(ask({ all: [{ risk: ['high'] }, { all: [] }, { category: ['missing'] }] }, given).why).toBe(
      'the risk acted on is high; the category is missing',
    );
    expect(ask({ any: [{ risk: ['medium'] }, { category: ['absent'] }] }, given).why).toBe(
      'the risk acted on is high; the category is missing',
    );
    expect(ask({ all: [{ category: ['absent'] }, { risk: ['medium'] }] }, given).why).toBe(
      'the category is missing',
    );
  });

  it('says what two parts rest on once, and all that they asked', () => {
    const ofNine = { child: { born: { from: '2017-01-01', to: '2017-01-01', knownAt: RECEIVED } } };
    const from5: Condition = { age: { atLeast: 5 }, at: 'start' };
    expect(ask({ all: [from5, { age: { under: 10 }, at: 'start' }] }, ofNine)).toMatchObject({
      why: 'the child was aged 9 on 20 November 2026',
      asked: 'aged 5 or over, aged under 10',
    });
    expect(ask({ not: from5 }, ofNine)).toMatchObject({ is: 'no', asked: 'not aged 5 or over' });
    expect(ask({ all: [yes] })).not.toHaveProperty('asked');
  });

  it('says whom it is about only where that is why it does not hold', () => {
    expect(ask({ person: ['child'] })).toEqual({ is: 'yes', why: '' });
    expect(ask({ not: { person: ['child'] } })).toEqual({ is: 'no', why: 'this is a child' });
    expect(ask({ all: [{ person: ['child'] }, yes] }).why).toBe('the risk acted on is medium');
  });

  it('is dated only where somebody said something', () => {
    expect(ask({ all: [] })).toEqual({ is: 'yes', why: '' });
    expect(ask({ any: [] })).toEqual({ is: 'no', why: '' });
  });

  it('of several the first that was known is named, whichever is listed first', () => {
    const [late, early] = [known('high', LATER), known('low', RECEIVED)];
    expect(firstKnown([late, early])).toBe(early);
    expect(firstKnown([early, late])).toBe(early);
    expect(firstKnown([])).toBeUndefined();
  });
});

describe('what will hold by the mere passing of time', () => {
  // Missing since Friday evening: the third day begins on Sunday.
  const THIRD_DAY = '2026-11-22T00:00:00.000Z';
  const FOURTH_DAY = '2026-11-23T00:00:00.000Z';
  const threeDays: Condition = { missingForDays: 3 };
  const fourDays: Condition = { missingForDays: 4 };

  it('holds from then on, and not before', () => {
    const { is, holdsFrom } = ask(threeDays);
    expect({ is, holdsFrom }).toEqual({ is: 'yes', holdsFrom: THIRD_DAY });
    expect(holdsBy(ask(threeDays), '2026-11-21T23:59:59.999Z')).toBe(false);
    expect(holdsBy(ask(threeDays), THIRD_DAY)).toBe(true);
    expect(holdsBy(ask(threeDays), FOURTH_DAY)).toBe(true);
  });

  it('is not waited for where it holds already, and never comes where it does not hold', () => {
    expect(holdsBy(ask(yes), RECEIVED)).toBe(true);
    expect([no, unknown].map((each) => holdsBy(ask(each), LAST))).toEqual([false, false]);
  });

  it('all hold when the last does', () => {
    expect(ask({ all: [yes, fourDays, threeDays] })).toMatchObject({ is: 'yes', holdsFrom: FOURTH_DAY });
    expect(ask({ all: [threeDays, unknown] })).toMatchObject({ is: 'unknown', holdsFrom: THIRD_DAY });
    expect(ask({ all: [yes, yes] })).not.toHaveProperty('holdsFrom');
  });

  it('any holds when the first does', () => {
    expect(ask({ any: [fourDays, threeDays] })).toMatchObject({ is: 'yes', holdsFrom: THIRD_DAY });
    expect(ask({ any: [threeDays, fourDays] })).toMatchObject({ is: 'yes', holdsFrom: THIRD_DAY });
    expect(ask({ any: [threeDays, yes] })).not.toHaveProperty('holdsFrom');
    expect(ask({ any: [yes, threeDays] })).not.toHaveProperty('holdsFrom');
  });

  it('counts from when it was known, where that is later', () => {
    const knownLate = { absence: { risk: known('high' as const, LAST) } };
    expect(ask({ any: [{ risk: ['high'] }, threeDays] }, knownLate)).toHaveProperty('holdsFrom', THIRD_DAY);
    expect(ask({ any: [{ risk: ['high'] }, fourDays] }, knownLate)).not.toHaveProperty('holdsFrom');
  });

  it('is passed over for what may hold already', () => {
    expect(ask({ any: [threeDays, unknown] }).is).toBe('unknown');
    expect(ask({ any: [unknown, threeDays] }).is).toBe('unknown');
    expect(ask({ any: [threeDays, no] }).is).toBe('yes');
  });

  it('does not hold yet, so its opposite does', () => {
    expect(ask({ not: threeDays })).toMatchObject({ is: 'yes' });
    expect(ask({ not: threeDays })).not.toHaveProperty('holdsFrom');
  });
});

describe('what is known of indicators', () => {
  const told = (...lists: (readonly string[] | null)[]) =>
    absencesOf(
      record(
        reported({ indicators: undefined }),
        ...lists.map((indicators, n) => ({
          type: 'missing.updated' as const,
          at: `2026-11-21T1${n}:00:00.000Z`,
          by: n === 0 ? ('police' as const) : ('emergency-duty-team' as const),
          data: { indicators },
        })),
      ),
      england,
    )[0]?.indicators;

  it('is each that a source names, known since its last word on them', () => {
    expect(told()).toEqual({ values: [], isKnown: false, knownAt: RECEIVED });
    expect(told(null)).toEqual({ values: [], isKnown: false, knownAt: '2026-11-21T10:00:00.000Z' });
    expect(told([], ['gangs'])).toEqual({
      values: [{ value: 'gangs', knownAt: '2026-11-21T11:00:00.000Z' }],
      isKnown: true,
      knownAt: '2026-11-21T11:00:00.000Z',
    });
  });
});

describe('the age', () => {
  const born = (from: string, to = from) => ({ child: { born: { from, to, knownAt: RECEIVED } } });
  const under10: Condition = { age: { under: 10 }, at: 'start' };
  const from13: Condition = { age: { atLeast: 13 }, at: 'routing' };

  it.each<[string, Condition, Given, Answer['is']]>([
    ['under ten on the eve of the tenth birthday', under10, born('2016-11-21'), 'yes'],
    ['not on the day', under10, born('2016-11-20'), 'no'],
    ['thirteen on the day', from13, born('2013-11-20'), 'yes'],
    ['not on its eve', from13, born('2013-11-21'), 'no'],
    ['open where it is not known', under10, {}, 'unknown'],
    ['open where what is known allows both', from13, born('2013-06-01', '2014-06-01'), 'unknown'],
    ['certain where what is known allows one', from13, born('2012-06-01', '2013-06-01'), 'yes'],
  ])('is %s', (_, condition, given, is) => {
    expect(ask(condition, given).is).toBe(is);
  });

  it('is taken at the start of the absence, or when the notice is routed', () => {
    const given = { ...born('2013-11-21'), routedAt: LATER };
    expect(ask({ age: { atLeast: 13 }, at: 'start' }, given).is).toBe('no');
    expect(ask(from13, given).is).toBe('yes');
  });
});

describe('the risk', () => {
  const stated = (...values: string[]) => ({ absence: { riskStated: values.map((value) => known(value)) } });

  it.each<[string, Given, Answer['is']]>([
    ['low is asked about', stated('low'), 'yes'],
    ['medium is not', stated('medium'), 'no'],
    ['one of two is', stated('high', 'very-low'), 'yes'],
    ['what nobody states was not assessed', stated('not-assessed'), 'yes'],
  ])('stated as %s', (_, given, is) => {
    const asked: Condition = { riskStated: ['low', 'very-low', 'no-apparent-risk', 'not-assessed'] };
    expect(ask(asked, given).is).toBe(is);
  });
});

describe('the case', () => {
  const status = (value: Child['status']['value']) => ({ child: { status: known(value) } });

  it.each<[Child['status']['value'], Answer['is'], Answer['is']]>([
    ['not-open', 'no', 'yes'],
    ['early-help', 'yes', 'no'],
    ['looked-after', 'yes', 'no'],
    ['care-leaver', 'yes', 'no'],
    ['unknown', 'unknown', 'unknown'],
  ])('%s is open: %s, not open: %s', (value, open, closed) => {
    expect(ask({ status: ['open'] }, status(value)).is).toBe(open);
    expect(ask({ status: ['not-open'] }, status(value)).is).toBe(closed);
  });

  it('of one kind is of no other', () => {
    expect(ask({ status: ['looked-after'] }, status('early-help')).is).toBe('no');
  });
});

describe('the responsible authority', () => {
  const named = (...codes: (string | undefined)[]) => ({
    absence: { responsible: codes.map((code) => known(code)) },
  });
  const ours: Condition = { responsibleAuthority: 'ours' };
  const another: Condition = { responsibleAuthority: 'another' };

  it.each<[string, Given, Answer['is'], Answer['is']]>([
    ['nobody names one', {}, 'yes', 'no'],
    ['somebody does not know', named(undefined), 'yes', 'no'],
    ['somebody names us', named('E10000016'), 'yes', 'no'],
    ['somebody names another', named('E06000035'), 'no', 'yes'],
    ['one names us, one another: either may be right', named('E10000016', 'E06000035'), 'unknown', 'unknown'],
    ['one names another, one does not know', named('E06000035', undefined), 'no', 'yes'],
  ])('%s', (_, given, isOurs, isAnother) => {
    expect([ask(ours, given).is, ask(another, given).is]).toEqual([isOurs, isAnother]);
  });

  it('the case system has a word in it too', () => {
    expect(ask(another, { child: { responsible: [known('E06000035')] } }).is).toBe('yes');
  });
});

describe('what nobody has said', () => {
  it('of the category is open, and a known one is not', () => {
    expect(ask({ category: ['absent'] }, { absence: { category: known('unknown') } }).is).toBe('unknown');
    expect(ask({ category: ['absent'] }).is).toBe('no');
  });

  it('of where the child is missing from is open', () => {
    expect(ask(unknown).is).toBe('unknown');
    expect(ask(unknown, { absence: { said: [said({ missingFrom: 'placement' })] } }).is).toBe('no');
  });

  it('of indicators is open; that there are none is not', () => {
    const asked: Condition = { indicator: ['child-sexual-exploitation'] };
    const indicators = (...values: string[]) => ({
      absence: {
        indicators: { values: values.map((value) => known(value)), isKnown: true, knownAt: RECEIVED },
      },
    });
    expect(ask(asked).is).toBe('unknown');
    expect(ask(asked, indicators()).is).toBe('no');
    expect(ask(asked, indicators('county-lines', 'child-sexual-exploitation')).is).toBe('yes');
  });
});
