import { describe, expect, it } from 'vitest';
import { cancelled, reported } from './cast.ts';
import { lettersOf, mail, played, procedure } from './playing.ts';

const kent = procedure('kent');

async function frontDoorAt(at: string): Promise<string | undefined> {
  const report = reported('MP-1', { lastSeenAt: at }, { at });
  const letters = await lettersOf(await played(kent, [report], at));
  return letters.find(({ rule }) => rule === 'front-door-notice')?.to;
}

const OFFICE = 'front.door@kent.example';
const NIGHT = 'out.of.hours@kent.example';

describe('the front door is written to where somebody is', () => {
  it.each([
    ['on Friday at 09:00', '2026-11-20T09:00:00Z', OFFICE],
    ['a second before', '2026-11-20T08:59:59Z', NIGHT],
    ['on Friday at 16:59', '2026-11-20T16:59:59Z', OFFICE],
    ['at 17:00', '2026-11-20T17:00:00Z', NIGHT],
    ['on Saturday at noon', '2026-11-21T12:00:00Z', NIGHT],
    ['on Boxing Day, which in 2026 is kept on a Monday', '2026-12-28T12:00:00Z', NIGHT],
    ['on the Tuesday after', '2026-12-29T12:00:00Z', OFFICE],
    ['in summer at 08:00 UTC, which is 09:00', '2026-07-01T08:00:00Z', OFFICE],
    ['in a year for which nobody has entered the holidays', '2031-01-08T12:00:00Z', NIGHT],
  ])('%s', async (_, at, mailbox) => {
    expect(await frontDoorAt(at)).toBe(mailbox);
  });

  it('and stood down at every address that it was told at', async () => {
    const world = await played(
      kent,
      [
        reported('MP-1', { lastSeenAt: '2026-11-20T16:00:00Z' }, { at: '2026-11-20T16:30:00Z' }),
        { at: '2026-11-20T18:00:00Z', type: 'missing.updated', subject: 'MP-1', data: { risk: 'high' } },
        cancelled('2026-11-20T19:00:00Z', 'MP-1'),
      ],
      '2026-11-20T20:00:00Z',
    );
    const stoodDown = (await mail(world, 'stand-down')).map((line) => line.split(' ').at(-1));
    expect(stoodDown).toEqual(expect.arrayContaining(['front.door', 'out.of.hours']));
  });

  it('a role that has no address for the night is written to at its own', async () => {
    const report = reported('MP-1', { risk: 'high' });
    expect(await mail(await played(kent, [report], report.at), 'director-highest-risk')).toEqual([
      '2026-11-20 22:05 director-highest-risk director',
    ]);
  });
});
