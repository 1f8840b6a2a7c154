// The reference of the policy language names every construct, with an example each, and says what its examples mean.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { authoritySchema } from '../../docs/authority-files.ts';
import { chapters, type Example, fileAround, read } from '../../docs/policy-examples.ts';
import { inWords, policyReference } from '../../docs/policy-reference.ts';
import { keysOf, type Schema } from '../../docs/schema-keys.ts';
import { emptyWorld } from '../../local/simulate.ts';
import { evaluate } from '../../shared/core/condition.ts';
import { PURPOSES, TRIGGERS } from '../../shared/core/policy.ts';
import { absence, said, situation } from '../core/england.ts';
import { goOn, lettersOf } from '../situations/playing.ts';

const [schema] = authoritySchema().values();
const keys = keysOf(schema as Schema);
const constructs = chapters().flatMap((chapter) => chapter.constructs);
const examples = constructs.flatMap((construct) => construct.examples);
const page = readFileSync(join(import.meta.dirname, '../../docs/policy-reference.md'), 'utf8');

describe('the reference of the policy language', () => {
  it('is current (else: npm run generate)', () => {
    expect(page).toBe([...policyReference().values()][0]);
  });

  it('describes every key of the schema, and no other', () => {
    const described = new Set(constructs.flatMap((construct) => construct.keys));
    expect([...keys.all.keys()].filter((key) => !described.has(key))).toEqual([]);
    expect([...described].filter((key) => !keys.all.has(key))).toEqual([]);
  });

  it('has an example for every key of the schema', () => {
    const used = new Set(examples.flatMap((example) => [...keys.usedBy(alone(example))]));
    expect([...keys.all.keys()].filter((key) => !used.has(key))).toEqual([]);
  });

  it('has an example for every trigger, purpose and instant', () => {
    const used = new Set(examples.flatMap((example) => [...keys.usedBy(alone(example))]));
    const start = 'versions/rules/after/from/earliest';
    const moments = keys.all.get(start)?.items?.anyOf?.find((each) => each.enum)?.enum ?? [];
    const all = [
      ...TRIGGERS.map((word) => `versions/rules/upon=${word}`),
      ...PURPOSES.map((word) => `versions/rules/do=${word}`),
      ...moments.map((word) => `${start}=${word}`),
    ];
    expect(moments).toContain('last-seen');
    expect(all.filter((word) => !used.has(word))).toEqual([]);
  });

  it('has a heading of its own for every construct', () => {
    const headings = page.split('\n').filter((line) => /^##+ /.test(line));
    expect(headings.length).toBeGreaterThan(50);
    expect(new Set(headings.map((line) => line.replace(/^#+ /, '').toLowerCase())).size).toBe(
      headings.length,
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    const anchors = headings.map((line) => line.replace(/^#+ /, '').toLowerCase());
    const known = anchors.map((heading) => heading.replaceAll(/[^a-z0-9 -]/g, '').replaceAll(' ', '-'));
    expect(links.filter((link) => !known.includes(link ?? ''))).toEqual([]);
  });

  it('says what each example means, in the words of the printed procedure where that has any', () => {
    for (const { name, means, examples } of constructs) {
      const words = examples.flatMap(inWords);
      expect([name, words.length > 0 || means !== undefined]).toEqual([name, true]);
      expect([name, words.length > 0 && means !== undefined]).toEqual([name, false]);
      for (const line of words) expect(page).toContain(line);
    }
  });

  it('says of every construct what the unknown does', () => {
    for (const { unknown } of constructs) expect(page).toContain(unknown.replaceAll('\n', ' '));
  });
});

describe('a rule that has another name now', () => {
  const renamed = constructs.flatMap(({ keys, examples }) =>
    keys.includes('versions/rules/was') ? examples : [],
  );
  const [example] = renamed;
  if (!example) throw new Error('There is an example of was');

  it.each([
    ['tells nobody twice, because it says what it was called', example.yaml, 1],
    ['tells everybody again where it does not', example.yaml.replace(/^was:.*$/m, ''), 2],
  ])('%s', async (_, yaml, times) => {
    const { policy: before } = read({ as: 'file', yaml: '{}' });
    const { policy: after } = read({ ...example, yaml });
    if (!before || !after) throw new Error('The examples have faults');
    const world = emptyWorld(before, '2026-11-20T22:05:00Z');
    const person = { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-05-14' };
    const data = { person, category: 'missing', risk: 'medium', lastSeenAt: '2026-11-20T20:30:00Z' };
    const subject = 'SM-1';
    await goOn(
      world,
      [{ at: '2026-11-20T22:05:00Z', type: 'missing.reported', subject, data }],
      '2026-11-20T23:00:00Z',
    );
    world.policy = after;
    const news = {
      at: '2026-11-20T23:30:00Z',
      type: 'missing.updated',
      subject,
      data: { policeDistrict: 'hills' },
    };
    await goOn(world, [news], '2026-11-21T00:00:00Z');
    const letters = await lettersOf(world);
    expect(letters.filter(({ to }) => to === 'missing.coordinator@saltmarsh.example')).toHaveLength(times);
  });
});

describe('what no message says yet', () => {
  it.each([
    ['legalStatus', 'section-20', 'section-31'],
    ['homeArea', 'north', 'south'],
  ] as const)('%s is asked all the same: yes, no and unknown', (field, right, wrong) => {
    const asked = { said: field, is: [right] };
    const answerTo = (...words: string[]) =>
      evaluate(asked, situation({ absence: absence({ said: words.map((word) => said({ [field]: word })) }) }))
        .is;
    expect([answerTo(right), answerTo(wrong), answerTo()]).toEqual(['yes', 'no', 'unknown']);
  });
});

/** What the example itself says, without the file around it. */
function alone({ as, yaml }: Example): unknown {
  const said: unknown = parse(yaml);
  if (as === 'file') return said;
  if (as === 'version' || as === 'later') return { versions: [said] };
  return { versions: [{ rules: [as === 'rule' ? said : { when: said }] }] };
}

it('every example stands in a whole file', () => {
  for (const example of examples) expect(keys.usedBy(fileAround(example)).has('authority/code')).toBe(true);
});
