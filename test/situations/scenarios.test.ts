import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../local/scenario.ts';
import { simulate, unmet } from '../../local/simulate.ts';
import { explained, procedure } from './playing.ts';

const folder = join(import.meta.dirname, '../../examples/scenarios');

/** What a scenario cannot play: a mailbox that refuses. `when-mail-fails.test.ts` does. */
const PLAYED_ELSEWHERE = ['not-delivered'];

describe.each(readdirSync(folder))('in %s', (authority) => {
  const policy = procedure(authority);
  const files = readdirSync(join(folder, authority)).sort();

  it.each(files)('%s goes as a practitioner expects', async (file) => {
    const scenario = readScenario(join(folder, authority, file));
    const { world, simulation } = await simulate(scenario, policy);
    const broken = unmet(scenario.expect ?? [], simulation);
    expect(broken, broken.length > 0 ? `${scenario.about}\n\n${await explained(world)}` : undefined).toEqual(
      [],
    );
  });

  it('every rule of the procedure is told by some scenario', () => {
    const expected = new Set(
      files
        .flatMap((file) => readScenario(join(folder, authority, file)).expect ?? [])
        .flatMap(({ rule, purpose, not }) => (not ? [] : [rule ?? '', purpose ?? ''])),
    );
    const rules = policy.versions.flatMap((version) => version.rules.map(({ id }) => id));
    const untold = rules.filter((rule) => !expected.has(rule) && !PLAYED_ELSEWHERE.includes(rule));
    expect(untold).toEqual([]);
  });
});
