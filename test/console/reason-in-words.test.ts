// Why a message could not be read, for whoever is on duty and for whoever mends it.
import { expect, it } from 'vitest';
import { reasonInWords } from '../../shared/console/reason-in-words.ts';

it.each([
  ['/data/person', 'is missing: add it', 'person: is missing: add it (/data/person)'],
  [
    '/data/person/dateOfBirth',
    'lies in the future',
    'person, date of birth: lies in the future (/data/person/dateOfBirth)',
  ],
  ['/data/indicators/0', 'is not known', 'indicators, number 1: is not known (/data/indicators/0)'],
  ['/specversion', 'is missing', 'specversion: is missing (/specversion)'],
  ['/data', 'is missing', 'data: is missing (/data)'],
  ['', 'is not an object', 'the message: is not an object'],
  ['/', 'is not an object', 'the message: is not an object'],
  ['subject', 'is missing', 'subject: is missing (subject)'],
])('of the path %s: where in words, what is wrong, and the path itself', (path, message, said) => {
  expect(reasonInWords({ path, message })).toBe(said);
});
