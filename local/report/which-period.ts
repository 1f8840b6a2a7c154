// The period that is asked for, in whichever of four ways; where none is, the last whole one of the kind.
import { InvalidArgumentError } from 'commander';
import { readMoment } from '../../shared/contract/instants.ts';
import type { Instant, LocalDate } from '../../shared/core/instant.ts';
import type { Kind } from '../../shared/reports/every-kind.ts';
import type { Month, Period } from '../../shared/reports/period.ts';
import {
  lastMonth,
  lastQuarter,
  lastYear,
  monthsFrom,
  quarterOf,
  yearTo31March,
} from '../../shared/reports/period.ts';
import { Mistake } from '../scenario.ts';

export interface Asked {
  from?: LocalDate;
  to?: LocalDate;
  month?: Month;
  quarter?: Month | true;
  yearTo31March?: number;
}

/** Throws Mistake where two ways are mixed, or the days are the wrong way round. */
export function periodAsked(asked: Asked, kind: Kind, today: LocalDate): Period {
  const { from, to, month, quarter, yearTo31March: year } = asked;
  const isSpan = from !== undefined || to !== undefined;
  const ways = [isSpan, month !== undefined, quarter !== undefined, year !== undefined];
  if (ways.filter(Boolean).length > 1) {
    throw new Mistake('Give one of --from with --to, --month, --quarter and --year-to-31-march');
  }
  if (isSpan) {
    if (from === undefined || to === undefined) throw new Mistake('Give both --from and --to');
    if (from > to) throw new Mistake(`The period ends on ${to}, before it begins on ${from}`);
    return { from, to };
  }
  if (month !== undefined) return monthsFrom(month, 1);
  if (quarter !== undefined) return quarter === true ? lastQuarter(today) : quarterOf(quarter);
  if (year !== undefined) return yearTo31March(year);
  return kind === 'annual-return' ? lastYear(today) : lastMonth(today);
}

export function date(text: string): LocalDate {
  const moment = readMoment(text, 'day');
  if (typeof moment === 'string') throw new InvalidArgumentError(`It ${moment}.`);
  return moment.canonical;
}

export function instant(text: string): Instant {
  const moment = readMoment(text, 'instant');
  if (typeof moment === 'string') throw new InvalidArgumentError(`It ${moment}.`);
  return moment.canonical;
}

export function month(text: string): Month {
  if (!/^\d{4}-\d{2}$/.test(text)) throw new InvalidArgumentError('It is not a month: write it as 2026-11.');
  return date(`${text}-01`).slice(0, 7);
}

export function year(text: string): number {
  if (!/^(19|20)\d\d$/.test(text)) throw new InvalidArgumentError('It is not a year: write it as 2027.');
  return Number(text);
}
