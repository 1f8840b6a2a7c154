// Whether a rule tells everybody whom the rule of the guidance tells, in every case in which both act.
import { FRONT_DOOR } from '../../core/routing.ts';
import type { FileCondition } from '../condition-schema.ts';
import { listIn, tableIn, textIn } from '../plain.ts';
import { ROLES_FROM_ELSEWHERE } from '../roles.ts';
import { implies } from './combinations.ts';

interface Told {
  role: string;
  when: readonly FileCondition[];
  /** By a row of a routing table that is for some only: where it is not known whether it holds, the next is told too. */
  isPartOfTable?: true;
}

/** The roles of the guidance that are not told in some case. Each rule with the version whose tables it names. */
export function untold(own: unknown, version: unknown, guided: unknown, guidance: unknown): string[] {
  const mine = toldBy(own, version);
  const acts = [conditionOf(own), conditionOf(guided)].flatMap((each) => each ?? []);
  const away = toldBy(guided, guidance).filter(({ role, when }) => {
    const standing = mine.filter((each) => standsFor(each, role)).map((each) => each.when);
    if (standing.some((each) => each.length === 0)) return false;
    if (standing.length === 0) return true;
    return !implies(all([...acts, ...when]), { any: standing.map((each) => ({ all: [...each] })) });
  });
  return [...new Set(away.map(({ role }) => role))];
}

/**
 * The guidance speaks to the authority, for which its front door stands: any role of the directory will do. A team reads
 * what is for one of its keyworkers.
 */
function standsFor({ role, isPartOfTable }: Told, wanted: string): boolean {
  if (role === wanted || (wanted === 'keyworker' && role === 'keyworker-team')) return true;
  if (wanted !== FRONT_DOOR || role === EVERY_AUTHORITY || role === EVERYBODY_TOLD) return false;
  const isKeyworker = role === 'keyworker' || role === 'keyworker-team';
  return isKeyworker ? isPartOfTable === true : !ROLES_FROM_ELSEWHERE.includes(role);
}

const EVERY_AUTHORITY = 'every other authority';
const EVERYBODY_TOLD = 'everybody who was told';

function toldBy(rule: unknown, version: unknown): Told[] {
  return listIn(rule, 'to').flatMap((to): Told[] => {
    if (typeof to === 'string') return [{ role: to, when: [] }];
    const [role, route] = [textIn(to, 'role'), textIn(to, 'route')];
    const when = conditionOf(to);
    if (role !== undefined) return [{ role, when: when ? [when] : [] }];
    if (route !== undefined) return toldByTable(listIn(version, 'routes', route));
    if ('everybody-told' in tableIn(to)) return [{ role: EVERYBODY_TOLD, when: [] }];
    return 'every-authority' in tableIn(to) ? [{ role: EVERY_AUTHORITY, when: [] }] : [];
  });
}

/** A row is reached where none above it holds for certain. */
function toldByTable(rows: readonly unknown[]): Told[] {
  return rows.flatMap((row, n) => {
    const when = conditionOf(row);
    const over = rows.slice(0, n).map((each): FileCondition => {
      const before = conditionOf(each);
      return before ? { not: before } : { any: [] };
    });
    const reached = [...over, ...(when ? [when] : [])];
    return listIn(row, 'to').map(
      (role): Told => ({ role: String(role), when: reached, ...(when && { isPartOfTable: true }) }),
    );
  });
}

const conditionOf = (of: unknown) => tableIn(of)['when'] as FileCondition | undefined;

const all = (of: readonly FileCondition[]): FileCondition | undefined =>
  of.length > 0 ? { all: [...of] } : undefined;
