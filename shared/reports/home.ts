// For the independent visitor of each home: the absences of the children who live there in care, home by home.
import type { Instant } from '../core/instant.ts';
import type { ChildRecord } from '../core/record.ts';
import type { AbsenceLine } from './absence-line.ts';
import { lineOf } from './absence-line.ts';
import { categoryOf, childOnRecord, referenceOf, responsibleFor, textOf } from './child-on-record.ts';
import type { About, Period } from './period.ts';
import { ordered } from './period.ts';
import { firstOf } from './tally.ts';

export interface HomeLine extends AbsenceLine {
  child: string;
  initials: string;
  responsible: string;
}

export interface HomeReport {
  kind: 'home';
  authority: string;
  period: Period;
  asAt: Instant;
  clauses: readonly string[];
  homes: readonly { home: string; began: number; children: number; absences: readonly HomeLine[] }[];
}

export class Homes {
  readonly #about: About;
  readonly #homes = new Map<string, { home: string; lines: HomeLine[] }>();

  constructor(about: About) {
    this.#about = about;
  }

  add(record: ChildRecord): void {
    const on = childOnRecord(record, this.#about);
    if (on?.child.kind !== 'child') return;
    const { value: status } = on.child.status;
    for (const absence of on.touching) {
      const responsible = responsibleFor(absence, on.child);
      const isInCare =
        status === 'looked-after' ||
        status === 'unknown' ||
        responsible !== 'ours' ||
        categoryOf(absence, on) === 'away-from-placement';
      if (!isInCare) continue;
      const place = textOf('missingFrom', on, absence) ?? NOT_STATED;
      const placement = textOf('placementType', on, absence);
      const home = isGeneral(place) && placement ? `${place} (${placement})` : place;
      const at = this.#homes.get(home.toLowerCase()) ?? { home, lines: [] };
      at.home = firstOf(home, at.home);
      at.lines.push({
        child: referenceOf(on),
        initials: on.child.initials,
        responsible,
        ...lineOf(absence, on, this.#about),
      });
      this.#homes.set(home.toLowerCase(), at);
    }
  }

  report(): HomeReport {
    const { policy, period, asAt } = this.#about;
    const homes = [...this.#homes.values()].map(({ home, lines }) => ({
      home,
      began: lines.filter(({ beganBefore }) => !beganBefore).length,
      children: new Set(lines.map(({ child }) => child)).size,
      absences: ordered(lines, ({ began, reference }) => [began, reference]),
    }));
    return {
      kind: 'home',
      authority: policy.authority.name,
      period,
      asAt,
      clauses: ['DFE-62-a'],
      homes: ordered(homes, ({ home }) => [home.toLowerCase()]),
    };
  }
}

const NOT_STATED = 'not stated';

/** A word that names no home of its own. */
const isGeneral = (place: string): boolean => /^(placement|care|not stated)$/i.test(place);
