// The forms by which a letter is answered, one for each answer; what was wrong with one stands beside its field.
import { capital, escaped, plainly } from '../../shared/letters/one-line.ts';
import { text } from './frame.ts';
import type { Act, LetterInHand } from './letter-in-hand.ts';

/** What was wrong with a form that was sent, and what was in it. */
export interface Mistake {
  message: string;
  field: 'outcome' | 'reason';
  outcome: string;
  reason: string;
}

export const LONGEST_REASON = 2000;

export const FORMS: Record<Act, (letter: LetterInHand, form: string, mistake?: Mistake) => string> = {
  seen: ({ isToPassOn }, form) =>
    isToPassOn
      ? section('seen', 'Say that you have passed this on', [
          '<p>It goes on record that they know. What is asked has still to be done, and everybody else is told as before.</p>',
          shortForm('seen', form, 'I have passed it on'),
        ])
      : section('seen', 'Say that you have seen this', [
          '<p>It goes on record that you know. What is asked has still to be done, and everybody else is told as before.</p>',
          shortForm('seen', form, 'I have seen this'),
        ]),
  'not-me': ({ next }, form) =>
    section('not-me', 'Pass this on', [
      `<p>If it is not for you: ${goesTo(next)}</p>`,
      shortForm('not-me', form, 'Pass it on now'),
    ]),
  back: ({ person }, form) =>
    section('back', `Report that the ${person} is back`, [
      '<p>The front door is told and asks the police to confirm it. Until the police do, nothing is closed and every letter goes on.</p>',
      shortForm('back', form, `Tell the front door that the ${person} is back`),
    ]),
  decide: ({ task }, form, mistake) =>
    section('decide', task?.outcomes ? 'Decide' : 'Say that it is done', [
      '<form method="post">',
      hidden('decide', form),
      task?.outcomes ? choices(task.outcomes, otherwiseInWords(task), mistake) : '',
      reasonField(task?.outcomes !== undefined, mistake),
      `<p><strong>${task?.outcomes ? 'Your decision is final' : 'What you record is final'}: it cannot be changed on this page.</strong></p>`,
      `<button type="submit">${task?.outcomes ? 'Record this decision' : 'Record that it is done'}</button>`,
      '</form>',
    ]),
};

function goesTo([deputy = 'front-door', after]: LetterInHand['next']): string {
  const further = after ? ' If they pass it on too, it goes to the next in line.' : '';
  return `it goes to the ${text(plainly(deputy))} at once.${further}`;
}

const section = (id: Act, title: string, parts: readonly string[]): string =>
  `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${parts.join('')}</section>`;

const hidden = (act: Act, form: string): string =>
  `<input type="hidden" name="act" value="${act}"><input type="hidden" name="form" value="${escaped(form)}">`;

const shortForm = (act: Act, form: string, label: string): string =>
  `<form method="post">${hidden(act, form)}<button type="submit" class="other">${label}</button></form>`;

const otherwiseInWords = ({ otherwise = '', isPast }: NonNullable<LetterInHand['task']>): string =>
  isPast
    ? `Nobody has decided in time: until somebody does it counts as ${plainly(otherwise)}.`
    : `Without an answer in time it counts as: ${plainly(otherwise)}.`;

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
  return `<div${is}><label class="title" for="reason">${words}</label><p class="hint" id="reason-hint">It is kept with the record. Please write no names.</p>${says}<textarea id="reason" name="reason" maxlength="${LONGEST_REASON}" aria-describedby="reason-hint${says === '' ? '' : ' reason-wrong'}"${wrong}${isRequired ? ' required' : ''}>${escaped(mistake?.reason ?? '')}</textarea></div><br>`;
}

/** What is wrong is said at the top, and again beside the field. */
const wrongWith = (field: Mistake['field'], mistake?: Mistake): { is: string; says: string } =>
  mistake?.field === field
    ? { is: ' class="wrong"', says: `<strong id="${field}-wrong">${text(mistake.message)}</strong>` }
    : { is: '', says: '' };

export const mistakeBox = ({ message, field }: Mistake): string =>
  `<div class="mistake" role="alert"><h2>There is a problem</h2><p><a href="#${field}">${text(message)}</a></p><p>Nothing was recorded yet.</p></div>`;
