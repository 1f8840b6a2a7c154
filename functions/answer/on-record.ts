// What is on record of a letter: since when, in whose name, what comes of it, and how it is put right if it was a mistake.
import { untilConfirmed } from '../../shared/core/answered.ts';
import { listed, plainly, roleInWords } from '../../shared/core/in-words.ts';
import { FRONT_DOOR } from '../../shared/core/routing.ts';
import { text } from './frame.ts';
import type { LetterInHand } from './letter-in-hand.ts';
import type { Numbers } from './telephone.ts';
import { frontDoor, roleOn } from './telephone.ts';
import type { Act, Answer, Recorded } from './what-was-said.ts';

type At = (instant: string) => string;

export function onRecord(letter: LetterInHand, numbers: Numbers, at: At): string[] {
  const { answers, task } = letter;
  const lines = [
    ...answers.map((each) => recordedAs(each, letter, at)),
    ...(task?.recorded ? [decided(task.recorded, task.outcomes !== undefined, letter.isOver, at)] : []),
  ];
  if (lines.length === 0) return [];
  return [
    '<h2>On record</h2>',
    `<ul>${lines.map(([is, next]) => `<li><strong>${text(is)}</strong>${next && ` ${text(next)}`}</li>`).join('')}</ul>`,
    `<p>This cannot be taken back on this page. If it was a mistake, ${putRight(letter, numbers)}.</p>`,
  ];
}

function putRight(letter: LetterInHand, numbers: Numbers): string {
  if (!isFrontDoors(letter)) return `telephone ${frontDoor(numbers)}`;
  if (!letter.answers.some(({ saying }) => saying === 'passed-on')) return 'put it right in the case system';
  const whom = letter.telling.roles.map((role) => roleOn(role, numbers));
  return `telephone ${listed(whom, 'and')}, and put it right in the case system`;
}

/** Who reads it is the front door itself. */
export const isFrontDoors = ({ telling: { roles }, isToPassOn }: LetterInHand): boolean =>
  isToPassOn === true || roles.includes(FRONT_DOOR);

const head = (at: string, by: string | undefined): string =>
  `Recorded on ${at}${by === undefined ? '' : ` as the answer of the ${plainly(by)}`}: `;

/** What was recorded, and what comes of it. */
type Line = readonly [is: string, next: string];

function recordedAs({ saying, at: when, by }: Answer, letter: LetterInHand, at: At): Line {
  const { words, next } = AFTER[saying](letter);
  return [`${head(at(when), by)}${words}.`, letter.isOver ? '' : next];
}

/** What an answer says, and what comes of it as long as the child is missing. */
const AFTER: Record<Answer['saying'], (letter: LetterInHand) => { words: string; next: string }> = {
  seen: () => ({
    words: 'you have seen this',
    next: 'What is asked has still to be done, and everybody else is told as before.',
  }),
  'passed-on': ({ telling: { roles } }) => ({
    words: `passed on to ${listed(
      roles.map((role) => `the ${roleInWords(role)}`),
      'and',
    )}`,
    next: 'What is asked has still to be done by them.',
  }),
  'not-me': ({ next: [deputy] }) => ({
    words: `not for you${deputy ? `; passed on to the ${roleInWords(deputy)}` : ''}`,
    next: 'It has gone on: this page does not show whether anybody has taken it up. Other letters may still come to you.',
  }),
  back: (letter) => ({
    words: `you say that the ${letter.person} is back`,
    next: `The police have not confirmed it. ${untilConfirmed(letter.person)}: no letter stops. ${
      isFrontDoors(letter)
        ? 'Please ask the police now, on 101'
        : 'The front door is asked to have them confirm it'
    }. If you doubt that the ${letter.person} is safe, ring 999.`,
  }),
};

function decided(
  { outcome, at: when, by, reason, isOwn }: Recorded,
  isDecision: boolean,
  isOver: boolean,
  at: At,
): Line {
  const why = reason ? ` ${isOwn ? 'Your reason' : 'The reason given'}: ${reason}` : '';
  const next = isDecision ? 'Whoever has to act on it is told.' : 'Nobody is reminded of it any more.';
  return [`${head(at(when), by)}${plainly(outcome)}.${why}`, isOver ? '' : next];
}

/** What was just said may still be on its way. */
export const isOnItsWay = (said: Act | undefined, { answers, task }: LetterInHand): boolean =>
  said !== undefined &&
  !(said === 'decide' ? task?.recorded !== undefined : answers.some(({ saying }) => saying === said));

export function saidNote(said: Act, letter: LetterInHand, numbers: Numbers): string {
  const missing = isFrontDoors(letter) ? 'record it in the case system' : `telephone ${frontDoor(numbers)}`;
  const words = isOnItsWay(said, letter)
    ? `<strong>Received, and not on record yet: ${text(saidInWords(said, letter))}.</strong> It is on its way into the record: <a href="">look again</a>. If it is not on record after five minutes, ${missing}.`
    : '<strong>Your answer is recorded.</strong>';
  return `<p class="note" role="status">${words}</p>`;
}

/** What was decided is not known before it is on record. */
function saidInWords(said: Act, letter: LetterInHand): string {
  if (said === 'not-me') return 'this is not for you';
  if (said !== 'decide') return AFTER[said](letter).words;
  return letter.task?.outcomes ? 'your decision' : 'it is done';
}
