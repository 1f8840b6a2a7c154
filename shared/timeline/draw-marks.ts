// What happened and what comes, from the top down: a heading a day, a line for quiet days, and where the child is missing a thick line.
import { timeOfDay } from '../core/calendar.ts';
import type { Instant } from '../core/instant.ts';
import { earliest, latest } from '../core/instant.ts';
import type { Day } from './days.ts';
import { dayInWords, daysBetween, quietInWords } from './days.ts';
import type { Sheet } from './ink.ts';
import { box, LINE, stroke, symbol, text } from './ink.ts';
import type { Happening, Mark } from './marks.ts';
import { HAPPENINGS } from './marks.ts';
import { quoted } from './own-words.ts';
import type { Picture } from './picture.ts';

const LEFT = 6;
const SPINE = 66;
const WORDS = 84;

export const HAPPENED: Record<Happening, string> = {
  heard: 'Heard',
  told: 'Told',
  asked: 'Asked',
  failed: 'Not delivered',
  answered: 'Answered',
  recorded: 'Recorded',
  due: 'Due now',
  coming: 'To come',
};

export function drawMarks(sheet: Sheet, picture: Picture): void {
  const { calendar, now, marks, further } = picture;
  sheet.y += 10;
  sheet.write(LEFT, 'What happened, and what comes', 'large');
  key(sheet);
  const instants = [now, ...marks.map(({ at }) => at)];
  const days = daysBetween(calendar, earliest(instants) ?? now, latest(instants) ?? now);
  let quiet: Day[] = [];
  for (const day of days) {
    const here = marks.filter(({ at }) => at >= day.from && at < day.to);
    const isToday = now >= day.from && now < day.to;
    if (here.length === 0 && !isToday) {
      quiet.push(day);
      continue;
    }
    drawQuiet(sheet, quiet, picture);
    quiet = [];
    heading(sheet, day, picture);
    const [before, after] = [here.filter(({ at }) => at <= now), here.filter(({ at }) => at > now)];
    for (const mark of before) drawMark(sheet, mark, picture);
    if (isToday) nowLine(sheet, picture);
    for (const mark of after) drawMark(sheet, mark, picture);
  }
  if (further > 0) sheet.write(WORDS, `and ${further} more letters after that, if nothing changes`, 'soft');
}

function key(sheet: Sheet): void {
  let x = LEFT + 8;
  sheet.y += 8;
  for (const is of HAPPENINGS) {
    const width = HAPPENED[is].length * 7.8 + 30;
    if (x + width > sheet.width) {
      x = LEFT + 8;
      sheet.y += LINE + 4;
    }
    sheet.draw(symbol(is, x, sheet.y + 8));
    sheet.draw(text(x + 12, sheet.y + 12, HAPPENED[is], 'soft'));
    x += width;
  }
  sheet.y += LINE + 6;
}

function heading(sheet: Sheet, day: Day, { calendar }: Picture): void {
  sheet.y += 8;
  sheet.draw(box(LEFT, sheet.y, sheet.width - 2 * LEFT, LINE + 8, 'band'));
  const kind = day.kind === 'working day' ? '' : `, ${day.kind}`;
  sheet.draw(text(LEFT + 8, sheet.y + LINE, `${dayInWords(calendar, day)}${kind}`, 'strong'));
  sheet.y += LINE + 14;
}

function drawQuiet(sheet: Sheet, days: readonly Day[], picture: Picture): void {
  const [first, ...rest] = days;
  if (!first) return;
  const top = sheet.y;
  sheet.y += 8;
  sheet.write(WORDS, quietInWords({ days: [first, ...rest], isQuiet: true }), 'soft');
  sheet.y += 2;
  sheet.draw(
    stroke(SPINE, top + 4, SPINE, sheet.y, first.from > picture.now ? 'ahead' : spineAt(first.from, picture)),
  );
}

function nowLine(sheet: Sheet, { calendar, now }: Picture): void {
  sheet.draw(stroke(LEFT, sheet.y + 4, sheet.width - LEFT, sheet.y + 4, 'now'));
  sheet.y += 6;
  sheet.draw(text(LEFT, sheet.y + 12, timeOfDay(calendar, now), 'alarm time'));
  sheet.draw(text(WORDS, sheet.y + 12, 'now', 'alarm'));
  sheet.y += LINE + 4;
}

function drawMark(sheet: Sheet, mark: Mark, picture: Picture): void {
  const { at, is, says, words, more, clauses } = mark;
  const top = sheet.y;
  const lines = { from: sheet.y + 4, symbolAt: sheet.y + 10 };
  sheet.draw(text(LEFT, top + LINE - 5, timeOfDay(picture.calendar, at), 'time'));
  const word = is === 'failed' || is === 'due' ? `${HAPPENED[is]}: ` : '';
  sheet.write(
    WORDS,
    `${word}${says}`,
    is === 'coming' ? '' : is === 'failed' || is === 'due' ? 'alarm' : 'strong',
  );
  if (words) sheet.write(WORDS, quoted(words));
  const detail = [...more, clauses.length > 0 ? `[${clauses.join(', ')}]` : ''].filter((each) => each !== '');
  if (detail.length > 0) sheet.write(WORDS, detail.join('; ').replace('; [', ' ['), 'soft');
  sheet.y += 6;
  const look = at > picture.now ? 'ahead' : spineAt(at, picture);
  sheet.draw(stroke(SPINE, lines.from - 4, SPINE, sheet.y, look));
  sheet.draw(symbol(is, SPINE, lines.symbolAt));
}

/** Whether the child was missing then. */
function spineAt(at: Instant, { clocks }: Picture): string {
  const absence = clocks.find(({ is }) => is === 'absence');
  const isMissing = absence && at >= absence.from && (at < absence.to || absence.state === 'running');
  return isMissing ? 'missing' : 'spine';
}
