// What a letter is, before it is opened: its subject, its heading, and how urgent it is, in words.
import type { Absence } from '../core/absence.ts';
import { isOfAReturn } from '../core/answered.ts';
import { roleInWords } from '../core/in-words.ts';
import type { Instant } from '../core/instant.ts';
import { between, inWords, SECOND } from '../core/instant.ts';
import { originOf } from '../core/origin.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Purpose } from '../core/policy.ts';
import { FRONT_DOOR } from '../core/routing.ts';
import { ruleOf, taskName } from '../core/task-name.ts';
import type { TaskBehind } from './ahead.ts';
import type { Company } from './company.ts';
import type { Draft } from './compose.ts';
import { capital, oneLine } from './one-line.ts';
import type { Page, Tone } from './page.ts';
import { isToPassOn, readerOf, rolesInWords } from './reader.ts';
import { schoolHeading } from './school-absence.ts';
import { dayAndTime } from './time-apart.ts';

/** Sorts by kind of letter, then by what has happened; ends in the reference. */
export function subjectOf(
  heading: string,
  action: Action,
  absence: Absence | undefined,
  { isUrgent, isLate }: { isUrgent: boolean; isLate: boolean },
  policy: Policy,
): string {
  const kind = action.purpose === 'escalate' ? 'ESCALATION' : capital(nameOf(action, absence));
  const marks = [
    ...(isUrgent && action.purpose !== 'escalate' ? [', URGENT'] : []),
    ...(action.basis === 'courtesy' ? [', copy'] : []),
    ...(isLate ? [' (late)'] : []),
    // Two requests to one mailbox at one time are two, and are told apart before they are opened.
    ...(action.purpose === 'request' && action.task ? [`: ${taskName(action.rule, policy)}`] : []),
  ];
  const reference = action.upon === 'unreadable' ? '' : action.reference;
  return oneLine(
    [`${kind}${marks.join('')}`, heading, reference].filter((part) => part !== '').join(' - '),
    180,
  );
}

/** What it is, for whom, and whether the procedure or a courtesy has it sent. */
export function signalOf(
  draft: Pick<Draft, 'actions' | 'unreached'>,
  absence: Absence | undefined,
  policy: Policy,
  isUrgent: boolean,
  lateBy: string | undefined,
): Page['signal'] {
  const { actions } = draft;
  const [action] = actions;
  const { purpose, basis, withheld, authority = '' } = action;
  const { from } = readerOf(draft, policy);
  const name = nameOf(action, absence);
  const kind = isUrgent ? `Urgent: ${name}` : capital(name);
  const roles = rolesInWords([...new Set(actions.flatMap((each) => each.roles))]);
  const whom = isToPassOn(draft) ? `${roleInWords(FRONT_DOOR)}, to pass on to ${roles}` : roles;
  const whose = from === undefined ? 'The' : `${from}'s`;
  const why = basis === 'statutory' ? `${whose} procedure requires it.` : 'A copy for your information.';
  const place = from === undefined ? '' : ` (${policy.authorities[authority]?.name ?? authority})`;
  const marks = [
    ...(lateBy === undefined ? [] : [`, ${lateBy} late`]),
    ...(originOf(action).passedOnFrom === undefined ? [] : [', passed on']),
    ...(withheld ? [`, not sent to the ${roleInWords(withheld.from)}`] : []),
  ];
  return {
    words: `${kind}${from ? ` from ${from}` : ''}${marks.join('')}, for ${whom}${place}. ${why}`,
    tone: isUrgent ? 'urgent' : name === WITHDRAWN ? 'know' : TONES[purpose],
  };
}

/** Nobody need ask whether this can wait until the morning. */
export function isUrgent(action: Action, absence: Absence | undefined): boolean {
  if (action.basis === 'courtesy') return false;
  if (action.purpose === 'escalate' || URGENT_UPON.has(action.upon)) return true;
  return absence?.risk.value === 'high' && !absence.ended && !absence.schooling && ASKS.has(action.purpose);
}

const URGENT_UPON: ReadonlySet<Action['upon']> = new Set(['deceased', 'not-delivered', 'unreadable']);
const ASKS: ReadonlySet<Purpose> = new Set(['notify', 'decide', 'request', 'chase']);

/** Of a report that was withdrawn nobody is to think that the child is back. */
const nameOf = ({ purpose }: Action, absence: Absence | undefined): string =>
  purpose === 'stand-down' && absence?.state === 'cancelled' ? WITHDRAWN : PURPOSES[purpose];

const WITHDRAWN = 'report withdrawn';

const PURPOSES: Record<Purpose, string> = {
  notify: 'notice',
  escalate: 'escalation',
  remind: 'reminder',
  request: 'request',
  chase: 'chaser',
  'stand-down': 'stand down',
  decide: 'decision needed',
  report: 'report',
};

const TONES: Record<Purpose, Tone> = {
  notify: 'know',
  escalate: 'urgent',
  remind: 'act',
  request: 'act',
  chase: 'act',
  'stand-down': 'over',
  decide: 'act',
  report: 'know',
};

interface About {
  absence: Absence;
  person: string;
}

/** `isDated`: with the hour at which it had lasted so long, for whoever reads it later. */
export function headingOf(
  action: Action,
  about: About | undefined,
  { task, mine }: Pick<Company, 'task' | 'mine'>,
  policy: Policy,
  now: Instant,
  isDated = false,
): string {
  if (!about)
    return action.count === 1
      ? 'A message could not be read'
      : `${action.count ?? 0} messages could not be read`;
  const { absence, person } = about;
  const { schooling } = absence;
  if (action.upon === 'unmatched') return whoseRecord(absence, person);
  const left = task ? leftToDo(task, policy, now) : '';
  if (schooling)
    return `${schoolHeading(schooling, policy.calendar, now)}${left || stillTheirs(action, mine, policy)}`;
  if (isOfAReturn(action.id)) return `${capital(person)} said to be back: ask the police`;
  // It is for the front door to speak with the police, and for nobody else to do so before.
  if (action.upon === 'deceased' || absence.state === 'closed')
    return isForFrontDoor(action) ? 'Telephone the police now' : 'Telephone the front door now';
  if (action.upon === 'no-report') return 'An episode that nobody has reported';
  // That a report is withdrawn does not say where the child is.
  if (absence.state === 'cancelled')
    return `Report of a missing ${person} cancelled${absence.back ? '' : ', not known whether back'}`;
  if (absence.ended)
    return `Missing ${person} found${left || leftBeside(action, policy) || stillTheirs(action, mine, policy)}`;
  const asOf = isDated ? ` as of ${dayAndTime(now, policy.calendar)}` : '';
  const length = `${inWords(Math.max(SECOND, between(absence.since, now)))}${asOf}`;
  const since = `missing for ${length}`;
  // Somebody's word of a return ends nothing: who reads only this is to know both.
  if (absence.state === 'return-reported')
    return `Said to be back, still counts as missing (${length})${left}`;
  if (absence.state === 'located') return `${capital(person)} located, not back (${since})${left}`;
  return `${capital(person)}${isGrave(action, absence) ? ' at high risk' : ''} ${since}${left}`;
}

/** Whoever stands in for it does what it would do. */
const isForFrontDoor = (action: Action): boolean =>
  action.roles.includes(FRONT_DOOR) || originOf(action).passedOnFrom === FRONT_DOOR;

/** It is never only a matter of records. */
function whoseRecord({ ended, schooling, state }: Absence, person: string): string {
  const what = schooling ? 'pupil missing education' : `missing ${person}`;
  const found = ended && !schooling && state === 'found' ? ' found' : '';
  return `${capital(what)}${found}: one we already know?`;
}

/** Nobody is to take it for one of many. */
const isGrave = ({ basis, purpose }: Action, { risk }: Absence): boolean =>
  (basis === 'courtesy' || purpose === 'report' || purpose === 'notify') && risk.value === 'high';

const leftToDo = ({ rule, dueAt }: TaskBehind, policy: Policy, now: Instant): string =>
  `: ${taskName(rule, policy)} ${dueAt <= now ? 'overdue' : 'still to do'}`;

/** What happened is over: the letter is about something that has still to be done because of it, and no task stands for that. */
const leftBeside = (action: Action, policy: Policy): string =>
  LEFT_TO_DO.has(action.purpose) ? `: ${taskName(originOf(action).rule, policy)}` : '';

/** Who has something to do still is to open the letter. */
function stillTheirs({ purpose }: Action, [first, ...more]: Company['mine'], policy: Policy): string {
  if (purpose !== 'stand-down' || !first) return '';
  return more.length > 0
    ? `: ${more.length + 1} tasks still yours`
    : `: ${taskName(first.rule, policy)} still yours`;
}

const LEFT_TO_DO: ReadonlySet<Purpose> = new Set(['remind', 'chase', 'escalate']);

/** What is asked, where what has happened does not say it: many letters come of one absence. */
export function askOf(action: Action, policy: Policy): string {
  const { purpose, task, rule, upon } = action;
  if (upon === 'unmatched') return '';
  const question = questionOf(action);
  if (question !== '') return question;
  const isTask = task !== undefined && (purpose === 'request' || purpose === 'decide');
  const named = isTask
    ? taskName(rule, policy)
    : purpose === 'notify'
      ? ruleOf(rule, policy)?.named
      : undefined;
  return named ? `: ${named}` : '';
}

/** What is to be decided, as far as the rule's own words put it: "is a strategy discussion needed?". */
function questionOf({ decision, says }: Action): string {
  const [, asked = ''] = /\bdecide whether ([^.:;]+)/i.exec(says) ?? [];
  const [what = ''] = asked.split(/, (?:and|or else|but) /);
  if (!decision || what === '' || what.length > LONGEST_QUESTION) return '';
  const [, subject, verb, rest] = /^((?:an? |the )?[^,]+?) (is|are) (.+)$/.exec(what) ?? [];
  return subject ? `: ${verb} ${subject} ${rest}?` : `: decide whether ${what}`;
}

const LONGEST_QUESTION = 90;
