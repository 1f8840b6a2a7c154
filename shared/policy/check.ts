// Everything that is wrong with an authority's file: first its shape, then whether it means what it must - nobody left out, nothing out of reach.
import type { LocalDate } from '../core/instant.ts';
import type { CalendarFile } from './calendar-schema.ts';
import { dateFindings } from './checks/dates.ts';
import { directoryFindings } from './checks/directory.ts';
import { dutyFindings } from './checks/duties.ts';
import { recipientFindings } from './checks/recipients.ts';
import { routeFindings } from './checks/routes.ts';
import { ruleFindings } from './checks/rules.ts';
import { sourceFindings } from './checks/sources.ts';
import type { Finding } from './finding.ts';
import { isWithin } from './finding.ts';
import { authorityFile } from './schema.ts';
import { shapeOf } from './shape.ts';

export interface Around {
  /** The bank holidays of the file's nation; undefined where it has none. */
  calendar: CalendarFile | undefined;
  /** Nations that have a calendar. */
  nations: readonly string[];
  /** Left out: nothing is out of date. */
  today?: LocalDate | undefined;
}

/** One finding for each thing to mend; what only follows from another, or from what is `known` of the text, is left out. */
export function check(file: unknown, around: Around, known: readonly Finding[] = []): Finding[] {
  const { findings, meant } = shapeOf(authorityFile, file);
  const shape = findings.filter((finding) => !follows(finding, known));
  const meaning = [
    ...sourceFindings(meant),
    ...directoryFindings(meant),
    ...dateFindings(meant, around),
    ...recipientFindings(meant),
    ...routeFindings(meant),
    ...ruleFindings(meant),
    ...dutyFindings(meant),
  ];
  return [...shape, ...meaning.filter((finding) => !follows(finding, [...known, ...findings]))];
}

const follows = ({ path }: Finding, from: readonly Finding[]): boolean =>
  from.some((first) => first.path.length > 0 && isWithin(path, first.path));
