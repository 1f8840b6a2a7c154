// A letter that a mailbox definitely refused goes to the next in line, until somebody has it or nobody is left.
import { lossInWords } from './fate.ts';
import type { Action } from './plan.ts';
import type { Policy, Rule } from './policy.ts';
import type { ChildRecord } from './record.ts';
import { own } from './record.ts';
import { FRONT_DOOR, successionOf } from './routing.ts';

/** For each refused letter that is still called for, the letters to those in line, told ones included. */
export function toDeputies(
  rule: Rule,
  letters: readonly Action[],
  told: ChildRecord['told'],
  policy: Policy,
): Action[] {
  return letters.flatMap((letter): Action[] => {
    let refusal = own(told, letter.id);
    if (refusal?.state !== 'refused') return [];
    const { mailbox: _, authority, ...same } = letter;
    const [role = FRONT_DOOR] = letter.roles;
    const whom = letter.roles.join(' and ') + (authority ? ` (${nameOf(authority, policy)})` : '');
    const forwarded: Action[] = [];
    for (const deputy of successionOf(role, policy)) {
      if (refusal?.state !== 'refused') break;
      const at = refusal.at ?? refusal.intendedAt;
      const id = `${rule.id}/${letter.reference}/${letter.occurrence}/${deputy}<${letter.id}`;
      forwarded.push({
        ...same,
        id,
        rule: rule.id,
        upon: rule.upon,
        basis: rule.basis,
        clauses: [...new Set([...rule.clauses, ...letter.clauses])],
        roles: [deputy],
        says: `${rule.says} It was for ${whom}, and it said: ${letter.says}`,
        dueAt: at,
        knownAt: at,
        because: [`${lossInWords(refusal)} [${rule.clauses.join(', ')}]`, ...letter.because],
      });
      refusal = own(told, id);
    }
    return forwarded;
  });
}

const nameOf = (authority: string, policy: Policy): string =>
  policy.authorities[authority]?.name ?? authority;
