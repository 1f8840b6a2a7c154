// The forms by which a letter is answered, one for each answer: before the button stands what it does, and what it does not stop.
import { untilConfirmed } from '../../shared/core/answered.ts';
import { listed, plainly, roleInWords } from '../../shared/core/in-words.ts';
import { capital, escaped } from '../../shared/letters/one-line.ts';
import { text } from './frame.ts';
import type { LetterInHand } from './letter-in-hand.ts';
import type { Mistake } from './mistake.ts';
import { LONGEST_REASON, wrongWith } from './mistake.ts';
import { isFrontDoors } from './on-record.ts';
import type { Act } from './what-was-said.ts';

/** What the letter asks, or one of the other answers. */
export type Place = 'main' | 'other';

interface Form {
  title: string;
  /** What comes of it, as HTML. */
  says: readonly string[];
  fields?: string;
  button: string;
}

/** `form`: the page's own mark. */
export function formFor(
  act: Act,
  letter: LetterInHand,
  form: string,
  place: Place,
  mistake?: Mistake,
): string {
  const { title, says, fields = '', button } = FORMS[act](letter, mistake);
  const id = ANCHORS[act];
  return [
    `<section id="${id}" class="${place}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>`,
    ...says.map((line) => `<p>${line}</p>`),
    '<form method="post">',
    `<input type="hidden" name="act" value="${act}"><input type="hidden" name="form" value="${escaped(form)}">`,
    fields,
    `<button type="submit">${button}</button></form></section>`,
  ].join('');
}

/** Where the links in letters lead: to one place, whether a letter was seen or passed on. */
const ANCHORS: Record<Act, string> = {
  decide: 'decide',
  seen: 'seen',
  'passed-on': 'seen',
  'not-me': 'not-me',
  back: 'back',
};

const STAYS = 'The letter then stays with you: it does not go to DEPUTY for want of an answer. ';
const ASK_THE_POLICE =
  'Only the police can confirm it: ask them now, on 101. It is put on record that you have heard it, and a letter about it comes to your mailbox.';
const THEY_ASK_THE_POLICE =
  'Only the police can confirm it. The front door is asked by letter, at once, to have the police confirm it.';
const FINAL = '<strong>This cannot be taken back on this page.</strong>';

const FORMS: Record<Act, (letter: LetterInHand, mistake?: Mistake) => Form> = {
  seen: ({ isAwaited, isLastInLine, next: [deputy = ''] }) => ({
    title: 'Say that you have seen this',
    says: [
      'It is put on record that you know, and since when. What is asked has still to be done, and everybody else is told as before.',
      ...(isLastInLine
        ? []
        : [`${isAwaited ? STAYS.replace('DEPUTY', the(deputy)) : ''}You can still pass it on afterwards.`]),
      FINAL,
    ],
    button: 'I have seen this',
  }),
  'passed-on': ({ telling }) => ({
    title: 'Say that you have passed this on',
    says: [
      `Press this once ${listed(telling.roles.map(the), 'and')} ${telling.roles.length > 1 ? 'know' : 'knows'}: it is put on record that the front door has told them, and since when. What is asked has still to be done by them, and everybody else is told as before.`,
      FINAL,
    ],
    button: 'I have passed it on',
  }),
  back: (letter) => ({
    title: `If you hear that the ${letter.person} is back`,
    says: [
      `${isFrontDoors(letter) ? ASK_THE_POLICE : THEY_ASK_THE_POLICE} ${untilConfirmed(letter.person)}: nothing is closed, and no letter to anybody stops.`,
      FINAL,
    ],
    button: `Say that the ${letter.person} is back`,
  }),
  'not-me': ({ next: [deputy = 'front-door', after] }) => ({
    title: 'If this is not for you',
    says: [
      `The letter goes to ${the(deputy)} at once, with your answer that it is not yours to do.${after ? ' If it is not for them either, it goes to the next in line.' : ''} No other letter stops.`,
      FINAL,
    ],
    button: `This is not for me: pass it on to ${the(deputy)}`,
  }),
  decide: ({ task, telling: { roles } }, mistake) => ({
    title: task?.outcomes ? 'Decide' : 'Say that it is done',
    says: [
      task?.outcomes
        ? `It is put on record as the decision of ${the(roles[0] ?? '')}, with your reason and the time, and whoever has to act on it is told. Letters that do not depend on it go on.`
        : 'It is put on record with the time, and nobody is reminded of it any more. Say so only of what is done, not of what is begun or passed on. Letters about anything else go on.',
    ],
    fields: [
      task?.outcomes ? choices(task.outcomes, otherwiseInWords(task), mistake) : '',
      reasonField(task?.outcomes !== undefined, mistake),
      `<p><strong>${task?.outcomes ? 'Your decision is final' : 'What you record is final'}: it cannot be changed on this page.</strong></p>`,
    ].join(''),
    button: task?.outcomes ? 'Record this decision' : 'Record that it is done',
  }),
};

const the = (role: string): string => `the ${text(roleInWords(role))}`;

const otherwiseInWords = ({ otherwise = '', isPast }: NonNullable<LetterInHand['task']>): string =>
  isPast
    ? `Nobody has decided yet: a person still must. Meanwhile this service goes on as if "${plainly(otherwise)}" had been decided.`
    : `If nobody decides in time, this service goes on as if "${plainly(otherwise)}" had been decided.`;

function choices(outcomes: readonly string[], otherwise: string, mistake?: Mistake): string {
  const rows = outcomes.map((outcome, n) => {
    const checked = outcome === mistake?.outcome ? ' checked' : '';
    return `<div class="choice"><input type="radio" id="outcome-${n}" name="outcome" value="${escaped(outcome)}" required${checked}><label for="outcome-${n}">${text(capital(plainly(outcome)))}</label></div>`;
  });
  const { is, says } = wrongWith('outcome', mistake);
  return `<fieldset id="outcome"${is}><legend>What do you decide?</legend><p class="hint">${text(otherwise)}</p>${says}${rows.join('')}</fieldset>`;
}

function reasonField(isRequired: boolean, mistake?: Mistake): string {
  const { is, says } = wrongWith('reason', mistake);
  const wrong = says === '' ? '' : ' aria-invalid="true"';
  const words = isRequired ? 'Your reason' : 'Anything to add (you may leave this empty)';
  return `<div${is}><label class="title" for="reason">${words}</label><p class="hint" id="reason-hint">It is kept with the record and rings nobody: what the police have to know, tell them on 101. Please write no names.</p>${says}<textarea id="reason" name="reason" maxlength="${LONGEST_REASON}" aria-describedby="reason-hint${says === '' ? '' : ' reason-wrong'}"${wrong}${isRequired ? ' required' : ''}>${escaped(mistake?.reason ?? '')}</textarea></div><br>`;
}
