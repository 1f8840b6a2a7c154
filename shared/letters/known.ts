// What is known of the person and the absence, a fact a line: initials, references, risk, times. No name, no free text.
import type { Absence } from '../core/absence.ts';
import { ageInWords, ageOf } from '../core/age.ts';
import { spoken } from '../core/calendar.ts';
import type { Child } from '../core/facts.ts';
import { counted } from '../core/history.ts';
import { plainly } from '../core/in-words.ts';
import type { Instant } from '../core/instant.ts';
import { between, inWords } from '../core/instant.ts';
import type { Action } from '../core/plan.ts';
import type { Policy } from '../core/policy.ts';
import { capital } from './one-line.ts';
import { schoolLine, schoolLines } from './school-absence.ts';
import { worstLines } from './worst.ts';

export interface About {
  child: Child;
  absence: Absence;
  /** "child", "family", "pregnant adult". */
  person: string;
}

type Line = [string, string | undefined];

export function factLines(
  about: About,
  action: Pick<Action, 'upon'>,
  policy: Policy,
  now: Instant,
  ours = '',
): [string, string][] {
  const { child, absence, person } = about;
  const when = (instant: Instant | undefined) => (instant ? spoken(policy.calendar, instant) : undefined);
  const { moments, schooling } = absence;
  // That a report is withdrawn ends no absence that one could measure.
  const back = absence.back?.value ?? (absence.state === 'cancelled' ? undefined : absence.endKnownAt);
  const isWorst = isAboutTheWorst(absence);
  // Of the worst the police alone can tell: nothing that sounds like a state of the search.
  const ofSearch = (): Line[] => [
    ['State', STATES[absence.state]],
    ['Risk', riskInWords(absence)],
    ...absence.treatments.map((why): Line => ['By the procedure', why]),
    ['Recorded as', categoryInWords(absence)],
    [lastingName(absence), absence.ended ? undefined : inWords(between(absence.since, now))],
    ['Was missing for', absence.ended && back ? inWords(between(absence.since, back)) : undefined],
  ];
  const ofEpisode = (): Line[] => [
    [capital(person), child.initials || 'initials not known'],
    ['Age', policy.mail.age ? ageOf(about, policy.calendar) : undefined],
    ['Police reference', absence.references.join(', ')],
    [`${ours}${ours ? 'c' : 'C'}ase reference`, child.localAuthorityId],
    ...(isWorst ? [] : ofSearch()),
    ['Last seen', isWorst ? undefined : when(moments['last-seen']?.value)],
    ['Missing since', isWorst ? undefined : when(moments['missing-since']?.value)],
    ['Reported to the police', when(moments.reported?.value)],
  ];
  const afterwards: Line[] = [
    ['First report received', when(absence.receivedAt)],
    [`Said to be ${backOrLocated(absence)}`, isWorst ? undefined : when(absence.back?.value)],
    ['May be the same child as', action.upon === 'unmatched' ? namesOf(child) : undefined],
    ...(schooling || isWorst
      ? []
      : ([
          ['Missing episodes on record', episodesUpTo(child, absence, policy.calendar)],
          ['Missing education', schoolLine(child, policy.calendar, now)],
        ] satisfies Line[])),
  ];
  const lines = schooling ? schoolLines({ child, absence, schooling }, policy, now) : ofEpisode();
  return [...lines, ...afterwards].flatMap(([name, value]) => (value ? [[name, value]] : []));
}

/** That a child is missing need not be said again. */
function categoryInWords({ category: { value } }: Absence): string | undefined {
  if (value === 'missing') return undefined;
  return value === 'unknown' ? 'not known whether missing or absent' : plainly(value);
}

/** Somebody's word of a return ends nothing, and is not to be passed over either. */
const lastingName = ({ state }: Absence): string =>
  state === 'return-reported' ? 'Still counts as missing, for' : 'Missing for';

/** Who, how grave, since when: what one decides by. */
export function atAGlance(about: About, policy: Policy, now: Instant): [string, string][] {
  const names = new Set([capital(about.person), 'Age', 'Risk', lastingName(about.absence), 'Last seen']);
  return factLines(about, { upon: 'missing' }, policy, now).filter(([name]) => names.has(name));
}

/** Somebody's word of it is enough. */
export const isAboutTheWorst = ({ deceased, state, schooling }: Absence): boolean =>
  !schooling && (deceased !== undefined || state === 'closed');

/** Who, how grave, since when, in one breath; of the worst, who says so and since when it is known. */
export function leadOf(about: About, { calendar, mail }: Policy): string {
  const { child, absence } = about;
  const { moments, schooling, back } = absence;
  const isWorst = isAboutTheWorst(absence);
  const age = mail.age && !schooling ? ageInWords(about, calendar) : undefined;
  const risk = schooling || isWorst ? undefined : `risk ${riskInWords(absence)}`;
  const reference = `${schooling ? 'reference' : 'police reference'} ${absence.references.join(', ')}`;
  const who = [child.initials, age, risk, reference].filter((part) => part).join(', ');
  if (isWorst) return [...worstLines(about, calendar), `${who}.`].join(' ');
  const seen = moments['last-seen']?.value;
  const word =
    back && !absence.ended
      ? ` Said to be ${backOrLocated(absence)} on ${spoken(calendar, back.value)}; the police have not confirmed it.`
      : '';
  const since = word || (seen && !absence.ended ? ` Last seen on ${spoken(calendar, seen)}.` : '');
  const over =
    absence.ended && back
      ? ` ${capital(backOrLocated(absence))} on ${spoken(calendar, back.value)}, after ${inWords(between(absence.since, back.value))}.`
      : '';
  return `${who}.${schooling ? '' : since || over}`;
}

/** Which of the two the earliest word of it is. */
const backOrLocated = ({ moments: { located, returned }, back }: Absence): string =>
  located !== undefined && located.value === back?.value && returned?.value !== located.value
    ? 'located'
    : 'back';

/** "From police, received on Friday 20 November 2026 at 10:00." */
export function unreadableLead(
  { reference, count = 1 }: Action,
  sender: string,
  { calendar }: Policy,
): string {
  const from = sender === UNKNOWN ? 'an unknown sender' : plainly(sender);
  return `From ${from}, received ${count === 1 ? 'on' : 'since'} ${spoken(calendar, reference)}.`;
}

/** What a message's sender is called that the authority's file does not name. */
const UNKNOWN = 'unknown';

/** Who is to be asked on the telephone what the messages say. */
export function unreadableLines(
  { count = 1, reference }: Action,
  sender: string,
  { calendar }: Policy,
): [string, string][] {
  return [
    ['Messages', String(count)],
    ['Sender', sender === UNKNOWN ? 'not known to the authority' : plainly(sender)],
    [count === 1 ? 'Received' : 'Received since', spoken(calendar, reference)],
    ['Who can look at them', 'whoever runs this service'],
  ];
}

/** This one and those before it, under whatever reference; what does not count is said beside it. */
function episodesUpTo(child: Child, absence: Absence, calendar: Policy['calendar']): string {
  const count = counted('ever', { child, absence, calendar });
  const others = child.absences.filter((each) => each.since <= absence.since && !count.includes(each)).length;
  return `${count.length}${others > 0 ? ` (${others} more not counted: not missing, or not reported)` : ''}`;
}

export const STATES: Record<Absence['state'], string> = {
  open: 'missing',
  'return-reported': 'a return is reported; the police have not confirmed it',
  located: 'located, not back',
  found: 'found, confirmed by the police',
  cancelled: 'report cancelled by the police',
  closed: 'closed',
};

function riskInWords({ risk, riskStated }: Absence): string {
  const stated = [...new Set(riskStated.map((each) => plainly(each.value)))];
  return stated.length === 1 && stated[0] === risk.value
    ? risk.value
    : `treated as ${risk.value} (stated: ${stated.join(', ')})`;
}

/** By references and case numbers alone: a person looks the other record up. */
const namesOf = ({ doubts }: Child): string | undefined =>
  doubts.flatMap((doubt) => doubt.known).join(', ') || undefined;
