// What is learnt of a child bit by bit: an update with a birth date alone finds the child that it completes.
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../local/scenario.ts';
import { simulate } from '../../local/simulate.ts';
import { loadAuthority } from '../../shared/policy/load.ts';

const loaded = loadAuthority('kent');
if (!loaded.ok) throw new Error('The Kent file has faults');
const { policy } = loaded;

describe('a birth date that comes by itself, after a name without one', () => {
  it('joins the report to the child whom the case system knows, whose keyworker is told', async () => {
    const scenario = readScenario('test/situations/learnt-bit-by-bit.yaml');
    const { world, simulation } = await simulate(scenario, policy);
    expect(simulation.rejected).toEqual([]);
    expect(world.watch.alarms).toEqual([]);
    const told = simulation.actions.map(
      ({ at, roles, rule }) => `${at.slice(11, 16)} ${rule} ${roles.join()}`,
    );
    expect(told).toContain('22:05 resolve-identity front-door');
    expect(told).toContain('22:30 case-holder-notice keyworker');
    expect(simulation.episodes.map(({ subject, state }) => `${subject} ${state}`)).toEqual(['K-77 open']);
    expect(told.filter((line) => line.includes('front-door-notice'))).toHaveLength(1);
  });
});
