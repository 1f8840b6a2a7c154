// A letter that a mailbox refused, that its reader passed on or left unanswered goes to the next in line, until somebody has it or nobody is left.
import { acknowledgedAt, answered, answerInWords } from './answered.ts';
import { isInDoubt, lossInWords } from './fate.ts';
import { plainly, plainOfStored } from './in-words.ts';
import type { Elapsed, Instant } from './instant.ts';
import { elapsedMillis, inWords, later, latest } from './instant.ts';
import type { Action } from './plan.ts';
import type { Policy, Rule } from './policy.ts';
import type { HomewardRecord, Telling } from './record.ts';
import { own } from './record.ts';
import { FRONT_DOOR, successionOf } from './routing.ts';

/** For each letter that is still called for and nobody has taken up, the letters to those in line, told ones included. */
export function toDeputies(
  rule: Rule,
  letters: readonly Action[],
  record: HomewardRecord,
  policy: Policy,
): Action[] {
  return letters.flatMap((letter): Action[] => {
    let passing = passingOn(letter, letter.id, record);
    if (!passing) return [];
    const { mailbox: _, authority, ...same } = letter;
    const [role = FRONT_DOOR] = letter.roles;
    const whom = plainly(letter.roles.join(' and ')) + (authority ? ` (${nameOf(authority, policy)})` : '');
    const forwarded: Action[] = [];
    for (const deputy of successionOf(role, policy)) {
      if (!passing) break;
      const { at, why, isAnswer }: Passing = passing;
      const id = `${rule.id}/${letter.reference}/${letter.occurrence}/${deputy}<${letter.id}`;
      const how = isAnswer ? `${why}, so this letter comes to you.` : rule.says;
      forwarded.push({
        ...same,
        id,
        rule: rule.id,
        upon: rule.upon,
        basis: rule.basis,
        clauses: [...new Set([...rule.clauses, ...letter.clauses])],
        roles: [deputy],
        says: `${how} It was for ${whom}, and it said: ${letter.says}`,
        dueAt: at,
        knownAt: at,
        because: [`${why} [${rule.clauses.join(', ')}]`, ...reasonsOf(letter, record)],
      });
      // Nobody was passed over before whoever stands first was.
      const next: Passing | undefined = passingOn(letter, id, record);
      passing = next && { ...next, at: latest([at, next.at]) ?? at };
    }
    return forwarded;
  });
}

/** The reasons for which it was sent, not those that hold by now. */
const reasonsOf = ({ id, because }: Action, record: HomewardRecord): readonly string[] => {
  const stored = (own(record.told, id)?.because ?? []).flatMap(plainOfStored);
  return stored.length > 0 ? stored : because;
};

interface Passing {
  at: Instant;
  why: string;
  /** Its reader has said so, or has said nothing; otherwise it never reached a reader. */
  isAnswer: boolean;
}

/** From when on a letter goes to the next in line, and why; undefined where somebody has it. */
function passingOn({ answerWithin }: Action, id: string, record: HomewardRecord): Passing | undefined {
  const telling = own(record.told, id);
  if (!telling) return undefined;
  const { state, at, intendedAt, fate } = telling;
  const hasIt = isInDoubt(fate) && acknowledgedAt(record, id, telling) !== undefined;
  if (state === 'refused' && !hasIt)
    return { at: at ?? intendedAt, why: lossInWords(telling), isAnswer: false };
  const refusal = answered(record, id, telling, 'not-me');
  if (refusal) return { at: refusal.knownAt, why: answerInWords(telling, 'not-me', ''), isAnswer: true };
  return answerWithin === undefined ? undefined : unanswered(id, telling, answerWithin, record);
}

/** A letter that nobody acknowledges in time: it was read by nobody, as far as anybody knows. */
function unanswered(
  id: string,
  telling: Telling,
  within: Elapsed,
  record: HomewardRecord,
): Passing | undefined {
  const { state, at, roles } = telling;
  if (state !== 'accepted' || at === undefined || acknowledgedAt(record, id, telling)) return undefined;
  const length = elapsedMillis(within);
  const why = `The ${plainly(roles.join(' and '))} did not answer within ${inWords(length)}`;
  return { at: later(at, length), why, isAnswer: true };
}

const nameOf = (authority: string, policy: Policy): string =>
  policy.authorities[authority]?.name ?? authority;
