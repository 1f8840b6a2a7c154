// Who a message is about: a child, or one of the few others whom a procedure covers.
import type * as z from 'zod';
import { asSaid, type Fault, isGiven, type Said } from './faults.ts';
import {
  choice,
  flag,
  group,
  identifier,
  lazily,
  line,
  oneKnown,
  unknownable,
  wholeNumber,
} from './fields.ts';
import { birthday, readMoment, today } from './instants.ts';

export const personKinds = ['child', 'unborn', 'pregnant-adult', 'family', 'care-leaver'] as const;

const naming = ['givenName', 'familyName', 'policePersonId', 'localAuthorityId', 'nhsNumber'] as const;

/** A sign that stands for a whole phrase would make of a name more than the table takes as a key. */
const longestInLetters = 600; // three for each of 200 signs, as Korean has it

function name(about: string) {
  const one = line(about);
  return one
    .refine((text) => text.normalize('NFKD').length <= longestInLetters, {
      error: 'is too long once each of its signs is written out in letters: write it in plain letters',
    })
    .meta({ ...one.meta() });
}

export const person = lazily(() =>
  group('The person, as far as the sender knows them.', {
    kind: unknownable(choice('Who this is. Left out, it is a child.', personKinds)),
    givenName: unknownable(name('Given name or names.')),
    familyName: unknownable(name('Family name.')),
    dateOfBirth: unknownable(birthday('Date of birth, or the best estimate of it.')),
    dateOfBirthEstimated: unknownable(flag('Whether the date of birth is an estimate.')),
    ageYears: unknownable(wholeNumber('Age in whole years, where no date of birth is known.', 0, 120)),
    policePersonId: unknownable(identifier("The police system's identifier of this person.")),
    localAuthorityId: unknownable(identifier("The authority's case system's identifier of this person.")),
    nhsNumber: unknownable(identifier('NHS number.')),
  }),
);
export type Person = z.output<ReturnType<typeof person>>;

/** For messages that stand alone: at least a name or an identifier. An update may carry only what changed. */
export const namedPerson = lazily(() =>
  person().meta({
    ...person().meta(),
    ...oneKnown(...naming),
  }),
);

export function identityFaults(data: Said): Fault[] {
  const said = asSaid(data['person']);
  if (!said || naming.some((name) => isGiven(said[name]))) return [];
  return [{ path: ['person'], message: `says nobody: give at least one of ${naming.join(', ')}` }];
}

export function birthFaults(data: Said, now: string): Fault[] {
  const said = asSaid(data['person']);
  const written = said?.['dateOfBirth'];
  const birth = typeof written === 'string' ? readMoment(written, 'day') : '';
  if (!said || typeof birth === 'string') return [];
  if (birth.canonical > today(now)) {
    return [{ path: ['person', 'dateOfBirth'], message: 'lies in the future: correct it, or write null' }];
  }
  const age = said['ageYears'];
  if (typeof age !== 'number' || said['dateOfBirthEstimated'] === true) return [];
  return Math.abs(age - yearsBetween(birth.canonical, today(now))) <= 1
    ? []
    : [{ path: ['person', 'ageYears'], message: 'contradicts the date of birth: send the one that is sure' }];
}

function yearsBetween(birth: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(birth.slice(0, 4));
  return date.slice(5) < birth.slice(5) ? years - 1 : years;
}
