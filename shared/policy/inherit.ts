// What a version is built on: the rules and tables of national guidance, or of another version, that hold unless one of the same name stands here.
import { closest } from './closest.ts';
import type { Finding, Path } from './finding.ts';
import { listIn, tableIn, textIn } from './plain.ts';

/** The value of a baseline's file, undefined where there is none of this name. */
export interface Baselines {
  names: readonly string[];
  read(name: string): unknown;
}

export interface Inherited {
  /** The file with every version whole: its own rules in their places, those that it inherits behind them. */
  whole: unknown;
  findings: Finding[];
  /** Of each version, in their order. */
  versions: readonly {
    /** How many rules are its own. */
    own: number;
    /** Where each rule that is not its own comes from, by its id. */
    from: ReadonlyMap<string, string>;
    /** The rules that its own take the place of, by their ids. */
    replaced: ReadonlyMap<string, unknown>;
  }[];
}

type Version = Inherited['versions'][number] & { value: unknown };

/** Never throws, whatever the file is: what is not there adds nothing. */
export function inherit(file: unknown, baselines: Baselines): Inherited {
  const findings: Finding[] = [];
  const own = listIn(file, 'versions');
  const ids = own.map((version) => textIn(version, 'id'));
  const whole = (v: number, chain: readonly number[]): Version => {
    const version = own[v];
    const path: Path = ['versions', v];
    const base = baseOf(version, v, chain, path);
    return base ? built(version, base, path, chain.length === 0 ? findings : []) : alone(version);
  };

  function baseOf(version: unknown, v: number, chain: readonly number[], path: Path): Base | undefined {
    const report = chain.length === 0 ? findings : [];
    const baseline = textIn(version, 'extends', 'baseline');
    if (baseline !== undefined) return baselineOf(baseline, [], path, report);
    const other = textIn(version, 'extends', 'version');
    if (other === undefined) return undefined;
    const n = ids.indexOf(other);
    const circle = [...chain, v];
    if (n >= 0 && !circle.includes(n)) return { name: `version ${other}`, ...whole(n, circle) };
    const at: Path = [...path, 'extends', 'version'];
    const near = closest(
      other,
      ids.flatMap((id, m) => (id !== undefined && m !== v ? [id] : [])),
    );
    if (n < 0) {
      report.push({
        path: at,
        message: `no version is named ${other}`,
        mend: near ? `did you mean ${near}?` : 'name another version of this file',
      });
    } else if (circle.indexOf(n) === 0) {
      const names = [...circle, n].map((each) => ids[each]).join(', ');
      report.push({
        path: at,
        message: `the versions go round in a circle: ${names}`,
        mend: 'let one of them stand alone',
      });
    }
    return undefined;
  }

  function baselineOf(
    name: string,
    chain: readonly string[],
    path: Path,
    report: Finding[],
  ): Base | undefined {
    const value = baselines.read(name);
    const at: Path = [...path, 'extends', 'baseline'];
    if (value === undefined) {
      const near = closest(name, baselines.names);
      const mend = near ? `did you mean ${near}?` : `use one of ${baselines.names.join(', ')}`;
      report.push({ path: at, message: `there is no baseline ${name}`, mend });
      return undefined;
    }
    if (chain.includes(name)) {
      const names = [...chain, name].join(', ');
      report.push({
        path: at,
        message: `the baselines go round in a circle: ${names}`,
        mend: 'let one of them stand alone',
      });
      return undefined;
    }
    const under = textIn(value, 'extends', 'baseline');
    const base = under === undefined ? undefined : baselineOf(under, [...chain, name], path, report);
    return { name, ...(base ? built(value, base, path, []) : alone(value)) };
  }

  const versions = own.map((_, v) => whole(v, []));
  return {
    whole: { ...tableIn(file), ...(own.length > 0 && { versions: versions.map(({ value }) => value) }) },
    findings,
    versions,
  };
}

type Base = Version & { name: string };

const alone = (version: unknown): Version => ({
  value: version,
  own: listIn(version, 'rules').length,
  from: new Map(),
  replaced: new Map(),
});

function built(version: unknown, base: Base, path: Path, report: Finding[]): Version {
  const rules = listIn(version, 'rules');
  const names = new Set(rules.flatMap((rule) => [textIn(rule, 'id'), ...listIn(rule, 'was')]));
  const inherited = listIn(base.value, 'rules');
  const known = inherited.flatMap((rule) => textIn(rule, 'id') ?? []);
  const left = listIn(version, 'leaves-out').map((each) => textIn(each, 'rule'));
  for (const [n, rule] of left.entries()) {
    if (rule === undefined || known.includes(rule)) continue;
    const near = closest(rule, known);
    const mend = near ? `did you mean ${near}?` : 'take it out';
    report.push({
      path: [...path, 'leaves-out', n, 'rule'],
      message: `${base.name} has no rule ${rule}`,
      mend,
    });
  }
  const kept = inherited.filter((rule) => {
    const id = textIn(rule, 'id');
    return !names.has(id) && !left.includes(id);
  });
  const from = (rule: unknown): string => {
    const id = textIn(rule, 'id') ?? '';
    return base.from.get(id) ?? base.name;
  };
  const both = (key: string): unknown[] => {
    const mine = listIn(version, key);
    const ids = mine.map((each) => textIn(each, 'id'));
    return [...mine, ...listIn(base.value, key).filter((each) => !ids.includes(textIn(each, 'id')))];
  };
  return {
    value: {
      ...tableIn(version),
      ...(Object.keys({ ...tableIn(base.value, 'routes'), ...tableIn(version, 'routes') }).length > 0 && {
        routes: { ...tableIn(base.value, 'routes'), ...tableIn(version, 'routes') },
      }),
      ...Object.fromEntries(
        ['treat-as', 'withhold'].flatMap((key) => (both(key).length > 0 ? [[key, both(key)]] : [])),
      ),
      rules: [...rules, ...kept],
    },
    own: rules.length,
    from: new Map(kept.map((rule) => [textIn(rule, 'id') ?? '', from(rule)])),
    replaced: new Map(
      inherited.flatMap((rule) => {
        const id = textIn(rule, 'id');
        return id !== undefined && names.has(id) ? [[id, rule] as const] : [];
      }),
    ),
  };
}
