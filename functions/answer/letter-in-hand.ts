// The letter behind a link, as things stand now: what it asks, what was answered already, and what may still be answered.

import type { Absence } from '../../shared/core/absence.ts';
import { answered, answerInWords, taskAsked } from '../../shared/core/answered.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { personIn } from '../../shared/core/person.ts';
import type { Action, GivenTask, Verdict } from '../../shared/core/plan.ts';
import { consider } from '../../shared/core/plan.ts';
import type { Policy, Role, Rule } from '../../shared/core/policy.ts';
import type { ChildRecord, HomewardRecord, Telling } from '../../shared/core/record.ts';
import { own } from '../../shared/core/record.ts';
import { digest, successionOf } from '../../shared/core/routing.ts';
import { taskId } from '../../shared/core/standing.ts';
import { isRule } from '../../shared/core/told.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { namedBy, tasksBehind } from '../../shared/letters/ahead.ts';
import { liesAtFrontDoor } from '../../shared/letters/company.ts';
import { atAGlance } from '../../shared/letters/known.ts';
import type { AnswerKey } from '../../shared/ports.ts';
import { howItStands } from './how-it-stands.ts';
import type { Claims } from './token.ts';
import { mailboxMark } from './token.ts';
import type { Act, Answer, Recorded } from './what-was-said.ts';
import { answersTo, mayStill, writtenHere } from './what-was-said.ts';

export interface LetterInHand {
  /** The letter's first action. */
  id: string;
  telling: Telling;
  /** What was asked, in the rule's own sentence. */
  says: string;
  clauses: readonly string[];
  /** How it stands with the child now, without a name. */
  stands: string;
  /** What the absent one is called: a child, unless it is none. */
  person: string;
  /** Who comes after its reader in line, in turn. */
  next: readonly Role[];
  /** Nobody is left in line whom it could be passed on to. */
  isLastInLine: boolean;
  isOver: boolean;
  /** It is for somebody without an address, and the front door has it to tell them. */
  isToPassOn?: boolean;
  /** It is about a reader's word that the child is back, which the police are to confirm. */
  isOfReturn?: boolean;
  /** That the child is back is reported already: it is not asked, and still heard from a page opened before. */
  isReportedBack?: boolean;
  /** Unanswered, it goes to the next in line by itself. */
  isAwaited?: boolean;
  /** Where a decision is asked for: who, how grave, since when, as the letter says it. */
  glance: readonly (readonly [name: string, value: string])[];
  task?: {
    id: string;
    state: GivenTask['state'];
    dueAt?: Instant;
    isPast?: boolean;
    /** Where a decision is asked for; otherwise it is done or not. */
    outcomes?: readonly string[];
    otherwise?: string;
    /** What was recorded of it. */
    recorded?: Recorded;
  };
  /** What was answered to this letter, and when it reached us. */
  answers: readonly Answer[];
  /** What may be answered now. */
  may: readonly Act[];
}

/** Undefined where the letter is not in this record, or went to another mailbox. */
export function letterInHand(
  { letter, mailbox }: Claims,
  record: HomewardRecord,
  policy: Policy,
  key: AnswerKey,
  now: Instant,
): LetterInHand | undefined {
  if (record.kind !== 'child') return undefined;
  const [id, telling] = Object.entries(record.told).find(([action]) => digest(action) === letter) ?? [];
  if (id === undefined || !telling) return undefined;
  const readers = [telling.mailbox, ...Object.keys(telling.unanswered ?? {})];
  if (!readers.some((reader) => mailboxMark(reader, key) === mailbox)) return undefined;
  const child = childOf(record, policy);
  const absence = [...child.absences, ...child.schooling].find(({ references }) =>
    references.includes(telling.reference),
  );
  if (!absence) return undefined;
  const verdicts = consider(record, child, policy, now);
  const action = verdicts.flatMap(({ actions }) => actions).find((each) => each.id === id);
  const tasks = verdicts.flatMap((verdict) => verdict.tasks);
  const here = verdicts.filter((verdict) => verdict.absence === absence);
  const asked = askedBehind(id, telling, here, record, policy);
  const task = asked && taskOf(asked, telling, absence, tasks, record, now);
  const answers = answersTo(record, id, telling);
  const isOver = absence.ended || absence.deceased !== undefined;
  const next = afterIt(id, telling, record, policy);
  const isLastInLine = next.length === 0;
  const isToPassOn = liesAtFrontDoor(telling, policy);
  const isOfReturn = BACK.test(id);
  const { againKnownAt = '' } = absence;
  const isSaidBack = isOfReturn || answers.some(({ saying, at }) => saying === 'back' && at >= againKnownAt);
  const person = absence.schooling ? 'pupil' : personIn(child, absence, policy.calendar);
  return {
    id,
    telling,
    says: saysOf(id, telling, action, record, policy, person),
    clauses: telling.clauses,
    stands: howItStands(absence, person, isSaidBack),
    person,
    next,
    isLastInLine,
    isOver,
    isToPassOn,
    isOfReturn,
    isReportedBack: absence.state === 'return-reported',
    isAwaited: action?.answerWithin !== undefined,
    glance:
      task?.outcomes && task.state === 'open' && !isOver
        ? atAGlance({ child, absence, person }, policy, now)
        : [],
    ...(task && { task }),
    answers,
    may: mayStill({
      answers,
      asked: task?.state === 'open' ? 'open' : task?.recorded ? 'recorded' : 'nothing',
      isOver,
      isLastInLine,
      isToPassOn,
      canBeBack: !absence.schooling && !isOfReturn,
    }),
  };
}

/** A letter because a reader says that the child is back names the one that was answered so. */
const BACK = /<back<(.+)$/;

/** A letter that was passed on names the one that it passes on. */
function originOf(id: string, telling: Telling, record: ChildRecord): Telling {
  const passedOn = id.slice(id.indexOf('<') + 1);
  const before = passedOn === id ? undefined : own(record.told, passedOn);
  return before ? originOf(passedOn, before, record) : telling;
}

function afterIt(id: string, telling: Telling, record: ChildRecord, policy: Policy): readonly Role[] {
  const [first = ''] = originOf(id, telling, record).roles;
  const [here = ''] = telling.roles;
  const line = successionOf(first, policy);
  return line.slice(line.indexOf(here) + 1);
}

/** The rule that asks for what is recorded here: the letter's own, or the one whose task the letter is about. */
function askedBehind(
  id: string,
  telling: Telling,
  verdicts: readonly Verdict[],
  record: ChildRecord,
  policy: Policy,
): Asked | undefined {
  const { rule, occurrence } = originOf(id, telling, record);
  const own = taskAsked(taskId(rule, occurrence), policy);
  if (own?.asks) return { rule: own, occurrence };
  const behind = tasksBehind(namedBy(id, telling), verdicts).map((each) => taskAsked(each, policy));
  const tasks = verdicts.flatMap((verdict) => verdict.tasks);
  const [first] = behind.flatMap((each): Asked[] => {
    // Asked for anew, it is the new one that has to be done.
    const all = tasks.filter((task) => task.rule === each?.id);
    const given = all.find(({ state }) => state === 'open') ?? all.at(-1);
    return each && given ? [{ rule: each, occurrence: occurrenceIn(given.task) }] : [];
  });
  return first;
}

interface Asked {
  rule: Rule;
  occurrence: number;
}

/** "visit:2" is asked for the second time. */
const occurrenceIn = (task: string): number => Number(/:(\d+)$/.exec(task)?.[1] ?? 1);

function taskOf(
  { rule, occurrence }: Asked,
  telling: Telling,
  absence: Absence,
  tasks: readonly GivenTask[],
  record: ChildRecord,
  now: Instant,
): LetterInHand['task'] {
  const name = taskId(rule.id, occurrence);
  const given = tasks.find((each) => each.task === name && absence.references.includes(each.reference));
  const decision = rule.asks?.decision;
  const recorded = own(absence.recorded, name);
  return {
    id: name,
    state: given?.state ?? 'closed',
    ...(given && { dueAt: given.dueAt, isPast: given.dueAt <= now }),
    ...(decision && { outcomes: decision.outcomes, otherwise: decision.otherwise }),
    ...(recorded && {
      recorded: { outcome: recorded.value, at: recorded.at, ...writtenHere(name, telling, absence, record) },
    }),
  };
}

/** As the letter said it; of one that is not called for any more, as its rule says it. */
function saysOf(
  id: string,
  telling: Telling,
  action: Action | undefined,
  record: ChildRecord,
  { versions }: Policy,
  person: string,
): string {
  if (action) return action.asked ? `${action.says} What was asked: ${action.asked}` : action.says;
  const [, back = ''] = BACK.exec(id) ?? [];
  const of = own(record.told, back);
  if (of) {
    const by = answered(record, back, of, 'back')?.by;
    return `${answerInWords(of, 'back', person, by)}. Please ask the police to confirm it.`;
  }
  const { rule } = originOf(id, telling, record);
  const rules = versions.flatMap((version): readonly Rule[] => version.rules);
  return rules.findLast((each) => isRule(each, rule))?.says ?? '';
}
