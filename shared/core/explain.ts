// What each rule did, will do, or does not do, and why - in the words that letters, history and command line share.
import { spoken } from './calendar.ts';
import { factsOf } from './facts.ts';
import { clockInWords } from './clock.ts';
import { own } from './evolve.ts';
import type { Instant } from './instant.ts';
import { consider } from './plan.ts';
import type { Policy } from './policy.ts';
import type { ChildRecord } from './record.ts';

export interface Explanation {
  rule: string;
  clauses: readonly string[];
  outcome: 'told' | 'due' | 'will-act' | 'nobody-left-to-tell' | 'quiet';
  /** When it was told, or falls due. */
  at?: Instant;
  roles: readonly string[];
  /** One sentence a line, each ending in its clause. */
  lines: readonly string[];
}

/** Every rule of the version that a reference's episode keeps. Empty where the record does not know the reference. */
export function explain(record: ChildRecord, reference: string, policy: Policy, now: Instant): Explanation[] {
  const child = factsOf(record, policy.calendar, policy.authority.code);
  return consider(record, child, policy)
    .filter(({ absence }) => absence.references.includes(reference))
    .map((verdict): Explanation => {
      const { rule } = verdict;
      const cited = `[${rule.clauses.join(', ')}]`;
      const told = Object.entries(record.told).filter(
        ([, telling]) =>
          (telling.rule === rule.id || rule.was?.includes(telling.rule)) &&
          verdict.absence.references.includes(telling.reference),
      );
      const told_ = told.map(
        ([, telling]) =>
          `Told ${telling.roles.join(' and ')} on ${spoken(policy.calendar, telling.at ?? telling.intendedAt)} [${telling.clauses.join(', ')}]`,
      );
      const open = verdict.actions.filter((action) => !own(record.told, action.id));
      const [first] = open;
      const head = { rule: rule.id, clauses: rule.clauses };
      if (verdict.outcome === 'quiet') {
        const outcome = told.length > 0 ? ('told' as const) : ('quiet' as const);
        const why = verdict.why.join('; ') || 'its conditions are not met';
        return { ...head, outcome, roles: rolesOf(told), ...whenTold(told), lines: [...told_, `${told.length > 0 ? 'No more is due' : 'Not told'}: ${why} ${cited}`] };
      }
      const because = [...new Set(verdict.actions.flatMap((action) => action.because))];
      if (first) {
        const outcome = first.dueAt <= now ? ('due' as const) : ('will-act' as const);
        const roles = [...new Set(open.flatMap((action) => action.roles))];
        const verb = outcome === 'due' ? 'Due now' : 'Will tell';
        const when = spoken(policy.calendar, first.dueAt);
        const still = outcome === 'will-act' && rule.upon === 'missing' ? ' if the child is still missing' : '';
        return { ...head, outcome, at: first.dueAt, roles, lines: [...told_, `${verb} ${roles.join(', ')} on ${when}${still} ${cited}`, ...because] };
      }
      if (told.length > 0) return { ...head, outcome: 'told', roles: rolesOf(told), ...whenTold(told), lines: [...told_, ...because] };
      const clock = rule.after ? ` (${clockInWords(rule.after)})` : '';
      return { ...head, outcome: 'nobody-left-to-tell', roles: [], lines: [`It applies${clock}, and there is nobody whom it has still to tell ${cited}`] };
    });
}

type Told = [string, ChildRecord['told'][string]][];

const rolesOf = (told: Told): string[] => [...new Set(told.flatMap(([, telling]) => telling.roles))];

function whenTold(told: Told): { at?: Instant } {
  const at = told.map(([, telling]) => telling.at ?? telling.intendedAt).sort()[0];
  return at ? { at } : {};
}
