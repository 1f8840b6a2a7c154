// Whose record a message belongs to: keys, exact matches, near misses - and never a guess.
import type { Person } from '../contract/message.ts';
import type { ChildRecord } from './record.ts';
import { own } from './record.ts';
import { newest } from './statements.ts';

/** A key to look up and claim: for a family name the entry is the child, else it is `child`. */
export interface Key {
  key: string;
  entry: string;
  /** A reference leads to a record whatever the name; identifiers and names say who it is. */
  is: 'reference' | 'identifier' | 'name';
}

export function keysOf(reference: string | undefined, person: Person | null | undefined): Key[] {
  const identifier = (kind: string, value: string | null | undefined): Key[] =>
    value ? [{ key: `${kind}#${squeeze(value)}`, entry: 'child', is: 'identifier' }] : [];
  const given = normalName(person?.givenName);
  const family = normalName(person?.familyName);
  return [
    ...identifier('local-authority-id', person?.localAuthorityId),
    ...identifier('police-person-id', person?.policePersonId),
    ...identifier('nhs-number', person?.nhsNumber?.replace(/\s|-/g, '')),
    ...(given || family
      ? [
          {
            key: `family#${family || given}`,
            entry: nameEntry(family ? given : '', born(person), Boolean(given && family)),
            is: 'name' as const,
          },
        ]
      : []),
    ...(reference === undefined
      ? []
      : [{ key: `reference#${reference}`, entry: 'child', is: 'reference' as const }]),
  ];
}

/** `robin|2012-05-14`; where the birth date or half the name is not known, `robin|?` or `|?2012-05-14`. */
const nameEntry = (given: string, birth: string | undefined, isWhole: boolean): string =>
  `${given}|${isWhole && birth ? birth : `?${birth ?? ''}`}`;

export interface Match {
  /** Where the reference leads already. */
  reference?: string;
  /** Records that an identifier, or full name and date of birth, lead to; identifiers first. */
  exact: readonly string[];
  /** Records that may be the same child: a name or a birth date in common. */
  near: readonly string[];
}

/** Under which entry a record claims a key: of children without a birth date there may be many of one name. */
export const entryFor = ({ entry }: Key, record: string): string =>
  isDefinite(entry) ? entry : `${entry}|${record}`;

/** Whether this key, claimed, says for sure who the child is. */
export const saysWho = ({ entry, is }: Pick<Key, 'entry' | 'is'>): boolean =>
  is === 'identifier' || (is === 'name' && isDefinite(entry));

/** An identifier's entry, which is no name's, is. */
const isDefinite = (entry: string): boolean => !entry.includes('|?');

/** What the keys say, as they are claimed now. */
export function match(
  keys: readonly Key[],
  found: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Match {
  const exact = new Set<string>();
  const near = new Set<string>();
  let reference: string | undefined;
  for (const { key, entry, is } of keys) {
    const entries = own(found, key) ?? {};
    const claimed = own(entries, entry);
    if (is === 'reference') reference = claimed;
    else {
      const [given, birth] = partsOf(entry);
      for (const [other, record] of Object.entries(entries)) {
        const [otherGiven, otherBirth] = partsOf(other);
        if (isDefinite(entry) && other === entry) exact.add(record);
        else if (otherGiven === given || (birth !== '' && otherBirth === birth)) near.add(record);
      }
    }
  }
  for (const record of exact) near.delete(record);
  return { ...(reference && { reference }), exact: [...exact], near: [...near].sort() };
}

function partsOf(nameEntry: string): [given: string, birth: string] {
  const [given = '', birth = ''] = nameEntry.split('|');
  return [given, birth.replace('?', '')];
}

/** What a person finds a record by: the case system's number, police references. Never a name. */
export function namesOf(record: ChildRecord): string[] {
  const numbers = Object.values(own(record.case, 'person.localAuthorityId') ?? {}).flatMap(({ value }) =>
    typeof value === 'string' ? [value] : [],
  );
  return [...new Set([...numbers, ...Object.keys(record.references)])];
}

/** Whether the case system has spoken of this record's child under this number. */
export const isCaseOf = (record: ChildRecord, localAuthorityId: string | null | undefined): boolean =>
  typeof localAuthorityId === 'string' &&
  Object.values(own(record.case, 'person.localAuthorityId') ?? {}).some(
    ({ value }) => typeof value === 'string' && squeeze(value) === squeeze(localAuthorityId),
  );

/** An identifier that agrees while both name and birth date disagree is a slip of the pen somewhere: never a match. */
export function contradicts(person: Person | null | undefined, record: ChildRecord): boolean {
  const given = normalName(person?.givenName);
  const family = normalName(person?.familyName);
  const birth = born(person);
  const known = identities(record);
  if (!(given || family) || !birth || known.length === 0) return false;
  return known.every(
    (each) =>
      each.name !== '' &&
      each.birth !== undefined &&
      each.name !== `${given} ${family}`.trim() &&
      each.birth !== birth,
  );
}

/** What a message says of a person, completed by what was said before under its reference: an update may carry a birth date alone. */
export function completed(person: Person, record: ChildRecord, reference: string): Person {
  const said = own(record.references, reference) ?? {};
  const before = (field: string) => {
    const value = newest(said, `person.${field}`)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const whole: Person = { ...person };
  for (const field of COMPLETED) {
    const value = before(field);
    if (whole[field] === undefined && value !== undefined) whole[field] = value;
  }
  return whole;
}

const COMPLETED = ['givenName', 'familyName', 'dateOfBirth'] as const;

/** Whether a person is named with a birth date, so that nothing said before adds to who it is. */
export const isComplete = (person: Person): boolean =>
  COMPLETED.every((field) => person[field] !== undefined);

function identities(record: ChildRecord): { name: string; birth: string | undefined }[] {
  return [record.case, ...Object.values(record.references)].flatMap((said) => {
    const sources = new Set(
      ['person.givenName', 'person.familyName'].flatMap((field) => Object.keys(own(said, field) ?? {})),
    );
    return [...sources].map((source) => {
      const value = (field: string) => {
        const stated = own(own(said, field) ?? {}, source)?.value;
        return typeof stated === 'string' ? stated : undefined;
      };
      return {
        name: `${normalName(value('person.givenName'))} ${normalName(value('person.familyName'))}`.trim(),
        birth: value('person.dateOfBirth'),
      };
    });
  });
}

/** Lower case, no accents, no hyphens or apostrophes, single spaces. */
export function normalName(name: string | null | undefined): string {
  return (name ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const squeeze = (identifier: string): string => identifier.trim().toUpperCase();

const born = (person: Person | null | undefined): string | undefined =>
  person?.dateOfBirth && person.dateOfBirthEstimated !== true ? person.dateOfBirth : undefined;
