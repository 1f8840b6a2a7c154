import { describe, expect, it } from 'vitest';
import { scaleOf } from '../../shared/timeline/scale.ts';
import { found, ROBIN, reported } from '../situations/cast.ts';
import { played, procedure } from '../situations/playing.ts';
import { darlington, pictureIn } from './pictured.ts';

describe('the axis of a picture', () => {
  it('never goes back, whatever is drawn short, and stays inside the picture', async () => {
    const world = await played(
      procedure('kent'),
      [
        reported('MP-1'),
        found('2026-11-21T09:00:00Z', 'MP-1', { outcome: 'found', locatedAt: '2026-11-21T08:00:00Z' }),
      ],
      '2027-01-29T12:00:00Z',
    );
    const picture = await pictureIn(world, 'MP-1');
    const scale = scaleOf(picture, 10, 700);
    const hours = Array.from({ length: 75 * 24 }, (_, n) =>
      new Date(Date.parse('2026-11-20T00:00:00Z') + n * 3_600_000).toISOString(),
    );
    const xs = hours.map((hour) => scale.x(hour));
    expect(xs.every((x, n) => x >= 10 && x <= 710.001 && x >= (xs[n - 1] ?? 0))).toBe(true);
    expect(scale.pieces.some(({ of }) => 'days' in of && of.days.length > 20)).toBe(true);
  });

  it('is not drawn short where every day has something', async () => {
    const picture = await pictureIn(
      await played(darlington, [reported('ME-0412', { person: ROBIN })], '2026-11-22T12:00:00Z'),
    );
    const scale = scaleOf(picture, 0, 700);
    expect(scale.pieces.every(({ of }) => !('days' in of))).toBe(true);
    expect(new Set(scale.pieces.map(({ width }) => Math.round(width))).size).toBe(1);
  });

  it('knows which days are not working days', async () => {
    const world = await played(
      darlington,
      [reported('ME-0412', {}, { at: '2026-12-24T22:05:00Z' })],
      '2026-12-29T12:00:00Z',
    );
    const { pieces } = scaleOf(await pictureIn(world), 0, 700);
    const kinds = pieces
      .flatMap(({ of }) => ('days' in of ? of.days : [of]))
      .map(({ date, kind }) => `${date.slice(5)} ${kind}`);
    expect(kinds).toEqual(
      expect.arrayContaining([
        '12-25 bank holiday',
        '12-26 weekend',
        '12-28 bank holiday',
        '12-29 working day',
      ]),
    );
  });
});
