// The agenda of the monthly multi-agency group: each child who goes missing repeatedly, or whom a person put on it, and what is open.
import { localDate } from '../core/calendar.ts';
import type { Recorded } from '../core/circumstances.ts';
import { counted } from '../core/history.ts';
import type { Instant } from '../core/instant.ts';
import { plan } from '../core/plan.ts';
import type { Rule, Window } from '../core/policy.ts';
import type { ChildRecord } from '../core/record.ts';
import { SOONER } from '../core/standing.ts';
import { isRule, tellings } from '../core/told.ts';
import type { AbsenceLine } from './absence-line.ts';
import { indicatorsIn, lineOf } from './absence-line.ts';
import type { ChildOnRecord } from './child-on-record.ts';
import { childOnRecord, referenceOf, responsibleFor } from './child-on-record.ts';
import type { About, Period } from './period.ts';
import { isWithin, ordered } from './period.ts';
import type { Definition } from './repeats.ts';
import { met } from './repeats.ts';
import type { Figure } from './suppression.ts';
import { figure } from './suppression.ts';

/** The outcome of any task by which a person puts a child on the agenda. */
const ON_THE_AGENDA = 'on-the-agenda';

/** What is recorded of a rule under this clause is that it was done. */
const ASKS_FOR_IT = 'D17-3.5-b';

interface Reason {
  says: string;
  clauses: readonly string[];
}

interface OpenTask {
  task: string;
  reference: string;
  due: Instant;
  isOverdue: boolean;
}

export interface AgendaItem {
  /** The case system's number, or a police reference; with the initials, all that says who it is. */
  child: string;
  initials: string;
  reasons: readonly Reason[];
  /** Under which clauses a meeting about this child is called for. */
  meeting: readonly string[];
  counts: { inPeriod: number; in90Days: number; inThreeMonths: number; ever: number };
  absences: readonly AbsenceLine[];
  indicators: readonly string[];
  duties: readonly OpenTask[];
  decisions: readonly OpenTask[];
}

export interface GroupReport {
  kind: 'group';
  authority: string;
  period: Period;
  asAt: Instant;
  clauses: readonly string[];
  children: readonly AgendaItem[];
  /** Numbers alone, for whoever looks at the whole: why children are on the agenda, and what is indicated. */
  summary: { clauses: readonly string[]; lines: readonly { says: string; children: Figure }[] };
}

export class Group {
  readonly #about: About;
  readonly #items: AgendaItem[] = [];

  constructor(about: About) {
    this.#about = about;
  }

  add(record: ChildRecord): void {
    const on = childOnRecord(record, this.#about);
    if (!on || on.touching.length === 0) return;
    const repeats = met(on, this.#about);
    const reasons = [...repeats, ...ofWhom(on, repeats), ...otherReasons(on, this.#about)].map(
      ({ says, clauses }) => ({
        says,
        clauses,
      }),
    );
    if (reasons.length > 0) this.#items.push(itemOf(on, repeats, reasons, this.#about));
  }

  report(): GroupReport {
    const { policy, period, asAt } = this.#about;
    return {
      kind: 'group',
      authority: policy.authority.name,
      period,
      asAt,
      clauses: ['D17-3.5-a'],
      // Who went missing most in the period, then ever; of equals, by reference.
      children: ordered(this.#items, ({ counts, child }) => [-counts.inPeriod, -counts.ever, child]),
      summary: { clauses: ['D17-3.5-c'], lines: summaryOf(this.#items) },
    };
  }
}

function itemOf(
  on: ChildOnRecord,
  repeats: readonly Definition[],
  reasons: readonly Reason[],
  about: About,
): AgendaItem {
  const { calendar } = about.policy;
  const newest = on.touching.at(-1);
  const count = (within: Window) =>
    newest ? counted(within, { child: on.child, absence: newest, calendar }).length : 0;
  const open = openTasks(on, about);
  const isDecision = ({ task }: OpenTask) => ruleOf(task, about)?.do === 'decide';
  return {
    child: referenceOf(on),
    initials: on.child.initials,
    reasons,
    meeting: [...new Set(repeats.flatMap(({ meeting = [] }) => meeting))],
    counts: {
      inPeriod: on.began.length,
      in90Days: count({ last: { unit: 'days', n: 90 } }),
      inThreeMonths: count({ last: { unit: 'months', n: 3 } }),
      ever: on.counted.length,
    },
    absences: on.touching.map((absence) => lineOf(absence, on, about)),
    indicators: indicatorsIn(on),
    duties: open.filter((task) => !isDecision(task)),
    decisions: open.filter(isDecision),
  };
}

/** Whose child it is who goes missing repeatedly, where a clause of its own puts such a child on the agenda. */
function ofWhom({ child, touching }: ChildOnRecord, repeats: readonly Definition[]): Reason[] {
  if (repeats.length === 0) return [];
  const isAnothers = touching.some((absence) => responsibleFor(absence, child) !== 'ours');
  const isNotOpen = child.status.value === 'not-open' || child.status.value === 'unknown';
  return [
    ...(isAnothers ? [{ says: "repeatedly, and another authority's child", clauses: ['D17-7.12-c'] }] : []),
    ...(isNotOpen ? [{ says: 'frequently, and without an open case', clauses: ['D17-7.11-d'] }] : []),
  ];
}

/** A person's word, a rung of the ladder, exploitation that is indicated: each puts a child on the agenda by itself. */
function otherReasons(on: ChildOnRecord, about: About): Reason[] {
  const reasons: Reason[] = [];
  if (on.touching.some(({ recorded }) => Object.entries(recorded).some((each) => isPut(...each, about)))) {
    reasons.push({ says: 'a person put the child on the agenda', clauses: ['D17-3.5-b'] });
  }
  const rungs = about.policy.versions.flatMap(({ rules }) => rules.filter(isRung));
  const isClimbed = on.touching.some((absence) =>
    tellings(on.record, absence).some((telling) => rungs.some((rung) => isRule(rung, telling.rule))),
  );
  if (isClimbed) reasons.push({ says: 'the absence was escalated', clauses: ['D17-7.13-e'] });
  if (indicatorsIn(on).some((indicator) => /exploit/i.test(indicator))) {
    reasons.push({ says: 'exploitation is indicated', clauses: ['D17-3.5-a'] });
  }
  return reasons;
}

/** A rung of the ladder itself; to say that a duty was not done in time is none. */
const isRung = ({ do: does, upon, after }: Rule): boolean =>
  does === 'escalate' &&
  upon === 'missing' &&
  (!after || Object.values(after.from).every((starts) => starts.every((start) => typeof start === 'string')));

function isPut(task: string, { value, at }: Recorded, about: About): boolean {
  const isAsked = ruleOf(task, about)?.clauses.includes(ASKS_FOR_IT) ?? false;
  const says = value === ON_THE_AGENDA || (isAsked && value !== SOONER);
  return says && isWithin(about.period, localDate(about.policy.calendar, at));
}

function openTasks({ record }: ChildOnRecord, { policy, asAt }: About): OpenTask[] {
  const open = plan(record, policy, asAt).tasks.filter(({ state }) => state === 'open');
  const tasks = open.map(({ task, reference, dueAt }) => ({
    task,
    reference,
    due: dueAt,
    isOverdue: dueAt < asAt,
  }));
  return ordered(tasks, ({ due }) => [due]);
}

function ruleOf(task: string, { policy }: About): Rule | undefined {
  const id = task.replace(/:\d+$/, '');
  return policy.versions.flatMap(({ rules }) => rules).find((rule) => isRule(rule, id));
}

function summaryOf(items: readonly AgendaItem[]): { says: string; children: Figure }[] {
  const counts = new Map<string, number>([['on the agenda', items.length]]);
  for (const { reasons, indicators } of items) {
    const words = [...reasons.map(({ says }) => says), ...indicators.map((each) => `indicated: ${each}`)];
    for (const says of words) counts.set(says, (counts.get(says) ?? 0) + 1);
  }
  const [first, ...rest] = [...counts].map(([says, n]) => ({ says, children: figure(n) }));
  return [...(first ? [first] : []), ...ordered(rest, ({ says }) => [says])];
}
