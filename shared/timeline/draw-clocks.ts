// The clocks, one under the other on one axis of days: what runs, from when, until when, and what another start would make of it.
import { briefly } from '../core/calendar.ts';
import type { Instant } from '../core/instant.ts';
import { between, inWords } from '../core/instant.ts';
import type { Clock, ClockState } from './clocks.ts';
import { shortly } from './days.ts';
import type { Sheet } from './ink.ts';
import { box, LINE, shape, stroke, text } from './ink.ts';
import { quoted } from './own-words.ts';
import type { Picture } from './picture.ts';
import type { Piece, Scale } from './scale.ts';
import { scaleOf } from './scale.ts';

const LEFT = 6;
const BAR = 12;

export function drawClocks(sheet: Sheet, picture: Picture): void {
  const { clocks, calendar, now } = picture;
  const scale = scaleOf(picture, LEFT, sheet.width - 2 * LEFT);
  sheet.write(LEFT, 'Clocks', 'large');
  keyOfBars(sheet, clocks);
  drawDays(sheet, scale, picture);
  for (const clock of clocks) drawClock(sheet, clock, scale, picture);
  sheet.y += 6;
  const isShort = scale.pieces.some(({ of }) => 'days' in of);
  const short = isShort ? ' A zigzag is several quiet days, drawn short.' : '';
  const foot = `Now is ${briefly(calendar, now)}. Shaded days are not working days.${short}`;
  sheet.write(LEFT, foot, 'soft');
}

const MEANS: Record<ClockState, string> = {
  running: 'the absence',
  over: 'the absence',
  open: 'open',
  overdue: 'overdue',
  done: 'done',
  closed: 'closed',
  lapsed: 'no longer asked',
};

/** What the bars mean that are there, and the ticks. */
function keyOfBars(sheet: Sheet, clocks: readonly Clock[]): void {
  let x = LEFT;
  sheet.y += 8;
  const entry = (said: string, draw: (x: number, y: number) => string) => {
    const width = said.length * 7.8 + 40;
    if (x > LEFT && x + width > sheet.width) {
      x = LEFT;
      sheet.y += LINE + 2;
    }
    sheet.draw(draw(x, sheet.y + 2));
    sheet.draw(text(x + 30, sheet.y + 12, said, 'soft'));
    x += width;
  };
  for (const state of new Set(
    clocks.flatMap((clock) => (clock.state === 'overdue' ? TIME_AND_LATE : clock.state)),
  ))
    entry(MEANS[state], (left, y) => box(left, y, 24, BAR, `bar ${state}`, ' rx="2"'));
  entry('a start, an aim or a deadline', (left, y) =>
    stroke(left + 12, y - 2, left + 12, y + BAR + 2, 'tick'),
  );
  sheet.y += LINE;
}

/** The names of the days; where they are too narrow for each to have its name, some have. */
function drawDays(sheet: Sheet, { pieces, x }: Scale, picture: Picture): void {
  sheet.y += LINE + 4;
  let free = 0;
  for (const piece of pieces) {
    const label = labelOf(piece, picture);
    const length = label.length * 7.2;
    if (piece.x < free || piece.x + length > sheet.width) continue;
    sheet.draw(text(piece.x + 2, sheet.y - 5, label, 'soft'));
    free = piece.x + length + 8;
  }
  sheet.draw(stroke(LEFT, sheet.y, sheet.width - LEFT, sheet.y, 'rule'));
  const now = Math.min(Math.max(x(picture.now) - 13, LEFT), sheet.width - 34);
  sheet.draw(text(now, sheet.y + 13, 'now', 'alarm'));
  sheet.y += 10;
}

function labelOf({ of, width, from }: Piece, { calendar }: Picture): string {
  if ('days' in of) return `(${of.days.length} days)`;
  const day = shortly(calendar, from).slice(0, 10);
  return width > 60 ? day : day.slice(4);
}

function drawClock(sheet: Sheet, clock: Clock, scale: Scale, picture: Picture): void {
  const { whom, words, clauses, starts, because, since = [] } = clock;
  sheet.y += 10;
  sheet.write(LEFT, headingOf(clock, picture), clock.state === 'overdue' ? 'alarm' : 'strong');
  if (words) sheet.write(LEFT, quoted(words));
  const details = [whom && `asked of ${whom}`, clauses.length > 0 ? `[${clauses.join(', ')}]` : ''].filter(
    (each) => each !== '',
  );
  if (details.length > 0) sheet.write(LEFT, details.join(' '), 'soft');
  const y = sheet.y + 8;
  drawGround(sheet, scale, picture.now, y);
  sheet.draw(bar(clock, scale, picture.now, y));
  sheet.y = y + BAR + 6;
  for (const { name, from, at, counts } of starts) {
    const makes = counts
      ? ': this counts'
      : at
        ? `, which would make it ${shortly(picture.calendar, at)}`
        : '';
    sheet.write(LEFT + 10, `${name} ${shortly(picture.calendar, from)}${makes}`, counts ? '' : 'soft');
  }
  if (because) sheet.write(LEFT + 10, `no longer asked, because ${because}`, 'soft');
  for (const said of since) sheet.write(LEFT + 10, said);
}

/** What a bar stands on: the days, those shaded on which nobody works, and now. */
function drawGround(sheet: Sheet, { pieces, x }: Scale, now: Instant, y: number): void {
  const [top, bottom] = [y - 5, y + BAR + 5];
  for (const { x: left, width, of } of pieces) {
    if ('days' in of) sheet.draw(zigzag(left + width / 2, top, bottom));
    else if (of.kind !== 'working day') sheet.draw(box(left, top, width, bottom - top, 'rest'));
    sheet.draw(stroke(left, top, left, bottom, 'faint'));
  }
  sheet.draw(stroke(x(now), top, x(now), bottom, 'now'));
}

const zigzag = (x: number, from: number, to: number): string => {
  const turns = Array.from({ length: Math.floor((to - from) / 6) }, (_, n) => `l${n % 2 ? -6 : 6} 6`);
  return shape(`M${Math.round(x) - 3} ${from}${turns.join('')}`, 'zigzag');
};

/** Of a task that is overdue: the time there was, and by how much it is over. */
const TIME_AND_LATE: readonly ClockState[] = ['open', 'overdue'];

function bar(
  { from, to, state, endedAt, target, starts }: Clock,
  { x }: Scale,
  now: Instant,
  y: number,
): string {
  const end = endedAt && endedAt < to && endedAt > from ? endedAt : to;
  const isOverdue = state === 'overdue';
  const ticks = [...starts.flatMap(({ at }) => at ?? []), ...(target ? [target] : []), to];
  return [
    box(x(from), y, Math.max(3, x(end) - x(from)), BAR, `bar ${isOverdue ? 'open' : state}`, ' rx="2"'),
    ...(isOverdue ? [box(x(to), y, Math.max(3, x(now) - x(to)), BAR, 'bar overdue', ' rx="2"')] : []),
    ...(end < to ? [stroke(x(end), y + BAR / 2, x(to), y + BAR / 2, 'rule')] : []),
    ...[...new Set(ticks)].map((at) => stroke(x(at), y - 3, x(at), y + BAR + 3, 'tick')),
    ...starts.map(({ from: start }) => stroke(x(start), y + BAR - 2, x(start), y + BAR + 4, 'tick')),
  ].join('\n');
}

/** "Closure papers: OVERDUE for 19 hours, since Thu 26 Nov 17:00". */
export function headingOf(clock: Clock, { calendar, now }: Picture): string {
  const { is, name, from, to, state, endedAt, target } = clock;
  if (is === 'absence') {
    const length = inWords(between(from, to));
    return state === 'over'
      ? `${name} for ${length}: ${shortly(calendar, from)} to ${shortly(calendar, to)}`
      : `${name} for ${length} so far, since ${shortly(calendar, from)}`;
  }
  const by = shortly(calendar, to);
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  switch (state) {
    case 'overdue':
      return `${title}: OVERDUE for ${inWords(between(to, now))}, since ${by}`;
    case 'done':
      return `${title}: done${endedAt ? ` ${shortly(calendar, endedAt)}` : ''}, due by ${by}${lateInWords(endedAt, to)}`;
    case 'open':
      return `${title}: open, by ${by}${target ? `, aimed at ${shortly(calendar, target)}` : ''}, in ${inWords(between(now, to))}`;
    default:
      return `${title}: ${ENDED[state] ?? state}, was due by ${by}`;
  }
}

const ENDED: Partial<Record<Clock['state'], string>> = { lapsed: 'no longer asked', closed: 'closed' };

const lateInWords = (endedAt: Instant | undefined, to: Instant): string =>
  endedAt && endedAt > to ? `, ${inWords(between(to, endedAt))} late` : '';
