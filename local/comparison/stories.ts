// The scenarios of the examples, each played under two procedures.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Policy } from '../../shared/core/policy.ts';
import type { Scenario } from '../scenario.ts';
import { readScenario } from '../scenario.ts';
import { simulate } from '../simulate.ts';
import type { LettersCompared } from './letters.ts';
import { lettersCompared } from './letters.ts';
import type { Side } from './procedures.ts';

export interface StoryCompared extends LettersCompared {
  scenario: string;
  about: string;
}

export interface StoriesCompared {
  same: string[];
  different: StoryCompared[];
  skipped: { scenario: string; why: string }[];
}

const FOLDER = join(import.meta.dirname, '../../examples/scenarios');

/** Paths of scenarios below examples/scenarios, sorted. */
export const listScenarios = (): string[] =>
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort();

/** Each side's one version holds throughout, whenever a story plays. */
export async function storiesCompared(
  a: Side,
  b: Side,
  scenarios = listScenarios(),
): Promise<StoriesCompared> {
  const result: StoriesCompared = { same: [], different: [], skipped: [] };
  const [left, right] = [alone(a), alone(b)];
  for (const name of scenarios) {
    const scenario = readScenario(join(FOLDER, name));
    const why = unplayable(scenario, left) ?? unplayable(scenario, right);
    if (why) {
      result.skipped.push({ scenario: name, why });
      continue;
    }
    const [one, other] = [await simulate(scenario, left), await simulate(scenario, right)];
    const letters = lettersCompared(one.simulation.actions, other.simulation.actions);
    const differs = Object.values(letters).some((list) => list.length > 0);
    if (differs) result.different.push({ scenario: name, about: scenario.about, ...letters });
    else result.same.push(name);
  }
  return result;
}

const alone = ({ policy, version }: Side): Policy => ({ ...policy, versions: [version] });

/** What is left out of a message fits any authority; what is written out may fit one alone. */
function unplayable({ messages }: Scenario, policy: Policy): string | undefined {
  const { name, code } = policy.authority;
  for (const { source, sender, body, data } of messages) {
    if (typeof body === 'string') return 'a message is written out as it came, for one authority';
    if (typeof source === 'string' && !knowsSource(policy, source))
      return `${name} knows no source ${source}`;
    if (sender !== undefined && !policy.senders[sender]) return `${name} knows no sender ${sender}`;
    const authority =
      typeof data === 'object' && data !== null && 'authority' in data ? data.authority : code;
    if (authority !== code) return `a message is for authority ${String(authority)}`;
  }
  return undefined;
}

const knowsSource = ({ sources }: Policy, source: string): boolean =>
  sources.some(({ urn }) => (urn.endsWith(':ANY') ? source.startsWith(urn.slice(0, -3)) : source === urn));
