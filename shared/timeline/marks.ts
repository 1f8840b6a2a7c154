// What was told, asked and recorded of an absence, each at its instant and under its clause.
import type { Absence } from '../core/absence.ts';
import { answered, answerInWords, letterOf, SAYINGS } from '../core/answered.ts';
import { plainly, roleInWords } from '../core/in-words.ts';
import type { Instant } from '../core/instant.ts';
import { between, inWords, MINUTE } from '../core/instant.ts';
import type { Policy, Purpose } from '../core/policy.ts';
import type { ChildRecord, Telling } from '../core/record.ts';
import { ruleOf, taskName } from '../core/task-name.ts';
import { tellings } from '../core/told.ts';
import { capital, oneLine } from '../letters/one-line.ts';
import { shortly } from './days.ts';
import { ownWords } from './own-words.ts';

export const HAPPENINGS = [
  'heard',
  'told',
  'asked',
  'failed',
  'answered',
  'recorded',
  'due',
  'coming',
] as const;
export type Happening = (typeof HAPPENINGS)[number];

export interface Mark {
  at: Instant;
  is: Happening;
  /** What, in a few words, and whom. */
  says: string;
  /** The procedure's own words for it, where it comes of a rule. */
  words?: string;
  more: readonly string[];
  clauses: readonly string[];
}

export const LETTER_NAMES: Record<Purpose, string> = {
  notify: 'Notice',
  escalate: 'Escalation',
  remind: 'Reminder',
  request: 'Request',
  chase: 'Chaser',
  'stand-down': 'Stand-down',
  decide: 'Decision asked',
  report: 'Report',
};

/** "Notice to", "Decision asked of": whom it goes to follows. */
export const letterTo = (purpose: Purpose): string =>
  `${LETTER_NAMES[purpose]} ${purpose === 'decide' ? 'of' : 'to'}`;

export const rolesInWords = (roles: readonly string[]): string =>
  [...new Set(roles.map((role) => roleInWords(oneLine(role, 60))))].join(', ');

/** A rule's own words, where it has no name by which it is called instead. */
export const wordsUnnamed = (id: string, policy: Policy): string | undefined =>
  ruleOf(id, policy)?.named ? undefined : ownWords(id, policy);

const timeOf = (telling: Telling): Instant => telling.at ?? telling.intendedAt;

/** Letters of one rule that went out in one minute with one fate are one mark. */
export function toldMarks(record: ChildRecord, absence: Absence, policy: Policy): Mark[] {
  const groups = new Map<string, Telling[]>();
  for (const telling of tellings(record, absence)) {
    const { rule, occurrence, state, fate } = telling;
    const minute = timeOf(telling).slice(0, 16);
    const key = [minute, rule, occurrence, state, fateInWords(telling) === undefined ? '' : fate?.is].join(
      ' ',
    );
    groups.set(key, [...(groups.get(key) ?? []), telling]);
  }
  return [...groups.values()].flatMap((group): Mark[] => {
    const [first] = group;
    if (!first) return [];
    const at = timeOf(first);
    const late = between(first.dueAt, at);
    const fate = fateInWords(first);
    const isAsked = first.deadline !== undefined;
    const words = wordsUnnamed(first.rule, policy);
    return [
      {
        at,
        is: fate === undefined ? (isAsked ? 'asked' : 'told') : 'failed',
        says: `${letterTo(first.purpose)} ${rolesInWords(group.flatMap(({ roles }) => roles))}`,
        ...(words && { words }),
        more: [
          taskName(oneLine(first.rule, 120), policy),
          ...(first.deadline ? [`to be done by ${shortly(policy.calendar, first.deadline)}`] : []),
          ...(first.state === 'intended' ? ['on its way: the mail service has not answered yet'] : []),
          ...(fate === undefined ? [] : [fate]),
          ...(late >= MINUTE ? [`${inWords(late)} after it was due`] : []),
        ],
        clauses: [...new Set(group.flatMap(({ clauses }) => clauses))],
      },
    ];
  });
}

const FATES = {
  bounced: 'it came back',
  rejected: 'it was not taken',
  'not-written': 'it could not be written',
  'unheard-of': 'no word came of what became of it',
} as const;

/** Undefined where it arrived, or may have. */
export function fateInWords({ state, fate }: Telling): string | undefined {
  if (state === 'refused' && !fate) return 'the mailbox refused it';
  const words = fate && Object.hasOwn(FATES, fate.is) ? FATES[fate.is as keyof typeof FATES] : undefined;
  return words && `${words}${fate?.why ? `: ${oneLine(fate.why, 120)}` : ''}`;
}

/** What readers answered by the links of their letters; a letter that several roles share is answered once. */
export function answeredMarks(record: ChildRecord, absence: Absence, person: string, policy: Policy): Mark[] {
  return Object.entries(record.told).flatMap(([id, telling]): Mark[] => {
    if (!absence.references.includes(telling.reference) || letterOf(id, telling) !== id) return [];
    return SAYINGS.flatMap((saying): Mark[] => {
      const said = answered(record, id, telling, saying);
      if (!said) return [];
      const says = oneLine(answerInWords(telling, saying, person, said.by), 200);
      const more = [taskName(oneLine(telling.rule, 120), policy)];
      return [{ at: said.at, is: 'answered', says, more, clauses: telling.clauses }];
    });
  });
}

/** What people did and decided, and the return home interview. */
export function recordedMarks(absence: Absence, policy: Policy): Mark[] {
  const rules = policy.versions.flatMap(({ rules }) => rules);
  const tasks = Object.entries(absence.recorded).map(([task, { value, at, by, knownAt }]): Mark => {
    const rule = rules.find(({ id, was }) => id === baseOf(task) || was?.includes(baseOf(task)));
    const isLater = between(at, knownAt) >= MINUTE;
    return {
      at,
      is: 'recorded',
      says: `${capital(taskName(oneLine(task, 80), policy))}: ${plainly(oneLine(value, 80))}`,
      more: [
        ...(by ? [`by ${plainly(oneLine(by, 60))}`] : []),
        ...(isLater ? [`known here ${shortly(policy.calendar, knownAt)}`] : []),
      ],
      clauses: rule?.clauses ?? [],
    };
  });
  const { interviewOffered, interviewDone, interviewOutcome } = absence;
  const clauses = [
    ...new Set(
      rules.filter(({ asks }) => asks?.doneBy === 'interview').flatMap((rule) => rule.clauses.slice(0, 1)),
    ),
  ];
  const outcome = interviewOutcome ? [`newest answer: ${plainly(oneLine(interviewOutcome.value, 60))}`] : [];
  const interview = (known: { value: Instant } | undefined, says: string, more: readonly string[]): Mark[] =>
    known ? [{ at: known.value, is: 'recorded', says, more, clauses }] : [];
  return [
    ...tasks,
    ...interview(interviewOffered, 'Return home interview offered', interviewDone ? [] : outcome),
    ...interview(interviewDone, 'Return home interview held', outcome),
  ];
}

const baseOf = (task: string): string => task.replace(/:\d+$/, '');
