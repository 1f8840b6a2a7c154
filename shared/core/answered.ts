// What readers answer to a letter by the links in it. An answer is a fact beside the telling: it changes no letter that was sent.
import type { Absence } from './absence.ts';
import { plainly } from './in-words.ts';
import type { Instant } from './instant.ts';
import type { Action } from './plan.ts';
import type { Policy, Purpose, Role, Rule } from './policy.ts';
import type { HomewardRecord, Said, Telling } from './record.ts';
import { own } from './record.ts';
import { digest, FRONT_DOOR } from './routing.ts';

/** The source of answers begins so; an authority's slug follows. No file can list it, and nobody else may send it. */
export const ANSWERS_URN = 'urn:homeward:answers:';

/** What is said of a letter itself; what it asks is answered under its task. `passed-on`: by hand, to whom it is for. */
export const SAYINGS = ['seen', 'passed-on', 'not-me', 'back'] as const;
export type Saying = (typeof SAYINGS)[number];

/** Names no rule can have, so that no task is ever mistaken for one of them. */
const RESERVED = 'answer.';

/** The task that an answer is recorded under: "answer.seen/1f0kq3". A letter is named by its first action. */
export const answerTask = (saying: Saying, letter: string): string =>
  `${RESERVED}${saying}/${digest(letter)}`;

/** Of these the first word counts: who answers twice has answered. */
export const isAnswerField = (field: string): boolean => field.startsWith(`task.${RESERVED}`);

export const isAnswerTask = (task: string): boolean =>
  SAYINGS.some((saying) => task.startsWith(`${RESERVED}${saying}/`));

export interface Answered {
  /** When the reader said it, by the clock of the answer page. */
  at: Instant;
  knownAt: Instant;
  by?: Role;
}

/** The letter that an action went out with. */
export const letterOf = (id: string, { letter }: Telling): string => letter ?? id;

/** What was answered to the letter of an action; from any other source the same words count for nothing. */
export function answered(
  record: HomewardRecord,
  id: string,
  telling: Telling,
  saying: Saying,
): Answered | undefined {
  if (record.kind !== 'child') return undefined;
  const said = own(record.references, telling.reference);
  if (!said || !isAnyAnswered(said)) return undefined;
  const sources = own(said, `task.${answerTask(saying, letterOf(id, telling))}`) ?? {};
  const statement = Object.entries(sources).find(([source]) => source.startsWith(ANSWERS_URN))?.[1];
  if (!statement) return undefined;
  const { by } = (statement.value ?? {}) as { by?: Role };
  return { at: statement.time, knownAt: statement.receivedAt, ...(by && { by }) };
}

/** Every plan asks it of every letter that was sent, and most are never answered. */
function isAnyAnswered(said: Said): boolean {
  const is = ANSWERED.get(said) ?? Object.keys(said).some(isAnswerField);
  ANSWERED.set(said, is);
  return is;
}

const ANSWERED = new WeakMap<Said, boolean>();

/** Whether its reader has acknowledged a letter: the last of sent, accepted, delivered, acknowledged. */
export function acknowledgedAt(record: HomewardRecord, id: string, telling: Telling): Instant | undefined {
  const found = SAYINGS.flatMap((saying) => answered(record, id, telling, saying) ?? []);
  return found.map(({ knownAt }) => knownAt).sort()[0];
}

/** Letters that can be answered: those that ask somebody for something. */
export const isAnswerable = ({ purpose, task }: Pick<Action, 'purpose' | 'task'>): boolean =>
  ASKING.has(purpose) || (purpose === 'remind' && task !== undefined);

/** The rule behind a task that can be answered by a link. Whose record a child is, is told from other records: not on that page. */
export function taskAsked(task: string | undefined, { versions }: Policy): Rule | undefined {
  const id = task?.replace(/:\d+$/, '');
  const rules = versions.flatMap((version) => version.rules);
  return rules.findLast((rule) => rule.id === id && rule.asks && rule.upon !== 'unmatched');
}

const ASKING: ReadonlySet<Purpose> = new Set(['escalate', 'decide', 'request', 'chase']);

/** Of one role, and of several that share a letter. */
const IN_WORDS: Record<Exclude<Saying, 'passed-on'>, readonly [one: string, several: string]> = {
  seen: ['has seen this', 'have seen this'],
  'not-me': ['answers that this is not theirs to do', 'answer that this is not theirs to do'],
  back: ['says that the PERSON is back', 'say that the PERSON is back'],
};

/** "The head of service has seen this". `person`: what the absent one is called; `by`: who answered in their place. */
export function answerInWords(
  { roles }: Pick<Telling, 'roles'>,
  saying: Saying,
  person: string,
  by?: Role,
): string {
  const whom = theseInWords(roles);
  if (saying === 'passed-on')
    return `The ${theseInWords([by ?? FRONT_DOOR])} has passed this on to the ${whom}`;
  const [one, several] = IN_WORDS[saying];
  if (by !== undefined && !roles.includes(by))
    return `The ${theseInWords([by])} ${one.replace('PERSON', person)}`;
  return `The ${whom} ${(roles.length > 1 ? several : one).replace('PERSON', person)}`;
}

const theseInWords = (roles: readonly Role[]): string => roles.map(plainly).join(' and the ');

/** What a word of a return is worth, wherever one is shown; said of the police, who have not confirmed it. */
export const untilConfirmed = (person: string): string => `Until they do, the ${person} counts as missing`;

/** Whether a letter was caused by a reader's word that the child is back. */
export const isOfAReturn = (id: string): boolean => id.includes('<back<');

/**
 * A reader's word that the child is back ends nothing: the front door hears it, and asks the police. One letter for each
 * letter that was answered so, as long as the police have not confirmed it.
 */
export function wordOfReturn(rule: Rule, absence: Absence, record: HomewardRecord, person: string): Action[] {
  const { reported, ended, deceased, schooling, againKnownAt = '', references } = absence;
  if (!reported || ended || deceased || schooling) return [];
  return Object.entries(record.told).flatMap(([id, telling]): Action[] => {
    if (!references.includes(telling.reference) || letterOf(id, telling) !== id) return [];
    // Whoever was written to because of such an answer knows it: answered so too, it would go on for ever.
    if (isOfAReturn(id)) return [];
    const said = answered(record, id, telling, 'back');
    if (!said || said.knownAt < againKnownAt) return [];
    const { reference, occurrence } = telling;
    const words = answerInWords(telling, 'back', person, said.by);
    const clauses = [...new Set([...rule.clauses, ...telling.clauses])];
    return [
      {
        id: `${rule.id}/${reference}/${occurrence}/${FRONT_DOOR}<back<${id}`,
        rule: rule.id,
        reference,
        occurrence,
        kind: 'email',
        purpose: 'request',
        basis: rule.basis,
        upon: rule.upon,
        clauses,
        roles: [FRONT_DOOR],
        says: `${words}. Please ask the police now to confirm it. ${untilConfirmed(person)}: nothing is closed, and no letter stops.`,
        dueAt: said.knownAt,
        knownAt: said.knownAt,
        tells: 'nothing',
        because: [`${words} [${clauses.join(', ')}]`],
      },
    ];
  });
}
