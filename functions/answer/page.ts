// The answer page: what is asked, how it stands, what is on record, and a form for each answer that may still be given. No name.
import { spoken } from '../../shared/core/calendar.ts';
import { listed, roleInWords } from '../../shared/core/in-words.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { taskName } from '../../shared/core/task-name.ts';
import { capital, unbroken } from '../../shared/letters/one-line.ts';
import { LETTER_NAMES } from '../../shared/timeline/marks.ts';
import type { Place } from './forms.ts';
import { formFor } from './forms.ts';
import type { Page } from './frame.ts';
import { framed, text } from './frame.ts';
import type { LetterInHand } from './letter-in-hand.ts';
import type { Mistake } from './mistake.ts';
import { mistakeBox } from './mistake.ts';
import { isFrontDoors, isOnItsWay, onRecord, saidNote } from './on-record.ts';
import type { Numbers } from './telephone.ts';
import { frontDoor } from './telephone.ts';
import type { Act } from './what-was-said.ts';

export function letterPage(
  letter: LetterInHand,
  policy: Policy,
  form: string,
  said?: Act,
  mistake?: Mistake,
): Page {
  const { says, stands, isOver } = letter;
  const title = titleOf(letter, policy);
  const at = (instant: string) => spoken(policy.calendar, instant);
  const isNoMoreTheirs = HANDED_ON.some(
    (each) => said === each || letter.answers.some(({ saying }) => saying === each),
  );
  const isAskedAfterwards = isOver && letter.task?.state === 'open';
  const isStillAsked = (!isOver || isAskedAfterwards) && !isNoMoreTheirs && !letter.task?.recorded;
  const isAnswered = isNoMoreTheirs || letter.answers.length > 0;
  // Nothing else is pressed for before the answer just given is on record.
  const isWaited = isOnItsWay(said, letter);
  const isOffered = (act: Act) => letter.may.includes(act) && !(act === 'back' && letter.isReportedBack);
  const may = ORDER.filter((act) => isOffered(act) && !isAnswering(said, act));
  return {
    status: mistake ? 400 : 200,
    html: framed(
      mistake ? `Error: ${title}` : title,
      policy.authority.name,
      [
        ...(mistake ? [mistakeBox(mistake)] : []),
        // That it is over comes before what was asked.
        `<h1>${text(isOver ? stands.replace(/\.$/, '') : title)}</h1>`,
        ...(said ? [saidNote(said, letter, policy)] : []),
        ...onRecord(letter, policy, at),
        ...(may.length === 0 ? ['<p>There is nothing more to answer here.</p>'] : []),
        ...(may.includes('passed-on') ? [`<p>${text(passOn(letter))}</p>`] : []),
        `<p>${isStillAsked ? '' : 'The letter said: '}${text(says)}</p>`,
        ...(letter.isOfReturn && isStillAsked ? [RING_THE_POLICE] : []),
        factsPart(letter, policy, at),
        ...may.map((act) =>
          formFor(act, letter, form, isWaited ? 'other' : placeOf(act, may, isAnswered), mistake),
        ),
        ...byTelephone(letter, policy),
      ],
      ['This page shows no full name.', may.length > 0 ? OPEN : CLOSED],
    ),
  };
}

/** What it is about, as letters call it: "Strategy discussion decision: MP-1". */
function titleOf({ task, telling, isOfReturn, person }: LetterInHand, policy: Policy): string {
  const about = task
    ? capital(taskName(task.id, policy))
    : isOfReturn
      ? `Word that the ${person} is back`
      : LETTER_NAMES[telling.purpose];
  return `${about}: ${telling.reference}`;
}

const RING_THE_POLICE = '<p>Ring the police on 101, and say the police reference.</p>';
const OPEN = 'Whoever has the link can answer: do not forward the letter.';
const CLOSED = 'Whoever has the link can see it: do not forward the letter.';

const passOn = ({ telling: { roles } }: LetterInHand): string =>
  `This letter is for the ${listed(roles.map(roleInWords), 'and')}, and could not be sent there. Please tell them, by telephone or in your own words. It says to them:`;

/** What is asked comes first, and the way out last. */
const ORDER: readonly Act[] = ['decide', 'seen', 'passed-on', 'back', 'not-me'];

/** One answer is what the letter asks for. Whoever has answered it has seen it. */
function placeOf(act: Act, [first]: readonly Act[], isAnswered: boolean): Place {
  const isAsked = act === 'decide' || (ACKNOWLEDGING.includes(act) && !isAnswered);
  return act === first && isAsked ? 'main' : 'other';
}

const ACKNOWLEDGING: readonly Act[] = ['seen', 'passed-on'];
const HANDED_ON: readonly Act[] = ['not-me', 'passed-on'];

/** What was just said is not asked again while it is on its way; who has decided has seen the letter, and keeps it. */
const isAnswering = (said: Act | undefined, act: Act): boolean =>
  act === said ||
  (said === 'decide' && (act === 'seen' || act === 'not-me')) ||
  (said === 'not-me' && act === 'seen');

function factsPart(letter: LetterInHand, policy: Policy, at: (instant: string) => string): string {
  const { telling, clauses, stands, isOver, task, glance } = letter;
  const facts: (readonly [string, string])[] = [
    ['Police reference', telling.reference],
    ...(isOver ? [] : [['How it stands now', stands] as const]),
    ...glance,
    ...(task && isOver ? [['Task', capital(taskName(task.id, policy))] as const] : []),
    ...(task?.dueAt && task.state === 'open'
      ? [[task.isPast ? 'Was to be done by' : 'To be done by', at(task.dueAt)] as const]
      : []),
    ['This letter is for', `the ${listed(telling.roles.map(roleInWords), 'and')}`],
    ['Clause', listed(clauses, 'and')],
  ];
  return `<dl>${facts.map(([name, value]) => `<dt>${text(name)}</dt><dd>${unbroken(text(value))}</dd>`).join('')}</dl>`;
}

/** What no button does. */
function byTelephone(letter: LetterInHand, numbers: Numbers): string[] {
  const { isLastInLine, isOver, isToPassOn, person } = letter;
  return [
    ...(isLastInLine && !isOver && !isToPassOn
      ? ['<p>If this is not for you, pass it on by telephone: nobody comes after you in line.</p>']
      : []),
    ...(isFrontDoors(letter) ? [] : [`<p>Questions: telephone ${frontDoor(numbers)}.</p>`]),
    `<p>If you think that ${isOver ? 'a child' : `the ${text(person)}`} is in danger now, ring 999.</p>`,
  ];
}
