// The first page: what is open, what is overdue longest first. It reads as many records as it shows, however many there are.
import { briefly } from '../core/calendar.ts';
import { between, DAY, inWords, later } from '../core/instant.ts';
import type { ChildRecord } from '../core/record.ts';
import { escaped, oneLine, plainly, unbroken } from '../letters/one-line.ts';
import { letterTo } from '../timeline/marks.ts';
import { quoted } from '../timeline/own-words.ts';
import type { Duty, DutyList, OpenEpisode } from './duties.ts';
import { dutyList } from './duties.ts';
import type { Framed } from './frame.ts';
import { episodeLink, notice, withCommands } from './frame.ts';
import type { Seen } from './seen.ts';

/** Each is planned afresh. Most authorities have fewer that are open, and so all of them in one order. */
const ON_A_PAGE = 40;
const AHEAD = 7 * DAY;
/** What a duty says may be long; the episode's own page says all of it. */
const MOST = 140;

export async function home(seen: Seen, asked: URLSearchParams): Promise<Framed> {
  const from = asked.get('from') ?? undefined;
  const [{ records, next }, isPaused] = await Promise.all([seen.open(ON_A_PAGE, from), seen.paused()]);
  const children = records.filter((record): record is ChildRecord => record.kind === 'child');
  const now = seen.now();
  const list = dutyList(children, seen.policy, now, later(now, AHEAD));
  const unreadable = records.length - children.length;
  const main = [
    isPaused ? notice('All letters are paused: nobody is told anything until somebody resumes them.') : '',
    unreadable > 0
      ? `<p class="alert"><a href="/queues">Messages that could not be read</a> have just been put to the front door.</p>`
      : '',
    ...list.unplanned.map((references) =>
      notice(`Not planned: ${oneLine(references.join(', '), 200)}. Follow the procedure by hand.`),
    ),
    list.episodes.length > 0 ? episodesTable(list, seen) : '<p>No episode is open.</p>',
    ...(from !== undefined || next ? [wayOn(from !== undefined, next)] : []),
    findForm(),
  ];
  return { path: '/', title: 'Open episodes', main: main.filter((part) => part !== '').join('\n') };
}

const findForm = (): string => `<form class="ask" action="/episode" method="get" role="search">
<p><label for="ref">Police reference<span class="hint">open or long over</span></label><input id="ref" name="ref" type="text" maxlength="200" required></p>
<p><button type="submit">Show this episode</button></p>
</form>`;

/** The index knows what goes out next of itself, and not what a person has left undone: so much can be said of the pages. */
function wayOn(isLater: boolean, next: string | undefined): string {
  return `<p>There are more than ${ON_A_PAGE}. Each page is in the order above; from page to page they follow the time of their next letter, so that something overdue for which no letter is left to send can be on the last page. ${withCommands('npx homeward duty-list')} goes through all of them.</p>
<nav class="pages" aria-label="Pages of episodes">
${isLater ? '<a href="/">The first page</a>' : ''}
${next ? `<a rel="next" href="/?from=${encodeURIComponent(next)}">The next ${ON_A_PAGE}</a>` : ''}
</nav>`;
}

function episodesTable(list: DutyList, seen: Seen): string {
  const late = list.episodes.filter(({ duties: [first] }) => first && first.at < list.asAt).length;
  const rows = list.episodes.map((episode) => row(episode, seen));
  return `<p>${late > 0 ? `<strong class="alert">${late === 1 ? 'One episode has' : `${late} episodes have`} something overdue.</strong> ` : ''}On top is whatever has been overdue longest, then what falls due next, then what is open with nothing due.</p>
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
  const whom = roles.map((role) => plainly(oneLine(role, 60))).join(', ');
  const when = briefly(policy.calendar, at);
  const late = at < now() ? inWords(between(at, now())) : undefined;
  if (purpose !== 'task') {
    const letter = `${letterTo(purpose).toLowerCase()} ${whom}: ${oneLine(says, MOST)}`;
    return late
      ? `<strong class="alert">Not sent yet, due for ${late}</strong>, since ${escaped(`${when}: ${letter}`)}`
      : escaped(`${when}: ${letter}`);
  }
  const head = late
    ? `<strong class="alert">Overdue for ${late}</strong>, since ${escaped(when)}`
    : `To be done by ${escaped(when)}`;
  const follows = since ? `<br>${escaped(oneLine(since.join(' '), 3 * MOST))}` : '';
  const asks = words ? escaped(quoted(words)) : 'A task is not recorded as done.';
  return `${head}; asked of ${escaped(whom)}: ${asks} <span class="id">task ${escaped(oneLine(task ?? '', 80))}</span>${follows}`;
}
