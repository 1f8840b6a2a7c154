// The missing and away episodes of our own looked-after children, as the yearly return asks for them; what a person must check first, beside them.
import type { Absence } from '../core/absence.ts';
import { localDate } from '../core/calendar.ts';
import type { Instant, LocalDate } from '../core/instant.ts';
import type { ChildRecord } from '../core/record.ts';
import type { ChildOnRecord } from './child-on-record.ts';
import {
  backAt,
  categoryOf,
  childOnRecord,
  overAt,
  plainText,
  referenceOf,
  responsibleFor,
} from './child-on-record.ts';
import type { About, Period } from './period.ts';
import { ordered } from './period.ts';

interface ReturnLine {
  /** The case system's number. */
  child: string;
  missing: 'M' | 'A';
  start: LocalDate;
  /** Left out for a child who was still missing, or away, when the year ended. */
  end?: LocalDate;
  /** The police reference, by which a person finds it. */
  reference: string;
}

interface ToCheck {
  child: string;
  reference: string;
  why: string;
  isInReturn: boolean;
}

export interface AnnualReturn {
  kind: 'annual-return';
  authority: string;
  period: Period;
  asAt: Instant;
  clauses: readonly string[];
  episodes: readonly ReturnLine[];
  toCheck: readonly ToCheck[];
}

export class Return {
  readonly #about: About;
  readonly #episodes: ReturnLine[] = [];
  readonly #toCheck: ToCheck[] = [];

  constructor(about: About) {
    this.#about = about;
  }

  add(record: ChildRecord): void {
    const on = childOnRecord(record, this.#about);
    if (on?.child.kind !== 'child') return;
    for (const absence of on.touching) {
      if (absence.state === 'cancelled') continue;
      const { isIn, doubts } = judge(absence, on, this.#about);
      const child = referenceOf(on);
      const reference = plainText(absence.reference);
      if (isIn) this.#episodes.push({ child, reference, ...this.#episode(absence, on) });
      for (const why of doubts) this.#toCheck.push({ child, reference, why, isInReturn: isIn });
    }
  }

  #episode(absence: Absence, on: ChildOnRecord): Omit<ReturnLine, 'child' | 'reference'> {
    const { policy, period } = this.#about;
    const isAway = categoryOf(absence, on) === 'away-from-placement';
    const returned = absence.moments.returned?.value;
    const over = overAt(absence);
    const at = isAway && over && returned && returned > over ? returned : over;
    const end = at && localDate(policy.calendar, at);
    return {
      missing: isAway ? 'A' : 'M',
      start: localDate(policy.calendar, absence.since),
      ...(end && end <= period.to && { end }),
    };
  }

  report(): AnnualReturn {
    const { policy, period, asAt } = this.#about;
    return {
      kind: 'annual-return',
      authority: policy.authority.name,
      period,
      asAt,
      clauses: ['DFE-72-a', 'DFE-10-c', 'DFE-10-d'],
      episodes: ordered(this.#episodes, ({ child, start }) => [child, start]),
      toCheck: ordered(this.#toCheck, ({ child, reference }) => [child, reference]),
    };
  }
}

/** Whether it belongs into the return by what is known, and what a person must look at before it is sent. */
function judge(absence: Absence, on: ChildOnRecord, { policy }: About) {
  const { child } = on;
  const whose = responsibleFor(absence, child);
  const status = child.status.value;
  const since = child.statusSince && localDate(policy.calendar, child.statusSince.value);
  const began = localDate(policy.calendar, absence.since);
  const isSettledBefore = since === undefined || since <= began;
  const isLookedAfter = status === 'looked-after' && isSettledBefore;
  const isIn = whose === 'ours' && isLookedAfter;
  if (whose === 'another') return { isIn, doubts: [] };
  const doubts: string[] = [];
  if (!isSettledBefore) {
    doubts.push(`the case is ${status} since ${since}, after it began: was the child looked after then?`);
  } else if (status === 'unknown') doubts.push('it is not known whether the child is looked after');
  if (whose === 'disputed' && status === 'looked-after') {
    doubts.push('the sources do not agree on which authority is responsible');
  }
  if (isIn) {
    const category = categoryOf(absence, on);
    if (category === 'absent' || category === 'unknown') {
      doubts.push(`the category of the police is ${category}: it stands as missing (M)`);
    }
    if (child.localAuthorityId === undefined) doubts.push('the case has no number of the case system');
    if (!absence.ended && backAt(absence)) doubts.push('said to be back, not confirmed by the police');
  }
  return { isIn, doubts };
}
