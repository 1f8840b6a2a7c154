// What the sources say, as people say it: fields by what they hold, codes without their hyphens, lists with "or" and "and".
import type { FlagFact, Role, SourceKind, TextFact } from './policy.ts';

/** "one, two or three", "one, two and three". */
export const listed = (names: readonly string[], last: 'or' | 'and'): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}` : (names[0] ?? '');

/** `child-sexual-exploitation` is "child sexual exploitation". */
export const plainly = (name: string): string => name.replaceAll('-', ' ');

/** A role; a team is called one, lest it read as what another one's name goes on with. */
export const roleInWords = (role: Role): string =>
  `${plainly(role)}${/\bearly-help$/.test(role) ? ' team' : ''}`;

/**
 * A reason as a telling keeps it. Releases before this one kept what the rule asked beside what is so, and whom it is about in
 * the words of the file: "...; it is about: child; aged 14 on 2026-11-20, asked: under 16 [C-1]". Without these: nothing, where
 * it said nothing else.
 */
export function plainOfStored(line: string): string[] {
  if (!/it is about: |, asked: /i.test(line)) return [line];
  const [, said = '', clauses = ''] = /^(.*?)( \[[^[\]]*\])?$/s.exec(line) ?? [];
  const plain = said
    .split('; ')
    .filter((part) => !/^it is about: /i.test(part))
    .map((part) => part.replace(/, asked: .*$/s, ''))
    .join('; ');
  return plain === '' ? [] : [`${plain.charAt(0).toUpperCase()}${plain.slice(1)}${clauses}`];
}

/** "this is a child", "this is an unborn child". */
export const whomInWords = (person: string): string =>
  `this is ${/^[aeiou]/.test(person) ? 'an' : 'a'} ${person}`;

const SOURCES: Record<SourceKind, string> = {
  police: 'the police',
  'emergency-duty-team': 'the emergency duty team',
  school: 'a school',
  carer: 'a carer',
  'other-authority': 'another authority',
  'case-system': 'the case system',
};

export const sourceInWords = (source: SourceKind): string => SOURCES[source];

/** The beginning of a sentence that ends in what the source said: "the child is missing from" a placement. */
export const textInWords = (fact: TextFact, person = CHILD): string => of(person, TEXTS[fact]);

/** A whole sentence: "harm is disclosed or suspected". */
export const flagInWords = (fact: FlagFact, person = CHILD): string => of(person, FLAGS[fact]);

/** What a field of the messages holds, after "nobody has said": "when the child returned". */
export function fieldInWords(field: string, person = CHILD): string {
  const words = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
  return words === undefined ? `the ${unlisted(field)}` : of(person, words);
}

/** "nobody has said how high the risk is or when the child was last seen". */
export const nobodySaid = (fields: readonly string[], person = CHILD): string =>
  `nobody has said ${listed(
    fields.map((field) => fieldInWords(field, person)),
    'or',
  )}`;

const CHILD = 'child';

const of = (person: string, words: string): string => words.replaceAll('PERSON', person);

/** `shoeSize` is "shoe size": a file may name a field that no message has. */
const unlisted = (field: string): string => field.replaceAll(/[.-]|(?=[A-Z])/g, ' ').toLowerCase();

const TEXTS: Record<TextFact, string> = {
  missingFrom: 'the PERSON is missing from',
  legalStatus: "the PERSON's legal status is",
  placementType: 'the placement is',
  placementPoliceArea: 'the placement lies in the police area',
  policeArea: 'the report is from the police area',
  policeDistrict: 'the report is from the police district',
  homeArea: 'the home lies in the area',
  returnedTo: 'the PERSON came back to',
};

const FLAGS: Record<FlagFact, string> = {
  harmDisclosed: 'harm is disclosed or suspected',
  unaccompaniedAsylumSeeker: 'the PERSON is an unaccompanied asylum seeker',
  placementNotified: 'the placement was notified',
  preventionInterviewDone: 'the prevention interview of the police was held',
  interviewIndependent: 'the interviewer is independent',
  offRoll: "the pupil's name has left the school's roll",
};

const FIELDS: Readonly<Record<string, string>> = {
  category: 'what category the absence has',
  risk: 'how high the risk is',
  lastSeenAt: 'when the PERSON was last seen',
  missingSince: 'since when the PERSON has been missing',
  reportedAt: 'when the police were told',
  missingFrom: 'where the PERSON is missing from',
  policeArea: 'which police area the report is from',
  policeLogNumber: 'under which number the police log has it',
  policeDistrict: 'which police district the report is from',
  responsibleAuthority: 'which authority is responsible',
  hostAuthority: "in which authority's area the PERSON lives",
  indicators: 'what signs of risk there are',
  linkedReferences: 'which other references belong to this absence',
  circumstances: 'what the circumstances are',

  'found.returnedAt': 'when the PERSON returned',
  'found.locatedAt': 'when the PERSON was located',
  'found.seenByPoliceAt': 'when the police saw the PERSON',
  'found.policeClosedAt': 'when the police closed the report',
  'found.foundReportAt': 'when the found report was made',
  'found.outcome': 'how the absence ended',
  'found.foundInAuthority': "in which authority's area the PERSON was found",
  'found.returnedTo': 'where the PERSON came back to',
  'found.harmDisclosed': `whether ${FLAGS.harmDisclosed}`,
  'found.preventionInterview': `whether ${FLAGS.preventionInterviewDone}`,

  'cancelled.reason': 'why the report was cancelled',
  'cancelled.duplicateOf': 'which report this one repeats',

  'interview.offeredAt': 'when the return home interview was offered',
  'interview.outcome': 'what came of the offer of a return home interview',
  'interview.completedAt': 'when the return home interview was held',
  'interview.interviewerRole': 'who the interviewer is',
  'interview.independent': `whether ${FLAGS.interviewIndependent}`,
  'interview.notHeldReason': 'why the return home interview was not held',
  'interview.episodes': 'which absences the return home interview covers',

  'education.school': 'which school it is',
  'education.lastAttendedOn': 'when the pupil last attended',
  'education.unauthorised': 'whether the pupil is absent without leave',
  'education.offRoll': `whether ${FLAGS.offRoll}`,
  'education.returnedOn': 'when the pupil came back to school',
  'education.destination': 'where the pupil is educated now',

  status: 'whether a case is open',
  statusSince: 'since when the case has had its present status',
  'keyworker.email': 'how to write to the keyworker',
  'keyworker.teamEmail': "how to write to the keyworker's team",
  legalStatus: "what the PERSON's legal status is",
  homeArea: 'in which area the home lies',
  placementType: 'what kind of placement it is',
  placementPoliceArea: 'in which police area the placement lies',
  unaccompaniedAsylumSeeker: `whether ${FLAGS.unaccompaniedAsylumSeeker}`,
  legalHold: 'whether the record must be kept',
  placementNotified: `whether ${FLAGS.placementNotified}`,
  overrides: 'what the placement plan lays down',

  'person.kind': 'whether this is a child',
  'person.givenName': 'what the given name is',
  'person.familyName': 'what the family name is',
  'person.dateOfBirth': 'when the PERSON was born',
  'person.dateOfBirthEstimated': 'whether the date of birth is an estimate',
  'person.ageYears': 'how old the PERSON is',
  'person.policePersonId': 'under which number the police know the PERSON',
  'person.localAuthorityId': 'under which number the case system has the PERSON',
  'person.nhsNumber': 'what the NHS number is',
};
