// Every example of the policy reference is played: what it says it does, it does, and what it refrains from.
import { describe, expect, it } from 'vitest';
import { type Construct, chapters, type Example, read, rulesOf } from '../../docs/policy-examples.ts';
import { type Outcome, play } from './reference-stories.ts';

const constructs = chapters().flatMap(({ title, constructs }) =>
  constructs.map((construct) => [`${title}: ${construct.name}`, construct] as const),
);

describe.each(constructs)('%s', (_, construct) => {
  describe.each(titled(construct.examples))('%s', (_title, example) => {
    const { findings, policy } = read(example);

    it('is accepted by check', () => {
      expect(findings).toEqual([]);
    });

    it.each(example.stories)('$case', async (story) => {
      if (!policy) throw new Error('The example has faults');
      const rules = rulesOf(example);
      const came = await play(policy, rules, story);
      const { letters, mail, tasks, says, 'does-not-say': silent } = story;
      if (letters) expect(came.letters.sort()).toEqual(letters.toSorted());
      if (mail) expect(came.mail.sort()).toEqual(mail.toSorted());
      if (tasks) expect(came.tasks).toEqual(tasks);
      if (says) expect(came.texts.join('\n')).toContain(says);
      if (silent) expect(came.texts.join('\n')).not.toContain(silent);
      if (!rules.includes('unreadable')) expect(came.unreadable).toEqual([]);
    });
  });

  it('is shown from both sides', () => {
    if (construct['not-played']) expect(construct.examples.flatMap(({ stories }) => stories)).toEqual([]);
    else expect(outcomesOf(construct).size).toBeGreaterThan(1);
  });
});

/** By its number and its first line. */
const titled = (examples: readonly Example[]) =>
  examples.map((example, n) => [`${n + 1}. ${example.yaml.split('\n')[0]}`, example] as const);

/** What the stories say comes of it, each once. */
const outcomesOf = ({ examples }: Construct): Set<string> =>
  new Set(
    examples.flatMap(({ stories }) =>
      stories.map(({ letters, mail, tasks, says, 'does-not-say': silent }) =>
        JSON.stringify([letters ?? mail ?? tasks, says, silent] satisfies (
          | Outcome['letters']
          | string
          | undefined
        )[]),
      ),
    ),
  );
