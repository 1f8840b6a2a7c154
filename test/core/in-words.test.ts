// What the sources say, as people say it.
import { describe, expect, it } from 'vitest';
import { caseUpdated } from '../../shared/contract/case.ts';
import { educationAbsence } from '../../shared/contract/education.ts';
import { missingCancelled, missingFound } from '../../shared/contract/found.ts';
import { interviewRecorded } from '../../shared/contract/interview.ts';
import { missingReported } from '../../shared/contract/missing.ts';
import { person } from '../../shared/contract/person.ts';
import {
  fieldInWords,
  flagInWords,
  listed,
  nobodySaid,
  plainOfStored,
  roleInWords,
  sourceInWords,
  textInWords,
  whomInWords,
} from '../../shared/core/in-words.ts';
import type { FlagFact } from '../../shared/core/policy.ts';
import { FLAG_FACTS } from '../../shared/core/policy.ts';

const SOURCES = [
  'police',
  'emergency-duty-team',
  'school',
  'carer',
  'other-authority',
  'case-system',
] as const;

/** As the record keeps them; of whom a message is about, and of the keyworker, the parts. */
const of = (prefix: string, shape: object): string[] =>
  Object.keys(shape)
    .filter((field) => !['authority', 'person', 'keyworker', 'onRoll'].includes(field))
    .map((field) => prefix + field);

const FIELDS = [
  ...of('', missingReported().shape.data.shape),
  ...of('', caseUpdated().shape.data.shape),
  ...of('found.', missingFound().shape.data.shape),
  ...of('cancelled.', missingCancelled().shape.data.shape),
  ...of('interview.', interviewRecorded().shape.data.shape),
  ...of('education.', educationAbsence().shape.data.shape),
  ...of('person.', person().shape),
  'education.offRoll',
  'keyworker.email',
  'keyworker.teamEmail',
];

describe('a field of the messages', () => {
  it.each(FIELDS)('%s is said by what it holds, not by its name', (field) => {
    expect(fieldInWords(field)).toMatch(
      /^(who|what|when|where|which|why|how|whether|since|in|under)\b[a-zNHS' ]+$/,
    );
    expect(fieldInWords(field)).not.toContain('PERSON');
  });

  it('that no message has is said in the words of its name', () => {
    expect(nobodySaid(['shoeSize', 'found.hair-colour'])).toBe(
      'nobody has said the shoe size or the found hair colour',
    );
    expect(fieldInWords('toString')).toBe('the to string');
  });

  it('names whom it is about', () => {
    expect(nobodySaid(['found.returnedAt', 'lastSeenAt', 'risk'], 'family')).toBe(
      'nobody has said when the family returned, when the family was last seen or how high the risk is',
    );
  });
});

describe('a fact that is so or not so', () => {
  it.each(Object.keys(FLAG_FACTS) as FlagFact[])('%s is a sentence about whom it is about', (fact) => {
    expect(flagInWords(fact, 'family')).toMatch(/^[a-z' ]+ (is|was|has) [a-z' ]+$/);
    expect(flagInWords(fact, 'family')).not.toMatch(/child|PERSON/);
  });
});

it.each([
  ['child', 'this is a child'],
  ['unborn child', 'this is an unborn child'],
  ['adult', 'this is an adult'],
])('whom it is about: %s', (whom, words) => {
  expect(whomInWords(whom)).toBe(words);
});

it('a role is called by its name, and a team a team', () => {
  expect(
    ['head-of-service', 'adolescent-early-help', 'early-help', 'early-help-unit'].map(roleInWords),
  ).toEqual(['head of service', 'adolescent early help team', 'early help team', 'early help unit']);
});

it('each source is named, and who is missing is a child where nobody is named', () => {
  expect(SOURCES.map(sourceInWords)).toEqual([
    'the police',
    'the emergency duty team',
    'a school',
    'a carer',
    'another authority',
    'the case system',
  ]);
  expect(textInWords('missingFrom')).toBe('the child is missing from');
  expect(flagInWords('unaccompaniedAsylumSeeker')).toBe('the child is an unaccompanied asylum seeker');
});

it('a list ends with "or", or as it is asked to', () => {
  expect([
    listed([], 'or'),
    listed(['a'], 'or'),
    listed(['a', 'b', 'c'], 'or'),
    listed(['a', 'b'], 'and'),
  ]).toEqual(['', 'a', 'a, b or c', 'a and b']);
});

describe('a reason that an earlier release kept', () => {
  it.each([
    [
      'The child is safe; it is about: child; aged 14 on 2026-11-20, asked: under 16 [C-1, C-2]',
      ['The child is safe; aged 14 on 2026-11-20 [C-1, C-2]'],
    ],
    ['It is about: pregnant adult; the category is missing [C-1]', ['The category is missing [C-1]']],
    [
      'The notice came on 2026-11-20, asked: weekend, bank holiday; it is late [C-1]',
      ['The notice came on 2026-11-20; it is late [C-1]'],
    ],
    ['It is about: child [C-1]', []],
    ['It is about: child', []],
    ['The child is safe, asked: home', ['The child is safe']],
    ['So it is about: home; it is late, asked: 3 hours [C-1]', ['So it is about: home; it is late [C-1]']],
  ])('%s: has no word of what the rule asked', (line, plain) => {
    expect(plainOfStored(line)).toEqual(plain);
  });

  it.each(['The child was aged 9; it is asked [C-1]', 'told by: nobody', ''])(
    'that is plain stays as it is: %s',
    (line) => {
      expect(plainOfStored(line)).toEqual([line]);
    },
  );
});
