// Reports at the command line: of a scenario, and of the pipeline that runs here, which is read and never written.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { episodesTable } from '../../../shared/adapters/episodes-table.ts';
import { absence, child } from '../../reports/invented-children.ts';
import { Desk } from '../case-extract/desk.ts';
import { homeward } from './homeward.ts';

const NINE = ['darlington', '--scenario', 'examples/scenarios/darlington/nine-years-old.yaml'];

describe('npx homeward report', () => {
  it('D17-3.5-a: prints the agenda of the group for a scenario', () => {
    const { status, stdout, stderr } = homeward('report', ...NINE, '--month', '2026-11', '--kind', 'group');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(
      'Darlington: Agenda of the monthly multi-agency group, 2026-11-01 to 2026-11-30',
    );
    expect(stdout).toMatch(/^RE ME-0412$/m);
    expect(stdout).toContain('the absence was escalated [D17-7.13-e]');
    expect(stdout).not.toMatch(/Robin/);
  });

  it('DFE-49-a: hides in the numbers for the board what is too few, in words, in JSON and in rows', () => {
    const words = homeward('report', ...NINE, '--month', '2026-11').stdout;
    expect(words).toContain('absences: fewer than 5, children: fewer than 5');
    const json = JSON.parse(homeward('report', ...NINE, '--month', '2026-11', '--json').stdout);
    expect(json).toMatchObject({
      kind: 'board',
      total: { absences: 'fewer than 5', children: 'fewer than 5' },
    });
    const rows = homeward('report', ...NINE, '--month', '2026-11', '--csv').stdout;
    expect(rows).toContain('total,began in the period,fewer than 5,fewer than 5,DFE-49-a\r\n');
    for (const text of [words, rows, JSON.stringify(json)]) expect(text).not.toMatch(/ME-0412|Robin/);
  });

  it.each([
    [['report'], 2, /missing required argument/],
    [['report', 'darlington', '--kind', 'gossip'], 2, /Allowed choices are board, group/],
    [['report', 'darlington', '--month', '2026-13'], 2, /does not exist/],
    [['report', 'darlington', '--month', 'November'], 2, /write it as 2026-11/],
    [['report', 'darlington', '--from', '2026-11-31', '--to', '2026-12-01'], 2, /does not exist/],
    [['report', 'darlington', '--json', '--csv'], 2, /cannot be used with/],
    [['report', ...NINE, '--table', 'episodes'], 2, /cannot be used with/],
    [['report', ...NINE, '--from', '2026-11-01'], 1, /both --from and --to/],
    [['report', ...NINE, '--month', '2026-11', '--quarter'], 1, /Give one of/],
    [['report', 'atlantis', '--month', '2026-11'], 1, /atlantis/],
  ])('tells of a mistake in a line: %j', (words, status, says) => {
    const ran = homeward(...words);
    expect(ran.status).toBe(status);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });
});

describe('npx homeward report on the pipeline that runs here', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await new Desk().open();
    const table = episodesTable({ name: 'episodes' }, desk.machine.clients.dynamodb);
    // Together more than the megabyte that one page of the table holds.
    const circumstances = 'x'.repeat(19_000);
    for (let n = 0; n < 100; n++) {
      const record = { ...child(absence(`MP-${n}`, '2026-11-02', { circumstances })), id: `c-${n}` };
      await table.write({ record }, 0);
    }
    await table.write(
      { record: { kind: 'unreadable', id: 'u-1', sender: 'police', windows: [], told: {} } },
      0,
    );
    await table.claim('reference#MP-1', 'child', 'c-1');
  });
  afterAll(() => desk.clear());

  it('reads every page of its table', async () => {
    const asked = ['report', 'kent', '--month', '2026-11', '--as-at', '2026-12-01T00:00:00Z', '--json'];
    const { status, stdout, stderr } = await desk.homeward(...asked);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout).total).toEqual({ absences: 100, children: 100 });
  });

  it('refuses another authority than the one that runs', async () => {
    const { status, stderr } = await desk.homeward('report', 'darlington');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'The pipeline that runs here is that of Kent, not of Darlington\n',
    });
  });
});
