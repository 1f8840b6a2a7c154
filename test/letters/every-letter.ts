// Every letter that an authority can send: from its scenarios, and of rules that no scenario reaches, one made up.
import { listScenarios } from '../../local/comparison/stories.ts';
import { arrivals, readScenario } from '../../local/scenario.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld, run, simulate } from '../../local/simulate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { DAY, later } from '../../shared/core/instant.ts';
import type { Action } from '../../shared/core/plan.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import type { UnreadableRecord } from '../../shared/core/record.ts';
import { compose } from '../../shared/letters/compose.ts';
import { write } from '../../shared/letters/letter.ts';
import type { Answers } from '../../shared/letters/page.ts';
import type { Letter } from '../../shared/ports.ts';
import { ASHA, caseOf, reported } from '../situations/cast.ts';
import { childrenOf, played, procedure, recordsOf } from '../situations/playing.ts';

export interface Sample {
  authority: string;
  rule: string;
  purpose: string;
  scenario: string;
  letter: Letter;
}

/** Letters as the scenarios of an authority have them sent. */
export async function lettersOfScenarios(authority: string): Promise<Sample[]> {
  const policy = procedure(authority);
  const samples: Sample[] = [];
  for (const scenario of listScenarios().filter((path) => path.startsWith(`${authority}/`))) {
    samples.push(...(await lettersOfScenario(scenario, policy)));
  }
  return samples;
}

export const lettersOfScenario = async (scenario: string, policy: Policy): Promise<Sample[]> =>
  samplesOf(scenario, (await simulate(readScenario(`examples/scenarios/${scenario}`), policy)).world);

/** As a stack sends them that has somewhere to answer. */
export async function lettersToAnswer(scenario: string, policy: Policy): Promise<Sample[]> {
  const story = readScenario(`examples/scenarios/${scenario}`);
  const messages = arrivals(story, policy);
  const [first, last] = [messages[0]?.at ?? NOW, messages.at(-1)?.at ?? NOW];
  const key = { id: 'invented', secret: 'aW52ZW50ZWQ' };
  const answerPage = { url: 'https://answers.example/', key: async () => key };
  const world = { ...emptyWorld(policy, first), answerPage };
  await run(world, messages, story.until ?? later(last, 28 * DAY));
  return samplesOf(scenario, world);
}

async function samplesOf(scenario: string, world: World): Promise<Sample[]> {
  const told = new Map((await recordsOf(world)).flatMap((record) => Object.entries(record.told)));
  return world.post.sent.map(({ letter }): Sample => {
    const { rule = '', purpose = '' } = told.get(letter.actions[0] ?? '') ?? {};
    return { authority: world.policy.authority.slug, rule, purpose, scenario, letter };
  });
}

const NOW: Instant = '2026-11-21T03:00:00.000Z';

const UNREADABLE: UnreadableRecord = {
  kind: 'unreadable',
  id: 'u-1',
  sender: 'police',
  windows: [{ opensAt: NOW, messages: ['1'], more: 0 }],
  told: {},
};

/** A letter of each rule of a policy, as if the rule acted on a child who has been missing since last night. */
export async function lettersMadeUp(policy: Policy, answers?: Answers, now = NOW): Promise<Sample[]> {
  const known = caseOf('2026-11-02T09:00:00Z', { ...ASHA, localAuthorityId: 'L1' });
  const world = await played(policy, [known, reported('ME-1')], '2026-11-20T22:05:01Z');
  const [record] = await childrenOf(world);
  if (!record) throw new Error('The story has no child');
  const [like] = plan({ ...record, told: {} }, policy, NOW).actions;
  if (!like) throw new Error(`${policy.authority.name} tells nobody of a missing child`);
  return policy.versions.flatMap(({ id, rules }) =>
    rules.map((rule): Sample => {
      const about = rule.upon === 'unreadable' ? UNREADABLE : record;
      const [draft] = compose([actionOf(rule, like, policy)], about, policy, now);
      if (!draft) throw new Error('An action makes a letter');
      const scenario = `made up, ${id}`;
      return {
        authority: policy.authority.slug,
        rule: rule.id,
        purpose: rule.do,
        scenario,
        letter: write(draft, policy, now, answers),
      };
    }),
  );
}

function actionOf(rule: Rule, like: Action, policy: Policy): Action {
  const { deadline: _, task: __, decision: ___, mailbox: ____, authority: _____, ...rest } = like;
  const asked = { deadline: later(NOW, 3_600_000), task: rule.id };
  const [role] = rule.to.flatMap((to) => ('role' in to ? [to.role] : []));
  return {
    ...rest,
    id: `${rule.id}/ME-1/1/made-up`,
    rule: rule.id,
    kind: rule.asks ? 'task' : 'email',
    purpose: rule.do,
    basis: rule.basis,
    upon: rule.upon,
    clauses: rule.clauses,
    roles: [role && policy.directory[role] ? role : 'front-door'],
    says: rule.says,
    dueAt: NOW,
    knownAt: NOW,
    ...(rule.asks && asked),
    ...(rule.asks?.decision && { decision: rule.asks.decision }),
    because: [`The child is missing [${rule.clauses.join(', ')}]`],
    ...(rule.upon === 'unreadable' && { count: 1, reference: NOW }),
  };
}
