// The shipped procedures, each also listening to a carer and a duty team, so that stories have more than one voice.
import fc from 'fast-check';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import { loadAuthority } from '../../shared/policy/load.ts';

function withMoreVoices(name: string): Policy {
  const loaded = loadAuthority(name);
  if (!loaded.ok) throw new Error(`The file of ${name} has faults`);
  const { policy } = loaded;
  return {
    ...policy,
    versions: policy.versions.map((version) => ({ ...version, rules: version.rules.map(thrice) })),
    sources: [
      ...policy.sources,
      { urn: 'urn:somebody-on-duty:example', is: 'emergency-duty-team', senders: ['police'] },
      { urn: 'urn:somebody-who-cares:example', is: 'carer', senders: ['police'] },
    ],
  };
}

/** What comes again every day until the child is found would never end: three turns show what a series may do. */
const thrice = (rule: Rule): Rule => (rule.every ? { ...rule, every: { ...rule.every, times: 3 } } : rule);

export const kent = withMoreVoices('kent');
export const darlington = withMoreVoices('darlington');
export const cheshireEast = withMoreVoices('cheshire-east');

/** By its name, so that a story that breaks a law can be read. */
export const policyName = fc.constantFrom('kent' as const, 'darlington' as const);
export const named = (name: 'kent' | 'darlington'): Policy => (name === 'kent' ? kent : darlington);

/** The URN of a policy's own source of a kind. */
export function urnOf(policy: Policy, kind: Voice): string {
  if (kind === 'emergency-duty-team') return 'urn:somebody-on-duty:example';
  if (kind === 'carer') return 'urn:somebody-who-cares:example';
  const source = policy.sources.find(({ is }) => is === kind);
  if (!source) throw new Error(`${policy.authority.name} has no ${kind}`);
  return source.urn;
}

export type Voice = 'police' | 'emergency-duty-team' | 'carer' | 'case-system';
