import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import { evaluate } from '../../shared/core/condition.ts';
import type { Child } from '../../shared/core/facts.ts';
import type { Condition } from '../../shared/core/policy.ts';
import type { Json } from '../../shared/core/record.ts';
import { absence, child, england, RECEIVED, said, situation } from './england.ts';

const EARLIER = '2026-11-20T21:00:00.000Z';
const LATER = '2026-11-21T09:00:00.000Z';
const LAST = '2026-11-22T09:00:00.000Z';
const known = <T>(value: T, knownAt = RECEIVED) => ({ value, knownAt });

interface Given {
  absence?: Partial<Absence>;
  child?: Partial<Child>;
  routedAt?: string;
  person?: string;
}

/** "yes 22:05 because": what is answered, when that was known, and why. */
function ask(condition: Condition, { routedAt = RECEIVED, person = 'child', ...given }: Given = {}): string {
  const on = { absence: absence(given.absence), child: child(given.child), routedAt, person };
  const { is, knownAt, why } = evaluate(condition, situation(on));
  return `${is} ${knownAt === undefined ? '-' : knownAt.slice(8, 16)}: ${why}`;
}

/** One source's word on some fields of the absence, or another's. */
const saying = (fields: Record<string, Json>, ...more: ReturnType<typeof said>[]): Given => ({
  absence: { said: [said(fields), ...more] },
});

describe('the risk and the category', () => {
  it.each<[string, Condition, Given, string]>([
    ['acted on', { risk: ['high'] }, {}, 'no 20T22:05: risk is acted on as medium'],
    ['acted on, as asked', { risk: ['medium'] }, {}, 'yes 20T22:05: risk is acted on as medium'],
    [
      'stated, known since the first that says so',
      { riskStated: ['low', 'high'] },
      { absence: { riskStated: [known('low', LATER), known('medium'), known('high', EARLIER)] } },
      'yes 20T21:00: the risk stated is low, medium, high',
    ],
    ['stated otherwise', { riskStated: ['low'] }, {}, 'no -: the risk stated is medium'],
    ['the category', { category: ['missing'] }, {}, 'yes 20T22:05: the category is missing'],
    [
      'no category',
      { category: ['missing'] },
      { absence: { category: known('unknown') } },
      'unknown 20T22:05: the category is unknown',
    ],
    ['the person', { person: ['child', 'unborn'] }, { person: 'boy' }, 'yes -: it is about: boy'],
    ['another person', { person: ['family'] }, {}, 'no -: it is about: child'],
    ['no outcome', { outcome: ['found'] }, {}, 'unknown 20T22:05: the outcome is not known'],
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
      'unknown 21T09:00: nobody has said whether there is county-lines, trafficking',
    ],
    ['none', indicators(true), 'no 21T09:00: no county-lines, trafficking is indicated'],
    ['others', indicators(true, known('gangs')), 'no 21T09:00: no county-lines, trafficking is indicated'],
    [
      'one, known since it was first said',
      indicators(true, known('trafficking', LAST), known('trafficking', EARLIER)),
      'yes 20T21:00: trafficking is indicated',
    ],
    [
      'one, though others do not know',
      indicators(false, known('county-lines', EARLIER)),
      'yes 20T21:00: county-lines is indicated',
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
    ['open', { status: ['open'] }, status('looked-after'), 'yes 21T09:00: the case is open (looked-after)'],
    ['not open', { status: ['open'] }, status('not-open'), 'no 21T09:00: the case is not open'],
    [
      'of a kind',
      { status: ['early-help', 'care-leaver'] },
      status('care-leaver'),
      'yes 21T09:00: the case is open (care-leaver)',
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
      'unknown 21T09:00: since when the status holds is not known, asked: within 6 months',
    ],
    [
      'since nobody knows when',
      { statusWithin: { unit: 'months', n: 6 } },
      status('looked-after'),
      'unknown 21T09:00: since when the status holds is not known, asked: within 6 months',
    ],
    [
      'for six months to the day',
      { statusWithin: { unit: 'months', n: 6 } },
      status('looked-after', { statusSince: known('2026-05-20T12:00:00.000Z', LAST) }),
      'yes 22T09:00: the status holds since 2026-05-20, asked: within 6 months',
    ],
    [
      'for a day longer',
      { statusWithin: { unit: 'months', n: 6 } },
      status('looked-after', { statusSince: known('2026-05-19T12:00:00.000Z', LAST) }),
      'no 22T09:00: the status holds since 2026-05-19, asked: within 6 months',
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
    ['nobody names another', another, {}, 'no -: no other authority is responsible'],
    ['so it is ours', { responsibleAuthority: 'ours' }, {}, 'yes -: no other authority is responsible'],
    [
      'somebody does not know',
      another,
      named([undefined, LATER], [undefined, EARLIER]),
      'no 21T09:00: no other authority is responsible',
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
      `yes 20T22:05: another authority is the host (${MEDWAY})`,
    ],
    [
      'the host, as the case system says',
      { hostAuthority: 'ours' },
      { child: { case: said({ hostAuthority: MEDWAY }) } },
      `no 20T22:05: another authority is the host (${MEDWAY})`,
    ],
    [
      'a host that nobody knows',
      { hostAuthority: 'ours' },
      saying({ hostAuthority: null }),
      'yes 20T22:05: no other authority is the host',
    ],
    [
      'where the child was found',
      { foundIn: 'another' },
      saying({ 'found.foundInAuthority': MEDWAY }),
      `yes 20T22:05: another authority is where the child was found (${MEDWAY})`,
    ],
    [
      'found at home',
      { foundIn: 'ours' },
      saying({ 'found.foundInAuthority': OURS }),
      'yes 20T22:05: no other authority is where the child was found',
    ],
  ])('%s', (_, condition, given, words) => {
    expect(ask(condition, given)).toBe(words);
  });
});

describe('facts in the words of the sources', () => {
  it.each<[Extract<Condition, { said: unknown }>['said'], string, string]>([
    ['missingFrom', 'missingFrom', 'missing from'],
    ['legalStatus', 'legalStatus', 'legal status'],
    ['placementType', 'placementType', 'placement'],
    ['placementPoliceArea', 'placementPoliceArea', 'placement police area'],
    ['policeArea', 'policeArea', 'police area'],
    ['policeDistrict', 'policeDistrict', 'police district'],
    ['homeArea', 'homeArea', 'home area'],
    ['returnedTo', 'found.returnedTo', 'returned to'],
  ])('%s', (fact, field, words) => {
    expect(ask({ said: fact, is: ['a', 'b'] }, saying({ [field]: 'b' }))).toBe(`yes 20T22:05: ${words}: b`);
    expect(ask({ said: fact, is: ['a'] }, saying({ [field]: 'b' }))).toBe(`no 20T22:05: ${words}: b`);
    expect(ask({ said: fact, is: ['a'] })).toBe(`unknown 20T22:05: ${words}: not known`);
  });

  it('may come from the case system, and are unknown since somebody last said so', () => {
    const placed = { child: { case: said({ placementType: 'foster' }) } };
    expect(ask({ said: 'placementType', is: ['foster'] }, placed)).toBe('yes 20T22:05: placement: foster');
    const taken = said({ placementType: null });
    expect(
      ask({ said: 'placementType', is: ['foster'] }, { absence: { receivedAt: EARLIER, said: [taken] } }),
    ).toBe('unknown 20T22:05: placement: not known');
  });

  const police = 'urn:police:kent:compact';
  const at = (time: string, value: Json, source = police) => ({
    'found.harmDisclosed': {
      [source]: { value, time, message: 'm', by: 'police' as const, receivedAt: time },
    },
  });
  const harm: Condition = { flag: 'harmDisclosed' };

  it.each<[string, Given, string]>([
    ['nobody has spoken of', {}, 'no -: harm disclosed: nobody says so'],
    ['said', saying({ 'found.harmDisclosed': true }), 'yes 20T22:05: harm disclosed: yes'],
    ['denied', saying({ 'found.harmDisclosed': false }), 'no 20T22:05: harm disclosed: no'],
    ['not known', saying({ 'found.harmDisclosed': null }), 'unknown 20T22:05: harm disclosed: not known'],
    [
      'said by two, known since the first of them',
      { absence: { said: [at(LATER, true), at(EARLIER, true, 'urn:b')] } },
      'yes 20T21:00: harm disclosed: yes',
    ],
    [
      'said by one is enough',
      { absence: { said: [at(EARLIER, false), at(LATER, null, 'urn:b'), at(LAST, true, 'urn:c')] } },
      'yes 22T09:00: harm disclosed: yes',
    ],
    [
      'denied by one, open to another',
      { absence: { said: [at(EARLIER, false), at(LATER, null, 'urn:b'), at(LAST, null, 'urn:c')] } },
      'unknown 21T09:00: harm disclosed: not known',
    ],
    [
      'denied by two, known since the last of them',
      { absence: { said: [at(EARLIER, false), at(LATER, false, 'urn:b')] } },
      'no 21T09:00: harm disclosed: no',
    ],
  ])('that are so or not so: %s', (_, given, words) => {
    expect(ask(harm, given)).toBe(words);
  });

  it.each<[Extract<Condition, { flag: unknown }>['flag'], Record<string, Json>, string]>([
    ['unaccompaniedAsylumSeeker', { unaccompaniedAsylumSeeker: true }, 'unaccompanied asylum seeker'],
    ['placementNotified', { placementNotified: true }, 'placement notified'],
    ['preventionInterviewDone', { 'found.preventionInterview': { done: true } }, 'prevention interview done'],
    ['interviewIndependent', { 'interview.independent': true }, 'interviewer independent'],
    ['offRoll', { 'education.offRoll': true }, 'off roll'],
  ])('%s', (flag, fields, words) => {
    expect(ask({ flag }, saying(fields))).toBe(`yes 20T22:05: ${words}: yes`);
    expect(ask({ flag }, { child: { case: said(fields) } })).toBe(`yes 20T22:05: ${words}: yes`);
  });

  it('a prevention interview of which nobody says whether it was done is open', () => {
    const held = (interview: Json) =>
      ask({ flag: 'preventionInterviewDone' }, saying({ 'found.preventionInterview': interview }));
    expect(held({ at: LATER })).toBe('unknown 20T22:05: prevention interview done: not known');
    expect(held({ done: false })).toBe('no 20T22:05: prevention interview done: no');
    expect(held(null)).toBe('unknown 20T22:05: prevention interview done: not known');
  });
});

describe('what was stated, and by whom', () => {
  const asked: Condition = { notStated: ['risk', 'missingFrom'] };

  it.each<[string, Given, string]>([
    ['nothing', {}, 'yes 20T22:05: nobody has stated risk, missingFrom'],
    ['half of it', saying({ risk: 'low' }), 'yes 20T22:05: nobody has stated missingFrom'],
    [
      'half of it, the rest unknown',
      saying({ risk: 'low', missingFrom: null }),
      'yes 20T22:05: nobody has stated missingFrom',
    ],
    ['all', saying({ risk: 'low', missingFrom: 'home' }), 'no 20T22:05: risk, missingFrom was stated'],
    [
      'all, half of it by the case system',
      { absence: { said: [said({ risk: 'low' })] }, child: { case: said({ missingFrom: 'home' }) } },
      'no 20T22:05: risk, missingFrom was stated',
    ],
  ])('%s', (_, given, words) => {
    expect(ask(asked, given)).toBe(words);
  });

  const by = (...all: ['police' | 'carer' | 'school', string][]): Given => ({
    absence: { reportedBy: all.map(([value, knownAt]) => ({ value, knownAt })) },
  });

  it.each<[string, Given, string]>([
    ['nobody', {}, 'no -: reported by nobody'],
    ['another', by(['school', LATER]), 'no -: reported by school'],
    [
      'one of them twice',
      by(['police', LAST], ['carer', LATER], ['police', EARLIER]),
      'yes 20T21:00: reported by police, carer',
    ],
  ])('reported by %s', (_, given, words) => {
    expect(ask({ reportedBy: ['police', 'carer'] }, given)).toBe(words);
  });
});

describe('the return home interview', () => {
  const [offered, done] = [known(EARLIER, EARLIER), known(LATER, LATER)];
  const declined = known('declined', LAST);

  it.each<[string, Partial<Absence>, Condition, string]>([
    ['not offered', {}, { interview: ['offered'] }, 'no -: the return home interview: not offered yet'],
    [
      'offered',
      { interviewOffered: offered },
      { interview: ['offered', 'held'] },
      'yes 20T21:00: the return home interview: offered',
    ],
    [
      'held',
      { interviewOffered: offered, interviewDone: done },
      { interview: ['held'] },
      'yes 21T09:00: the return home interview: offered, held',
    ],
    [
      'declined',
      { interviewOffered: offered, interviewOutcome: declined },
      { interview: ['declined', 'no-contact'] },
      'yes 22T09:00: the return home interview: offered, declined',
    ],
    [
      'declined, asked whether held',
      { interviewOffered: offered, interviewOutcome: declined },
      { interview: ['held'] },
      'no -: the return home interview: offered, declined',
    ],
  ])('%s', (_, of, condition, words) => {
    expect(ask(condition, { absence: of })).toBe(words);
  });
});

describe('how the child stands now', () => {
  const open = (receivedAt: string, more: Partial<Absence> = {}) => absence({ receivedAt, ...more });
  const over = (endKnownAt: string) => absence({ ended: true, endKnownAt });
  const pupil = (knownAt: string) => absence({ receivedAt: LAST, schooling: { knownAt } });

  it.each<[string, Condition, Partial<Child>, string]>([
    ['not missing', { now: 'missing-now' }, {}, 'no -: the child is not missing now'],
    [
      'missing by two reports, since the first',
      { now: 'missing-now' },
      { absences: [open(LATER), open(EARLIER)] },
      'yes 20T21:00: the child is missing now',
    ],
    [
      'by no report',
      { now: 'missing-now' },
      { absences: [open(LATER, { reported: false })] },
      'no -: the child is not missing now',
    ],
    [
      'no longer missing',
      { now: 'missing-now' },
      { absences: [over(LATER), over(EARLIER)] },
      'no 21T09:00: the child is not missing now',
    ],
    [
      'out of school, since that was known',
      { now: 'out-of-school' },
      { schooling: [pupil(LATER)], absences: [open(EARLIER)] },
      'yes 21T09:00: the child is out of school',
    ],
    [
      'missing, but not from school',
      { now: 'out-of-school' },
      { absences: [open(EARLIER)] },
      'no -: the child is not out of school',
    ],
  ])('%s', (_, condition, of, words) => {
    expect(ask(condition, { child: of })).toBe(words);
  });

  it('a pupil may be educated elsewhere', () => {
    const elsewhere = (over: 'elsewhere' | 'returned'): Given => ({
      absence: { endKnownAt: LATER, schooling: { knownAt: RECEIVED, over } },
    });
    const asked: Condition = { now: 'educated-elsewhere' };
    expect(ask(asked, elsewhere('elsewhere'))).toBe('yes 21T09:00: the pupil is educated elsewhere');
    expect(ask(asked, elsewhere('returned'))).toBe(
      'no 21T09:00: nobody says that the pupil is educated elsewhere',
    );
    expect(ask(asked)).toBe('no -: nobody says that the pupil is educated elsewhere');
  });
});

describe('when the notice came', () => {
  const FRIDAY = '2026-11-20T22:05:00.000Z';
  const came = (condition: Condition, routedAt: string) => ask(condition, { routedAt });

  it.each<[Extract<Condition, { day: unknown }>['day'], string, string]>([
    [['working-day'], FRIDAY, 'yes 20T22:05: the notice came on 2026-11-20, asked: working day'],
    [
      ['weekend', 'bank-holiday'],
      FRIDAY,
      'no 20T22:05: the notice came on 2026-11-20, asked: weekend, bank holiday',
    ],
    [['weekend'], '2026-11-21T12:00:00.000Z', 'yes 21T12:00: the notice came on 2026-11-21, asked: weekend'],
    [['school-day'], FRIDAY, 'yes 20T22:05: the notice came on 2026-11-20, asked: school day'],
    [
      ['bank-holiday', 'weekend'],
      '2026-12-25T12:00:00.000Z',
      'yes 25T12:00: the notice came on 2026-12-25, asked: bank holiday, weekend',
    ],
    [
      ['working-day'],
      '2031-01-02T12:00:00.000Z',
      'unknown 02T12:00: the calendar does not reach 2031-01-02, asked: working day',
    ],
  ])('on a %j', (day, routedAt, words) => {
    expect(came({ day }, routedAt)).toBe(words);
  });

  it('while the office was open or closed', () => {
    const noon = '2026-11-20T12:00:00.000Z';
    expect(came({ office: 'open' }, noon)).toBe('yes 20T12:00: the notice came while the office was open');
    expect(came({ office: 'closed' }, noon)).toBe('no 20T12:00: the notice came while the office was open');
    expect(came({ office: 'closed' }, FRIDAY)).toBe(
      'yes 20T22:05: the notice came while the office was closed',
    );
    expect(came({ office: 'open' }, FRIDAY)).toBe('no 20T22:05: the notice came while the office was closed');
  });

  it.each<[string, string, string, boolean]>([
    ['09:00', '17:00', '2026-11-20T09:00:00.000Z', true],
    ['09:00', '17:00', '2026-11-20T08:59:00.000Z', false],
    ['09:00', '17:00', '2026-11-20T17:00:00.000Z', false],
    ['17:00', '09:00', '2026-11-20T17:00:00.000Z', true],
    ['17:00', '09:00', '2026-11-20T08:59:00.000Z', true],
    ['17:00', '09:00', '2026-11-20T09:00:00.000Z', false],
    ['09:00', '09:00', '2026-11-20T09:00:00.000Z', false],
  ])('from %s until %s: at %s', (from, until, routedAt, holds) => {
    const at = routedAt.slice(11, 16);
    expect(came({ time: { from, until } }, routedAt)).toBe(
      `${holds ? 'yes' : 'no'} 20T${at}: the notice came at ${at}, asked: from ${from} until ${until}`,
    );
  });
});

describe('the age, in words', () => {
  const born = (from: string, to = from): Given => ({ child: { born: { from, to, knownAt: LATER } } });
  const under10: Condition = { age: { under: 10 }, at: 'start' };
  const from16: Condition = { age: { atLeast: 16 }, at: 'start' };

  it.each<[string, Condition, Given, string]>([
    ['known', under10, born('2017-01-01'), 'yes 21T09:00: aged 9 on 2026-11-20, asked: under 10'],
    [
      'a span',
      from16,
      born('2009-06-01', '2010-06-01'),
      'yes 21T09:00: aged 16 to 17 on 2026-11-20, asked: 16 or over',
    ],
    [
      'a span over the limit',
      from16,
      born('2010-06-01', '2011-06-01'),
      'unknown 21T09:00: aged 15 to 16 on 2026-11-20, asked: 16 or over',
    ],
    ['unknown', under10, {}, 'unknown -: the date of birth is unknown, so this counts as under 10'],
    [
      'unknown since',
      from16,
      { child: { bornKnownAt: LATER } },
      'unknown 21T09:00: the date of birth is unknown, so this counts as 16 or over',
    ],
  ])('%s', (_, condition, given, words) => {
    expect(ask(condition, given)).toBe(words);
  });
});

describe('school days in a calendar with terms', () => {
  it('are those in term', () => {
    const calendar = {
      ...england,
      terms: [
        { from: '2026-09-01', to: '2026-11-19' },
        { from: '2026-11-23', to: '2026-12-18' },
      ],
    };
    const on = situation({ calendar });
    expect(evaluate({ day: ['school-day'] }, on).is).toBe('no');
    expect(evaluate({ day: ['school-day'] }, { ...on, routedAt: '2026-11-23T12:00:00.000Z' }).is).toBe('yes');
  });
});
