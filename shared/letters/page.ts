// What a letter says, in the order in which it is read, and as plain text; as-html.ts says the same as a page.
import { listed, plainly } from '../core/in-words.ts';
import { oneLine, webAddress } from './one-line.ts';

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
    lines: readonly Line[];
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
  closing?: readonly Line[];
}

export type Tone = 'urgent' | 'act' | 'over' | 'know';

export interface Section {
  title: string;
  /** Names, each with what is known under it, a line or several. */
  facts?: readonly Fact[];
  lines?: readonly string[];
}

export type Fact = readonly [name: string, ...lines: (string | Link)[]];

export type Line = string | Call;

/** A number from the directory among its words, to be rung by touching it: whatever else looks like a number is none. */
export interface Call {
  before: string;
  phone: string;
  after: string;
}

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
  /** Where something is asked: that it is done, or which of these has come of it. */
  decide?: string;
  outcomes?: readonly string[];
  notMe: string;
}

export const DEADLINE = 'To be done by';
export const LATE = 'This letter is late';
const ANSWER = 'Answer with one of these links';
const ONE_ANSWER = 'Answer with this link';
/** The page that it leads to says the same, and to whom. */
export const NOT_FOR_ME = 'This is not for me: pass it on';
export const OPEN_CASE = 'See the record';
export const RECORD_DONE = 'Record that it is done';
const LONGEST_LABEL = 60;

/** Where a button has room for them all. */
function recordOne(outcomes: readonly string[]): string {
  const label = `Record: ${listed(outcomes.map(plainly), 'or')}`;
  return label.length > LONGEST_LABEL ? 'Record what is decided' : label;
}

export function asText(page: Page): string {
  const { heading, asked, late, before = [], answers, sections, closing = [] } = page;
  const titled = (title: string, lines: readonly string[]) => [`${oneLine(title)}:`, ...lines].join('\n');
  const item = (line: Line) => `- ${oneLine(inWords(line))}`;
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
    [page.from, ...closing].map((line) => oneLine(inWords(line))).join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

export const inWords = (line: Line): string =>
  typeof line === 'string' ? line : `${line.before} ${line.phone}${line.after}`;

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

export const titleOf = (answers: Answers): string =>
  answers.title ?? (answersOf(answers).length > 1 ? ANSWER : ONE_ANSWER);

/** The labels of the links, and where each leads: the first is the one that the letter asks for. */
export function answersOf({ seen, isToPassOn, decide, outcomes, notMe }: Answers): [string, string][] {
  const all = [
    [outcomes ? recordOne(outcomes) : RECORD_DONE, decide ?? ''],
    [isToPassOn ? 'I have passed it on' : 'I have seen this', seen],
    [NOT_FOR_ME, notMe],
  ] as const;
  return all.flatMap(([label, link]): [string, string][] => {
    const href = webAddress(link);
    return href ? [[label, href]] : [];
  });
}

export const linkTo = (link = ''): string[] => [webAddress(link)].flatMap((href) => href ?? []);
