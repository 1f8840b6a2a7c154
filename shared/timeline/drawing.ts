// The picture of an episode as SVG: no script, nothing from elsewhere, every word of the outside world escaped.
import { briefly } from '../core/calendar.ts';
import { escaped, oneLine } from '../letters/one-line.ts';
import { drawClocks } from './draw-clocks.ts';
import { drawMarks } from './draw-marks.ts';
import { Sheet } from './ink.ts';
import type { Picture } from './picture.ts';
import { TIMELINE_STYLE } from './style.ts';

export const WIDE = 760;
export const NARROW = 370;

export interface Drawing {
  /** A file of its own is of a simulation, and says so; where the drawing stands in a page, the page has the style. */
  isAlone: boolean;
  /** What was played, where nothing else says it. */
  story?: string;
  width: number;
  /** Ids of title and description begin with it: a page may hold several. */
  id: string;
}

export function drawn(picture: Picture, { isAlone, story, width, id }: Drawing): string {
  const sheet = new Sheet(width);
  if (isAlone) {
    sheet.y = 6;
    sheet.write(6, `${simulationOf(picture)}: nobody is told anything.`, 'alarm');
    if (story) sheet.write(6, `The story: ${oneLine(story)}`);
    sheet.y += 6;
    sheet.write(6, titleOf(picture), 'large');
    sheet.write(6, describe(picture), 'soft');
  }
  sheet.y += 8;
  drawClocks(sheet, picture);
  drawMarks(sheet, picture);
  const height = Math.ceil(sheet.y + 12);
  return `<svg xmlns="http://www.w3.org/2000/svg" class="timeline" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${escaped(isAlone ? `${simulationOf(picture)}: ${titleOf(picture)}` : titleOf(picture))}</title>
<desc id="${id}-desc">${escaped(describe(picture))}</desc>
${isAlone ? `<style>${TIMELINE_STYLE}</style>\n` : ''}<rect width="${width}" height="${height}" class="paper"/>
${sheet.ink}
</svg>`;
}

/** The episodes of a simulation in one file, one under the other; the first says what was played. */
export function drawnTogether(pictures: readonly Picture[], story = ''): string {
  const [first, ...more] = pictures.map((picture, n) =>
    drawn(picture, { isAlone: true, width: WIDE, id: `picture-${n}`, ...(n === 0 && { story }) }),
  );
  if (first === undefined) return `${EMPTY}\n`;
  if (more.length === 0) return `${first}\n`;
  let height = 0;
  const placed = [first, ...more].map((each) => {
    const y = height;
    height += Number(/ height="(\d+)"/.exec(each)?.[1] ?? 0);
    return each.replace('<svg ', `<svg y="${y}" `);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDE} ${height}" width="${WIDE}" height="${height}">
${placed.join('\n')}
</svg>
`;
}

const EMPTY = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDE} 40" width="${WIDE}" height="40"><title>No episode</title><text x="6" y="24">No episode came of this.</text></svg>`;

const simulationOf = ({ authority }: Picture): string => `Simulation of ${authority}'s procedure`;

export const titleOf = ({ initials, references, state }: Picture): string =>
  `${initials}, ${references.join(', ')}: ${state}`;

/** What the picture comes to, in three sentences. */
export function describe({ authority, risk, clocks, marks, now, calendar }: Picture): string {
  const count = (state: string) =>
    clocks.filter((clock) => clock.state === state && clock.is === 'task').length;
  const next = marks.find(({ is }) => is === 'coming');
  const due = marks.filter(({ is }) => is === 'due').length;
  const open = count('open');
  const overdue = count('overdue');
  return [
    `${authority}, risk ${risk}, as at ${briefly(calendar, now)}.`,
    `${tasksInWords({ open, overdue, done: count('done'), lapsed: count('lapsed') })}.`,
    ...(due > 0 ? [`${plural(due, 'letter')} due now.`] : []),
    next
      ? `The next letter: ${next.says.charAt(0).toLowerCase()}${next.says.slice(1)}, ${briefly(calendar, next.at)}.`
      : 'No further letter goes out by itself.',
  ].join(' ');
}

/** Only what there is; "1 done" alone would read as if something were left. */
function tasksInWords({
  open,
  overdue,
  done,
  lapsed,
}: Record<'open' | 'overdue' | 'done' | 'lapsed', number>): string {
  const left = open + overdue;
  const late =
    overdue === 0
      ? ''
      : overdue < left
        ? `, ${overdue} of them overdue`
        : left === 1
          ? ', overdue'
          : ', all overdue';
  return [
    left > 0 ? `${plural(left, 'task')} still to be done${late}` : 'No task is left to be done',
    ...(done > 0 ? [`${plural(done, 'task')} done`] : []),
    ...(lapsed > 0 ? [`${plural(lapsed, 'task')} no longer asked`] : []),
  ].join('; ');
}

const plural = (n: number, of: string): string => `${n} ${of}${n === 1 ? '' : 's'}`;
