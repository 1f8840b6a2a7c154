// The first page: what is open, whoever waits longest first. It reads as many records as it shows, however many there are.
import { briefly } from '../core/calendar.ts';
import { between, DAY, inWords, later } from '../core/instant.ts';
import type { ChildRecord } from '../core/record.ts';
import { escaped, oneLine, plainly } from '../letters/one-line.ts';
import type { DutyList, OpenEpisode } from './duties.ts';
import { dutyList } from './duties.ts';
import type { Framed } from './frame.ts';
import { episodeLink, notice } from './frame.ts';
import type { Seen } from './seen.ts';

const ON_A_PAGE = 25;
const AHEAD = 7 * DAY;
/** What a duty says may be long; the episode's own page says all of it. */
const MOST = 160;

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
    from === undefined ? '' : '<p><a href="/">Back to the most urgent</a></p>',
    next ? `<p><a rel="next" href="/?from=${encodeURIComponent(next)}">The next ${ON_A_PAGE}</a></p>` : '',
    findForm(),
  ];
  return { path: '/', title: 'Open episodes', main: main.filter((part) => part !== '').join('\n') };
}

const findForm = (): string => `<form class="ask" action="/episode" method="get" role="search">
<p><label for="ref">Police reference<span class="hint">open or long over</span></label><input id="ref" name="ref" type="text" maxlength="200" required></p>
<p><button type="submit">Show this episode</button></p>
</form>`;

function episodesTable(list: DutyList, seen: Seen): string {
  const rows = list.episodes.map((episode) => row(episode, seen));
  return `<p>In the order of what falls due next, ${ON_A_PAGE} on a page; on each page whoever waits longest is on top.</p>
<table>
<caption>Episodes that are open, or of which something is due</caption>
<thead><tr><th scope="col">Episode</th><th scope="col">How it stands</th><th scope="col">Next</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

function row(
  { references, initials, state, risk, since, duties }: OpenEpisode,
  { policy, now }: Seen,
): string {
  const [reference = ''] = references;
  const [first] = duties;
  const overdue = duties.filter(({ at }) => at < now()).length;
  const name = escaped(oneLine(`${initials}, ${references.join(', ')}`, 120));
  const next = first
    ? `${first.at < now() ? `<strong class="alert">Overdue for ${inWords(between(first.at, now()))}</strong>: ` : ''}${escaped(
        `${briefly(policy.calendar, first.at)}, ${first.is === 'tell' ? `${first.purpose} to ` : ''}${first.roles.map((role) => plainly(oneLine(role, 60))).join(', ')}: ${oneLine(first.says, MOST)}`,
      )}`
    : 'Nothing within seven days';
  const more = overdue > 1 ? `<br>${overdue} are overdue` : '';
  return `<tr><th scope="row"><a href="${escaped(episodeLink(reference))}">${name}</a></th><td data-of="How it stands">${escaped(`${state}, risk ${risk}, since ${briefly(policy.calendar, since)}`)}</td><td data-of="Next">${next}${more}</td></tr>`;
}
