// How it stands with a child at this moment, in one sentence without a name.
import type { Absence } from '../../shared/core/absence.ts';
import { untilConfirmed } from '../../shared/core/answered.ts';

/** `isSaidBack`: by an answer to a letter, which ends nothing. */
export function howItStands(
  { state, ended, deceased, schooling }: Absence,
  person: string,
  isSaidBack: boolean,
): string {
  if (schooling)
    return schooling.over ? 'The pupil is no longer missing education.' : 'The pupil is missing education.';
  if (deceased || state === 'closed') return 'Please telephone the police.';
  if (state === 'cancelled') return 'The report was cancelled.';
  if (ended) return `The police confirm that the ${person} is found.`;
  const unconfirmed = `The police have not confirmed it. ${untilConfirmed(person)}.`;
  if (state === 'return-reported') return `A return is reported. ${unconfirmed}`;
  if (state === 'located') return 'Located, and not back.';
  return isSaidBack
    ? `A reader of our letters says that the ${person} is back. ${unconfirmed}`
    : `The ${person} still counts as missing.`;
}
