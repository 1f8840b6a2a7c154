// Checks dates and hours: a calendar that lasts, an office that opens before it closes, versions one after the other.

import type { Around } from '../check.ts';
import { closest } from '../closest.ts';
import type { Finding } from '../finding.ts';
import { listIn, tableIn, textIn } from '../plain.ts';

export function dateFindings(file: unknown, around: Around): Finding[] {
  return [
    ...zone(file),
    ...nation(file, around),
    ...hours(file),
    ...calendarEnd(file, around),
    ...review(file, around),
    ...order(file),
    ...terms(file),
  ];
}

function zone(file: unknown): Finding[] {
  const zone = textIn(file, 'authority', 'time-zone');
  if (zone === undefined || exists(zone)) return [];
  const near = closest(zone, Intl.supportedValuesOf('timeZone'));
  const mend = near ? `did you mean ${near}?` : 'write it like Europe/London';
  return [{ path: ['authority', 'time-zone'], message: `there is no time zone ${zone}`, mend }];
}

function exists(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function nation(file: unknown, { nations }: Around): Finding[] {
  const nation = textIn(file, 'authority', 'nation');
  if (nation === undefined || nations.includes(nation)) return [];
  const near = closest(nation, nations);
  const mend = near ? `did you mean ${near}?` : `add authorities/calendars/${nation}.yaml, like england.yaml`;
  return [{ path: ['authority', 'nation'], message: `there is no calendar of ${nation}`, mend }];
}

function hours(file: unknown): Finding[] {
  const opens = textIn(file, 'office-hours', 'opens');
  const closes = textIn(file, 'office-hours', 'closes');
  if (opens === undefined || closes === undefined || opens < closes) return [];
  const message = `the office closes at ${closes}, before it opens at ${opens}`;
  return [
    {
      path: ['office-hours', 'closes'],
      message,
      mend: 'write both on the 24-hour clock, the earlier one first',
    },
  ];
}

/** Needed to the end of the year after today, or after the newest check of an address where no day is given. */
function calendarEnd(file: unknown, { calendar, today }: Around): Finding[] {
  const verified = Object.keys(tableIn(file, 'directory'))
    .flatMap((role) => textIn(file, 'directory', role, 'verified') ?? [])
    .filter((date) => /^\d{4}-\d{2}-\d{2}$/.test(date));
  const newest = today ?? verified.sort().at(-1);
  if (!calendar || newest === undefined) return [];
  const needed = `${Number(newest.slice(0, 4)) + 1}-12-31`;
  if (calendar.covers.to >= needed) return [];
  const message = `the calendar of ${calendar.nation} ends on ${calendar.covers.to}, and is needed to ${needed}`;
  const mend = `add the bank holidays to authorities/calendars/${calendar.nation}.yaml`;
  return [{ path: ['authority', 'nation'], message, mend }];
}

function review(file: unknown, { today }: Around): Finding[] {
  const by = textIn(file, 'review-by');
  if (today === undefined || by === undefined || by >= today) return [];
  return [
    {
      path: ['review-by'],
      message: `the review of this file was due on ${by}`,
      mend: 'read the file through with those who act on it, and set the next date',
    },
  ];
}

function order(file: unknown): Finding[] {
  const versions = listIn(file, 'versions');
  const ids = versions.map((version) => textIn(version, 'id'));
  const dates = versions.map((version) => textIn(version, 'from'));
  return versions.flatMap((_, n): Finding[] => {
    const [id, from, before] = [ids[n], dates[n], dates[n - 1]];
    const findings: Finding[] = [];
    if (id !== undefined && ids.indexOf(id) < n) {
      const message = `a version ${id} is there already`;
      findings.push({ path: ['versions', n, 'id'], message, mend: 'give each version a name of its own' });
    }
    if (from !== undefined && before !== undefined && from <= before) {
      const message =
        from === before ? `two versions begin on ${from}` : `begins before the version above it (${before})`;
      const mend = from === before ? 'let each begin on a day of its own' : 'put the oldest version first';
      findings.push({ path: ['versions', n, 'from'], message, mend });
    }
    return findings;
  });
}

/** Days are compared as they are written; one that is no date is found with the shape. */
function terms(file: unknown): Finding[] {
  const all = listIn(file, 'school-terms').map((term) => ({
    from: textIn(term, 'from'),
    to: textIn(term, 'to'),
  }));
  return all.flatMap(({ from, to }, n): Finding[] => {
    const before = all[n - 1];
    if (from === undefined || to === undefined) return [];
    if (to < from) {
      const message = `the term ends on ${to}, before it begins on ${from}`;
      return [{ path: ['school-terms', n, 'to'], message, mend: 'write its first and its last school day' }];
    }
    if (before?.from === undefined || before.to === undefined || before.to < before.from) return [];
    const path = ['school-terms', n, 'from'];
    if (from < before.from) {
      const message = `begins before the term above it (${before.from})`;
      return [{ path, message, mend: 'put the oldest term first' }];
    }
    if (from > before.to) return [];
    const message = `begins on ${from}, while the term above it lasts to ${before.to}`;
    return [{ path, message, mend: 'let each term begin after the one before it has ended' }];
  });
}
