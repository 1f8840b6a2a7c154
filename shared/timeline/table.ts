// The same picture in two tables, for whoever reads by ear or on paper.
import { briefly } from '../core/calendar.ts';
import { escaped, unbroken } from '../letters/one-line.ts';
import { headingOf } from './draw-clocks.ts';
import { HAPPENED } from './draw-marks.ts';
import { quoted } from './own-words.ts';
import type { Picture } from './picture.ts';

export const clocksTable = (picture: Picture): string =>
  table(
    'The clocks of this episode',
    ['Clock', 'What is asked, and of whom', 'Counted from', 'Clauses'],
    picture.clocks.map((clock) => [
      inSentences([
        headingOf(clock, picture) + (clock.because ? `, because ${clock.because}` : ''),
        ...(clock.since ?? []),
      ]),
      [clock.words && quoted(clock.words), clock.whom && `Asked of ${clock.whom}.`].filter(Boolean).join(' '),
      [
        ...(clock.counted ? [clock.counted] : []),
        ...clock.starts.map(({ name, from, at, counts }) => {
          const makes = at ? `: ${briefly(picture.calendar, at)}` : '';
          return `${name} ${briefly(picture.calendar, from)}${makes}${counts ? ' (this counts)' : ''}`;
        }),
      ].join('; '),
      clock.clauses.join(', '),
    ]),
  );

export const marksTable = (picture: Picture): string =>
  table(
    'What happened, and what comes, in the order of time',
    ['When', 'What', 'More', 'Clauses'],
    picture.marks.map(({ at, is, says, words, more, clauses }) => [
      briefly(picture.calendar, at),
      `${HAPPENED[is]}: ${says}`,
      [...(words ? [quoted(words)] : []), more.join('; ')].join(' '),
      clauses.join(', '),
    ]),
  );

/** Each with one full stop, whether it had one or not; what stands alone needs none. */
const inSentences = (said: readonly string[]): string =>
  said.length > 1 ? said.map((each) => `${each.replace(/\.+$/, '')}.`).join(' ') : said.join('');

/** Cells without anything are left empty; on a narrow page each says what column it is of. */
export function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const head = heads.map((each) => `<th scope="col">${escaped(each)}</th>`).join('');
  const cell = (said: string, n: number) =>
    `<td${LONG.test(said) ? ' class="long"' : ''} data-of="${escaped(heads[n] ?? '')}">${heads[n] === 'Clauses' ? unbroken(escaped(said)) : breakable(said)}</td>`;
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`);
  return `<table>
<caption>${escaped(caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>`;
}

/** An address may be broken after its sign. */
const breakable = (said: string): string => escaped(said).replaceAll('@', '@<wbr>');

/** A word that would push its column wide. */
const LONG = /[^\s@]{28}/;
