// What two authorities cannot both have, found before either is deployed.
import type { Policy } from '../shared/core/policy.ts';

type Deployed = Pick<Policy, 'authority' | 'mail' | 'deployment'>;

/** A line for each pair that could not stand side by side. */
export function clashes(policies: readonly Deployed[]): string[] {
  return policies.flatMap((policy, at) =>
    policies.slice(0, at).flatMap((other) => {
      const names = `${other.authority.name} and ${policy.authority.name}`;
      if (policy.authority.slug === other.authority.slug)
        return `${names} would both be homeward-${policy.authority.slug} - mend: give one of them another name`;
      if (accountOf(policy) !== accountOf(other) || domainOf(policy) !== domainOf(other)) return [];
      return `${names} both send from ${domainOf(policy)}, and an account holds a domain once - mend: let one of them send from a domain or an account of its own`;
    }),
  );
}

/** Stacks whose account is not named go to that of whoever deploys them, which is one. */
const accountOf = ({ deployment }: Deployed): string | undefined => deployment?.account;

const domainOf = ({ mail }: Deployed): string =>
  mail.from.slice(mail.from.lastIndexOf('@') + 1).toLowerCase();
