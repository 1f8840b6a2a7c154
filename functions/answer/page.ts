// The answer page: what is asked, how it stands, and a form for each answer. No script, no name, nothing from anywhere else.
import { createHash } from 'node:crypto';
import { spoken } from '../../shared/core/calendar.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { capital, escaped, listed, oneLine, plainly } from '../../shared/letters/one-line.ts';
import type { Act, LetterInHand } from './letter-in-hand.ts';
import { style } from './page-style.ts';

export interface Page {
  status: number;
  html: string;
}

/** What was wrong with a form that was sent, and what was in it. */
export interface Mistake {
  message: string;
  field: 'outcome' | 'reason';
  outcome: string;
  reason: string;
}

export const LONGEST_REASON = 2000;

const styleHash = createHash('sha256').update(style).digest('base64');

/** On every answer. No referrer, so that the link goes nowhere; no store, so that it stays nowhere. */
export const HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'strict-transport-security': 'max-age=31536000',
};

export type Refusal = 'unknown' | 'expired' | 'another' | 'form' | 'over' | 'method' | 'busy';

const REFUSALS: Record<Refusal, { status: number; title: string; says: string }> = {
  unknown: {
    status: 404,
    title: 'This link is not one of ours',
    says: 'It may have been cut off or changed on its way. Open the link in the letter itself, whole.',
  },
  expired: {
    status: 410,
    title: 'This link is too old',
    says: 'Links in letters end after a time, so that an old letter changes nothing.',
  },
  another: {
    status: 403,
    title: 'This link belongs to another letter',
    says: 'The letter went to another mailbox, or it is not on record any more.',
  },
  form: {
    status: 400,
    title: 'Your answer was not taken',
    says: 'The page it was sent from was not this one. Open the link in the letter again, and answer on the page that it shows.',
  },
  over: {
    status: 409,
    title: 'This was answered already',
    says: 'Open the link in the letter again to see what is on record.',
  },
  method: { status: 405, title: 'This page can be read and answered', says: 'It can do nothing else.' },
  busy: {
    status: 503,
    title: 'This page cannot be shown now',
    says: 'Please open the link in the letter again in a minute.',
  },
};

/** Whatever the reason: nothing was changed, and what the reader does now. */
export function refusalPage(why: Refusal, { authority }: Pick<Policy, 'authority'>): Page {
  const { status, title, says } = REFUSALS[why];
  return {
    status,
    html: page(title, authority.name, [
      `<h1>${title}</h1>`,
      `<p>${says}</p>`,
      '<p><strong>Nothing was recorded and nothing was changed.</strong></p>',
      '<p>If it is about a child who is missing now, do not wait: telephone the front door, or the emergency duty team out of hours.</p>',
    ]),
  };
}

export function letterPage(
  letter: LetterInHand,
  policy: Policy,
  form: string,
  said?: Act,
  mistake?: Mistake,
): Page {
  const { telling, says, clauses, stands, isOver, isLastInLine, task, may } = letter;
  const title = `Letter about ${telling.reference}`;
  const at = (instant: string) => spoken(policy.calendar, instant);
  const facts: [string, string][] = [
    ['Police reference', telling.reference],
    ['How it stands now', stands],
    ...(task?.dueAt && task.state === 'open'
      ? ([['To be done by', at(task.dueAt)]] as [string, string][])
      : []),
    ['This letter is for', `the ${listed(telling.roles.map(plainly))}`],
    ['Clause', listed(clauses)],
  ];
  return {
    status: mistake ? 400 : 200,
    html: page(mistake ? `Error: ${title}` : title, policy.authority.name, [
      ...(mistake ? [mistakeBox(mistake)] : []),
      `<h1>${text(title)}</h1>`,
      ...(said ? [saidNote(said, letter)] : []),
      `<p>${text(says)}</p>`,
      `<dl>${facts.map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`).join('')}</dl>`,
      ...recordedPart(letter, at),
      ...(may.length > 0
        ? may.map((act) => FORMS[act](letter, form, mistake))
        : ['<p>There is nothing more to answer here.</p>']),
      ...(isLastInLine && !isOver
        ? ['<p>If this is not for you, pass it on by telephone: nobody comes after you in line.</p>']
        : []),
    ]),
  };
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

const ANSWERED: Record<LetterInHand['answers'][number]['saying'], string> = {
  seen: 'Seen',
  'not-me': 'Not for this reader: passed on to the deputy',
  back: 'Said to be back: the front door asks the police',
};

function recordedPart({ answers, task }: LetterInHand, at: (instant: string) => string): string[] {
  const lines = [
    ...answers.map((each) => `${ANSWERED[each.saying]}, ${at(each.at)}`),
    ...(task?.recorded ? [`${capital(plainly(task.recorded.outcome))}, ${at(task.recorded.at)}`] : []),
  ];
  if (lines.length === 0) return [];
  return ['<h2>On record</h2>', `<ul>${lines.map((line) => `<li>${text(line)}</li>`).join('')}</ul>`];
}

const FORMS: Record<Act, (letter: LetterInHand, form: string, mistake?: Mistake) => string> = {
  seen: (_, form) =>
    section('seen', 'You have seen this', [
      '<p>It is put on record that you know. What is asked stays asked, and nobody else is told less.</p>',
      shortForm('seen', form, 'I have seen this'),
    ]),
  'not-me': (_, form) =>
    section('not-me', 'This is not for you', [
      '<p>It goes to your deputy at once, and you need do no more.</p>',
      shortForm('not-me', form, 'Pass it on now'),
    ]),
  back: ({ person }, form) =>
    section('back', `The ${person} is back`, [
      '<p>The front door is told and asks the police to confirm it. Until the police do, nothing is closed and every letter goes on.</p>',
      shortForm('back', form, `Tell the front door that the ${person} is back`),
    ]),
  decide: ({ task }, form, mistake) =>
    section('decide', task?.outcomes ? 'Decide' : 'It is done', [
      '<form method="post">',
      hidden('decide', form),
      task?.outcomes ? choices(task.outcomes, task.otherwise ?? '', mistake) : '',
      reasonField(task?.outcomes !== undefined, mistake),
      `<button type="submit">${task?.outcomes ? 'Record this decision' : 'Record that it is done'}</button>`,
      '</form>',
    ]),
};

const section = (id: Act, title: string, parts: readonly string[]): string =>
  `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${parts.join('')}</section>`;

const hidden = (act: Act, form: string): string =>
  `<input type="hidden" name="act" value="${act}"><input type="hidden" name="form" value="${escaped(form)}">`;

const shortForm = (act: Act, form: string, label: string): string =>
  `<form method="post">${hidden(act, form)}<button type="submit" class="other">${label}</button></form>`;

function choices(outcomes: readonly string[], otherwise: string, mistake?: Mistake): string {
  const rows = outcomes.map((outcome, n) => {
    const checked = outcome === mistake?.outcome ? ' checked' : '';
    return `<div class="choice"><input type="radio" id="outcome-${n}" name="outcome" value="${escaped(outcome)}" required${checked}><label for="outcome-${n}">${text(capital(plainly(outcome)))}</label></div>`;
  });
  const { is, says } = wrongWith('outcome', mistake);
  return `<fieldset id="outcome"${is}><legend>What do you decide?</legend><p class="hint">Without an answer in time it counts as: ${text(plainly(otherwise))}.</p>${says}${rows.join('')}</fieldset>`;
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

const mistakeBox = ({ message, field }: Mistake): string =>
  `<div class="mistake" role="alert"><h2>There is a problem</h2><p><a href="#${field}">${text(message)}</a></p><p>Nothing was recorded yet.</p></div>`;

const text = (said: string): string => escaped(oneLine(said, 4_000));

function page(title: string, authority: string, parts: readonly string[]): string {
  return `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${text(title)} - Homeward</title><style>${style}</style></head>
<body><header>${text(authority)}: children who go missing</header>
<main>
${parts.join('\n')}
</main>
<footer><p>This page shows no name. Whoever has the link can answer: do not forward the letter.</p></footer>
</body></html>
`;
}
