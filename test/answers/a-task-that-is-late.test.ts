// A letter about a task that another one asked for: its link leads to where that task is recorded.
import { describe, expect, it } from 'vitest';
import { found, ROBIN, reported } from '../situations/cast.ts';
import { procedure } from '../situations/playing.ts';
import { answers, desk, formFor, letterTo, pathIn, shown } from './desk.ts';

const MANAGER = 'service.manager@darlington.example';
const COORDINATOR = 'missing.coordinator@darlington.example';
const back = found('2026-11-21T09:00:00Z', 'ME-1', {
  outcome: 'found',
  returnedAt: '2026-11-21T08:00:00Z',
  seenByPoliceAt: '2026-11-21T08:30:00Z',
});
const until = (instant: string) =>
  desk(procedure('darlington'), [reported('ME-1', { person: ROBIN }), back], instant);

describe('a letter about a task that is overdue', () => {
  it('carries a link by which the task is recorded, with the words that it may end in', async () => {
    const world = await until('2026-11-23T17:02:00Z');
    const letter = letterTo(world, MANAGER, 'strategy discussion overdue');
    expect(letter.text).toMatch(/^- Record: held or not practicable: https:\/\/answers\.example\//m);
    expect(letter.text).not.toContain('record it in the case system');
    const { html } = await shown(world, pathIn(letter));
    expect(html.replaceAll('&quot;', '"')).toContain(
      'Nobody has decided yet: a person still must. Meanwhile this service goes on as if "not practicable" had been decided.',
    );
    expect(html).toContain('<dt>Was to be done by</dt><dd>Monday 23 November 2026 at 17:00</dd>');
    await answers(world, letter, 'decide', { outcome: 'held', reason: 'Held on Saturday.' });
    const { kept } = await world.episodes.read(letter.record);
    expect(JSON.stringify(kept?.record)).toContain('"task.strategy-discussion"');
    const after = await shown(world, pathIn(letter));
    expect(after.html).toContain(': held. Your reason: Held on Saturday.');
    expect(formFor('decide', after)).toBeUndefined();
  });
});

describe('a reminder', () => {
  it('carries a link by which what it reminds of is recorded', async () => {
    const world = await until('2026-11-23T08:01:00Z');
    const letter = letterTo(world, COORDINATOR, 'return interview still to do');
    expect(letter.subject).toMatch(/^Reminder/);
    const { html } = await shown(world, pathIn(letter));
    expect(html).toContain('Record that it is done');
    await answers(world, letter, 'decide');
    expect((await shown(world, pathIn(letter))).html).toContain(': done.');
  });
});
