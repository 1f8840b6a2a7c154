// Other authorities whose return home interview forms did not come back, again and again: for the quality team.
import { dateLater, localDate } from '../core/calendar.ts';
import type { ChildOnRecord } from './child-on-record.ts';
import { othersNamed, responsibleFor } from './child-on-record.ts';
import { interviewDue, isReturned } from './interview.ts';
import type { About } from './period.ts';
import { isWithin } from './period.ts';
import type { Figure } from './suppression.ts';
import { isSmall } from './suppression.ts';

/** So many in so many months count as again and again. */
export const PERSISTENT = { forms: 3, months: 12 };

export interface UnreturnedForms {
  clauses: readonly string[];
  says: string;
  authorities: readonly { code: string; name: string; unreturned: Figure | string }[];
}

export class Forms {
  readonly #about: About;
  readonly #unreturned = new Map<string, { forms: number; children: number }>();

  constructor(about: About) {
    this.#about = about;
  }

  add({ child, counted }: ChildOnRecord): void {
    const { policy, period, asAt } = this.#about;
    const from = dateLater(dateLater(period.to, 'days', 1), 'months', -PERSISTENT.months);
    const owed = counted.filter((absence) => {
      const due = interviewDue(absence);
      return (
        responsibleFor(absence, child) !== 'ours' &&
        absence.state !== 'cancelled' &&
        absence.state !== 'closed' &&
        isWithin({ from, to: period.to }, localDate(policy.calendar, absence.since)) &&
        due !== undefined &&
        due < asAt &&
        !isReturned(absence, policy)
      );
    });
    for (const code of new Set(owed.flatMap((absence) => othersNamed(absence, child)))) {
      const { forms, children } = this.#unreturned.get(code) ?? { forms: 0, children: 0 };
      const more = owed.filter((absence) => othersNamed(absence, child).includes(code)).length;
      this.#unreturned.set(code, { forms: forms + more, children: children + 1 });
    }
  }

  list(): UnreturnedForms {
    const { authorities } = this.#about.policy;
    const persistent = [...this.#unreturned].filter(([, { forms }]) => forms >= PERSISTENT.forms);
    return {
      clauses: ['KENT-5.5-g'],
      says: `${PERSISTENT.forms} forms or more not returned in the ${PERSISTENT.months} months to the end of the period`,
      authorities: persistent
        .map(([code, { forms, children }]) => ({
          code,
          name: authorities[code]?.name ?? code,
          unreturned: isSmall(children) ? `${PERSISTENT.forms} or more` : forms,
        }))
        .sort((a, b) => (a.code < b.code ? -1 : 1)),
    };
  }
}
