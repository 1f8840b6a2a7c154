// The words of an email: what has happened, how long, how grave, what is asked by when, under which clause, and how it came about.
import type { Absence } from '../core/absence.ts';
import { spoken } from '../core/calendar.ts';
import type { Child } from '../core/facts.ts';
import { counted } from '../core/history.ts';
import type { Instant } from '../core/instant.ts';
import { between, inWords, MINUTE } from '../core/instant.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Purpose } from '../core/policy.ts';
import { digest } from '../core/routing.ts';
import type { Letter } from '../ports.ts';
import type { Draft } from './compose.ts';
import { asHtml, asText } from './page.ts';
import { schoolHeading, schoolLine, schoolLines } from './school-absence.ts';

/** No name, address, date of birth or free text: initials, references, risk, elapsed time. */
export function write(draft: Draft, policy: Policy, now: Instant): Letter {
  const [action] = draft.actions;
  const about = episodeOf(draft.child, action);
  const roles = [...new Set(draft.actions.flatMap((each) => each.roles))];
  const lateBy = between(draft.dueAt, now);
  const late = lateBy >= MINUTE;
  const heading = headingOf(action, about?.absence, policy, now);
  const subject = [`${PURPOSES[action.purpose]}${late ? ' (late)' : ''}`, heading, referenceOf(action)]
    .filter((part) => part !== '')
    .join(' - ');
  const facts = about ? factLines(about, action, policy, now) : unreadableLines(action);
  const sections = [
    { lines: [...draft.notes, action.says] },
    ...(action.deadline
      ? [{ title: 'To be done by', lines: deadlineLines(action, action.deadline, policy) }]
      : []),
    ...(late
      ? [
          {
            title: 'This letter is late',
            lines: [
              `It was due on ${spoken(policy.calendar, draft.dueAt)}, ${inWords(lateBy)} before it was sent.${
                action.knownAt > draft.dueAt
                  ? ` The facts reached us on ${spoken(policy.calendar, action.knownAt)}.`
                  : ''
              }`,
            ],
          },
        ]
      : []),
    { title: 'What is known', facts },
    {
      title: 'Why you are told',
      lines: [
        `You are told as ${roles.join(' and ').replaceAll('-', ' ')}; ${action.basis === 'statutory' ? 'the procedure requires it' : 'this is a courtesy copy'}.`,
        ...new Set(draft.actions.flatMap((each) => each.because)),
      ],
    },
  ];
  const link = policy.mail.caseLink?.replace('{reference}', encodeURIComponent(action.reference));
  const page = {
    heading,
    sections,
    ...(about && link && !about.absence.schooling && { link }),
    from: `${policy.authority.name}: Homeward`,
  };
  const thread = `<${digest(about ? `${draft.record}/${action.reference}` : draft.record)}@${domainOf(policy.mail.from)}>`;
  return {
    record: draft.record,
    actions: draft.actions.map((each) => each.id),
    from: policy.mail.from,
    to: draft.mailbox,
    subject: subject.slice(0, 200),
    text: asText(page),
    html: asHtml(page),
    headers: {
      References: thread,
      'In-Reply-To': thread,
      'X-Homeward-Record': draft.record,
      'Auto-Submitted': 'auto-generated',
    },
  };
}

const PURPOSES: Record<Purpose, string> = {
  notify: 'Notice',
  escalate: 'ESCALATION',
  remind: 'Reminder',
  request: 'Request',
  chase: 'Chaser',
  'stand-down': 'Stand down',
  decide: 'Decision needed',
  report: 'Report',
};

interface About {
  child: Child;
  absence: Absence;
}

function episodeOf(child: Child | undefined, action: Action): About | undefined {
  const all = child ? [...child.absences, ...child.schooling] : [];
  const absence = all.find((each) => each.references.includes(action.reference));
  return child && absence && { child, absence };
}

function headingOf(action: Action, absence: Absence | undefined, policy: Policy, now: Instant): string {
  if (!absence)
    return action.count === 1
      ? 'A message could not be read'
      : `${action.count ?? 0} messages could not be read`;
  const { schooling } = absence;
  if (schooling && action.upon !== 'unmatched') return schoolHeading(schooling, policy.calendar, now);
  if (!schooling && (action.upon === 'deceased' || absence.state === 'closed'))
    return 'Telephone the police now';
  if (action.upon === 'unmatched') return 'Whose record is this child?';
  if (action.upon === 'no-report') return 'An episode that nobody has reported';
  if (absence.state === 'cancelled') return 'Report of a missing child cancelled';
  if (absence.ended) return 'Missing child found';
  const since = inWords(between(absence.since, now));
  if (absence.state === 'return-reported') return `Return reported, not confirmed (missing for ${since})`;
  if (absence.state === 'located') return `Child located, not back (missing for ${since})`;
  return `Child missing for ${since}`;
}

const referenceOf = (action: Action): string => (action.upon === 'unreadable' ? '' : action.reference);

function factLines(
  { child, absence }: About,
  action: Action,
  policy: Policy,
  now: Instant,
): [string, string][] {
  const when = (instant: Instant | undefined) => (instant ? spoken(policy.calendar, instant) : undefined);
  const { moments, schooling } = absence;
  const ofEpisode = (): [string, string | undefined][] => [
    ['Child', child.initials],
    ['Police reference', absence.references.join(', ')],
    ['Case reference', child.localAuthorityId],
    ['Missing episodes on record', episodesUpTo(child, absence, policy.calendar)],
    ['State', STATES[absence.state]],
    ['Risk', riskInWords(absence)],
    ...absence.treatments.map((why): [string, string] => ['Treated', why]),
    ['Missing education', schoolLine(child, policy.calendar, now)],
    ['Missing for', absence.ended ? undefined : inWords(between(absence.since, now))],
    ['Last seen', when(moments['last-seen']?.value)],
    ['Missing since', when(moments['missing-since']?.value)],
    ['Reported to the police', when(moments.reported?.value)],
  ];
  const lines = [
    ...(schooling ? schoolLines({ child, absence, schooling }, policy.calendar, now) : ofEpisode()),
    ['Message received', when(absence.receivedAt)],
    ['Said to be back or located', when(absence.back?.value)],
    ['May be the same child as', action.upon === 'unmatched' ? namesOf(child) : undefined],
    ['Clause', action.clauses.join(', ')],
  ];
  return lines.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []));
}

/** The deadline; which decisions there are; and where the sources name several starts, what each of them comes to. */
function deadlineLines(action: Action, deadline: Instant, { calendar }: Policy): string[] {
  const { task, target, decision, rivals = [], knownAt } = action;
  const length = rivals[0] && between(rivals[0].from, deadline);
  const gone = rivals[0] && between(rivals[0].from, knownAt);
  return [
    `${spoken(calendar, deadline)} (task ${task})`,
    ...(target ? [`The aim: ${spoken(calendar, target)}`] : []),
    ...(decision
      ? [
          `To decide: ${decision.outcomes.map(plainly).join(', ')}. Without an answer by then it counts as: ${plainly(decision.otherwise)}`,
        ]
      : []),
    ...(rivals.length > 1
      ? [
          'The sources name several starts; the earliest counts:',
          ...rivals.map(
            ({ name, from, at }) => `from ${name}, ${spoken(calendar, from)}: by ${spoken(calendar, at)}`,
          ),
        ]
      : []),
    ...(length && gone && gone >= MINUTE
      ? [`When this reached us, ${inWords(Math.min(gone, length))} of the ${inWords(length)} had passed`]
      : []),
  ];
}

const plainly = (name: string): string => name.replaceAll('-', ' ');

/** This one and those before it, under whatever reference; what does not count is said beside it. */
function episodesUpTo(child: Child, absence: Absence, calendar: Policy['calendar']): string {
  const count = counted('ever', { child, absence, calendar });
  const others = child.absences.filter((each) => each.since <= absence.since && !count.includes(each)).length;
  return `${count.length}${others > 0 ? ` (${others} more not counted: not missing, or not reported)` : ''}`;
}

function unreadableLines(action: Action): [string, string][] {
  return [
    ['Messages', String(action.count ?? 1)],
    ['How to see them', 'npx homeward unreadable'],
    ['Clause', action.clauses.join(', ')],
  ];
}

const STATES: Record<Absence['state'], string> = {
  open: 'missing',
  'return-reported': 'a return is reported; the police have not confirmed it',
  located: 'located, not back',
  found: 'found, confirmed by the police',
  cancelled: 'report cancelled by the police',
  closed: 'closed',
};

function riskInWords(absence: Absence): string {
  const stated = [...new Set(absence.riskStated.map((each) => each.value))];
  return stated.length === 1 && stated[0] === absence.risk.value
    ? absence.risk.value
    : `${absence.risk.value} (stated: ${stated.join(', ')})`;
}

/** By references and case numbers alone: a person looks the other record up. */
const namesOf = ({ doubts }: Child): string | undefined =>
  doubts.flatMap((doubt) => doubt.known).join(', ') || undefined;

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
