// Two procedures side by side, and what each makes of the same story.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lettersCompared } from '../../../local/comparison/letters.ts';
import type { Side } from '../../../local/comparison/procedures.ts';
import { directoriesCompared, routesCompared, rulesCompared } from '../../../local/comparison/procedures.ts';
import { storiesCompared } from '../../../local/comparison/stories.ts';
import type { SimulatedAction } from '../../../local/simulate.ts';
import type { Rule } from '../../../shared/core/policy.ts';
import { edited, textOf } from '../../policy/edited.ts';
import { procedure } from '../../situations/playing.ts';
import { homeward } from './homeward.ts';

function sideOf(name: string): Side {
  const policy = procedure(name);
  const version = policy.versions.at(-1);
  if (!version) throw new Error('There is a version');
  return { policy, version };
}
const kent = sideOf('kent');
const darlington = sideOf('darlington');

/** Kent with other rules. */
const kentWith = (rules: (rules: readonly Rule[]) => Rule[]): Side => ({
  ...kent,
  version: { ...kent.version, rules: rules(kent.version.rules) },
});

describe('a procedure and itself', () => {
  it('are the same, in words and in every story', async () => {
    const nothing = { onlyInA: [], onlyInB: [], changed: [] };
    expect(rulesCompared(kent.version, kent.version)).toEqual(nothing);
    expect(routesCompared(kent.version, kent.version)).toEqual(nothing);
    expect(directoriesCompared(kent.policy, kent.policy)).toEqual(nothing);
    const { different, same } = await storiesCompared(kent, kent, ['kent/four-days.yaml']);
    expect({ different, same }).toEqual({ different: [], same: ['kent/four-days.yaml'] });
  });
});

describe('when a rung comes an hour earlier', () => {
  const earlier = kentWith((rules) =>
    rules.map((rule) =>
      rule.id === 'head-of-service-under-10' && rule.after && 'elapsed' in rule.after
        ? { ...rule, after: { ...rule.after, elapsed: 'PT2H' } }
        : rule,
    ),
  );

  it('the rule is changed in when it acts, and in nothing else', () => {
    const { changed, onlyInA, onlyInB } = rulesCompared(kent.version, earlier.version);
    expect([onlyInA, onlyInB]).toEqual([[], []]);
    expect(changed.map(({ name, changes }) => [name, changes.map(({ what }) => what)])).toEqual([
      ['head-of-service-under-10', ['when']],
    ]);
    expect(changed[0]?.changes[0]?.a).toMatch(/^3 hours after/);
    expect(changed[0]?.changes[0]?.b).toMatch(/^2 hours after/);
  });

  it('the story of four days has one letter at another time', async () => {
    const { different } = await storiesCompared(kent, earlier, [
      'kent/four-days.yaml',
      'kent/ten-years-old.yaml',
    ]);
    expect(different.map(({ scenario }) => scenario)).toEqual(['kent/four-days.yaml']);
    expect(different[0]).toMatchObject({ onlyInA: [], onlyInB: [] });
    expect(different[0]?.atDifferentTimes.map(({ a, b }) => [a.role, a.at, b.at])).toEqual([
      ['head-of-service', '2026-11-20T23:30:00.000Z', '2026-11-20T22:30:00.000Z'],
    ]);
  });
});

describe('when a rule is taken out', () => {
  const without = kentWith((rules) => rules.filter(({ id }) => id !== 'triage'));

  it('it is only on one side, and so are its letters', async () => {
    expect(rulesCompared(kent.version, without.version)).toEqual({
      onlyInA: ['triage'],
      onlyInB: [],
      changed: [],
    });
    expect(rulesCompared(without.version, kent.version).onlyInB).toEqual(['triage']);
    const { different } = await storiesCompared(kent, without, ['kent/closed-case.yaml']);
    expect(different[0]?.onlyInA.map(({ role, rule }) => `${role} ${rule}`)).toContain('team-manager triage');
    expect(different[0]?.onlyInB).toEqual([]);
  });
});

describe('when a rule has a new name', () => {
  it('it is the same rule', () => {
    const renamed = kentWith((rules) =>
      rules.map((rule) =>
        rule.id === 'triage' ? { ...rule, id: 'duty-manager-decides', was: ['triage'] } : rule,
      ),
    );
    const { onlyInA, onlyInB, changed } = rulesCompared(kent.version, renamed.version);
    expect([onlyInA, onlyInB]).toEqual([[], []]);
    expect(changed.map(({ name }) => name)).toEqual(['triage, now duty-manager-decides']);
  });
});

describe('when two authorities are compared', () => {
  it('tables and roles that only one of them has are named', () => {
    expect(routesCompared(kent.version, darlington.version).onlyInA).toContain('case-holder');
    expect(directoriesCompared(kent.policy, darlington.policy)).toMatchObject({
      onlyInA: expect.arrayContaining(['adolescent-early-help']),
      onlyInB: expect.arrayContaining(['missing-coordinator']),
    });
  });

  it('a row of a table that differs is told by its number', () => {
    const [first, ...rest] = kent.version.routes['case-holder'] ?? [];
    if (!first) throw new Error('There is a table');
    const other = { ...kent.version, routes: { 'case-holder': [{ ...first, to: ['director'] }, ...rest] } };
    const [table] = routesCompared(kent.version, other).changed;
    expect(table?.changes.map(({ what }) => what)).toEqual(['row 1']);
    expect(table?.changes[0]?.b).toContain(': the director [');
  });

  it('a story that names a source of one of them is skipped, and said to be', async () => {
    const { skipped } = await storiesCompared(kent, darlington, ['darlington/carer-says-she-is-back.yaml']);
    expect(skipped).toEqual([
      { scenario: 'darlington/carer-says-she-is-back.yaml', why: 'Kent knows no source urn:edt:darlington' },
    ]);
  });
});

describe('letters of two runs', () => {
  const letter = (rule: string, at: string, more: Partial<SimulatedAction> = {}): SimulatedAction => ({
    at,
    dueAt: at,
    lateBy: 'PT0S',
    kind: 'email',
    purpose: 'notify',
    rule,
    clauses: [],
    roles: ['front-door'],
    to: [],
    episode: 'ME-1',
    subject: '',
    ...more,
  });

  it('are the same under another name of the rule', () => {
    expect(lettersCompared([letter('one', '10:00')], [letter('two', '10:00')])).toEqual({
      onlyInA: [],
      onlyInB: [],
      atDifferentTimes: [],
    });
  });

  it('are matched at the same time before at another', () => {
    const { atDifferentTimes, onlyInB } = lettersCompared(
      [letter('one', '10:00')],
      [letter('one', '09:00'), letter('two', '10:00')],
    );
    expect(atDifferentTimes).toEqual([]);
    expect(onlyInB.map(({ at }) => at)).toEqual(['09:00']);
  });

  it('that leave another time to do what they ask are not the same', () => {
    const task = (dueAt: string) => letter('one', '10:00', { kind: 'task', dueAt });
    expect(lettersCompared([task('12:00')], [task('13:00')]).atDifferentTimes).toHaveLength(1);
  });
});

describe('npx homeward diff', () => {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-diff-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('compares a shipped file with an edited one, with exit 0', () => {
    const file = join(folder, 'edited.yaml');
    writeFileSync(file, edited(textOf('kent'), ['elapsed: PT3H', 'elapsed: PT2H']));
    const { status, stdout, stderr } = homeward('diff', 'kent', file);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('head-of-service-under-10\n  when\n    A  3 hours after');
    expect(stdout).toContain('kent/four-days.yaml');
    expect(stdout).not.toContain('undefined');
  });

  it('answers in one object, of two authorities at dates', () => {
    const { status, stdout } = homeward('diff', 'kent@2024-01-01', 'darlington@2018-01-01', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      a: { authority: 'kent', version: '2023' },
      b: { authority: 'darlington', version: '2017' },
      scenarios: { different: expect.any(Array), same: expect.any(Array), skipped: expect.any(Array) },
    });
  });

  it.each([
    [['diff', 'kent@2024-13-01', 'kent'], 1, /2024-13-01 is not a date/],
    [['diff', 'kent', 'kent@1999-01-01'], 1, /no version in force then/],
    [['diff', 'kent', 'nobody'], 1, /there is no authority of this name/],
    [['diff', 'kent'], 2, /missing required argument/],
  ])('%j is refused in a line', (words, status, says) => {
    const ran = homeward(...words);
    expect(ran.status).toBe(status);
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });
});
