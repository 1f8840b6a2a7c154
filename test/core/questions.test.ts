import { describe, expect, it } from 'vitest';
import type { Child } from '../../shared/core/facts.ts';
import type { Condition } from '../../shared/core/policy.ts';
import type { Given } from './asking.ts';
import { ask, EARLIER, known, LAST, LATER, saying } from './asking.ts';
import { said } from './england.ts';

describe('the risk and the category', () => {
  it.each<[string, Condition, Given, string]>([
    ['acted on', { risk: ['high'] }, {}, 'no 20T22:05: the risk acted on is medium'],
    ['acted on, as asked', { risk: ['medium'] }, {}, 'yes 20T22:05: the risk acted on is medium'],
    [
      'stated, known since the first that says so',
      { riskStated: ['low', 'high'] },
      { absence: { riskStated: [known('low', LATER), known('medium'), known('high', EARLIER)] } },
      'yes 20T21:00: the risk is stated as low, medium and high',
    ],
    ['stated otherwise', { riskStated: ['low'] }, {}, 'no -: the risk is stated as medium'],
    ['the category', { category: ['missing'] }, {}, 'yes 20T22:05: the category is missing'],
    [
      'no category',
      { category: ['missing'] },
      { absence: { category: known('unknown') } },
      'unknown 20T22:05: nobody has said what category the absence has',
    ],
    ['the person', { person: ['child', 'unborn'] }, { person: 'boy' }, 'yes -: '],
    ['another person', { person: ['family'] }, {}, 'no -: this is a child'],
    ['no outcome', { outcome: ['found'] }, {}, 'unknown 20T22:05: nobody has said how the absence ended'],
    [
      'the outcome',
      { outcome: ['found', 'returned'] },
      { absence: { outcome: known('returned', LATER) } },
      'yes 21T09:00: the outcome is returned',
    ],
    [
      'another outcome',
      { outcome: ['found'] },
      { absence: { outcome: known('returned', LATER) } },
      'no 21T09:00: the outcome is returned',
    ],
  ])('%s', (_, condition, given, words) => {
    expect(ask(condition, given)).toBe(words);
  });
});

describe('indicators', () => {
  const indicators = (isKnown: boolean, ...values: { value: string; knownAt: string }[]): Given => ({
    absence: { indicators: { values, isKnown, knownAt: LATER } },
  });
  const asked: Condition = { indicator: ['county-lines', 'trafficking'] };

  it.each<[string, Given, string]>([
    [
      'nobody has spoken of',
      indicators(false),
      'unknown 21T09:00: nobody has said whether there are signs of county lines or trafficking',
    ],
    ['none', indicators(true), 'no 21T09:00: there are no signs of county lines or trafficking'],
    [
      'others',
      indicators(true, known('gangs')),
      'no 21T09:00: there are no signs of county lines or trafficking',
    ],
    [
      'one, known since it was first said',
      indicators(true, known('trafficking', LAST), known('trafficking', EARLIER)),
      'yes 20T21:00: there are signs of trafficking',
    ],
    [
      'one, though others do not know',
      indicators(false, known('county-lines', EARLIER)),
      'yes 20T21:00: there are signs of county lines',
    ],
  ])('%s', (_, given, words) => {
    expect(ask(asked, given)).toBe(words);
  });
});

describe('the case', () => {
  const status = (value: Child['status']['value'], more: Partial<Child> = {}): Given => ({
    child: { status: known(value, LATER), isInCaseSystem: true, ...more },
  });

  it.each<[string, Condition, Given, string]>([
    ['open', { status: ['open'] }, status('looked-after'), 'yes 21T09:00: the case is open (looked after)'],
    ['not open', { status: ['open'] }, status('not-open'), 'no 21T09:00: the case is not open'],
    [
      'of a kind',
      { status: ['early-help', 'care-leaver'] },
      status('care-leaver'),
      'yes 21T09:00: the case is open (care leaver)',
    ],
    [
      'unknown',
      { status: ['open'] },
      status('unknown'),
      'unknown 21T09:00: it is not known whether a case is open',
    ],
    [
      'never spoken of',
      { statusWithin: { unit: 'months', n: 6 } },
      { child: { isInCaseSystem: false } },
      'no -: the case system has never spoken of this child',
    ],
    [
      'of a child who may be another',
      { statusWithin: { unit: 'months', n: 6 } },
      status('unknown', { isInCaseSystem: false }),
      'unknown 21T09:00: nobody has said since when the case has had its present status (asked: for no longer than 6 months)',
    ],
    [
      'since nobody knows when',
      { statusWithin: { unit: 'months', n: 6 } },
      status('looked-after'),
      'unknown 21T09:00: nobody has said since when the case has had its present status (asked: for no longer than 6 months)',
    ],
    [
      'for six months to the day',
      { statusWithin: { unit: 'months', n: 6 } },
      status('looked-after', { statusSince: known('2026-05-20T12:00:00.000Z', LAST) }),
      'yes 22T09:00: the case has had its present status since 20 May 2026 (asked: for no longer than 6 months)',
    ],
    [
      'for a day longer',
      { statusWithin: { unit: 'months', n: 6 } },
      status('looked-after', { statusSince: known('2026-05-19T12:00:00.000Z', LAST) }),
      'no 22T09:00: the case has had its present status since 19 May 2026 (asked: for no longer than 6 months)',
    ],
  ])('%s', (_, condition, given, words) => {
    expect(ask(condition, given)).toBe(words);
  });
});

describe('whose child it is', () => {
  const OURS = 'E10000016';
  const [MEDWAY, BEXLEY] = ['E06000035', 'E09000004'];
  const named = (...codes: [string | undefined, string][]): Given => ({
    absence: { responsible: codes.map(([value, knownAt]) => ({ value, knownAt })) },
  });
  const another: Condition = { responsibleAuthority: 'another' };

  it.each<[string, Condition, Given, string]>([
    ['nobody names another', another, {}, 'no -: nobody says that another authority is responsible'],
    [
      'so it is ours',
      { responsibleAuthority: 'ours' },
      {},
      'yes -: nobody says that another authority is responsible',
    ],
    [
      'somebody does not know',
      another,
      named([undefined, LATER], [undefined, EARLIER]),
      'no 21T09:00: nobody says that another authority is responsible',
    ],
    [
      'two name others, one of them twice',
      another,
      named([MEDWAY, LATER], [BEXLEY, LAST], [MEDWAY, EARLIER]),
      `yes 20T21:00: another authority is responsible (${MEDWAY}, ${BEXLEY})`,
    ],
    [
      'one names us',
      another,
      named([MEDWAY, EARLIER], [OURS, LATER]),
      `unknown 21T09:00: the sources do not agree whether another authority is responsible (${MEDWAY})`,
    ],
    [
      'the case system names another',
      another,
      { child: { responsible: [known(MEDWAY)] } },
      `yes 20T22:05: another authority is responsible (${MEDWAY})`,
    ],
    [
      'the host',
      { hostAuthority: 'another' },
      saying({ hostAuthority: MEDWAY }),
      `yes 20T22:05: the child lives in the area of another authority (${MEDWAY})`,
    ],
    [
      'the host, as the case system says',
      { hostAuthority: 'ours' },
      { child: { case: said({ hostAuthority: MEDWAY }) } },
      `no 20T22:05: the child lives in the area of another authority (${MEDWAY})`,
    ],
    [
      'a host that nobody knows',
      { hostAuthority: 'ours' },
      saying({ hostAuthority: null }),
      'yes 20T22:05: nobody says that the child lives in the area of another authority',
    ],
    [
      'where the child was found',
      { foundIn: 'another' },
      saying({ 'found.foundInAuthority': MEDWAY }),
      `yes 20T22:05: the child was found in the area of another authority (${MEDWAY})`,
    ],
    [
      'found at home',
      { foundIn: 'ours' },
      saying({ 'found.foundInAuthority': OURS }),
      'yes 20T22:05: nobody says that the child was found in the area of another authority',
    ],
  ])('%s', (_, condition, given, words) => {
    expect(ask(condition, given)).toBe(words);
  });
});
