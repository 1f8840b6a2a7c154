// A task that is overdue says in whose hands it is.
import { expect, it } from 'vitest';
import { tablesInPage } from '../../shared/timeline/page.ts';
import { caseOf, ROBIN, reported } from '../situations/cast.ts';
import { played } from '../situations/playing.ts';
import { darlington, pictureIn } from './pictured.ts';

const LOOKED_AFTER = caseOf('2026-11-20T21:00:00Z', ROBIN, { status: 'looked-after', keyworker: null });

const at = async (until: string) => {
  const story = [LOOKED_AFTER, reported('ME-0412', { person: ROBIN })];
  const picture = await pictureIn(await played(darlington, story, until));
  const since = (name: string) => picture.clocks.find((clock) => clock.name === name)?.since;
  return { picture, since };
};

it('names whom the alarm went to and when, and that nothing further goes out', async () => {
  const { since } = await at('2026-11-24T12:00:00Z');
  expect(since('telling the parents')).toEqual([
    'Since then: chaser to service manager, Sat 21 Nov 2026 22:06.',
    'No further letter about it is planned: somebody must do it, and record it.',
  ]);
  expect(since('strategy meeting')?.[0]).toBe(
    'Since then: escalation to head of service, Mon 23 Nov 2026 17:01.',
  );
});

it('says of a decision that nobody has taken, and as if what the service goes on meanwhile', async () => {
  const { since } = await at('2026-11-24T12:00:00Z');
  expect(since("decision on a missing children's alert")).toEqual([
    'Nobody has decided: a person still must.',
    'Meanwhile this service goes on as if \u201Calert\u201D had been decided.',
    'Since then: notice to every authority, front door, Tue 24 Nov 2026 00:30.',
    'No further letter about it is planned: whoever decides must record it.',
  ]);
});

it('names the letter that is to go out, as long as it has not', async () => {
  const { since } = await at('2026-11-21T22:05:30Z');
  expect(since('telling the parents')).toEqual([
    'No letter about that has gone out yet.',
    'Next: chaser to service manager, Sat 21 Nov 2026 22:06.',
  ]);
});

it('says nothing of the kind of a task that has time', async () => {
  const { picture } = await at('2026-11-21T12:00:00Z');
  for (const { state, since } of picture.clocks) expect(since !== undefined).toBe(state === 'overdue');
});

it('stands in the picture and in its tables', async () => {
  const { picture } = await at('2026-11-24T12:00:00Z');
  expect(tablesInPage(picture)).toContain('Since then: chaser to service manager, Sat 21 Nov 2026 22:06.');
});

it('ends each sentence of its tables with one full stop', async () => {
  const { picture } = await at('2026-11-24T12:00:00Z');
  const tables = tablesInPage(picture);
  expect(tables).toContain('had been decided. Since then: ');
  expect(tables).not.toMatch(/[^.]\.\.[^.]/);
});
