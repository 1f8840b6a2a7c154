// Questions on what the sources said in words of their own, on who said it, and on the return home interview.
import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import type { Condition } from '../../shared/core/policy.ts';
import type { Json } from '../../shared/core/record.ts';
import type { Given } from './asking.ts';
import { ask, EARLIER, known, LAST, LATER, saying } from './asking.ts';
import { said } from './england.ts';

describe('facts in the words of the sources', () => {
  it.each<[Extract<Condition, { said: unknown }>['said'], string, string, string]>([
    ['missingFrom', 'missingFrom', 'the child is missing from', 'where the child is missing from'],
    ['legalStatus', 'legalStatus', "the child's legal status is", "what the child's legal status is"],
    ['placementType', 'placementType', 'the placement is', 'what kind of placement it is'],
    [
      'placementPoliceArea',
      'placementPoliceArea',
      'the placement lies in the police area',
      'in which police area the placement lies',
    ],
    [
      'policeArea',
      'policeArea',
      'the report is from the police area',
      'which police area the report is from',
    ],
    [
      'policeDistrict',
      'policeDistrict',
      'the report is from the police district',
      'which police district the report is from',
    ],
    ['homeArea', 'homeArea', 'the home lies in the area', 'in which area the home lies'],
    ['returnedTo', 'found.returnedTo', 'the child came back to', 'where the child came back to'],
  ])('%s', (fact, field, words, unsaid) => {
    expect(ask({ said: fact, is: ['a', 'b'] }, saying({ [field]: 'b' }))).toBe(`yes 20T22:05: ${words} b`);
    expect(ask({ said: fact, is: ['a'] }, saying({ [field]: 'b' }))).toBe(`no 20T22:05: ${words} b`);
    expect(ask({ said: fact, is: ['a'] })).toBe(`unknown 20T22:05: nobody has said ${unsaid}`);
  });

  it('may come from the case system, and are unknown since somebody last said so', () => {
    const placed = { child: { case: said({ placementType: 'foster' }) } };
    expect(ask({ said: 'placementType', is: ['foster'] }, placed)).toBe(
      'yes 20T22:05: the placement is foster',
    );
    const taken = said({ placementType: null });
    expect(
      ask({ said: 'placementType', is: ['foster'] }, { absence: { receivedAt: EARLIER, said: [taken] } }),
    ).toBe('unknown 20T22:05: nobody has said what kind of placement it is');
  });

  const police = 'urn:police:kent:compact';
  const at = (time: string, value: Json, source = police) => ({
    'found.harmDisclosed': {
      [source]: { value, time, message: 'm', by: 'police' as const, receivedAt: time },
    },
  });
  const harm: Condition = { flag: 'harmDisclosed' };

  it.each<[string, Given, string]>([
    ['nobody has spoken of', {}, 'no -: nobody says that harm is disclosed or suspected'],
    ['said', saying({ 'found.harmDisclosed': true }), 'yes 20T22:05: harm is disclosed or suspected'],
    [
      'denied',
      saying({ 'found.harmDisclosed': false }),
      'no 20T22:05: it is not so that harm is disclosed or suspected',
    ],
    [
      'not known',
      saying({ 'found.harmDisclosed': null }),
      'unknown 20T22:05: it is not known whether harm is disclosed or suspected',
    ],
    [
      'said by two, known since the first of them',
      { absence: { said: [at(LATER, true), at(EARLIER, true, 'urn:b')] } },
      'yes 20T21:00: harm is disclosed or suspected',
    ],
    [
      'said by one is enough',
      { absence: { said: [at(EARLIER, false), at(LATER, null, 'urn:b'), at(LAST, true, 'urn:c')] } },
      'yes 22T09:00: harm is disclosed or suspected',
    ],
    [
      'denied by one, open to another',
      { absence: { said: [at(EARLIER, false), at(LATER, null, 'urn:b'), at(LAST, null, 'urn:c')] } },
      'unknown 21T09:00: it is not known whether harm is disclosed or suspected',
    ],
    [
      'denied by two, known since the last of them',
      { absence: { said: [at(EARLIER, false), at(LATER, false, 'urn:b')] } },
      'no 21T09:00: it is not so that harm is disclosed or suspected',
    ],
  ])('that are so or not so: %s', (_, given, words) => {
    expect(ask(harm, given)).toBe(words);
  });

  it.each<[Extract<Condition, { flag: unknown }>['flag'], Record<string, Json>, string]>([
    [
      'unaccompaniedAsylumSeeker',
      { unaccompaniedAsylumSeeker: true },
      'the child is an unaccompanied asylum seeker',
    ],
    ['placementNotified', { placementNotified: true }, 'the placement was notified'],
    [
      'preventionInterviewDone',
      { 'found.preventionInterview': { done: true } },
      'the prevention interview of the police was held',
    ],
    ['interviewIndependent', { 'interview.independent': true }, 'the interviewer is independent'],
    ['offRoll', { 'education.offRoll': true }, "the pupil's name has left the school's roll"],
  ])('%s', (flag, fields, words) => {
    expect(ask({ flag }, saying(fields))).toBe(`yes 20T22:05: ${words}`);
    expect(ask({ flag }, { child: { case: said(fields) } })).toBe(`yes 20T22:05: ${words}`);
  });

  it('a prevention interview of which nobody says whether it was done is open', () => {
    const held = (interview: Json) =>
      ask({ flag: 'preventionInterviewDone' }, saying({ 'found.preventionInterview': interview }));
    expect(held({ at: LATER })).toBe(
      'unknown 20T22:05: it is not known whether the prevention interview of the police was held',
    );
    expect(held({ done: false })).toBe(
      'no 20T22:05: it is not so that the prevention interview of the police was held',
    );
    expect(held(null)).toBe(
      'unknown 20T22:05: it is not known whether the prevention interview of the police was held',
    );
  });
});

describe('what was stated, and by whom', () => {
  const asked: Condition = { notStated: ['risk', 'missingFrom'] };

  it.each<[string, Given, string]>([
    ['nothing', {}, 'yes 20T22:05: nobody has said how high the risk is or where the child is missing from'],
    ['half of it', saying({ risk: 'low' }), 'yes 20T22:05: nobody has said where the child is missing from'],
    [
      'half of it, the rest unknown',
      saying({ risk: 'low', missingFrom: null }),
      'yes 20T22:05: nobody has said where the child is missing from',
    ],
    [
      'all',
      saying({ risk: 'low', missingFrom: 'home' }),
      'no 20T22:05: somebody has said how high the risk is and where the child is missing from',
    ],
    [
      'all, half of it by the case system',
      { absence: { said: [said({ risk: 'low' })] }, child: { case: said({ missingFrom: 'home' }) } },
      'no 20T22:05: somebody has said how high the risk is and where the child is missing from',
    ],
  ])('%s', (_, given, words) => {
    expect(ask(asked, given)).toBe(words);
  });

  const by = (...all: ['police' | 'carer' | 'school', string][]): Given => ({
    absence: { reportedBy: all.map(([value, knownAt]) => ({ value, knownAt })) },
  });

  it.each<[string, Given, string]>([
    ['nobody', {}, 'no -: it was reported by nobody'],
    ['another', by(['school', LATER]), 'no -: it was reported by a school'],
    [
      'one of them twice',
      by(['police', LAST], ['carer', LATER], ['police', EARLIER]),
      'yes 20T21:00: it was reported by the police and a carer',
    ],
  ])('reported by %s', (_, given, words) => {
    expect(ask({ reportedBy: ['police', 'carer'] }, given)).toBe(words);
  });
});

describe('the return home interview', () => {
  const [offered, done] = [known(EARLIER, EARLIER), known(LATER, LATER)];
  const declined = known('declined', LAST);

  it.each<[string, Partial<Absence>, Condition, string]>([
    ['not offered', {}, { interview: ['offered'] }, 'no -: no return home interview is recorded as offered'],
    [
      'offered',
      { interviewOffered: offered },
      { interview: ['offered', 'held'] },
      'yes 20T21:00: the return home interview is recorded as offered',
    ],
    [
      'held',
      { interviewOffered: offered, interviewDone: done },
      { interview: ['held'] },
      'yes 21T09:00: the return home interview is recorded as offered and held',
    ],
    [
      'declined',
      { interviewOffered: offered, interviewOutcome: declined },
      { interview: ['declined', 'no-contact'] },
      'yes 22T09:00: the return home interview is recorded as offered and declined',
    ],
    [
      'declined, asked whether held',
      { interviewOffered: offered, interviewOutcome: declined },
      { interview: ['held'] },
      'no -: the return home interview is recorded as offered and declined',
    ],
  ])('%s', (_, of, condition, words) => {
    expect(ask(condition, { absence: of })).toBe(words);
  });
});
