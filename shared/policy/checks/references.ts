// Checks that whatever refers to another rule refers to one that is there, and that can answer.
import { closest } from '../closest.ts';
import type { Finding, Path } from '../finding.ts';
import { listIn, tableIn, textIn } from '../plain.ts';
import type { Place } from './places.ts';
import { clocksOf, conditionsOf, otherConditionsOf, questionsIn, ruleStarted, rulesOf } from './places.ts';

export function referenceFindings(file: unknown): Finding[] {
  return rulesOf(file).flatMap(({ v, version, rules }) => {
    const known = namesOf(version, rules);
    const references = [
      ...rules.flatMap((rule) => [...inClocks(rule), ...inConditions(conditionsOf(rule)), ...closed(rule)]),
      ...inConditions(otherConditionsOf(version, v)),
    ];
    return [
      ...once(references.flatMap((reference) => problemOf(reference, known))),
      ...references.flatMap((reference) => strangeOutcomes(reference, known)),
      ...rules.flatMap(defaults),
    ];
  });
}

/** What is left out of nothing, or stands here as well. */
export function leftOutFindings(file: unknown): Finding[] {
  return listIn(file, 'versions').flatMap((version, v) => {
    const here = listIn(version, 'rules').map((rule) => textIn(rule, 'id'));
    const path: Path = ['versions', v, 'leaves-out'];
    const left = listIn(version, 'leaves-out');
    if (left.length > 0 && !('extends' in tableIn(version))) {
      const mend = 'take it out, or add extends: with what the version is built on';
      return [{ path, message: 'leaves rules out of what it is built on, and is built on nothing', mend }];
    }
    return left.flatMap((each, n) => {
      const rule = textIn(each, 'rule');
      if (rule === undefined || !here.includes(rule)) return [];
      const mend = 'take it out: a rule of the same id stands in its place already';
      return [{ path: [...path, n, 'rule'], message: `${rule} is left out and written here`, mend }];
    });
  });
}

interface Reference {
  name: string;
  path: Path;
  needs: 'rule' | 'task' | 'record' | 'decision';
  /** The outcomes asked for, and where they stand. */
  as?: { outcomes: readonly unknown[]; path: Path };
}

interface Names {
  rules: ReadonlyMap<string, unknown>;
  /** Whether every rule has an id that can be read. */
  isWhole: boolean;
  /** The present id of each former one. */
  former: ReadonlyMap<string, string>;
  treatments: readonly string[];
}

function namesOf(version: unknown, rules: readonly Place[]): Names {
  const named = rules.flatMap(({ value }) => {
    const id = textIn(value, 'id');
    return id === undefined ? [] : [{ id, value }];
  });
  return {
    isWhole: named.length === rules.length,
    rules: new Map(named.map(({ id, value }) => [id, value])),
    former: new Map(named.flatMap(({ id, value }) => listIn(value, 'was').map((was) => [String(was), id]))),
    treatments: listIn(version, 'treat-as').flatMap((treatment) => textIn(treatment, 'id') ?? []),
  };
}

function inClocks(rule: Place): Reference[] {
  const needs = { rule: 'rule', 'deadline-of': 'task', recorded: 'record' } as const;
  return clocksOf(rule).flatMap(({ starts }) =>
    starts.flatMap(({ value, path }): Reference[] => {
      const start = ruleStarted(value);
      return start ? [{ name: start.id, path: [...path, start.kind], needs: needs[start.kind] }] : [];
    }),
  );
}

const inConditions = (places: readonly Place[]): Reference[] =>
  places.flatMap((place) =>
    questionsIn(place).flatMap(({ key, asks, path }): Reference[] => {
      if (key === 'told') return typeof asks === 'string' ? [{ name: asks, path, needs: 'rule' }] : [];
      const task = textIn(asks, 'task');
      if ((key !== 'recorded' && key !== 'decided') || task === undefined) return [];
      const as = { outcomes: listIn(asks, 'as'), path: [...path, 'as'] };
      return [{ name: task, path: [...path, 'task'], needs: key === 'recorded' ? 'record' : 'decision', as }];
    }),
  );

function closed({ value: rule, path }: Place): Reference[] {
  const name = textIn(rule, 'closes');
  return name === undefined ? [] : [{ name, path: [...path, 'closes'], needs: 'task' }];
}

function problemOf({ name, path, needs }: Reference, known: Names): Finding[] {
  if (needs === 'record' && known.treatments.includes(name)) return [];
  const rule = known.rules.get(name);
  const able = [...known.rules].flatMap(([id, each]) => (answers(each, needs) ? [id] : []));
  if (rule === undefined) {
    const present = known.former.get(name);
    const near = closest(name, [...able, ...(needs === 'record' ? known.treatments : [])]);
    // It may be the one whose id cannot be read.
    if (!known.isWhole && !present && !near) return [];
    const message = present
      ? `${name} is a former id, and nothing is found by it`
      : `no rule of this version is named ${name}`;
    const mend = present ? `write ${present}` : near ? `did you mean ${near}?` : MEND[needs];
    return [{ path, message, mend }];
  }
  if (answers(rule, needs)) return [];
  const [message, mend] =
    needs === 'decision' && answers(rule, 'task')
      ? [
          `what ${name} asks is no decision`,
          `add decision: to what ${name} asks, or ask whether it is recorded:`,
        ]
      : [`${name} asks nobody for anything`, `add asks: to ${name}, or name a rule that asks`];
  return [{ path, message, mend }];
}

const MEND: Readonly<Record<Reference['needs'], string>> = {
  rule: 'name a rule of this version, or one that it is built on',
  task: 'name a rule that asks for something',
  record: 'name a rule that asks for something, or what an absence counts as under treat-as:',
  decision: 'name a rule that asks for a decision',
};

/** What asks for something without a deadline, or in a way that cannot be read, is found there. */
function answers(rule: unknown, needs: Reference['needs']): boolean {
  const { asks, do: purpose } = tableIn(rule);
  if (needs === 'rule') return true;
  if (asks === undefined) return purpose === 'request' || purpose === 'decide';
  return needs !== 'decision' || 'decision' in tableIn(asks) || !('within' in tableIn(asks));
}

/** What is recorded under a decision is one of its outcomes, or that it is wanted sooner; a treatment is lowered. */
function strangeOutcomes({ name, needs, as }: Reference, { rules, treatments }: Names): Finding[] {
  const rule = rules.get(name);
  const known = rule ? outcomesOf(rule) : treatments.includes(name) ? ['lowered'] : [];
  if (!as || known.length === 0) return [];
  const allowed = needs === 'record' && rule ? [...known, 'sooner'] : known;
  return as.outcomes.flatMap((outcome, n): Finding[] => {
    if (typeof outcome !== 'string' || allowed.includes(outcome)) return [];
    const near = closest(outcome, known);
    const mend = near ? `did you mean ${near}?` : `use ${known.join(' or ')}`;
    return [{ path: [...as.path, n], message: `${outcome} is no outcome of ${name}`, mend }];
  });
}

/** None where one of them cannot be read. */
function outcomesOf(rule: unknown): string[] {
  const outcomes = listIn(rule, 'asks', 'decision', 'outcomes');
  return outcomes.every((each) => typeof each === 'string') ? outcomes.map(String) : [];
}

/** A decision that nobody takes counts as one of those that may be taken. */
function defaults({ value: rule, path }: Place): Finding[] {
  const outcomes = outcomesOf(rule);
  const otherwise = textIn(rule, 'asks', 'decision', 'otherwise');
  if (otherwise === undefined || outcomes.length === 0 || outcomes.includes(otherwise)) return [];
  const near = closest(otherwise, outcomes);
  return [
    {
      path: [...path, 'asks', 'decision', 'otherwise'],
      message: `${otherwise} is none of the outcomes that may be decided`,
      mend: near
        ? `did you mean ${near}?`
        : `use ${outcomes.join(' or ')}, or add ${otherwise} to the outcomes`,
    },
  ];
}

/** A name that is wrong everywhere is wrong once. */
const once = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ message }, n) => findings.findIndex((each) => each.message === message) === n);
