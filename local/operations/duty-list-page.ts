// The duty list as a page to print: no script, nothing from elsewhere, black on white, a duty never split over two sheets.

import type { DutyList, OpenEpisode } from '../../shared/console/duties.ts';
import { briefly } from '../../shared/core/calendar.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { answerOf, headingOf, summaryOf, whatOf, whenOf } from './duty-list-in-words.ts';

export function dutyListPage(list: DutyList, policy: Policy, notices: readonly string[]): string {
  const title = `${policy.authority.name}: what is open and what is due`;
  return `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>
body { font: 16px/1.4 Arial, Helvetica, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; color: #000; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; border-top: 2px solid; padding-top: .5rem; break-after: avoid; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .4rem; border: 1px solid; }
th.done { width: 9rem; } tr { break-inside: avoid; } .late { font-weight: bold; } .notice { border: 3px solid; padding: .5rem; font-weight: bold; }
@page { margin: 15mm; }
</style>
</head>
<body>
<main>
<h1>${text(title)}</h1>
${summaryOf(list, policy)
  .map((line) => `<p>${text(line)}</p>`)
  .join('\n')}
${notices.map((notice) => `<p class="notice">${text(notice)}</p>`).join('\n')}
${list.unplanned
  .map(
    (references) =>
      `<p class="notice">Not planned: ${text(references.join(', ') || 'a record without a reference')}. Follow the procedure by hand.</p>`,
  )
  .join('\n')}
${list.episodes.map((episode) => episodeOnPage(episode, list, policy)).join('\n')}
<p>Write the time and your initials beside each, and record it in the case system once it is back.</p>
</main>
</body>
</html>
`;
}

function episodeOnPage(episode: OpenEpisode, list: DutyList, policy: Policy): string {
  const rows = episode.duties.map(
    (duty) =>
      `<tr><td${duty.at <= list.asAt ? ' class="late"' : ''}>${text(whenOf(duty, list, policy))}</td>` +
      `<td>${text(whatOf(duty))}</td><td>${text(duty.says)} [${text(duty.clauses.join(', '))}]</td><td></td></tr>`,
  );
  const head =
    '<tr><th scope="col">When</th><th scope="col">Whom</th><th scope="col">What</th><th scope="col" class="done">Done: time, initials</th></tr>';
  return [
    '<section>',
    `<h2>${text(headingOf(episode))}</h2>`,
    `<p>Since ${text(briefly(policy.calendar, episode.since))}</p>`,
    ...episode.answers.map((answer) => `<p>${text(answerOf(answer, policy))}</p>`),
    rows.length > 0
      ? `<table><thead>${head}</thead><tbody>${rows.join('\n')}</tbody></table>`
      : '<p>Nothing falls due in this time.</p>',
    '</section>',
  ].join('\n');
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const text = (said: string): string =>
  said.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
