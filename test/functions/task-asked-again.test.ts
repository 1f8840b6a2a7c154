// The page of a letter about another's task, where that task was asked for again, of another episode too, or can be recorded nowhere here.
import { describe, expect, it } from 'vitest';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import { rule, withRules } from '../faults/procedure.ts';
import { answered, found } from '../situations/cast.ts';
import type { Said } from '../situations/playing.ts';
import { letterOf, playedUntil, shown } from './behind-the-link.ts';
import { at, nowhere, report } from './one-child.ts';

const within = { elapsed: 'PT1M', from: { earliest: ['received' as const] } };
const strategy = rule('strategy', 'missing', [{ role: 'director' }], {
  do: 'decide',
  asks: { within, decision: { outcomes: ['discussion', 'no-discussion'], otherwise: 'discussion' } },
});
const late = (of: string): Rule =>
  rule(`${of}-late`, 'missing', [{ role: 'service-manager' }], {
    do: 'escalate',
    after: { elapsed: 'PT1M', from: { earliest: [{ deadlineOf: of }] }, boundary: 'at-least' },
  });
const visit = rule('visit', 'missing', [{ role: 'coordinator' }], { do: 'request', asks: { within } });
const policy: Policy = withRules(nowhere, [strategy, late('strategy')]);

const back = (seconds: number, of = 'MP-1'): Said =>
  found(at(seconds), of, { outcome: 'found', locatedAt: at(seconds - 10) });
const missing = (seconds: number, subject = 'MP-1'): Said => ({
  ...report(
    { lastSeenAt: at(seconds - 20), reportedAt: at(seconds - 10) },
    { id: `${subject} ${seconds}`, subject },
  ),
  at: at(seconds),
  time: at(seconds),
});

describe('a letter about a task that is late', () => {
  it('says what was recorded of it, however late', async () => {
    const said = answered(at(150), 'MP-1', 'no-discussion', {
      task: 'strategy',
      by: 'director',
      at: at(150),
    });
    const record = await playedUntil(policy, [0, 120, 150], said);
    const letter = shown(record, letterOf(record, 'strategy-late/'), 160, policy);
    expect(letter?.task).toMatchObject({
      id: 'strategy',
      state: 'done',
      recorded: { outcome: 'no-discussion' },
    });
    expect(letter?.may).not.toContain('decide');
  });

  it('leads to the one that was asked for last, though that has lapsed as well', async () => {
    const record = await playedUntil(
      policy,
      [0, 120, 200, 320, 440, 500],
      back(200),
      missing(320),
      back(500),
    );
    const letter = shown(record, letterOf(record, 'strategy-late/'), 510, policy);
    expect(letter?.task).toMatchObject({ id: 'strategy:2', state: 'lapsed' });
  });

  it('leads to that of its own episode, whatever is open in another', async () => {
    const record = await playedUntil(
      policy,
      [0, 120, 200, 320, 440, 500, 7_200],
      back(200),
      missing(320),
      back(500),
      missing(7_200, 'MP-2'),
    );
    expect(Object.keys(record.told)).toContainEqual(expect.stringMatching('^strategy/MP-2/'));
    const letter = shown(record, letterOf(record, 'strategy-late/MP-1/2'), 7_210, policy);
    expect(letter?.task).toMatchObject({ id: 'strategy:2', state: 'lapsed' });
  });

  it('leads to the tenth, where it is asked for the tenth time', async () => {
    const times = Array.from({ length: 9 }, (_, nth) => 400 * (nth + 1));
    const messages = times.flatMap((second) => [back(second - 100), missing(second)]);
    const looks = [0, ...times.flatMap((second) => [second - 100, second, second + 120])];
    const record = await playedUntil(policy, looks, ...messages);
    const letter = shown(record, letterOf(record, 'strategy-late/'), 3_730, policy);
    expect(letter?.task).toMatchObject({ id: 'strategy:10', state: 'open' });
  });

  it('leads to nothing where its procedure no longer asks for that, whatever else it asks for', async () => {
    const record = await playedUntil(policy, [0, 120]);
    const [now] = withRules(nowhere, [late('strategy'), visit]).versions;
    const [later] = policy.versions;
    if (!now || !later) throw new Error('There are two');
    const versions = [now, { ...later, id: 'later', from: '2027-01-01' }];
    const letter = shown(record, letterOf(record, 'strategy-late/'), 130, { ...policy, versions });
    expect(letter).not.toHaveProperty('task');
    expect(letter?.may).not.toContain('decide');
  });

  it('leads to nothing where it is about whose record a child is, which is told from other records', async () => {
    const record = await playedUntil(policy, [0, 120]);
    const renamed = withRules(nowhere, [{ ...late('resolve-identity'), was: ['strategy-late'] }, visit]);
    const letter = shown(record, letterOf(record, 'strategy-late/'), 130, renamed);
    expect(letter?.id).toMatch(/^strategy-late\//);
    expect(letter).not.toHaveProperty('task');
  });
});
