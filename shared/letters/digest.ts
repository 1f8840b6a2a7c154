// The words of the morning digest: what is open and how it stands, an absence a section. Initials and references, no name.
import { dateLater, spoken, startOf } from '../core/calendar.ts';
import type { DigestRecord } from '../core/digest.ts';
import { morning } from '../core/digest.ts';
import type { DigestLine, Happening } from '../core/digest-line.ts';
import { listed, roleInWords } from '../core/in-words.ts';
import type { Instant } from '../core/instant.ts';
import { between, inWords, MINUTE } from '../core/instant.ts';
import { originOf } from '../core/origin.ts';
import type { Action } from '../core/plan.ts';
import type { Policy } from '../core/policy.ts';
import { glanceOf, howOf, isTask, linkTo } from './at-a-glance.ts';
import { closingLines, signedBy } from './closing.ts';
import type { Draft } from './compose.ts';
import { OUR_DELAY } from './counted.ts';
import { happeningInWords } from './happening.ts';
import { STATES } from './known.ts';
import { capital, oneLine } from './one-line.ts';
import { firstOverdue, overdueSection, overdueSeenAbove, whoOf } from './overdue-tasks.ts';
import type { Fact, Page, Section } from './page.ts';
import { OPEN_CASE } from './page.ts';
import { phoneLines } from './phone-lines.ts';
import type { Reader } from './reader.ts';
import { readerOf, rolesInWords, whomInWords } from './reader.ts';
import { when } from './time-apart.ts';
import { WAS_DUE } from './until-when.ts';

/** A digest is made by the sweep's clock: what is later than that is worth saying. */
const LATE = 15 * MINUTE;

export function digestPage(draft: Draft, record: DigestRecord, policy: Policy, now: Instant): Page {
  const { calendar } = policy;
  const { since, asAt, lines, unlisted } = record;
  const [action] = draft.actions;
  // Of one that was passed on: from when its reader was to have it.
  const lateBy = between(action.dueAt, now);
  const roles = listed([...new Set(draft.actions.flatMap((each) => each.roles))].map(roleInWords), 'and');
  const first = firstOverdue(lines, policy);
  const reader = readerOf(draft, policy);
  return {
    signal: {
      words: `Morning digest, for ${roles}. Letters that cannot wait are never held for it.`,
      tone: first.length > 0 ? 'act' : 'know',
    },
    heading: capital(countsOf(record)),
    lead: `As it stood on ${spoken(calendar, asAt)}, with what was told since ${spoken(calendar, since)}.`,
    asked:
      first.length > 0
        ? {
            title: 'What you are asked to do',
            lines: [
              ...draft.notes,
              ...passedOn(action),
              OVERDUE,
              ...phoneLines(
                lines.slice(0, DETAILED).flatMap(({ overdue }) => overdue.flatMap(({ roles }) => roles)),
                reader,
                policy,
              ),
              REST,
            ],
            deadlineTitle: WAS_DUE,
            deadline: first,
          }
        : { title: 'What this letter tells you', lines: [...draft.notes, action.says] },
    ...(lateBy > LATE && {
      late: [
        `It was due on ${spoken(calendar, action.dueAt)}, ${inWords(lateBy)} before it was sent. ${OUR_DELAY}`,
      ],
    }),
    before: overdueSection(lines.slice(0, DETAILED), reader, policy, asAt),
    sections: [
      {
        title: 'At a glance',
        facts: lines.map((line, n) => glanceOf(line, asAt, policy, n >= DETAILED)),
      },
      companyOf(record, action, reader, policy),
      {
        title: 'Why you are told',
        lines: [
          `You are told as ${roles}.`,
          ...new Set(draft.actions.flatMap(({ because }) => because.map((each) => ofOurFile(each, policy)))),
        ],
      },
      ...lines.slice(0, DETAILED).map((line) => sectionOf(line, record, reader, policy)),
      ...(lines.length > DETAILED ? [{ title: `The other ${lines.length - DETAILED}`, lines: [SHORT] }] : []),
      ...(unlisted > 0 ? [{ title: `And ${unlisted} more`, lines: [UNLISTED] }] : []),
    ],
    from: signedBy(policy),
    // Offered again after a fault it says the same.
    closing: closingLines(reader, 'a child', policy, asAt),
  };
}

const OVERDUE =
  'Each task that stands below as overdue is not recorded as done. Please see to it as soon as you read this, with whoever it was asked of: that it is done, and that it is recorded in the case system.';
const ofOurFile = (because: string, { authority }: Policy): string =>
  because.replace(/^The file asks/, `${authority.name}'s own file of this service asks`);

const REST = 'The rest is for your information: whatever could not wait has gone out by itself.';

/** Why it came to somebody else than the file names, in the words of the letter that is passed on. */
const passedOn = ({ upon, says }: Action): string[] =>
  upon === 'digest' ? [] : [says.replace(/, and it said: .*$/s, '.')];

/** As much as no mail program cuts off. */
const DETAILED = 10;
const SHORT =
  'They stand above, at a glance. `npx homeward duty-list` shows what is due and overdue of each of them.';
const UNLISTED =
  'There are more than one letter can list, or they could not be planned. `npx homeward duty-list` shows all of them.';

const IF_NOTHING =
  'nobody chases this digest; what is overdue, if anything is, stays undone until somebody does it';

/** Every section says who was told; this is about the digest itself. */
function companyOf({ date }: DigestRecord, action: Action, reader: Reader, policy: Policy): Section {
  const next = morning(policy, dateLater(date, 'days', 1), 1);
  const { passedOnFrom } = originOf(action);
  const others = (policy.digest?.to ?? []).filter((role) => !reader.own.has(role) && role !== passedOnFrom);
  const whom =
    others.length > 0
      ? `you get this digest, and ${rolesInWords(others, {}, 'the ')}`
      : 'only you get this digest';
  return {
    title: 'Who else knows, and what comes next',
    facts: [
      ['Told', `${whom}; a child that has a section of its own has there who was told of it`],
      ['If you do nothing', IF_NOTHING],
      ...(next ? [['Comes next', `the next digest, on ${spoken(policy.calendar, next.at)}`] as const] : []),
    ],
  };
}

/** "Morning digest - 2 missing now, 1 task overdue - Friday 20 November 2026". */
export function digestSubject(record: DigestRecord, { calendar }: Policy): string {
  const [day = ''] = spoken(calendar, startOf(calendar, record.date)).split(' at ');
  return oneLine(['Morning digest', countsOf(record), day].join(' - '), 180);
}

/** "3 missing now, 6 tasks overdue, 1 back": each counts something else, and says what. */
function countsOf({ lines, since, unlisted }: DigestRecord): string {
  const open = lines.filter(({ isOver }) => !isOver);
  const out = open.filter(({ person }) => person === 'pupil').length;
  const missing = open.filter(({ person, state }) => person !== 'pupil' && state === 'open').length;
  const unconfirmed = open.length - out - missing;
  const overdue = lines.filter((line) => line.overdue.length > 0);
  const tasks = overdue.reduce((sum, line) => sum + line.overdue.length, 0);
  const isMore = overdue.some(({ more }) => more > 0);
  const over = lines.filter((line) => isNewlyOver(line, since)).length;
  const said = [
    ...(missing > 0 ? [`${missing} missing now`] : []),
    ...(unconfirmed > 0 ? [`${unconfirmed} not confirmed back`] : []),
    ...(out > 0 ? [`${out} out of school`] : []),
    ...(tasks > 0
      ? [`${isMore ? 'at least ' : ''}${several(tasks, 'task')} overdue${inEpisodes(overdue)}`]
      : []),
    ...(over > 0 ? [`${over} over since the last digest`] : []),
    ...(unlisted > 0 ? [`${unlisted} more not listed`] : []),
  ];
  return said.length > 0 ? said.join(', ') : 'nobody missing now, nothing overdue';
}

/** Also one that was over before, where that is told only now. */
const isNewlyOver = ({ isOver, until = '', told }: DigestLine, since: Instant): boolean =>
  isOver && (until > since || told.some(({ purpose }) => purpose === 'stand-down'));

/** One is in no need of being counted. */
const inEpisodes = ({ length }: readonly DigestLine[]): string =>
  length > 1 ? ` in ${length} episodes` : '';

const several = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`;

function sectionOf(
  line: DigestLine,
  { since, asAt, lines }: DigestRecord,
  reader: Reader,
  policy: Policy,
): Section {
  const happening = (each: Happening) => happeningInWords(each, reader, policy, asAt);
  const { told, due, copies, more, overdue, times } = line;
  const facts: (Fact | undefined)[] = [
    ...standing(line, lines),
    fact('Overdue', overdueSeenAbove(overdue, policy)),
    fact('To be done today', due.filter(isTask).map(happening)),
    fact('Letters that go out today, if nothing changes', due.filter((each) => !isTask(each)).map(happening)),
    fact(`Told since ${when(since, policy, asAt)}`, told.map(happening)),
    fact(
      'Copies that waited for this digest',
      copies.map(({ roles, says, clauses }) => {
        const whom = roles.every((role) => reader.own.has(role)) ? '' : `to ${whomInWords(roles, reader)}: `;
        return `${whom}${capital(says.replace(/^For your information[:,]\s*/, ''))} [${clauses.join(', ')}]`;
      }),
    ),
    ...(times > 1 ? [['Missing episodes on record', String(times)] as const] : []),
    ...(more > 0 ? [['Not listed here', `${more} more of these`] as const] : []),
    caseFact(line, policy),
  ];
  return { title: `${whoOf(line)}: ${howOf(line, asAt)}`, facts: facts.filter((each) => each !== undefined) };
}

function caseFact(line: DigestLine, policy: Policy): Fact | undefined {
  const href = linkTo(line, policy);
  const [first, ...more] = [
    ...(line.caseReference ? [line.caseReference] : []),
    ...(href ? [{ label: OPEN_CASE, href }] : []),
  ];
  return first === undefined ? undefined : ['Case', first, ...more];
}

/** Without lines there is nothing to say. */
function fact(name: string, [first, ...more]: readonly string[]): Fact | undefined {
  return first === undefined ? undefined : [name, first, ...more];
}

/** An episode that is over says nothing of where a child is who is missing again, nor of the risk. */
function standing(line: DigestLine, lines: readonly DigestLine[]): Fact[] {
  const { again, state, risk, person } = line;
  const name = capital(person);
  if (again === undefined) return [[name, [stateOf(line), ...(risk ? [`risk ${risk}`] : [])].join(', ')]];
  const other = lines.find(({ references, isOver }) => !isOver && references.includes(again));
  const isMissing = other === undefined || other.state === 'open';
  return [
    ['This episode', `over, ${STATES[state].replace(/^found, /, '')}`],
    [name, `${isMissing ? 'MISSING NOW' : 'MISSING AGAIN, not confirmed back'}, see ${again}`],
  ];
}

function stateOf({ state, person, isOver }: DigestLine): string {
  if (person !== 'pupil') return STATES[state];
  return isOver ? 'no longer missing education' : 'missing education';
}
