// Whether what a rule waits for has happened, and when that reached us.
import type { Absence } from './absence.ts';
import type { Child } from './facts.ts';
import { listed } from './in-words.ts';
import type { Instant } from './instant.ts';
import { earliest, latest } from './instant.ts';
import type { Trigger } from './policy.ts';
import type { Telling } from './record.ts';
import type { Schooling } from './schooling.ts';

export type Cause = { why: string; knownAt: Instant } | { not: string };

/** `person` is whom it is about, in a word. */
export function causeOf(trigger: Trigger, absence: Absence, child: Child, person: string): Cause {
  const { reported, ended, back, deceased, receivedAt, state } = absence;
  const { schooling } = absence;
  if (schooling ? OF_MISSING.has(trigger) : OF_SCHOOL.has(trigger)) {
    return { not: `this is ${schooling ? 'an absence from school' : 'a missing episode'}` };
  }
  if (trigger !== 'deceased' && isOverForGood(absence, child)) return { not: 'the police report a death' };
  switch (trigger) {
    case 'missing':
      if (!reported) return { not: `nobody has reported the ${person} missing yet` };
      if (state === 'cancelled') return { not: 'the report was cancelled' };
      if (ended) return { not: `the ${person} is no longer missing` };
      return { why: missingInWords(state, person), knownAt: receivedAt };
    case 'reported':
      if (!reported) return { not: `nobody has reported the ${person} missing yet` };
      if (state === 'cancelled') return { not: 'the report was cancelled' };
      if (deceased) return { not: 'a message reports a death' };
      return { why: `the ${person} was reported missing`, knownAt: receivedAt };
    case 'return-reported': {
      if (!reported) return { not: `nobody has reported the ${person} missing yet` };
      if (state === 'cancelled') return { not: 'the report was cancelled' };
      if (deceased) return { not: 'a message reports a death' };
      if (!back) return { not: 'no return is reported' };
      const saidAt = absence.moments['found-received']?.value ?? back.knownAt;
      const knownAt = latest([saidAt, receivedAt]) ?? saidAt;
      return { why: `the ${person} is said to be back or located`, knownAt };
    }
    case 'ended':
      if (!ended) return { not: `the ${person} is still missing` };
      // Whoever said it: from here on people speak with the police, and no letter calls anything safe.
      if (deceased) return { not: 'a message reports a death' };
      return {
        why:
          state === 'cancelled'
            ? 'the report was cancelled'
            : `the police confirm that the ${person} is found`,
        knownAt: absence.endKnownAt ?? receivedAt,
      };
    case 'missing-again':
      if (ended) return { not: `the ${person} is no longer missing` };
      return { why: 'the return that was told does not stand', knownAt: absence.turnKnownAt };
    case 'deceased':
      return deceased
        ? { why: 'a message reports a death', knownAt: deceased.knownAt }
        : { not: 'no message reports a death' };
    case 'no-report':
      return reported
        ? { not: `the ${person} was reported missing` }
        : { why: 'a message came for an episode that nobody has reported', knownAt: receivedAt };
    case 'unmatched': {
      if (newestOf(child) !== absence) return { not: 'it is asked of the newest absence' };
      if (child.doubts.length === 0) return { not: 'it is known whose record this is' };
      const doubtedAt = earliest(child.doubts.flatMap((doubt) => doubt.knownAt ?? []));
      const known = child.doubts.flatMap((doubt) => doubt.known);
      const whom =
        known.length > 0
          ? `${listed(known, 'or')}, on record already`
          : `one of ${child.doubts.length + 1} on record`;
      return {
        why: `the ${person} may be ${whom}, and nobody has decided`,
        knownAt: latest([doubtedAt ?? receivedAt, receivedAt]) ?? receivedAt,
      };
    }
    case 'school-absence':
      if (schooling?.over) return { not: BACK_IN_WORDS[schooling.over] };
      return { why: 'the pupil is missing education', knownAt: schooling?.knownAt ?? receivedAt };
    case 'school-return':
      if (!schooling?.over) return { not: 'the pupil is still missing education' };
      if (child.absences.some((each) => each.deceased)) return { not: 'a message reports a death' };
      return { why: BACK_IN_WORDS[schooling.over], knownAt: absence.endKnownAt ?? receivedAt };
    case 'not-delivered':
      return { not: 'no mailbox refused a letter that is still called for' };
    case 'overdue':
      return { not: 'no task is past its deadline that no rule of its own looks after' };
    case 'unreadable':
      return { not: 'it is about a message, not about a child' };
  }
}

/** The police's word on one reference counts for every absence that had begun by then; one that began later contradicts it. */
const isOverForGood = (absence: Absence, child: Child): boolean =>
  child.absences.some(
    (each) =>
      each.state === 'closed' &&
      (each === absence || (each.deceased !== undefined && absence.since <= each.deceased.saidAt)),
  );

function missingInWords(state: Absence['state'], person: string): string {
  if (state === 'return-reported') return 'a return is reported, not yet confirmed by the police';
  return state === 'located' ? `the ${person} is located and not back` : `the ${person} is missing`;
}

const OF_SCHOOL: ReadonlySet<Trigger> = new Set(['school-absence', 'school-return']);

const OF_MISSING: ReadonlySet<Trigger> = new Set([
  'missing',
  'reported',
  'return-reported',
  'ended',
  'missing-again',
  'deceased',
  'no-report',
]);

/** Of a child who is only out of school, whose record it is is asked while that lasts. */
const newestOf = ({ absences, schooling }: Child): Absence | undefined =>
  absences.at(-1) ?? schooling.filter(({ ended }) => !ended).at(-1);

const BACK_IN_WORDS: Record<NonNullable<Schooling['over']>, string> = {
  returned: 'the pupil is back at school',
  elsewhere: 'it is known where the pupil is educated now',
  again: 'the pupil has attended again since',
  leave: 'the pupil has leave',
};

/** What a letter leads its reader to believe of the child. */
export const tells = (upon: Trigger, { ended }: Absence): Telling['tells'] =>
  upon === 'reported' && !ended ? 'missing' : TELLS[upon];

const TELLS: Record<Trigger, Telling['tells']> = {
  missing: 'missing',
  reported: 'nothing',
  'return-reported': 'return',
  ended: 'ended',
  'missing-again': 'missing',
  deceased: 'worst',
  'no-report': 'nothing',
  unmatched: 'nothing',
  'not-delivered': 'nothing',
  overdue: 'nothing',
  unreadable: 'nothing',
  'school-absence': 'missing',
  'school-return': 'ended',
};
