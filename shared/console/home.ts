// The first page: what is open, what is overdue longest first, over all its pages. Of very many it reads only as many as it shows.
import { briefly } from '../core/calendar.ts';
import { roleInWords } from '../core/in-words.ts';
import { between, inWords, later } from '../core/instant.ts';
import type { ChildRecord } from '../core/record.ts';
import { capital, escaped, oneLine, unbroken } from '../letters/one-line.ts';
import { letterTo } from '../timeline/marks.ts';
import { gist, quoted } from '../timeline/own-words.ts';
import type { Duty, DutyList, OpenEpisode } from './duties.ts';
import { dutyList } from './duties.ts';
import type { Framed } from './frame.ts';
import { episodeLink, notice, withCommands } from './frame.ts';
import type { Open, Seen } from './seen.ts';
import type { Stopwatch } from './urgency.ts';
import { AHEAD, byUrgency } from './urgency.ts';

/** Each is planned afresh. */
const ON_A_PAGE = 40;
/** So many stand in one order over all pages; to order them, each is planned once when it has changed. */
const IN_ONE_ORDER = 400;
/** What a duty says may be long; the episode's own page says all of it. */
const MOST = 140;

export async function home(
  seen: Seen,
  asked: URLSearchParams,
  elapsed: Stopwatch = () => performance.now(),
): Promise<Framed> {
  const [{ shown, unreadable, ...pages }, isPaused] = await Promise.all([
    pageOf(seen, asked, elapsed),
    seen.paused(),
  ]);
  const records = await seen.read(
    shown.map(({ id }) => id),
    'to show',
  );
  const children = records.filter((record): record is ChildRecord => record.kind === 'child');
  const now = seen.now();
  const list = dutyList(children, seen.policy, now, later(now, AHEAD));
  const isAll = pages.isFirst && !pages.next;
  const main = [
    isPaused ? notice('All letters are paused: nobody is told anything until somebody resumes them.') : '',
    pages.order === 'not in time' && !isAll ? notice(NOT_IN_TIME) : '',
    unreadable || records.some(({ kind }) => kind === 'unreadable')
      ? `<p class="alert"><a href="/queues">Messages that could not be read</a> have just been put to the front door.</p>`
      : '',
    ...list.unplanned.map((references) =>
      notice(`Not planned: ${oneLine(references.join(', '), 200)}. Follow the procedure by hand.`),
    ),
    list.episodes.length > 0
      ? episodesTable(list, seen, isAll)
      : `<p>No ${list.unplanned.length > 0 ? 'other ' : ''}episode is ${isAll ? 'open' : 'on this page'}.</p>`,
    ...wayBetween(pages),
    findForm(),
  ];
  const of = pages.page !== undefined && pages.of !== 1 ? `, page ${pages.page} of ${pages.of}` : '';
  return { path: '/', title: `Open episodes${of}`, main: main.filter((part) => part !== '').join('\n') };
}

const NOT_IN_TIME =
  'The episodes could not all be put in one order in time: something more urgent can be on another page. Load this page again, more than once if need be.';

/** By its reference, also where it is long over. */
export const findForm = (): string => `<form class="ask" action="/episode" method="get" role="search">
<p><label for="ref">Police reference<span class="hint">open or long over</span></label><input id="ref" name="ref" type="text" maxlength="200" required></p>
<p><button type="submit">Show this episode</button></p>
</form>`;

interface Pages {
  /** Which of how many, where they could be put in one order. Of more: whether it is the first, and where the next begins. */
  page?: number;
  of?: number;
  order: 'whole' | 'not in time' | 'too many';
  isFirst: boolean;
  next?: string;
}

interface Page extends Pages {
  shown: readonly Open[];
  /** Messages that nobody could read are among what is not shown. */
  unreadable: boolean;
}

/** What a page shows: of one order a part, else the next of the index, which knows only when a letter goes out. One more than fits is asked for: by it is known that there is more. */
async function pageOf(seen: Seen, asked: URLSearchParams, elapsed: Stopwatch): Promise<Page> {
  const first = await seen.open(IN_ONE_ORDER + 1);
  const isMore = !first.isAll || first.open.length > IN_ONE_ORDER;
  return isMore ? ofTheIndex(first, seen, asked) : ofOneOrder(first.open, seen, asked, elapsed);
}

async function ofTheIndex(
  first: { open: readonly Open[]; isAll: boolean },
  seen: Seen,
  asked: URLSearchParams,
): Promise<Page> {
  const from = asked.get('from') ?? undefined;
  const { open, isAll } = from === undefined ? first : await seen.open(ON_A_PAGE + 1, from);
  const shown = open.slice(0, ON_A_PAGE);
  const last = isAll && open.length <= ON_A_PAGE ? undefined : shown.at(-1);
  return {
    shown,
    unreadable: false,
    order: 'too many',
    isFirst: from === undefined,
    ...(last && { next: `from=${last.place}` }),
  };
}

async function ofOneOrder(
  all: readonly Open[],
  seen: Seen,
  asked: URLSearchParams,
  elapsed: Stopwatch,
): Promise<Page> {
  const { open, unreadable, isWhole } =
    all.length > ON_A_PAGE
      ? await byUrgency(all, seen, elapsed)
      : { open: all, unreadable: false, isWhole: true };
  const of = Math.max(1, Math.ceil(open.length / ON_A_PAGE));
  const page = Math.min(of, Math.max(1, Math.floor(Number(asked.get('page')) || 1)));
  return {
    shown: open.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE),
    unreadable: unreadable && page === 1,
    page,
    of,
    order: isWhole ? 'whole' : 'not in time',
    isFirst: page === 1,
    ...(page < of && { next: `page=${page + 1}` }),
  };
}

function wayBetween({ page, order, isFirst, next }: Pages): string[] {
  if (isFirst && !next) return [];
  return [
    `<p>${orderInWords(order)}</p>
<nav class="pages" aria-label="Pages of episodes">
${isFirst ? '' : '<a href="/">The first page</a>'}
${page !== undefined && page > 2 ? `<a rel="prev" href="/?page=${page - 1}">Page ${page - 1}</a>` : ''}
${next ? `<a rel="next" href="/?${escaped(next)}">${page === undefined ? `The next ${ON_A_PAGE}` : `Page ${page + 1}`}</a>` : ''}
</nav>`,
  ];
}

function orderInWords(order: Pages['order']): string {
  if (order === 'whole') return 'The order above goes on from page to page.';
  const why = order === 'too many' ? `There are more than ${IN_ONE_ORDER}: too many for one order. ` : '';
  return `${why}Each page is in the order above; from page to page they follow the time of their next letter, so that something overdue for which no letter is left to send can be on the last page. ${withCommands('npx homeward duty-list')} has all of them in one order.`;
}

/** Of a page among others it is said of that page alone. */
function overdueInWords(late: number, isAll: boolean): string {
  const words = `${late === 1 ? 'one episode has' : `${late} episodes have`} something overdue.`;
  return isAll ? capital(words) : `On this page ${words}`;
}

function episodesTable(list: DutyList, seen: Seen, isAll: boolean): string {
  const late = list.episodes.filter(({ duties: [first] }) => first && first.at < list.asAt).length;
  const rows = list.episodes.map((episode) => row(episode, seen));
  return `<p>${late > 0 ? `<strong class="alert">${escaped(overdueInWords(late, isAll))}</strong> ` : ''}On top is whatever has been overdue longest, then what falls due next, then what is open with nothing due.</p>
<table>
<caption>Episodes that are open, or of which something is due</caption>
<thead><tr><th scope="col">Episode</th><th scope="col">How it stands</th><th scope="col">What is next</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

function row(episode: OpenEpisode, seen: Seen): string {
  const { references, initials, duties } = episode;
  const [reference = ''] = references;
  const [first] = duties;
  const overdue = duties.filter(({ at }) => at < seen.now()).length;
  const name = escaped(oneLine(`${initials}, ${references.join(', ')}`, 120));
  const more = overdue > 1 ? `<br><strong>${overdue} are overdue in all.</strong>` : '';
  return `<tr><th scope="row"><a href="${escaped(episodeLink(reference))}">${unbroken(name)}</a></th><td data-of="How it stands">${escaped(standing(episode, seen))}</td><td data-of="What is next">${first ? nextOf(first, seen) : 'Nothing within seven days.'}${more}</td></tr>`;
}

/** "missing for 3 days 15 hours, since Fri 20 Nov 2026 20:30; risk medium". */
function standing({ state, risk, since, isOver }: OpenEpisode, { policy, now }: Seen): string {
  const from = briefly(policy.calendar, since);
  const stands = isOver
    ? `${state}; it began ${from}`
    : `${state} for ${inWords(Math.max(0, between(since, now())))}, since ${from}`;
  return `${stands}; risk ${risk}`;
}

function nextOf({ at, purpose, roles, says, words, task, since }: Duty, { policy, now }: Seen): string {
  const whom = roles.map((role) => roleInWords(oneLine(role, 60))).join(', ');
  const when = briefly(policy.calendar, at);
  const late = at < now() ? inWords(between(at, now())) : undefined;
  if (purpose !== 'task') {
    const letter = `${letterTo(purpose).toLowerCase()} ${whom}: ${gist(says, MOST)}`;
    return late
      ? `<strong class="alert">Not sent yet, due for ${late}</strong>, since ${escaped(`${when}: ${letter}`)}`
      : escaped(`${when}: ${letter}`);
  }
  const what = escaped(`${oneLine(task ?? '', 80)}, asked of ${whom}`);
  const head = late
    ? `<strong class="alert">Overdue for ${late}</strong>: ${what}, to be done by ${escaped(when)}.`
    : `To be done by ${escaped(when)}: ${what}.`;
  const follows = since ? `<br>${escaped(oneLine(since.join(' '), 3 * MOST))}` : '';
  const asks = words ? ` ${escaped(quoted(words))}` : '';
  return `${head}${asks}${follows}`;
}
