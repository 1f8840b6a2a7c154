// A pause at the command line: who, why and since when; said to whoever asks, ended once, and both in the book.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { episodesTable } from '../../../shared/adapters/episodes-table.ts';
import { type Mistake, Operator } from './operator.ts';

let operator: Operator;
beforeEach(async () => {
  operator = await new Operator().open();
});
afterEach(() => operator.clear());

const isPaused = async () =>
  (await episodesTable({ name: 'episodes' }, operator.desk.machine.clients.dynamodb).read('c-1')).paused;
const pause = (...more: string[]) =>
  operator.homeward(
    'pause',
    '--authority',
    'kent',
    '--why',
    'letters go astray',
    '--by',
    'duty manager',
    ...more,
  );

describe('npx homeward pause and resume', () => {
  it('stop all mail and let it go again, and say what that means', async () => {
    const paused = await pause();
    expect({ status: paused.status, stderr: paused.stderr }).toEqual({ status: 0, stderr: '' });
    expect(paused.stdout).toContain('All mail of Kent is paused.');
    expect(paused.stdout).toContain('npx homeward resume --authority kent');
    expect(await isPaused()).toBe(true);

    await operator.desk.machine.clock.pass(90 * 60);
    operator.keepClock();
    const resumed = await operator.homeward('resume', '--authority', 'kent', '--by', 'on call');
    expect({ status: resumed.status, stderr: resumed.stderr }).toEqual({ status: 0, stderr: '' });
    expect(resumed.stdout).toContain('goes out again; it was paused for 1 hour 30 minutes.');
    expect(await isPaused()).toBe(false);
    expect(await operator.book()).toMatchObject([
      { did: 'pause', by: 'duty manager', why: 'letters go astray' },
      { did: 'resume', by: 'on call', why: 'letters go astray' },
    ]);
  });

  it('tell whoever pauses what is paused already who did it and why, and change nothing', async () => {
    await pause();
    const again = await operator.homeward('pause', '--why', 'another reason', '--by', 'somebody else');
    expect(again.status).toBe(1);
    expect(again.stderr).toMatch(
      /^All mail of Kent has been paused since .* by duty manager: letters go astray$/m,
    );
    expect(await operator.book()).toHaveLength(1);
  });

  it('tell of it on the duty list', async () => {
    await pause();
    const { stdout } = await operator.homeward('duty-list');
    expect(stdout.replaceAll('\n', ' ')).toContain('by duty manager: letters go astray');
  });

  it('tell of a mistake in a line, and leave everything as it is', async () => {
    const mistakes: Mistake[] = [
      [['resume'], 1, /The mail of Kent is not paused/],
      [['pause'], 2, /required option '--why <reason>'/],
      [['pause', '--why', ' '], 2, /1 to 200 characters/],
      [['pause', '--why', 'x'.repeat(201)], 2, /1 to 200 characters/],
      [['pause', '--why', 'x', '--authority', 'darlington'], 1, /not of Darlington/],
    ];
    await operator.isToldInALine(mistakes);
    expect(await isPaused()).toBe(false);
  });
});
