// Questions on what the sources said in words of their own, on who said it, and on the return home interview.
import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import type { Condition } from '../../shared/core/policy.ts';
import type { Json } from '../../shared/core/record.ts';
import type { Given } from './asking.ts';
import { ask, EARLIER, known, LAST, LATER, saying } from './asking.ts';
import { said } from './england.ts';

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
