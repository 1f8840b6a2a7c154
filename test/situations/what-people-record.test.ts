// What people record is heard where it answers what was asked, and put before a person where it does not.
import { describe, expect, it } from 'vitest';
import { ASHA, reported } from './cast.ts';
import { played, procedure, tasksOf } from './playing.ts';

const kent = procedure('kent');
const until = '2026-11-23T12:00:00Z';
const at = '2026-11-21T08:00:00Z';

const recorded = (task: string, outcome: string, when = at) => ({
  at: when,
  type: 'task.recorded',
  source: 'urn:case-system:kent',
  subject: 'MP-1',
  data: { task, outcome, by: 'team-manager' },
});
const reasonsAfter = async (...messages: ReturnType<typeof recorded>[]) => {
  const world = await played(kent, [reported('MP-1', { person: ASHA }), ...messages], until);
  return [...world.episodes.receipts.values()].flatMap(({ reasons = [] }) => reasons.map(({ path }) => path));
};

describe('an answer', () => {
  it('to a task of the procedure is heard', async () => {
    expect(await reasonsAfter(recorded('triage', 'strategy-discussion'))).toEqual([]);
  });

  it('to a task that the procedure does not know is listed as unreadable, and a person is told', async () => {
    expect(await reasonsAfter(recorded('traige', 'strategy-discussion'))).toEqual(['/data/task']);
    const world = await played(kent, [reported('MP-1', { person: ASHA }), recorded('traige', 'done')], until);
    expect(world.post.sent.filter(({ letter }) => /could not be read/.test(letter.subject))).toHaveLength(1);
    expect((await tasksOf(world)).join('\n')).toMatch(/triage open/);
  });

  it('with an outcome that the task does not have is not taken for one', async () => {
    expect(await reasonsAfter(recorded('resolve-identity', 'perhaps'))).toEqual(['/data/outcome']);
  });

  it('that comes before its episode waits for it', async () => {
    expect(await reasonsAfter(recorded('traige', 'done', '2026-11-20T08:00:00Z'))).toEqual([]);
  });
});
