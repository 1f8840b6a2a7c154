// The questions that a rule may ask about what happened before: earlier absences, what was told, recorded, decided.
import type { Absence } from './absence.ts';
import { dateInWords, dateLater, localDate, startOf } from './calendar.ts';
import type { Answer, Situation } from './condition.ts';
import { answer } from './condition.ts';
import { plainly } from './in-words.ts';
import type { Instant, LocalDate } from './instant.ts';
import { latest } from './instant.ts';
import type { Condition, Window } from './policy.ts';

type Of<K extends string> = Extract<Condition, Record<K, unknown>>;

/**
 * Absences count by their beginnings, back from this one's, both days included: absent ones too, and those of children
 * of other authorities; not one that the police say was none, nor one that only repeats another.
 */
export function counted(
  within: Window,
  { child, absence, calendar }: Pick<Situation, 'child' | 'absence' | 'calendar'>,
): Absence[] {
  const date = (of: Absence): LocalDate => localDate(calendar, of.since);
  const until = date(absence);
  const isCounted = (each: Absence): boolean => {
    if (!each.reported || each.outcome.value === 'not-missing') return false;
    if (within === 'ever') return date(each) <= until;
    if ('month' in within)
      return date(each).slice(0, 7) === dateLater(`${until.slice(0, 7)}-01`, 'months', -1).slice(0, 7);
    const from = dateLater(until, within.last.unit, -within.last.n);
    return date(each) >= from && date(each) <= until;
  };
  return child.absences.filter(isCounted);
}

export function episodes({ episodes: n, in: within }: Of<'episodes'>, on: Situation): Answer {
  const { absence } = on;
  const count = counted(within, on);
  const often =
    ['did not go missing', 'went missing once'][count.length] ?? `went missing ${count.length} times`;
  const why = `the ${on.person} ${often} ${windowInWords(within)}`;
  const knownAt = latest([absence, ...count].map((each) => each.sinceKnownAt));
  return {
    ...answer(count.length >= n, why, knownAt),
    asked: n === 1 ? 'once or more' : `${n} times or more`,
  };
}

export function windowInWords(within: Window): string {
  if (within === 'ever') return 'in all';
  if ('month' in within) return 'in the calendar month before';
  return `in ${within.last.n} ${within.last.unit}`;
}

/** The first and the last date count: of the two readings, 7 times 24 hours and the seventh date, the one that is sooner. */
export function missingForDays(days: number, { absence, calendar, person }: Situation): Answer {
  const first = localDate(calendar, absence.since);
  const last = dateLater(first, 'days', days - 1);
  const holdsFrom = startOf(calendar, last);
  const over = overSince(absence);
  const asked = `missing on ${days} days one after the other`;
  if (over && over.at < holdsFrom) {
    const why = `the ${person} was no longer missing on ${dateInWords(last)}`;
    return { ...answer(false, why, over.knownAt), asked };
  }
  const why = `the ${person} went missing on ${dateInWords(first)}`;
  return { is: 'yes', why, asked, knownAt: absence.sinceKnownAt, holdsFrom };
}

/** A child who is back, or whose absence is over, is no longer missing. */
function overSince({ back, ended, endKnownAt }: Absence): { at: Instant; knownAt: Instant } | undefined {
  if (back) return { at: back.value, knownAt: back.knownAt };
  return ended && endKnownAt ? { at: endKnownAt, knownAt: endKnownAt } : undefined;
}

export function told(rule: string, { others }: Situation): Answer {
  const at = others.toldAt(rule);
  return answer(at !== undefined, `${at ? 'somebody' : 'nobody'} was told of "${others.named(rule)}"`, at);
}

export function recorded({ recorded: task, as }: Of<'recorded'>, { others }: Situation): Answer {
  const said = others.recorded(task);
  if (!said) return answer(false, `nothing is recorded of "${others.named(task)}"`);
  const holds = as === undefined || as.includes(said.value);
  return answer(holds, `"${others.named(task)}" is recorded as ${plainly(said.value)}`, said.knownAt);
}

/** Who has not decided by the deadline has decided as the rule lays down: a decision that waits holds nothing up. */
export function decided({ decided: task, as }: Of<'decided'>, { others }: Situation): Answer {
  const gate = others.gate(task);
  const name = `"${others.named(task)}"`;
  if (!gate) return answer(false, `${name} is not asked for`);
  const said = gate.decided;
  if (said)
    return answer(as.includes(said.value), `${name} is decided: ${plainly(said.value)}`, said.knownAt);
  const why = `${name} is open, and goes on as ${plainly(gate.otherwise)} if nobody decides in time`;
  if (!as.includes(gate.otherwise)) return answer(false, why, gate.knownAt);
  return { is: 'yes', why, knownAt: gate.knownAt, holdsFrom: gate.deadline };
}
