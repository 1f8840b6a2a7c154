// What a letter says, in the order in which it is read; its two forms, plain text and HTML, say the same.
import { escaped, oneLine, unbroken, webAddress } from './one-line.ts';
import { PIECES } from './template/pieces.ts';

export interface Page {
  /** What kind of letter it is, and how urgent; the colour only repeats it. */
  signal: { words: string; tone: Tone };
  heading: string;
  /** What a list of pages calls it, where the heading is longer. */
  title?: string;
  /** Who, how grave, since when. */
  lead?: string;
  asked: {
    title: string;
    lines: readonly string[];
    deadline?: readonly string[];
    /** Where it is not still to come. */
    deadlineTitle?: string;
  };
  late?: readonly string[];
  /** What has to be read before one answers. */
  before?: readonly Section[];
  answers?: Answers;
  sections: readonly Section[];
  link?: string;
  from: string;
  /** When it was written, whom to ask. */
  closing?: readonly string[];
}

export type Tone = 'urgent' | 'act' | 'over' | 'know';

export interface Section {
  title: string;
  /** Names, each with what is known under it, a line or several. */
  facts?: readonly Fact[];
  lines?: readonly string[];
}

export type Fact = readonly [name: string, ...lines: (string | Link)[]];

/** Words that lead somewhere; an address that leads to no page is left out, and its words stay. */
export interface Link {
  label: string;
  href: string;
}

/** Links by which the reader answers; whoever sends the letter signs them. */
export interface Answers {
  /** What stands over them, where it is more than that they are there. */
  title?: string;
  seen: string;
  /** Its reader has nothing to do with it but to pass it on, by hand. */
  isToPassOn?: true;
  /** Where something is asked: that it is decided or done. */
  decide?: string;
  notMe: string;
}

const DEADLINE = 'To be done by';
const LATE = 'This letter is late';
const ANSWER = 'Answer with one of these links';
const ONE_ANSWER = 'Answer with this link';
export const OPEN_CASE = 'Open the case';
export const RECORD = 'Record what is decided or done';

export function asText(page: Page): string {
  const { heading, asked, late, before = [], answers, sections, closing = [] } = page;
  const titled = (title: string, lines: readonly string[]) => [`${oneLine(title)}:`, ...lines].join('\n');
  const item = (line: string) => `- ${oneLine(line)}`;
  const section = ({ title, facts = [], lines = [] }: Section) =>
    titled(title, [...facts.map(factAsText), ...lines.map(item)]);
  const parts = [
    [page.signal.words, heading, ...(page.lead ? [page.lead] : [])].map((line) => oneLine(line)).join('\n'),
    titled(asked.title, asked.lines.map(item)),
    ...(asked.deadline ? [titled(asked.deadlineTitle ?? DEADLINE, asked.deadline.map(item))] : []),
    ...(late ? [titled(LATE, late.map(item))] : []),
    ...before.map(section),
    ...(answers
      ? [
          titled(
            titleOf(answers),
            answersOf(answers).map(([label, href]) => `- ${label}: ${href}`),
          ),
        ]
      : []),
    ...sections.map(section),
    ...linkTo(page.link).map((href) => `${OPEN_CASE}: ${href}`),
    [page.from, ...closing].map((line) => oneLine(line)).join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function factAsText([name, ...lines]: Fact): string {
  const [only, ...more] = lines.map(lineAsText);
  const head = `- ${oneLine(name)}:`;
  return more.length === 0 ? `${head} ${only}` : [head, only, ...more].join('\n  - ');
}

function lineAsText(line: string | Link): string {
  if (typeof line === 'string') return oneLine(line);
  const href = webAddress(line.href);
  return href ? `${oneLine(line.label)}: ${href}` : oneLine(line.label);
}

export function asHtml(page: Page): string {
  const {
    signal,
    heading,
    lead,
    asked,
    late,
    before = [],
    answers,
    sections,
    link,
    from,
    closing = [],
  } = page;
  const [by = '', ...more] = asked.deadline ?? [];
  const [first = ''] = asked.lines;
  const byWhen = asked.deadlineTitle ?? DEADLINE;
  const preview = by ? `${byWhen} ${by}. ${first}` : first;
  return fill(
    'page',
    {
      tone: TONES[signal.tone],
      signal: signal.words,
      heading,
      title: page.title ?? heading,
      preview: oneLine(preview, 140),
      asked: asked.title,
      from,
    },
    {
      lead: lead ? fill('lead', { line: lead }, {}) : '',
      askedLine: asked.lines.map((line) => fill('askedLine', { line }, {})).join(''),
      deadline: asked.deadline
        ? fill(
            'deadline',
            { title: byWhen, first: by },
            { deadlineLine: more.map((line) => fill('deadlineLine', { line }, {})).join('') },
          )
        : '',
      answers: answers ? answersAsHtml(answers) : '',
      late: late
        ? fill(
            'late',
            { title: LATE },
            { lateLine: late.map((line) => fill('lateLine', { line }, {})).join('') },
          )
        : '',
      before: before.map(sectionAsHtml).join('\n'),
      sections: sections.map(sectionAsHtml).join('\n'),
      link: linkTo(link)
        .map((href) => fill('link', { href, label: OPEN_CASE }, {}))
        .join(''),
      closing: closing.map((line) => fill('closing', { line }, {})).join(''),
    },
  );
}

/** White on each of them is read with ease; the words say the same. */
const TONES: Record<Tone, string> = { urgent: '#b3261e', act: '#1d5ba6', over: '#00663a', know: '#505a5f' };

function sectionAsHtml({ title, facts, lines = [] }: Section): string {
  if (!facts)
    return fill('lines', { title }, { line: lines.map((line) => fill('line', { line }, {})).join('') });
  const fact = facts.map(([name, ...values]) =>
    fill('fact', { name }, { value: values.map(valueAsHtml).join(''), linked: '' }),
  );
  return fill('facts', { title }, { fact: fact.join('\n') });
}

function valueAsHtml(value: string | Link): string {
  if (typeof value === 'string') return fill('value', { value }, {});
  const href = webAddress(value.href);
  return href ? fill('linked', { href, label: value.label }, {}) : fill('value', { value: value.label }, {});
}

/** The main one is the first; where the answer belongs elsewhere, none is. */
const answersAsHtml = (answers: Answers): string =>
  fill(
    'answers',
    { title: titleOf(answers) },
    {
      eachAnswer: answersOf(answers)
        .map(([label, href], n) =>
          fill(n > 0 || answers.title ? 'otherAnswer' : 'answer', { label, href }, {}),
        )
        .join('\n'),
    },
  );

const titleOf = (answers: Answers): string =>
  answers.title ?? (answersOf(answers).length > 1 ? ANSWER : ONE_ANSWER);

/** The labels of the links, and where each leads: the first is the one that the letter asks for. */
function answersOf({ seen, isToPassOn, decide, notMe }: Answers): [string, string][] {
  const all = [
    [RECORD, decide ?? ''],
    [isToPassOn ? 'I have passed it on' : 'I have seen this', seen],
    ['This is not for me: pass it on now', notMe],
  ] as const;
  return all.flatMap(([label, link]): [string, string][] => {
    const href = webAddress(link);
    return href ? [[label, href]] : [];
  });
}

const linkTo = (link = ''): string[] => [webAddress(link)].flatMap((href) => href ?? []);

type Slots<T extends string> = T extends `${string}[[${infer Slot}]]${infer Rest}`
  ? Slot | Slots<Rest>
  : never;
type Inner<T extends string> = T extends `${string}<<${infer Piece}>>${infer Rest}`
  ? Piece | Inner<Rest>
  : never;
type Pieces = typeof PIECES;

/** A piece with its slots filled: texts as text, other pieces as they are. What a text contains is never a slot. */
function fill<Name extends keyof Pieces>(
  name: Name,
  texts: Record<Slots<Pieces[Name]>, string>,
  inner: Record<Inner<Pieces[Name]>, string>,
): string {
  const [slots, pieces]: Record<string, string>[] = [texts, inner];
  return PIECES[name].replaceAll(/\[\[(\w+)\]\]|<<(\w+)>>/g, (_, slot: string, piece: string) =>
    slot ? markup(slot, escaped(asSlot(slot, slots?.[slot] ?? ''))) : (pieces?.[piece] ?? ''),
  );
}

/** Of a digest, which is as long as it may be, only what is short. */
const markup = (slot: string, text: string): string =>
  IN_SIGHT.has(slot) && !(slot === 'value' && text.length > SHORT) ? unbroken(text) : text;

const IN_SIGHT: ReadonlySet<string> = new Set(['heading', 'line', 'first', 'value']);
const SHORT = 40;

/** A link is as long as it is. */
const asSlot = (slot: string, text: string): string => (slot === 'href' ? text : oneLine(text));
