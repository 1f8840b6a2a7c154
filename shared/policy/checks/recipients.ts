// Checks that everybody named is somebody: a role with an address, a routing table that is there.
import { FRONT_DOOR } from '../../core/routing.ts';
import { closest } from '../closest.ts';
import type { Finding, Path } from '../finding.ts';
import { listIn, tableIn, textIn } from '../plain.ts';
import { ROLES_FROM_ELSEWHERE } from '../roles.ts';

export function recipientFindings(file: unknown): Finding[] {
  return [...unknownRoles(file), ...unknownRoutes(file)];
}

interface Named {
  name: string;
  path: Path;
}

function unknownRoles(file: unknown): Finding[] {
  const directory = Object.keys(tableIn(file, 'directory'));
  if (directory.length === 0) return [];
  // That there is no front door is found with the directory.
  const known = [...directory, ...ROLES_FROM_ELSEWHERE, FRONT_DOOR];
  return first(rolesNamed(file).filter(({ name }) => !known.includes(name))).map(({ name, path }) => {
    const near = closest(name, known);
    const mend = near ? `did you mean ${near}?` : `add ${name} to the directory, with an address`;
    return { path, message: `no role is named ${name}`, mend };
  });
}

function unknownRoutes(file: unknown): Finding[] {
  return listIn(file, 'versions').flatMap((version, v) => {
    const known = Object.keys(tableIn(version, 'routes'));
    // Tables that cannot be read are found with the shape.
    if (known.length === 0 && 'routes' in tableIn(version)) return [];
    const named = listIn(version, 'rules').flatMap((rule, r) =>
      listIn(rule, 'to').flatMap((to, n): Named[] => {
        const name = textIn(to, 'route');
        return name === undefined ? [] : [{ name, path: ['versions', v, 'rules', r, 'to', n] }];
      }),
    );
    return first(named.filter(({ name }) => !known.includes(name))).map(({ name, path }) => {
      const near = closest(name, known);
      const mend = near ? `did you mean ${near}?` : `add ${name} to the routes of this version`;
      return { path, message: `no routing table is named ${name}`, mend };
    });
  });
}

function rolesNamed(file: unknown): Named[] {
  return listIn(file, 'versions').flatMap((version, v) => {
    const inRoutes = Object.keys(tableIn(version, 'routes')).flatMap((route) =>
      listIn(version, 'routes', route).flatMap((row, r) => rolesOf(row, ['versions', v, 'routes', route, r])),
    );
    const inRules = listIn(version, 'rules').flatMap((rule, r) => rolesOf(rule, ['versions', v, 'rules', r]));
    const inTreatments = listIn(version, 'treat-as').flatMap((treatment, n): Named[] => {
      const name = textIn(treatment, 'until');
      return name === undefined ? [] : [{ name, path: ['versions', v, 'treat-as', n, 'until'] }];
    });
    const withheld = listIn(version, 'withhold').flatMap((withholding, n) =>
      rolesOf(withholding, ['versions', v, 'withhold', n], 'from').filter(
        ({ name }) => name !== 'every-authority',
      ),
    );
    return [...inRoutes, ...inTreatments, ...withheld, ...inRules];
  });
}

const rolesOf = (told: unknown, path: Path, key = 'to'): Named[] =>
  listIn(told, key).flatMap((to, n): Named[] => {
    if (typeof to === 'string') return [{ name: to, path: [...path, key, n] }];
    const name = textIn(to, 'role');
    return name === undefined ? [] : [{ name, path: [...path, key, n, 'role'] }];
  });

/** A name that is wrong everywhere is wrong once. */
const first = (all: readonly Named[]): Named[] =>
  all.filter(({ name }, n) => all.findIndex((each) => each.name === name) === n);
