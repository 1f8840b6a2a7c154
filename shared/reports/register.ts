// The register of other authorities' children of whom we were told: since when, how it stands, when we last heard.
import { dateLater, localDate } from '../core/calendar.ts';
import type { Instant, LocalDate } from '../core/instant.ts';
import { latest } from '../core/instant.ts';
import type { ChildRecord } from '../core/record.ts';
import type { AbsenceLine } from './absence-line.ts';
import { lineOf } from './absence-line.ts';
import { childOnRecord, othersNamed, referenceOf, responsibleFor } from './child-on-record.ts';
import { interviewDue, isReturned } from './interview.ts';
import type { About, Period } from './period.ts';
import { ordered } from './period.ts';

/** Calendar years without a word, after which a person is asked whether the child comes off the list. */
const KEPT_YEARS = 2;

interface Entry {
  child: string;
  initials: string;
  authorities: readonly { code: string; name: string }[];
  lastHeard: Instant;
  /** From this day on a person may take the child off the list. */
  keptUntil: LocalDate;
  isPastKeeping: boolean;
  absences: readonly (AbsenceLine & { form: 'returned' | 'not returned' | 'not asked for yet' })[];
}

export interface RegisterReport {
  kind: 'register';
  authority: string;
  period: Period;
  asAt: Instant;
  clauses: readonly string[];
  children: readonly Entry[];
}

export class Register {
  readonly #about: About;
  readonly #entries: Entry[] = [];

  constructor(about: About) {
    this.#about = about;
  }

  add(record: ChildRecord): void {
    const on = childOnRecord(record, this.#about);
    if (!on) return;
    const { policy, asAt } = this.#about;
    const theirs = on.counted.filter(
      (absence) =>
        responsibleFor(absence, on.child) !== 'ours' ||
        absence.reportedBy.some(({ value }) => value === 'other-authority'),
    );
    const lastHeard = latest(theirs.flatMap(({ moments }) => moments['last-heard']?.value ?? []));
    if (!lastHeard) return;
    const keptUntil = dateLater(localDate(policy.calendar, lastHeard), 'years', KEPT_YEARS);
    const codes = new Set(theirs.flatMap((absence) => othersNamed(absence, on.child)));
    this.#entries.push({
      child: referenceOf(on),
      initials: on.child.initials,
      authorities: [...codes].sort().map((code) => ({ code, name: policy.authorities[code]?.name ?? code })),
      lastHeard,
      keptUntil,
      isPastKeeping: localDate(policy.calendar, asAt) >= keptUntil,
      absences: theirs.map((absence) => ({
        ...lineOf(absence, on, this.#about),
        form: isReturned(absence, policy)
          ? 'returned'
          : interviewDue(absence)
            ? 'not returned'
            : 'not asked for yet',
      })),
    });
  }

  report(): RegisterReport {
    const { policy, period, asAt } = this.#about;
    return {
      kind: 'register',
      authority: policy.authority.name,
      period,
      asAt,
      clauses: ['D18-6.15-a'],
      children: ordered(this.#entries, ({ child, lastHeard }) => [lastHeard, child]),
    };
  }
}
