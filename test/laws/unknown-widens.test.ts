import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { evolve } from '../../shared/core/evolve.ts';
import { factsOf } from '../../shared/core/facts.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { INTHEEND, onTheirWay, understood } from './deliveries.ts';
import { holds } from './hold.ts';
import { inventedVersion } from './invented-rules.ts';
import { kent, named, policyName } from './procedures.ts';
import type { Saying } from './stories.ts';
import { sayings, story } from './stories.ts';

// Who is told and when, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

/** A story in which the child is certainly missing, whatever else is said. */
const missing = fc.tuple(sayings.reported, story).map(([first, rest]) => [first, ...rest]);

function recordOf(said: readonly Saying[], policy: Policy): ChildRecord {
  return onTheirWay(said, policy)
    .map((each) => understood(each, policy))
    .reduce((known, { message, arrival }) => evolve(known, message, arrival), emptyChild('c-1'));
}

/** Everything ever said of one thing, put in other words. */
const saying = (said: readonly Saying[], field: string, other: (value: unknown) => unknown): Saying[] =>
  said.map((each) => {
    const { person } = each.data;
    if (field === 'dateOfBirth') {
      if (typeof person !== 'object' || person === null) return each;
      return { ...each, data: { ...each.data, person: { ...person, dateOfBirth: other('') } } };
    }
    if (!Object.hasOwn(each.data, field)) return each;
    return { ...each, data: { ...each.data, [field]: other(each.data[field]) } };
  });

const unknown = (said: readonly Saying[], field: string) => saying(said, field, () => null);

interface When {
  /** By the rule's clock. What is told at once is due when its facts came, and of the unknown there are more. */
  strikesAt: Instant;
  deadline: Instant;
}

/** Which role is told under which rule, how early, and until when a task is to be done. */
function told(said: readonly Saying[], policy: Policy): Map<string, When> {
  const record = recordOf(said, policy);
  const child = factsOf(record, policy.calendar, policy.authority.code);
  const rules = policy.versions.flatMap((version) => version.rules);
  const clocked = new Set(rules.filter(({ after }) => after).map(({ id }) => id));
  const told = new Map<string, When>();
  for (const { rule, roles, authority = '', dueAt, deadline = '' } of plan(record, policy, INTHEEND)
    .actions) {
    for (const role of roles) {
      // Whom the case system names has a claim to be told; a nameless keyworker is nobody.
      if (role === 'keyworker' && !child.keyworker) continue;
      if (role === 'keyworker-team' && !child.keyworkerTeam) continue;
      const key = `${rule}: ${role} ${authority}`.trim();
      const strikesAt = clocked.has(rule) ? dueAt : '';
      const before = told.get(key);
      // Of several absences the first instant and the first deadline count, each for itself.
      told.set(key, {
        strikesAt: before && before.strikesAt < strikesAt ? before.strikesAt : strikesAt,
        deadline: before && before.deadline < deadline ? before.deadline : deadline,
      });
    }
  }
  return told;
}

/** Everybody told of the one is told of the other, under the same rule, no later, and with no later deadline. */
function isNoShorter(other: Map<string, When>, one: Map<string, When>): void {
  expect([...other.keys()]).toEqual(expect.arrayContaining([...one.keys()]));
  for (const [key, { strikesAt, deadline }] of one) {
    expect((other.get(key)?.strikesAt ?? '~') <= strikesAt, `${key} is told no later`).toBe(true);
    expect((other.get(key)?.deadline ?? '~') <= deadline, `${key} is asked no later`).toBe(true);
  }
}

describe('what is not known never shortens a plan', () => {
  it.each(['dateOfBirth', 'category', 'status'])(
    'where the %s is unknown, everybody is told whom any value would have told, and no later',
    (field) => {
      holds(
        fc.property(missing, policyName, (said, name) => {
          const policy = named(name);
          isNoShorter(told(unknown(said, field), policy), told(said, policy));
        }),
        150,
      );
    },
  );

  it.each(['dateOfBirth', 'category', 'status'])(
    'that holds of any rules and tables for the %s, wherever they ask for it',
    (field) => {
      holds(
        fc.property(missing, inventedVersion, (said, version) => {
          const policy = { ...kent, versions: [version] };
          isNoShorter(told(unknown(said, field), policy), told(said, policy));
        }),
        150,
      );
    },
  );

  it('where the risk is unknown, everybody is told whom a medium risk would have told', () => {
    holds(
      fc.property(missing, policyName, (said, name) => {
        const policy = named(name);
        const medium = saying(said, 'risk', () => 'medium');
        isNoShorter(told(unknown(said, 'risk'), policy), told(medium, policy));
      }),
      150,
    );
  });

  it('where the risk is unknown, the police are asked for it as where they did not assess it', () => {
    holds(
      fc.property(missing, policyName, (said, name) => {
        const policy = named(name);
        const notAssessed = saying(said, 'risk', () => 'not-assessed');
        isNoShorter(told(unknown(said, 'risk'), policy), told(notAssessed, policy));
      }),
      150,
    );
  });
});
