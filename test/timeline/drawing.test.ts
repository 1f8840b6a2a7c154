import { describe, expect, it } from 'vitest';
import { escaped } from '../../shared/letters/one-line.ts';
import {
  describe as describePicture,
  drawn,
  drawnTogether,
  NARROW,
  WIDE,
} from '../../shared/timeline/drawing.ts';
import { picturePage, tablesInPage } from '../../shared/timeline/page.ts';
import { pictureOf } from '../../shared/timeline/picture.ts';
import { HOSTILE, hostileRecord } from '../local/console/stories.ts';
import { reported } from '../situations/cast.ts';
import { played, procedure } from '../situations/playing.ts';
import { darlington, pictureIn, SUNDAY } from './pictured.ts';

describe('a picture that is drawn', () => {
  it('says in its tables all that it shows, and in its title and description what it is', async () => {
    const picture = await pictureIn(
      await played(darlington, [reported('ME-0412'), SUNDAY], '2026-11-24T12:00:00Z'),
    );
    const svg = drawn(picture, { isAlone: false, width: WIDE, id: 'p' });
    expect(svg).toMatch(/role="img" aria-labelledby="p-title p-desc"/);
    expect(svg).toContain('<title id="p-title">AE, ME-0412: found</title>');
    expect(svg).toMatch(
      /<desc id="p-desc">Darlington, risk medium, as at Tue 24 Nov 2026 12:00\. \d+ tasks? still to be done/,
    );
    const tables = tablesInPage(picture);
    for (const { says } of picture.marks) expect(tables).toContain(says);
    for (const { name } of picture.clocks)
      expect(tables.toLowerCase()).toContain(escaped(name.toLowerCase()));
  });

  it('shades what is no working day, says what its bars mean, and calls a stretch of quiet days no date', async () => {
    const picture = await pictureIn(
      await played(procedure('kent'), [reported('ME-0412'), SUNDAY], '2027-01-29T12:00:00Z'),
    );
    const svg = drawn(picture, { isAlone: true, width: NARROW, id: 'p' });
    expect(svg).toMatch(/class="rest"/);
    expect(svg).toContain('a start, an aim or a deadline');
    for (const state of new Set(picture.clocks.map((clock) => clock.state)))
      expect(svg.split(`class="bar ${state}"`).length - 1).toBe(
        // The time that a task had stands before its delay.
        1 +
          picture.clocks.filter(
            (clock) => clock.state === state || (state === 'open' && clock.state === 'overdue'),
          ).length,
      );
    expect(svg).toMatch(/>\(\d+ days\)</);
    expect(svg).toContain('zigzag is');
  });

  it('draws a delay as long as it is, from the deadline until now', async () => {
    const picture = await pictureIn(await played(darlington, [reported('ME-0412')], '2026-11-24T12:00:00Z'));
    const late = picture.clocks.filter(({ state }) => state === 'overdue');
    const svg = drawn(picture, { isAlone: true, width: WIDE, id: 'p' });
    const [, ...bars] = [
      ...svg.matchAll(/<rect x="([\d.]+)"[^>]* width="([\d.]+)"[^>]*class="bar overdue"/g),
    ];
    expect(bars).toHaveLength(late.length);
    const ends = new Set(bars.map(([, x, width]) => Math.round((Number(x) + Number(width)) / 2)));
    expect(ends.size).toBe(1);
    const widths = late.map(({ to }, n) => ({ to, width: Number(bars[n]?.[2]) }));
    widths.sort((a, b) => (a.to < b.to ? -1 : 1));
    expect(widths.length).toBeGreaterThan(1);
    expect(widths[0]?.width).toBeGreaterThan(widths.at(-1)?.width ?? Number.POSITIVE_INFINITY);
  });

  it('says once of all its tasks that they are overdue', async () => {
    const picture = await pictureIn(await played(darlington, [reported('ME-0412')], '2026-11-20T22:30:00Z'));
    const task = picture.clocks.find(({ is }) => is === 'task');
    if (!task) throw new Error('Something is asked');
    const [late, open] = [
      { ...task, state: 'overdue' as const },
      { ...task, state: 'open' as const },
    ];
    const said = (...clocks: (typeof task)[]) => describePicture({ ...picture, clocks });
    expect(said(late, late)).toContain('2 tasks still to be done, all overdue.');
    expect(said(late, open)).toContain('2 tasks still to be done, 1 of them overdue.');
    expect(said(late)).toContain('1 task still to be done, overdue.');
  });

  it('needs nothing else: no script, no link, no font or image from elsewhere', async () => {
    const picture = await pictureIn(await played(darlington, [reported('ME-0412')], '2026-11-24T12:00:00Z'));
    for (const file of [
      drawnTogether([picture]),
      drawnTogether([picture, picture]),
      picturePage('A night', [picture]),
    ]) {
      expect(file.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
        /<script|https?:|url\(|@import|href=|\son\w+=/,
      );
      expect(file).toContain('prefers-color-scheme:dark');
    }
  });

  it('shows every hostile word as a word, on one line, and cut where it is long', async () => {
    const record = await hostileRecord();
    const picture = pictureOf(record, HOSTILE, darlington, '2026-11-21T12:00:00.000Z');
    if (!picture) throw new Error('The record knows the reference');
    for (const file of [drawnTogether([picture]), picturePage(HOSTILE.repeat(300), [picture])]) {
      expect(file).not.toMatch(/<script|\u202E/);
      expect(file).toContain('&lt;script&gt;');
    }
    const narrow = drawn(picture, { isAlone: true, width: NARROW, id: 'p' });
    const lines = [...narrow.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, line = '']) => line);
    expect(Math.max(...lines.map((line) => line.replace(/&\w+;|&#\d+;/g, '.').length))).toBeLessThan(60);
  });

  it('says in a file of its own that it is a simulation, of whose procedure, and of which story', async () => {
    const picture = await pictureIn(await played(darlington, [reported('ME-0412')], '2026-11-24T12:00:00Z'));
    const page = picturePage('A night. And a day.', [picture]);
    expect(page).toContain('<title>Simulation of Darlington: A night.</title>');
    expect(page).toContain("<h1>Simulation of Darlington's procedure</h1>");
    expect(page).toContain('<strong>This is a simulation.</strong>');
    expect(page).toContain('<p>The story: A night. And a day.</p>');
    const svg = drawnTogether([picture, picture], 'A <night>');
    expect(
      svg.match(/>Simulation of Darlington&#39;s procedure: nobody is told anything\.<\/text>/g),
    ).toHaveLength(2);
    expect(svg.match(/>The story: A &lt;night&gt;<\/text>/g)).toHaveLength(1);
    expect(svg).toContain('-title">Simulation of Darlington&#39;s procedure: AE, ME-0412: missing</title>');
    // A page of the console shows what is so.
    expect(drawn(picture, { isAlone: false, width: WIDE, id: 'p' })).not.toContain('Simulation');
  });

  it('folds its tables, which say the same again, under words that tell what they are', async () => {
    const picture = await pictureIn(await played(darlington, [reported('ME-0412')], '2026-11-24T12:00:00Z'));
    expect(tablesInPage(picture)).toMatch(
      /^<details class="words"><summary>The clocks, and what happened and comes, in two tables<\/summary>\n<table>[\s\S]*<\/table>\n<\/details>$/,
    );
  });

  it('says so where there is no episode', () => {
    expect(drawnTogether([])).toContain('No episode came of this.');
    expect(picturePage('Nothing', [])).toContain('No episode came of this.');
  });
});
