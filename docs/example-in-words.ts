// What an example means, in the words in which the whole procedure is printed.
import { parse } from 'yaml';
import type { Policy } from '../shared/core/policy.ts';
import { procedureInWords } from '../shared/policy/in-words/procedure.ts';
import { type Line, TRIGGERS } from '../shared/policy/in-words/rule.ts';
import { type Example, read } from './policy-examples.ts';

/** What the printed procedure says under one title: a rule, a table, the whole version. */
export interface Words {
  title: string;
  lines: readonly Line[];
}

/** The lines of the printed procedure that are there because of the example. */
export function wordsOf(example: Example): readonly Words[] {
  const { policy } = read(example);
  if (!policy) return [];
  frame ??= withoutExample();
  const before = frame;
  const isWhole = example.as === 'version' || example.as === 'later';
  const said = printed(policy).flatMap(({ title, lines }): Words[] => {
    const own = lines.filter(
      (line) =>
        !before.has(known(title, line)) && !NEVER.has(line[0]) && !(isWhole && BESIDE_A_RULE.has(line[0])),
    );
    return own.length > 0 ? [{ title, lines: own }] : [];
  });
  const of: { upon?: keyof typeof TRIGGERS } = parse(example.yaml) ?? {};
  const upon =
    example.as === 'rule' && of.upon ? [{ title: '', lines: [['Once', TRIGGERS[of.upon]] as const] }] : [];
  const place = ({ title }: Words) => example.yaml.indexOf(`id: ${idIn(title)}\n`);
  return inheritedTogether([...upon, ...said.toSorted((a, b) => place(a) - place(b))]);
}

let frame: ReadonlySet<string> | undefined;

/** What the printed procedure says of the small file by itself. */
function withoutExample(): ReadonlySet<string> {
  const { policy } = read({ as: 'file', yaml: '{}' });
  const words = policy ? printed(policy) : [];
  return new Set(words.flatMap(({ title, lines }) => lines.map((line) => known(title, line))));
}

/** A rule is the same whatever it is called. */
const known = (title: string, line: Line): string => [idIn(title), ...line].join('\n');

/** A rule's title ends in its id. */
const idIn = (title: string): string =>
  /\((\S+)\)$/.exec(title)?.[1] ?? title.toLowerCase().replaceAll(' ', '-');

/** Of the state and the number of the rules nobody learns anything; of a whole rule, what it is for is enough. */
const NEVER = new Set(['File', 'Rules']);
const BESIDE_A_RULE = new Set(['Letter', 'Clause', 'Basis', 'Procedure', 'Version']);

function printed(policy: Policy): Words[] {
  const version = policy.versions.at(-1);
  if (!version) return [];
  const { title, lines, parts } = procedureInWords(policy, version);
  return [
    { title: '', lines: [['Title', title] as const, ...lines] },
    ...parts.flatMap(({ entries }) => entries),
  ];
}

/** Rules of which nothing else is to say than where they come from, in one line. */
function inheritedTogether(words: readonly Words[]): Words[] {
  const inherited = words.filter(({ lines }) => lines.every(([label]) => label === 'Inherited'));
  const [first] = inherited;
  const others = words.filter((each) => !inherited.includes(each));
  if (!first) return others;
  const count = inherited.length === 1 ? 'one rule' : `${inherited.length} rules`;
  return [...others, { title: '', lines: [['Inherited', `${count} ${first.lines[0]?.[1]}`]] }];
}
