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
import { type Baselines, type Inherited, inherit } from './inherit.ts';
import { textIn } from './plain.ts';
import { authorityFile } from './schema.ts';
import { shapeOf } from './shape.ts';
import { baselineFile } from './version-schema.ts';

export interface Around {
  /** The bank holidays of the file's nation; undefined where it has none. */
  calendar: CalendarFile | undefined;
  /** Nations that have a calendar. */
  nations: readonly string[];
  baselines: Baselines;
  /** Left out: nothing is out of date. */
  today?: LocalDate | undefined;
}

/** One finding for each thing to mend; what only follows from another, or from what is `known` of the text, is left out. */
export function check(file: unknown, around: Around, known: readonly Finding[] = []): Finding[] {
  const { findings, meant: own } = shapeOf(authorityFile, file);
  const shape = findings.filter((finding) => !follows(finding, known));
  const inherited = inherit(own, around.baselines);
  const { whole: meant } = inherited;
  const meaning = [
    ...inherited.findings,
    ...sourceFindings(meant),
    ...directoryFindings(meant),
    ...dateFindings(meant, around),
    ...recipientFindings(meant),
    ...routeFindings(meant),
    ...ruleFindings(meant),
    ...dutyFindings(meant),
  ];
  const placed = meaning.map((finding) => atExtends(finding, inherited));
  return [...shape, ...placed.filter((finding) => !follows(finding, [...known, ...findings]))];
}

/** What is wrong with a rule that is inherited is mended where it is inherited. */
function atExtends(finding: Finding, { whole, versions }: Inherited): Finding {
  const [first, v, part, r] = finding.path;
  const version = typeof v === 'number' ? versions[v] : undefined;
  if (first !== 'versions' || part !== 'rules' || typeof r !== 'number' || !version || r < version.own) {
    return finding;
  }
  const id = textIn(whole, 'versions', v ?? 0, 'rules', r, 'id') ?? '';
  const message = `the rule ${id}, inherited from ${version.from.get(id)}: ${finding.message}`;
  const mend = `${finding.mend}; or write a rule ${id} here, or leave it out with its reason`;
  return { path: ['versions', v ?? 0, 'extends'], message, mend };
}

const follows = ({ path }: Finding, from: readonly Finding[]): boolean =>
  from.some((first) => first.path.length > 0 && isWithin(path, first.path));

/** The shape and the clauses of a baseline; who its roles are is asked where an authority builds on it. */
export function baselineFindings(file: unknown): Finding[] {
  const { findings, meant } = shapeOf(baselineFile, file);
  const clauses = ruleFindings({ versions: [meant] }).map(({ path, ...finding }) => ({
    ...finding,
    path: path.slice(2),
  }));
  return [...findings, ...clauses.filter((finding) => !follows(finding, findings))];
}
