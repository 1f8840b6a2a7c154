// Everything that is wrong with an authority's file: first its shape, then whether it means what it must - nobody left out, nothing out of reach.
import type { LocalDate } from '../core/instant.ts';
import type { CalendarFile } from './calendar-schema.ts';
import { circleFindings } from './checks/circles.ts';
import { conditionFindings } from './checks/conditions.ts';
import { dateFindings } from './checks/dates.ts';
import { digestFindings } from './checks/digest.ts';
import { directoryFindings } from './checks/directory.ts';
import { dutyFindings } from './checks/duties.ts';
import { floorFindings } from './checks/floor.ts';
import { recipientFindings } from './checks/recipients.ts';
import { leftOutFindings, referenceFindings } from './checks/references.ts';
import { retentionFindings } from './checks/retention.ts';
import { routeFindings } from './checks/routes.ts';
import { ruleFindings } from './checks/rules.ts';
import { sourceFindings } from './checks/sources.ts';
import { startFindings } from './checks/starts.ts';
import { treatmentFindings } from './checks/treatments.ts';
import { turnFindings } from './checks/turns.ts';
import type { Finding, Path } from './finding.ts';
import { isWithin } from './finding.ts';
import { type Baselines, type Inherited, inherit } from './inherit.ts';
import { listIn, tableIn, textIn } from './plain.ts';
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
    ...digestFindings(meant),
    ...dateFindings(meant, around),
    ...retentionFindings(meant),
    ...recipientFindings(meant),
    ...routeFindings(meant, own),
    ...ruleFindings(meant),
    ...dutyFindings(meant),
    ...leftOutFindings(own),
    ...referenceFindings(meant),
    ...circleFindings(meant),
    ...startFindings(meant),
    ...treatmentFindings(meant),
    ...turnFindings(meant),
    ...conditionFindings(meant),
    ...floorFindings(inherited, around.baselines),
  ];
  const here = meaning.filter(({ path }) => !isInherited(path, own));
  const isHere = (message: string) => here.some((finding) => finding.message === message);
  const placed = meaning.flatMap((finding) => {
    if (!isInherited(finding.path, own)) return [finding];
    // What one version has from another of this file is found there.
    const isAnothers = baseOf(finding, inherited)?.startsWith('version ') && isHere(finding.message);
    return isAnothers ? [] : [atExtends(finding, inherited)];
  });
  return [...shape, ...placed.filter((finding) => !follows(finding, [...known, ...findings]))];
}

/** That a place is not in the file itself, but in what a version of it is built on. */
function isInherited([first, v = 0, part, key]: Path, own: unknown): boolean {
  if (first !== 'versions' || key === undefined) return false;
  if (part === 'routes') return !Object.hasOwn(tableIn(own, 'versions', v, 'routes'), key);
  const isList = part === 'rules' || part === 'treat-as' || part === 'withhold';
  return isList && Number(key) >= listIn(own, 'versions', v, part).length;
}

/** What the version has it from, where that is known. */
function baseOf(
  { path: [, v = 0, part, key = 0] }: Finding,
  { whole, versions }: Inherited,
): string | undefined {
  const version = textIn(whole, 'versions', v, 'extends', 'version');
  if (part !== 'rules') return version === undefined ? undefined : `version ${version}`;
  return versions[Number(v)]?.from.get(textIn(whole, 'versions', v, part, key, 'id') ?? '');
}

/** What is wrong with what is inherited is mended where it is inherited. */
function atExtends(finding: Finding, inherited: Inherited): Finding {
  const [, v = 0, part, key = 0] = finding.path;
  const path: Path = ['versions', v, 'extends'];
  const { whole } = inherited;
  if (part === 'routes') {
    const message = `the routing table ${key}, which is inherited: ${finding.message}`;
    return { path, message, mend: `${finding.mend}; or write a table ${key} here` };
  }
  const id = textIn(whole, 'versions', v, part ?? '', key, 'id') ?? '';
  if (part !== 'rules') {
    const message = `${id} under ${part}:, which is inherited: ${finding.message}`;
    return { path, message, mend: `${finding.mend}; or write an entry ${id} here` };
  }
  const message = `the rule ${id}, inherited from ${baseOf(finding, inherited)}: ${finding.message}`;
  const mend = `${finding.mend}; or write a rule ${id} here, or leave it out with its reason`;
  return { path, message, mend };
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
