// The procedure in plain English, as it is printed to be signed.
import { dateInWords, localDate } from '../core/calendar.ts';
import { versionOn } from '../core/policy.ts';
import { escaped } from '../letters/one-line.ts';
import { procedureInWords } from '../policy/in-words/procedure.ts';
import type { Framed } from './frame.ts';
import { lines } from './frame.ts';
import type { Seen } from './seen.ts';

export function procedure({ policy, now }: Seen, asked: URLSearchParams): Framed {
  const today = versionOn(policy, localDate(policy.calendar, now()));
  const version = policy.versions.find(({ id }) => id === asked.get('version')) ?? today;
  const said = procedureInWords(policy, version);
  const others = policy.versions.filter((each) => each !== version);
  const main = [
    lines(said.lines),
    ...(others.length > 0
      ? [
          `<p>Other versions: ${others.map(({ id, from }) => `<a href="/procedure?version=${encodeURIComponent(id)}">${escaped(`${id}, from ${dateInWords(from)}`)}</a>`).join('; ')}</p>`,
        ]
      : []),
    '<nav aria-label="Parts of the procedure"><ol class="columns">',
    ...said.parts.map(({ heading }, n) => `<li><a href="#part-${n + 1}">${escaped(heading)}</a></li>`),
    '</ol></nav>',
    ...said.parts.flatMap(({ heading, lead, entries }, n) => [
      `<h2 id="part-${n + 1}">${n + 1}. ${escaped(heading)}</h2>`,
      ...(lead ? [`<p>${escaped(lead)}</p>`] : []),
      ...entries.flatMap((entry) => [`<h3>${escaped(entry.title)}</h3>`, lines(entry.lines)]),
    ]),
  ];
  return { path: '/procedure', title: said.title, main: main.join('\n') };
}
