// Dead letters at the command line: shown without what they say, sent back when somebody says so, and written down.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { homeward } from './homeward.ts';
import { type Mistake, Operator } from './operator.ts';

let operator: Operator;
beforeEach(async () => {
  operator = await new Operator().open();
});
afterEach(() => operator.clear());

const report = JSON.stringify({
  specversion: '1.0',
  id: 'Robin Sample of 3 Elm Row',
  source: 'urn:police:kent:compact',
  type: 'missing.reported',
  subject: 'MP-1',
  data: { person: { givenName: 'Robin', familyName: 'Sample' } },
});
const hidden = /Robin|Sample|Elm|MP-1/;

describe('npx homeward redrive', () => {
  it('shows each queue: how many, how old, of what kind, how often received; and moves nothing', async () => {
    await operator.giveUp('notices', report);
    await operator.desk.machine.clock.pass(2 * 3600);
    operator.keepClock();
    await operator.put('wake-ups-dead', '{"record":"c-0a1b"}');
    const { status, stdout, stderr } = await operator.homeward('redrive', '--authority', 'kent');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^notifications: 1 message, the oldest of 2 hours ago/m);
    expect(stdout).toMatch(/received \d times: missing\.reported, from urn:police:kent:compact$/m);
    expect(stdout).toMatch(/received 1 time: record c-0a1b$/m);
    expect(stdout).toMatch(/^mail-events: empty$/m);
    expect(stdout).toContain('Nothing was moved');
    expect(stdout).not.toMatch(hidden);
    expect(await operator.count('notifications-dead'), 'it is there for whoever comes next').toBe(1);
    expect(await operator.book()).toEqual([]);
  });

  it('sends notifications back in the name of whoever sent them, and writes it down', async () => {
    await operator.giveUp('notices', report);
    const { status, stdout } = await operator.homeward(
      'redrive',
      'notifications',
      '--yes',
      '--by',
      'on call',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('notifications: 1 went to its queue');
    expect(await operator.count('notifications-dead')).toBe(0);
    const [back] = await operator.taken('notices');
    expect(back?.body).toBe(report);
    expect(back?.sender).not.toBe('operator');
    // Begun and ended at one instant of a clock that stands.
    const written = (await operator.book()).map(({ at: _, ...said }) => said);
    const redrive = { did: 'redrive', by: 'on call', queue: 'notifications', to: 'its queue' };
    expect(written).toHaveLength(2);
    expect(written).toEqual(expect.arrayContaining([redrive, { ...redrive, messages: 1 }]));
    const history = await operator.homeward('redrive', '--history');
    expect(history.stdout).toMatch(/redrive notifications: 1 to its queue {2}by on call/);
  });

  it('puts the wake-ups of the Scheduler on their queue before it takes them off, and throws failed sweeps away', async () => {
    const wakeUps = Array.from({ length: 12 }, (_, n) => `{"record":"c-${n.toString(16)}"}`);
    await operator.put('schedules-dead', ...wakeUps);
    await operator.put('sweeps-dead', '{}');
    const { stdout } = await operator.homeward('redrive', '--yes');
    expect(stdout).toContain('schedules: 12 went to the wake-ups queue');
    expect(stdout).toContain('sweeps: 1 went to nowhere');
    const arrived = await operator.taken('wake-ups');
    expect(arrived.map(({ body }) => body).sort()).toEqual([...wakeUps].sort());
    expect([await operator.count('schedules-dead'), await operator.count('sweeps-dead')]).toEqual([0, 0]);
  });

  it('never prints what a message says, however it is made', async () => {
    await operator.put(
      'notifications-dead',
      'Robin Sample is missing',
      JSON.stringify({ type: 'Robin', source: 'urn:police:Sample', id: 'Elm' }),
      JSON.stringify(['Robin']),
    );
    await operator.put(
      'mail-events-dead',
      JSON.stringify({ detail: { eventType: 'Robin Sample 3 Elm Row', mail: 7 } }),
    );
    await operator.put('wake-ups-dead', '{"record":"c-Robin"}');
    for (const options of [[], ['--json']]) {
      const { status, stdout, stderr } = await operator.homeward('redrive', ...options);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).not.toMatch(hidden);
    }
  });

  it('tells a program the same', async () => {
    await operator.giveUp(
      'mail-events',
      JSON.stringify({ detail: { eventType: 'Bounce', mail: { tags: { record: ['c-1'] } } } }),
    );
    const { stdout } = await operator.homeward('redrive', '--json');
    const { queues } = JSON.parse(stdout);
    expect(queues[1]).toMatchObject({
      queue: 'mail-events',
      count: 1,
      messages: [{ about: ['Bounce', 'record c-1'] }],
    });
  });

  it('says all is empty where it is, and does nothing', async () => {
    const { status, stdout } = await operator.homeward('redrive', '--yes');
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toEqual(
      ['notifications', 'mail-events', 'wake-ups', 'schedules', 'sweeps'].map((name) => `${name}: empty`),
    );
    expect(await operator.book()).toEqual([]);
  });

  it('tells of a mistake in a line', async () => {
    const mistakes: Mistake[] = [
      [['redrive', 'letters'], 1, /no such queue; there are notifications, mail-events/],
      [['redrive', '--authority', 'darlington'], 1, /is that of Kent, not of Darlington/],
      [['redrive', '--outputs', 'none.json'], 1, /--authority too/],
      [['redrive', '--outputs', 'none.json', '--authority', 'kent'], 1, /cdk deploy --outputs-file/],
      [['redrive', '--now'], 2, /unknown option/],
    ];
    await operator.isToldInALine(mistakes);
  });

  it('says so where nothing runs', () => {
    const { status, stderr } = homeward('redrive', '--authority', 'kent');
    expect(status).toBe(1);
    expect(stderr).toMatch(/No pipeline runs here|is that of/);
  });
});
