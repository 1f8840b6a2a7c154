// Every reason of every scenario that is shipped is a sentence for people: none of the file's names, no date of a machine.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readScenario } from '../../local/scenario.ts';
import { simulate } from '../../local/simulate.ts';
import { explain } from '../../shared/core/explain.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { childrenOf, procedure } from '../situations/playing.ts';

const FOLDER = 'examples/scenarios';
const DATE = /\d{4}-\d\d-\d\d/;
const FIELD = /\b[a-z]+[A-Z]\w*|\b(found|interview|education|person|keyworker)\.[a-z]/;

it.each(readdirSync(FOLDER))(
  'of %s',
  async (authority) => {
    const policy = procedure(authority);
    const names = namesIn(policy);
    let read = 0;
    for (const file of readdirSync(join(FOLDER, authority)).filter((name) => name.endsWith('.yaml'))) {
      const { world } = await simulate(readScenario(join(FOLDER, authority, file)), policy);
      for (const record of await childrenOf(world)) {
        const child = childOf(record, policy);
        const inLetters = [
          ...Object.values(record.told).flatMap(({ because }) => because),
          ...child.absences.flatMap(({ treatments }) => treatments),
        ];
        const inExplanations = Object.keys(record.references).flatMap((reference) =>
          explain(record, reference, policy, world.clock.now()).flatMap(({ lines }) => lines),
        );
        for (const line of [...inLetters, ...inExplanations]) {
          const words = line.replaceAll(/ \[[^\]]+\]$/g, '');
          expect(words, file).not.toMatch(DATE);
          expect(words, file).not.toMatch(FIELD);
          expect(
            words.split(/[\s,;:."()]+/).filter((word) => names.has(word)),
            `${file}: ${line}`,
          ).toEqual([]);
          expect(words, file).not.toMatch(/; ;|: ;|;$|: $|undefined/);
          read += 1;
        }
        for (const line of inLetters) expect(line, file).not.toContain('asked:');
      }
    }
    expect(read).toBeGreaterThan(100);
  },
  120_000,
);

/** Roles, rules and codes, as far as they are no word of English. */
function namesIn({ directory, versions }: Policy): ReadonlySet<string> {
  const rules = versions.flatMap(({ rules, treatAs }) => [...rules, ...treatAs].map(({ id }) => id));
  const codes = [
    'looked-after',
    'child-protection-plan',
    'child-sexual-exploitation',
    'county-lines',
    'not-open',
  ];
  return new Set([...Object.keys(directory), ...rules, ...codes].filter((name) => name.includes('-')));
}
