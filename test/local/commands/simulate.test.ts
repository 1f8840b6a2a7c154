import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readScenario } from '../../../local/scenario.ts';
import { simulate } from '../../../local/simulate.ts';
import { inColumns, paintFor, plain } from '../../../local/simulation/letters-in-columns.ts';
import { procedure } from '../../situations/playing.ts';
import { homeward } from './homeward.ts';

const SCENARIO = 'examples/scenarios/darlington/nine-years-old.yaml';
const folder = mkdtempSync(join(tmpdir(), 'homeward-simulate-'));
const file = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

const ESCAPE = String.fromCharCode(27);
const withoutColour = (text: string): string =>
  text
    .split(ESCAPE)
    .map((part, n) => (n === 0 ? part : part.replace(/^\[\d+m/, '')))
    .join('');

describe('homeward simulate', () => {
  it('writes a page and a picture that need nothing else, and says what it always says', () => {
    const alone = homeward('simulate', 'darlington', SCENARIO);
    const ran = homeward(
      'simulate',
      'darlington',
      SCENARIO,
      '--html',
      file('a.html'),
      '--svg',
      file('a.svg'),
    );
    const written = `${file('a.html')} is written.\n${file('a.svg')} is written.\n`;
    expect(ran).toEqual({ ...alone, status: 0, stderr: written });
    expect(readFileSync(file('a.html'), 'utf8')).toMatch(
      /^<!doctype html>[\s\S]*RE, ME-0412: found[\s\S]*<\/html>\n$/,
    );
    expect(readFileSync(file('a.svg'), 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it('writes them beside the JSON too, which stays one object', () => {
    const { stdout } = homeward('simulate', 'darlington', SCENARIO, '--json', '--svg', file('b.svg'));
    expect(Object.keys(JSON.parse(stdout))).toEqual(['authority', 'actions', 'episodes', 'rejected']);
    expect(readFileSync(file('b.svg'), 'utf8')).toContain('ME-0412');
  });

  it('says in one line that a file cannot be written', () => {
    const { status, stderr } = homeward(
      'simulate',
      'darlington',
      SCENARIO,
      '--svg',
      file('no/such/folder.svg'),
    );
    expect([status, stderr.trim()]).toEqual([1, `${file('no/such/folder.svg')}: cannot be written`]);
  });

  it('draws several episodes under each other, and a scenario without any', () => {
    const scenario = {
      about: 'Twins',
      messages: [1, 2].map((n) => ({
        at: '2026-11-20T22:05:00Z',
        type: 'missing.reported',
        subject: `ME-${n}`,
        data: {
          person: { givenName: `Twin${n}`, familyName: 'Example', dateOfBirth: `201${n}-05-14` },
          category: 'missing',
          risk: 'medium',
          lastSeenAt: '2026-11-20T20:30:00Z',
        },
      })),
    };
    writeFileSync(file('two.json'), JSON.stringify(scenario));
    homeward('simulate', 'darlington', file('two.json'), '--svg', file('two.svg'));
    expect(readFileSync(file('two.svg'), 'utf8').match(/<svg /g)).toHaveLength(3);
  });
});

describe('the table of a simulation', () => {
  const played = async (about = 'A night') => {
    const policy = procedure('darlington');
    const { simulation } = await simulate(readScenario(SCENARIO), policy);
    return { about, simulation, policy };
  };

  it('fits eighty columns, whatever the words, but for a word that is longer', async () => {
    const { simulation, policy } = await played();
    const long = {
      ...simulation,
      actions: simulation.actions.map((action) => ({
        ...action,
        roles: Array.from({ length: 9 }, () => 'missing-and-exploited-group'),
      })),
    };
    expect(widest(inColumns('word '.repeat(100), long, policy, plain))).toBeLessThanOrEqual(80);
  });

  it('says of each letter when, what, to whom, where and under which clause', async () => {
    const { about, simulation, policy } = await played();
    const table = inColumns(about, simulation, policy, plain);
    expect(table).toContain('Friday 20 November 2026\n22:05  decide      front-door\n');
    expect(table).toContain('                   to be done by Sat 21 Nov 2026 06:05\n');
    for (const { to, clauses } of simulation.actions)
      for (const word of [...to, ...clauses]) expect(table).toContain(word);
    expect(table).toMatch(/^ {2}lapsed front-door-notice by Sat 21 Nov 2026 06:05$/m);
  });

  it('has colour where the terminal has it, and none where it has not or NO_COLOR is set', async () => {
    const { about, simulation, policy } = await played();
    const table = (stream: Parameters<typeof paintFor>[0]) =>
      inColumns(about, simulation, policy, paintFor(stream));
    const coloured = table({ isTTY: true, hasColors: () => true });
    expect(coloured).toContain(`${ESCAPE}[31mescalate`);
    for (const stream of [
      { isTTY: true, hasColors: () => false },
      { isTTY: false, hasColors: () => true },
      {},
    ])
      expect(table(stream)).toBe(inColumns(about, simulation, policy, plain));
    expect(withoutColour(coloured)).toBe(inColumns(about, simulation, policy, plain));
  });
});
