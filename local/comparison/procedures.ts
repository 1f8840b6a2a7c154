// What two procedures say differently: rules, routing tables, the directory. In words, side by side.
import { plainly } from '../../shared/core/in-words.ts';
import type { Policy, Rule, Version } from '../../shared/core/policy.ts';
import { theRole } from '../../shared/policy/in-words/names.ts';
import { rowInWords } from '../../shared/policy/in-words/procedure.ts';
import { keyInWords, RULE_KEYS } from '../../shared/policy/in-words/rule.ts';

/** One version of one authority's file. */
export interface Side {
  policy: Policy;
  version: Version;
}

/** One thing that is said in two ways; empty where a side says nothing. */
export interface Change {
  what: string;
  a: string;
  b: string;
}

export interface Changed {
  name: string;
  changes: Change[];
}

export interface Differences {
  onlyInA: string[];
  onlyInB: string[];
  changed: Changed[];
}

/** A rule under a new name is the same rule where it says that it was the other. */
export function rulesCompared(a: Version, b: Version): Differences {
  const partners = new Map(
    a.rules.flatMap((rule) => partnerOf(rule, b.rules).map((other) => [rule, other] as const)),
  );
  const found = new Set(partners.values());
  return {
    onlyInA: a.rules.filter((rule) => !partners.has(rule)).map(({ id }) => id),
    onlyInB: b.rules.filter((rule) => !found.has(rule)).map(({ id }) => id),
    changed: [...partners].flatMap(([rule, other]) => {
      const name = rule.id === other.id ? rule.id : `${rule.id}, now ${other.id}`;
      return changed(
        name,
        RULE_KEYS.map(([key, label]) => ({
          what: label,
          a: keyInWords(rule, key),
          b: keyInWords(other, key),
        })),
      );
    }),
  };
}

function partnerOf(rule: Rule, others: readonly Rule[]): Rule[] {
  const same = others.find(({ id }) => id === rule.id);
  const renamed = others.find((other) => other.was?.includes(rule.id) || rule.was?.includes(other.id));
  return same ? [same] : renamed ? [renamed] : [];
}

export function routesCompared(a: Version, b: Version): Differences {
  return compared(a.routes, b.routes, (name, left, right) => {
    const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, n) => {
      const [one, other] = [left[n], right[n]];
      return {
        what: `row ${n + 1}`,
        a: one ? rowInWords(one, plainly) : '',
        b: other ? rowInWords(other, plainly) : '',
      };
    });
    return changed(name, rows);
  });
}

export function directoriesCompared(a: Policy, b: Policy): Differences {
  return compared(a.directory, b.directory, (role, left, right) =>
    changed(role, [
      { what: 'address', a: left.address, b: right.address },
      { what: 'out of hours', a: left.outOfHours ?? '', b: right.outOfHours ?? '' },
      { what: 'deputy', a: deputy(left.deputy), b: deputy(right.deputy) },
    ]),
  );
}

const deputy = (role: string | undefined): string => (role ? theRole(role) : '');

function compared<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  both: (name: string, left: T, right: T) => Changed[],
): Differences {
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return {
    onlyInA: [...left.keys()].filter((name) => !right.has(name)),
    onlyInB: [...right.keys()].filter((name) => !left.has(name)),
    changed: [...left].flatMap(([name, one]) => {
      const other = right.get(name);
      return other === undefined ? [] : both(name, one, other);
    }),
  };
}

function changed(name: string, all: readonly Change[]): Changed[] {
  const changes = all.filter(({ a, b }) => a !== b);
  return changes.length > 0 ? [{ name, changes }] : [];
}
