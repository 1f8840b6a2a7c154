// Pictures of episodes as one page that needs nothing else: the drawing for the width at hand, and its tables.
import { escaped, oneLine } from '../letters/one-line.ts';
import { describe, drawn, NARROW, titleOf, WIDE } from './drawing.ts';
import { gist } from './own-words.ts';
import type { Picture } from './picture.ts';
import { TIMELINE_STYLE } from './style.ts';
import { clocksTable, marksTable } from './table.ts';

/** Beside the style of the drawing itself. */
export const PICTURE_STYLE = `${TIMELINE_STYLE}
:root{color-scheme:light dark;--text:#0b0c0c;--muted:#4a5157;--ground:#fff;--edge:#b1b8bd;--link:#1d5a9e;--alert:#b3121d;--tint:#eef1f3}
@media (prefers-color-scheme:dark){:root{--text:#f3f2f1;--muted:#b9c0c5;--ground:#121212;--edge:#4d575d;--link:#8cc0f2;--alert:#ff9a8f;--tint:#22272a}}
@media print{:root{color-scheme:light;--text:#000;--muted:#333;--ground:#fff;--edge:#999;--link:#000;--alert:#000;--tint:#fff}}
*{box-sizing:border-box}
body{margin:0 auto;padding:0 1rem 3rem;max-width:64rem;color:var(--text);background:var(--ground);font:1rem/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif;overflow-wrap:break-word}
h1{font-size:1.6rem;line-height:1.25;margin:1.2rem 0 .4rem}
h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .5rem}
h3{font-size:1.05rem;margin:1.4rem 0 .3rem}
a{color:var(--link)}
.timeline{max-width:100%;height:auto;display:block}
.timeline.narrow{display:none}
table{border-collapse:collapse;width:100%;font-size:.95rem}
.code{white-space:nowrap}
td[data-of=When],td[data-of=Received]{min-width:7.5rem}
table+table{margin-top:1.4rem}
caption{text-align:left;font-weight:700;padding:.4rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .5rem;border-bottom:1px solid var(--edge)}
td.long{overflow-wrap:anywhere;min-width:12rem}
details{margin:1rem 0}
summary{cursor:pointer;padding:.6rem 0;color:var(--link);text-decoration:underline}
@media (max-width:44rem){
.timeline.narrow{display:block}.timeline.wide{display:none}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{display:block;border-bottom:2px solid var(--edge);padding:.5rem 0}
td,th[scope=row]{display:block;border:0;padding:.15rem 0}
td.long,td[data-of=When],td[data-of=Received]{min-width:0}
td:empty{display:none}
td[data-of]::before{content:attr(data-of) ": ";color:var(--muted)}
}
.said{border-left:.4rem solid var(--text);background:var(--tint);padding:.5rem .8rem;margin:.6rem 0;max-width:none}
@media print{body{max-width:none;padding:0}.timeline.narrow{display:none}.timeline.wide{display:block}tr,h1,h2,h3{break-inside:avoid}h2,h3{break-after:avoid}}
@supports selector(::details-content){@media print{.words summary{display:none}.words::details-content{content-visibility:visible}}}
`;

/** Both widths of the drawing, of which one is shown. */
export function pictureInPage(picture: Picture, id: string): string {
  const look = (width: number, name: string) =>
    drawn(picture, { isAlone: false, width, id: `${id}-${name}` }).replace(
      'class="timeline"',
      `class="timeline ${name}"`,
    );
  return `${look(WIDE, 'wide')}\n${look(NARROW, 'narrow')}`;
}

/** Folded, for it says again what the picture says: no script is needed to open it, and on paper it is open. */
export const tablesInPage = (
  picture: Picture,
): string => `<details class="words"><summary>The clocks, and what happened and comes, in two tables</summary>
${clocksTable(picture)}
${marksTable(picture)}
</details>`;

/** Of a scenario that was played: whoever is handed the page must not take it for a child who is missing. */
export function picturePage(about: string, pictures: readonly Picture[]): string {
  const of = pictures[0]?.authority;
  const sections = pictures.map(
    (picture, n) => `<section aria-labelledby="episode-${n}">
<h2 id="episode-${n}">${escaped(titleOf(picture))}</h2>
<p>${escaped(describe(picture))}</p>
${pictureInPage(picture, `picture-${n}`)}
<h3>The same in words</h3>
${tablesInPage(picture)}
</section>`,
  );
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(`Simulation${of ? ` of ${of}` : ''}: ${gist(about, 80)}`)}</title>
<style>${PICTURE_STYLE}</style>
</head>
<body>
<main>
<h1>Simulation${of ? ` of ${escaped(of)}'s procedure` : ''}</h1>
<p class="said"><strong>This is a simulation.</strong> The story is played in memory: nobody is told anything.</p>
<p>The story: ${escaped(oneLine(about))}</p>
${sections.join('\n') || '<p>No episode came of this.</p>'}
</main>
</body>
</html>
`;
}
