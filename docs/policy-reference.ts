// The reference of the policy language: each construct as the schema describes it, examples of it, and what comes of them.
import type { Line } from '../shared/policy/in-words/rule.ts';
import { authoritySchema } from './authority-files.ts';
import { wordsOf } from './example-in-words.ts';
import { type Chapter, type Construct, chapters, type Example, type Story } from './policy-examples.ts';
import { type Keys, keysOf, type Schema } from './schema-keys.ts';
import { shapeOf } from './schema-shape.ts';

const FILE = 'docs/policy-reference.md';

export function policyReference(): Map<string, string> {
  const [schema] = authoritySchema().values();
  const keys = keysOf(schema as Schema);
  const all = chapters();
  const body = all.flatMap((each) => chapterLines(each, keys));
  return new Map([[FILE, `${[...HEAD, ...contents(all), ...body].join('\n').trimEnd()}\n`]]);
}

const HEAD = [
  '<!-- Made by `npm run generate` from the schema and docs/policy-examples; not to be edited by hand. -->',
  "# What an authority's file can say",
  '',
  'Each construct with what it is for, a small example, what the example means in plain English, and cases on both sides',
  'of it. Every example and every case on this page is a test. To read the language as one whole file, open',
  '[`authorities/example.yaml`](../authorities/example.yaml); to have an editor complete it, keep the first line of that',
  'file, which names its [JSON Schema](schemas/authority.json).',
  '',
  'The examples stand in [the file of Saltmarsh](policy-examples/frame.yaml), an authority that does not exist. In every case',
  'a child of 14 was last seen on Friday 20 November 2026 at 20:30, and the notice comes at 22:05, unless the case says',
  'otherwise. What is marked *unknown* is what comes of it where nobody knows. An example of a condition stands under',
  "`when:` of that file's last rule, an example of lines of a rule in that rule. A key that is *needed* must be there",
  'wherever its group is.',
  '',
];

const contents = (all: readonly Chapter[]): string[] => [
  '## Contents',
  '',
  ...all.flatMap(({ title, constructs }) => [
    `- [${title}](#${anchor(title)}): ${constructs.map(({ name }) => `[${name}](#${anchor(name)})`).join(', ')}`,
  ]),
  '',
];

/** As the hosts of Markdown make them. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

function chapterLines({ title, lead, constructs }: Chapter, keys: Keys): string[] {
  return [
    `## ${title}`,
    '',
    lead,
    '',
    '| construct | what it says | what is unknown does |',
    '| --- | --- | --- |',
    ...constructs.map(({ name, keys: [key = ''], unknown }) =>
      row(`[${name}](#${anchor(name)})`, aboutOf(key, keys), unknown),
    ),
    '',
    ...constructs.flatMap((construct) => constructLines(construct, keys)),
  ];
}

function constructLines(construct: Construct, keys: Keys): string[] {
  const { name, means } = construct;
  const played = construct['not-played'];
  return [
    `### ${name}`,
    '',
    '| key | what may stand there | what it says |',
    '| --- | --- | --- |',
    ...construct.keys.map((key) =>
      row(nameOf(key, keys), shapeOf(keys.all.get(key) ?? {}), aboutOf(key, keys)),
    ),
    '',
    ...construct.examples.flatMap((example) => exampleLines(example, means)),
    ...(played ? [`No case is told of it: ${played}.`, ''] : []),
  ];
}

const nameOf = (key: string, { needed }: Keys): string =>
  `\`${key.split('/').at(-1)}\`${needed.has(key) ? ' (needed)' : ''}`;

/** What the schema says of a key; of one that only refers to another, what that one says. */
function aboutOf(key: string, { all }: Keys): string {
  const node = all.get(key);
  return node?.description ?? CONDITION[key.split('/').at(-1) ?? ''] ?? '';
}

/** The schema describes a condition once, wherever one stands. */
const CONDITION: Readonly<Record<string, string>> = {
  when: 'Where it applies; everywhere where left out.',
  not: 'Holds where this does not.',
  'or-sooner': 'It acts at once, whatever its clock says, where this holds for certain.',
  'in-digest-when':
    'Where this holds for certain no letter is sent: a copy for information stands in the morning digest instead.',
  'every-authority': 'Every other authority that has an address in this file.',
  'everybody-told': 'Every mailbox that was told of this absence, wherever the directory leads by now.',
};

function exampleLines(example: Example, means: string | undefined): string[] {
  const said = [...(means ? [`- ${means}`] : []), ...inWords(example)];
  return [
    ...(example.baseline
      ? ['`authorities/baseline/national.yaml`:', '', '```yaml', example.baseline.trimEnd(), '```', '']
      : []),
    '```yaml',
    example.yaml.trimEnd(),
    '```',
    '',
    ...(said.length > 0 ? ['In words:', '', ...said, ''] : []),
    ...(example.stories.length > 0
      ? ['| case | what comes of it |', '| --- | --- |', ...example.stories.map(storyRow), '']
      : []),
  ];
}

/** A line each for what one rule says; of several rules, a line for each. */
export function inWords(example: Example): string[] {
  const line = ([label, text]: Line) => `**${label}:** ${text}`;
  const several = example.as === 'version' || example.as === 'later';
  return wordsOf(example).flatMap(({ title, lines }) =>
    several && title !== ''
      ? [`- *${title}.* ${lines.map(line).join('; ')}`]
      : lines.map((each) => `- ${line(each)}`),
  );
}

const storyRow = (story: Story): string =>
  row(`${story.unknown ? '*Unknown.* ' : ''}${story.case}`, comesOf(story));

function comesOf({ letters, mail, tasks, says, 'does-not-say': silent }: Story): string {
  const sent = letters ?? mail;
  return [
    ...(sent ? [sent.length > 0 ? sent.join('<br>') : 'nobody is told'] : []),
    ...(tasks ?? []),
    ...(says ? [`the letter says: ${says}`] : []),
    ...(silent ? [`the letter does not say: ${silent}`] : []),
  ].join('<br>');
}

const row = (...cells: string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
