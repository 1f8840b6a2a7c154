// Where an instant stands on an axis: each day as wide as the next, a quiet stretch as wide as a day, however long it is.
import type { Instant } from '../core/instant.ts';
import { between, earliest, latest } from '../core/instant.ts';
import type { Day, Stretch } from './days.ts';
import { daysBetween, stretches } from './days.ts';
import type { Picture } from './picture.ts';

export interface Piece {
  from: Instant;
  to: Instant;
  x: number;
  width: number;
  /** One day; or a stretch that is drawn short. */
  of: Day | Stretch;
}

export interface Scale {
  pieces: readonly Piece[];
  x(instant: Instant): number;
}

/** A quiet stretch needs room for its number of days. */
const SHORT = 1.2;

export function scaleOf(picture: Picture, left: number, width: number): Scale {
  const moments = momentsOf(picture);
  const first = earliest(moments) ?? picture.now;
  const last = latest(moments) ?? picture.now;
  const days = daysBetween(picture.calendar, first, last);
  const parts = stretches(days, moments).flatMap((stretch): (Day | Stretch)[] =>
    stretch.isQuiet ? [stretch] : [...stretch.days],
  );
  const weight = (part: Day | Stretch) => ('days' in part ? SHORT : 1);
  const unit = width / parts.reduce((sum, part) => sum + weight(part), 0);
  let x = left;
  const pieces = parts.map((part): Piece => {
    const [begins, ends] = 'days' in part ? [part.days[0], part.days.at(-1) ?? part.days[0]] : [part, part];
    const piece = { from: begins.from, to: ends.to, x, width: unit * weight(part), of: part };
    x += piece.width;
    return piece;
  });
  return {
    pieces,
    x(instant) {
      const piece = pieces.find(({ to }) => instant < to) ?? pieces.at(-1);
      if (!piece) return left;
      const share = between(piece.from, instant) / between(piece.from, piece.to);
      return piece.x + piece.width * Math.min(1, Math.max(0, share));
    },
  };
}

const momentsOf = ({ clocks, now, marks }: Picture): Instant[] => [
  now,
  ...marks.filter(({ is }) => is !== 'coming').map(({ at }) => at),
  ...clocks.flatMap(({ from, to, endedAt, target, starts }) => [
    from,
    to,
    ...(endedAt ? [endedAt] : []),
    ...(target ? [target] : []),
    ...starts.flatMap(({ at }) => at ?? []),
  ]),
];
