// A letter as a page: the pieces of its template, filled. It says what the plain text says, in the same order.
import { escaped, oneLine, unbroken, webAddress } from './one-line.ts';
import type { Answers, Line, Link, Page, Section, Tone } from './page.ts';
import { answersOf, DEADLINE, inWords, LATE, linkTo, OPEN_CASE, titleOf } from './page.ts';
import { PIECES } from './template/pieces.ts';

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
  const preview = `${by ? `${byWhen} ${by}. ` : ''}${inWords(first)}`;
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
      askedLine: asked.lines.map(lineAsHtml('askedLine')).join(''),
      called: '',
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
      closing: closing.map(lineAsHtml('closing')).join(''),
    },
  );
}

const lineAsHtml =
  (piece: 'askedLine' | 'closing') =>
  (line: Line): string =>
    typeof line === 'string'
      ? fill(piece, { line }, {})
      : fill('called', { ...line, href: `tel:${line.phone.replaceAll(/[^+\d]/g, '')}` }, {});

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

/** Where the letter can be answered by doing what it asks, that is the main one; that it was seen never is. */
function answersAsHtml(answers: Answers): string {
  const isMain = !answers.title && (answers.decide !== undefined || answers.isToPassOn === true);
  return fill(
    'answers',
    { title: titleOf(answers) },
    {
      eachAnswer: answersOf(answers)
        .map(([label, href], n) => fill(n === 0 && isMain ? 'answer' : 'otherAnswer', { label, href }, {}))
        .join('\n'),
    },
  );
}

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
