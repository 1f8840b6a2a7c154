// What schools say of one pupil, and the absences that it comes to: for the tests of the core.
import type { EducationAbsence } from '../../shared/contract/message.ts';
import type { Absence } from '../../shared/core/absence.ts';
import { evolve } from '../../shared/core/evolve.ts';
import { factsOf } from '../../shared/core/facts.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { england } from './england.ts';

export const ASHA = { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-05-14' };
const FIRST = 'urn:school:first';
export const SECOND = 'urn:school:second';
export const CASE_SYSTEM = 'urn:case-system:kent';

export interface Word extends Partial<Omit<EducationAbsence['data'], 'authority'>> {
  from?: string;
  /** The day of the message, and of its arrival: at nine. */
  on: string;
  id?: string;
}

let n = 0;

export function message({ from = FIRST, on, id, ...data }: Word): EducationAbsence {
  n += 1;
  return {
    type: 'education.absence',
    id: id ?? `e${n}`,
    source: from,
    time: `${on}T09:00:00.000Z`,
    data: { authority: 'E10000016', person: ASHA, ...data },
  };
}

export const hear = (of: ChildRecord, word: Word): ChildRecord => {
  const by = word.from === CASE_SYSTEM ? 'case-system' : 'school';
  return evolve(of, message(word), { receivedAt: `${word.on}T09:00:00.000Z`, by });
};

export const heard = (...words: Word[]): ChildRecord => words.reduce(hear, emptyChild('c-1'));
export const schooling = (of: ChildRecord) => factsOf(of, england, 'E10000016').schooling;
export const absences = (...words: Word[]): readonly Absence[] => schooling(heard(...words));

/** "2026-11-02 open", "2026-11-02 returned". */
export const inShort = (all: readonly Absence[]): string[] =>
  all.map(({ since, schooling: of }) => `${since.slice(0, 10)} ${of?.over ?? 'open'}`);

export const since = (lastAttendedOn: string, on: string, more: Partial<Word> = {}): Word => ({
  lastAttendedOn,
  on,
  ...more,
});
