// The letters as a page: the newest first, each in two lines until it is opened: what, when, to whom, and what became of it; to be found by a word of it.
import type { Framed } from '../../shared/console/frame.ts';
import { escaped, oneLine, unbroken } from '../../shared/letters/one-line.ts';
import type { Letter } from '../inbox-page.ts';
import type { Became } from './what-became.ts';
import { becameOf } from './what-became.ts';

const ON_A_PAGE = 50;
/** What a mail program would show of a subject; the rest is in its title. */
const LONGEST_SUBJECT = 200;

interface Numbered {
  letter: Letter;
  number: number;
  became: readonly (Became & { address: string })[];
}

interface Asked {
  find: string;
  isLost: boolean;
  page: number;
}

export function inboxInWords(letters: readonly Letter[], query: URLSearchParams): Framed {
  const asked = askedIn(query);
  const all = letters.map((letter, at): Numbered => {
    const became = letter.to.map((address) => ({ address, ...becameOf(address) }));
    return { letter, number: at + 1, became };
  });
  const lost = all.filter(isLost);
  const found = all
    .filter((each) => (!asked.isLost || isLost(each)) && has(each.letter, asked.find))
    .reverse();
  const pages = Math.max(1, Math.ceil(found.length / ON_A_PAGE));
  const page = Math.min(asked.page, pages);
  const shown = found.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE);
  const isNarrowed = asked.find !== '' || asked.isLost;
  const main = [
    `<p>${summary(all.length, lost.length)} Nothing here has left this machine.</p>`,
    all.length === 0
      ? '<p>As soon as Homeward writes to somebody, the letter is here: load this page again then.</p>'
      : `<details${isNarrowed ? ' open' : ''}><summary>Find a letter</summary>\n${form(asked)}</details>`,
    isNarrowed ? `<p role="status">${counted(found.length)} found. <a href="/inbox">All letters</a></p>` : '',
    ...shown.map((each, place) => article(each, place === 0)),
    pages > 1 ? wayBetween({ ...asked, page }, pages) : '',
  ];
  return { path: '/inbox', title: 'Inbox', main: main.filter((part) => part !== '').join('\n') };
}

const askedIn = (query: URLSearchParams): Asked => ({
  find: oneLine(query.get('find') ?? '', 100),
  isLost: query.has('lost'),
  page: Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1),
});

const isLost = ({ became }: Numbered): boolean => became.some(({ arrived }) => !arrived);

function has({ to, subject, text }: Letter, word: string): boolean {
  const sought = word.toLowerCase();
  return word === '' || [...to, subject, text].some((said) => said.toLowerCase().includes(sought));
}

const counted = (n: number): string => (n === 1 ? '1 letter' : `${n} letters`);

function summary(all: number, lost: number): string {
  if (all === 0) return 'No letter yet.';
  if (lost === 0) return `${counted(all)}, newest first; all were delivered.`;
  return `${counted(all)}, newest first; <strong class="alert">${counted(lost)} not known to have arrived</strong>.`;
}

const form = ({
  find,
  isLost: only,
}: Asked): string => `<form class="ask" action="/inbox" method="get" role="search">
<p><label for="find">Find<span class="hint">an address, a reference, a word</span></label><input id="find" name="find" type="search" maxlength="100" value="${escaped(find)}"></p>
<p><label for="lost" class="tick"><input id="lost" name="lost" type="checkbox" value="yes"${only ? ' checked' : ''}> Only what did not arrive</label></p>
<p><button type="submit">Show</button></p>
</form>`;

function wayBetween({ find, isLost: only, page }: Asked, pages: number): string {
  const to = (n: number) => {
    const query = new URLSearchParams({ ...(find && { find }), ...(only && { lost: 'yes' }) }).toString();
    return `/inbox?page=${n}${query ? `&amp;${escaped(query)}` : ''}`;
  };
  return `<nav class="pages" aria-label="Pages of letters">
${page > 1 ? `<a rel="prev" href="${to(page - 1)}">Newer letters</a>` : ''}
<strong>Page ${page} of ${pages}</strong>
${page < pages ? `<a rel="next" href="${to(page + 1)}">Older letters</a>` : ''}
</nav>`;
}

/** The newest is open, as a mail program would show it; the others open when they are asked for. */
function article({ letter, number, became }: Numbered, isOpen: boolean): string {
  const { at, from, text, html } = letter;
  const title = escaped(oneLine(letter.subject, LONGEST_SUBJECT) || '(no subject)');
  const plain = `<pre>${withLinks(escaped(text))}</pre>`;
  const read =
    html === ''
      ? plain
      : `<iframe sandbox="" loading="lazy" title="Letter ${number}: ${title}" src="/inbox/letters/${number}"></iframe>
<details><summary>The same letter as plain text</summary>
${plain}</details>`;
  const own = [
    ...(html === '' ? [] : [`<a href="/inbox/letters/${number}">on a page of its own</a>`]),
    `<a href="/inbox/letters/${number}.txt">its text alone</a>`,
  ];
  return `<article aria-labelledby="letter-${number}">
<details${isOpen ? ' open' : ''}><summary><h2 id="letter-${number}">${unbroken(title)}</h2>
<span class="line"><time datetime="${escaped(at)}">${escaped(whenOf(at))}</time> to ${became.map(fate).join('; ')}</span></summary>
${read}
<p class="id">Letter ${number}, from ${address(from)}: ${own.join(', ')}</p></details>
</article>`;
}

/** One that a phone is too narrow for is broken after its sign. */
const address = (mailbox: string): string =>
  mailbox.length > 28 ? escaped(mailbox).replaceAll('@', '@<wbr>') : escaped(mailbox);

/** "out.of.hours@kent.example: delivered". */
const fate = ({ address: of, says, arrived }: Numbered['became'][number]): string => {
  const said = `${address(of)}: ${escaped(says)}`;
  return arrived ? said : `<strong class="alert">${said}</strong>`;
};

/** On the clocks of England, as the letters say it. */
const LOCAL = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

const whenOf = (at: string): string => {
  const instant = Date.parse(at);
  return Number.isNaN(instant) ? at : LOCAL.format(instant).replaceAll(',', '');
};

/** Only to the answer page of this machine: a letter as a mail program shows it stands in a frame that leads nowhere. */
const withLinks = (markup: string): string =>
  markup.replace(
    /http:\/\/127\.0\.0\.1:\d+\/answer\/[\w.-]+#[a-z-]+/g,
    '<a rel="noreferrer" href="$&">$&</a>',
  );
