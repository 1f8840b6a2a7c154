// The way from an authority's name, or a path, to its policy - or to everything that is wrong with the file.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LocalDate } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import { type CalendarFile, calendarFile, calendarFindings } from './calendar-schema.ts';
import { baselineFindings, check } from './check.ts';
import { closest } from './closest.ts';
import { type Finding, pointer } from './finding.ts';
import { type Baselines, inherit } from './inherit.ts';
import { textIn } from './plain.ts';
import { policyOf } from './read.ts';
import { authorityFile } from './schema.ts';
import { readText, type SourceText } from './source-text.ts';

export interface Fault {
  file: string;
  /** 1 is the first line. */
  line: number;
  /** JSON pointer; empty for the whole file. */
  path: string;
  message: string;
  mend: string;
}

export type Loaded = { ok: true; policy: Policy } | { ok: false; faults: Fault[] };

/** Where every authority has its file. */
export const FOLDER = join(import.meta.dirname, '../../authorities');

/** The manual of the policy language: it is checked and read like any file, and is nobody's. */
const MANUAL = 'example';

/** The names of the authorities in `authorities/`, sorted. */
export const listAuthorities = (): string[] => namesIn(FOLDER).filter((name) => name !== MANUAL);

/** `authorities/kent.yaml:41 /versions/0/rules/3/to/0: no role is named head-of-servise - mend: did you mean head-of-service?` */
export function formatFault({ file, line, path, message, mend }: Fault): string {
  return `${file}:${line} ${path === '' ? '' : `${path}: `}${message} - mend: ${mend}`;
}

/** A name in `authorities/`, or a path that ends in .yaml, .yml or .json. Given today's date, also says what is out of date. Never throws. */
export function loadAuthority(nameOrPath: string, today?: LocalDate): Loaded {
  const known = listAuthorities();
  if (!isPath(nameOrPath) && nameOrPath !== MANUAL && !known.includes(nameOrPath)) {
    const near = closest(nameOrPath, known);
    const unread = [`${nameOrPath}.yml`].filter((file) => existsSync(join(FOLDER, file)));
    const mend = `${unread.map((file) => `authorities/${file} is not read: call it ${nameOrPath}.yaml; or `).join('')}${near ? `did you mean ${near}? ` : ''}use one of ${known.join(', ')}`;
    return refused(nameOrPath, [{ path: [], message: 'there is no authority of this name', mend, line: 1 }]);
  }
  const file = isPath(nameOrPath) ? nameOrPath : `authorities/${nameOrPath}.yaml`;
  const text = textOf(nameOrPath);
  if (text === undefined) {
    const mend = `give a file that can be read, or one of: ${known.join(', ')}`;
    return refused(file, [{ path: [], message: 'there is no such file', mend, line: 1 }]);
  }
  return authorityFrom(text, file, today);
}

const isPath = (nameOrPath: string): boolean => /\.(ya?ml|json)$/i.test(nameOrPath);

/** The file as people wrote it, comments included. Undefined where there is none. */
export const textOf = (nameOrPath: string): string | undefined =>
  textAt(isPath(nameOrPath) ? nameOrPath : join(FOLDER, `${nameOrPath}.yaml`));

/** The same for the text of a file; `file` is what faults call it. */
export function authorityFrom(text: string, file: string, today?: LocalDate): Loaded {
  const source = readText(text);
  const calendar = calendarOf(source.value);
  const bases = baselinesIn(join(FOLDER, 'baseline'));
  const around = { calendar: calendar.read, nations: listNations(), baselines: bases, today };
  const findings = source.value === undefined ? [] : check(source.value, around, source.findings);
  const faults = [
    ...faultsOf(file, source, [...source.findings, ...findings]),
    ...calendar.faults,
    ...bases.faults,
  ];
  if (faults.length > 0 || !calendar.read) return { ok: false, faults };
  const { whole, versions } = inherit(source.value, bases);
  const origins = versions.map(({ from }) => from);
  return { ok: true, policy: policyOf(authorityFile.parse(whole), calendar.read, origins) };
}

/** Baselines that were asked for, with what is wrong with them. */
interface ReadBaselines extends Baselines {
  faults: readonly Fault[];
}

function baselinesIn(folder: string): ReadBaselines {
  const faults: Fault[] = [];
  const known = new Map<string, unknown>();
  const names = namesIn(folder);
  const read = (name: string): unknown => {
    if (known.has(name) || !names.includes(name)) return known.get(name);
    const source = readText(textAt(join(folder, `${name}.yaml`)) ?? '');
    const findings = [...source.findings, ...baselineFindings(source.value)];
    faults.push(...faultsOf(`authorities/baseline/${name}.yaml`, source, findings));
    known.set(name, source.value ?? {});
    return known.get(name);
  };
  return { names, read, faults };
}

interface Calendar {
  /** Undefined where the nation has none, or a faulty one. */
  read: CalendarFile | undefined;
  faults: Fault[];
}

function calendarOf(value: unknown): Calendar {
  const nation = nationOf(value);
  const text = nation === undefined ? undefined : textAt(join(FOLDER, 'calendars', `${nation}.yaml`));
  if (text === undefined) return { read: undefined, faults: [] };
  const source = readText(text);
  const findings = [...source.findings, ...calendarFindings(source.value)];
  const faults = faultsOf(`authorities/calendars/${nation}.yaml`, source, findings);
  return faults.length > 0 ? { read: undefined, faults } : { read: calendarFile.parse(source.value), faults };
}

/** Nations that have a calendar. */
export const listNations = (): string[] => namesIn(join(FOLDER, 'calendars'));

function nationOf(value: unknown): string | undefined {
  const nation = textIn(value, 'authority', 'nation');
  return nation !== undefined && listNations().includes(nation) ? nation : undefined;
}

const namesIn = (folder: string): string[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .sort();

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const refused = (file: string, findings: Finding[]): Loaded => ({
  ok: false,
  faults: faultsOf(file, undefined, findings),
});

/** In the order of the lines. */
function faultsOf(file: string, source: SourceText | undefined, findings: readonly Finding[]): Fault[] {
  return findings
    .map(({ path, message, mend, line }) => ({
      file,
      line: line ?? source?.lineOf(path) ?? 1,
      path: pointer(path),
      message,
      mend,
    }))
    .sort((a, b) => a.line - b.line);
}
