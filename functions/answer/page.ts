// The answer page: what is asked, how it stands, what is on record, and a form for each answer that may still be given. No name.
import { spoken } from '../../shared/core/calendar.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { FRONT_DOOR } from '../../shared/core/routing.ts';
import { listed, plainly } from '../../shared/letters/one-line.ts';
import type { Mistake } from './forms.ts';
import { FORMS, mistakeBox } from './forms.ts';
import type { Page } from './frame.ts';
import { framed, text } from './frame.ts';
import type { Act, LetterInHand } from './letter-in-hand.ts';

export function letterPage(
  letter: LetterInHand,
  policy: Policy,
  form: string,
  said?: Act,
  mistake?: Mistake,
): Page {
  const { telling, says, stands, isOver, isLastInLine, isToPassOn } = letter;
  const title = `Letter about ${telling.reference}`;
  const at = (instant: string) => spoken(policy.calendar, instant);
  const isNoMoreTheirs = said === 'not-me' || letter.answers.some(({ saying }) => saying === 'not-me');
  const may = letter.may.filter((act) => !isAnswering(said, act));
  return {
    status: mistake ? 400 : 200,
    html: framed(
      mistake ? `Error: ${title}` : title,
      policy.authority.name,
      [
        ...(mistake ? [mistakeBox(mistake)] : []),
        // That it is over comes before what was asked.
        `<h1>${text(isOver ? stands : title)}</h1>`,
        ...(said ? [saidNote(said, letter)] : []),
        ...recordedPart(letter, policy, at),
        ...(may.length === 0 ? ['<p>There is nothing more to answer here.</p>'] : []),
        `<p>${isOver || isNoMoreTheirs || letter.task?.recorded ? 'The letter said: ' : ''}${text(says)}</p>`,
        factsPart(letter, at),
        ...may.map((act) => FORMS[act](letter, form, mistake)),
        ...(isLastInLine && !isOver && !isToPassOn
          ? ['<p>If this is not for you, pass it on by telephone: nobody comes after you in line.</p>']
          : []),
      ],
      ['This page shows no name.', may.length > 0 ? OPEN : CLOSED],
    ),
  };
}

const OPEN = 'Whoever has the link can answer: do not forward the letter.';
const CLOSED = 'Whoever has the link can see it: do not forward the letter.';

/** What was just said is not asked again while it is on its way; who has decided has seen the letter, and keeps it. */
const isAnswering = (said: Act | undefined, act: Act): boolean =>
  act === said ||
  (said === 'decide' && (act === 'seen' || act === 'not-me')) ||
  (said === 'not-me' && act === 'seen');

function factsPart(letter: LetterInHand, at: (instant: string) => string): string {
  const { telling, clauses, stands, isOver, task, glance } = letter;
  const facts: (readonly [string, string])[] = [
    ['Police reference', telling.reference],
    ...(isOver ? [] : [['How it stands now', stands] as const]),
    ...glance,
    ...(task?.dueAt && task.state === 'open'
      ? [[task.isPast ? 'Was to be done by' : 'To be done by', at(task.dueAt)] as const]
      : []),
    ['This letter is for', `the ${listed(telling.roles.map(plainly))}`],
    ['Clause', listed(clauses)],
  ];
  return `<dl>${facts.map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`).join('')}</dl>`;
}

/** What is on record; what was just said may still be on its way. */
function saidNote(said: Act, { answers, task }: LetterInHand): string {
  const isThere =
    said === 'decide' ? task?.recorded !== undefined : answers.some(({ saying }) => saying === said);
  const words = isThere
    ? 'Your answer is recorded.'
    : 'Your answer was received and is on its way into the record. It takes a minute at most; open this page again to see it.';
  return `<p class="note" role="status"><strong>${words}</strong></p>`;
}

function recordedPart(
  letter: LetterInHand,
  { directory }: Partial<Pick<Policy, 'directory'>>,
  at: (instant: string) => string,
): string[] {
  const { answers, task } = letter;
  const phone = directory?.[FRONT_DOOR]?.phone;
  const lines = [
    ...answers.flatMap((each) => [
      answerLine(each, letter, at),
      ...(each.saying === 'not-me' ? ['Nothing more is asked of you.'] : []),
    ]),
    ...(task?.recorded
      ? [
          recordedLine(task.recorded, at),
          `${FINAL} ${phone ? `telephone the front door on ${phone}` : 'tell the front door'}.`,
        ]
      : []),
  ];
  if (lines.length === 0) return [];
  return ['<h2>On record</h2>', `<ul>${lines.map((line) => `<li>${text(line)}</li>`).join('')}</ul>`];
}

const FINAL = 'It cannot be changed on this page. If it was a mistake,';

type Answer = LetterInHand['answers'][number];

function answerLine(
  { saying, at: when }: Answer,
  { next: [deputy], isOver, isToPassOn, person }: LetterInHand,
  at: (instant: string) => string,
): string {
  const recorded = `Recorded on ${at(when)}: `;
  if (saying === 'seen') return `${recorded}you have ${isToPassOn ? 'passed this on' : 'seen this'}.`;
  if (saying === 'not-me')
    return `${recorded}not for you${deputy ? `; passed on to the ${plainly(deputy)}` : ''}.`;
  const back = `${recorded}the ${person} is reported back.`;
  return isOver ? back : `${back} ${UNCONFIRMED.replace('PERSON', person)}`;
}

const UNCONFIRMED = 'Not confirmed by the police yet. If you doubt that the PERSON is safe, ring 999.';

function recordedLine(
  { outcome, at: when, reason, isOwn }: NonNullable<NonNullable<LetterInHand['task']>['recorded']>,
  at: (instant: string) => string,
): string {
  const why = reason ? ` ${isOwn ? 'Your reason' : 'The reason given'}: ${reason}` : '';
  return `Recorded on ${at(when)}: ${plainly(outcome)}.${why}`;
}
