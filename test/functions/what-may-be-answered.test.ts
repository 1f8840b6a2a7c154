// The letter behind a link, for every way in which things may stand: what may still be answered, and what was recorded of its task.
import { describe, expect, it } from 'vitest';
import { answerTask } from '../../shared/core/answered.ts';
import { answered } from '../situations/cast.ts';
import { IS_BACK, letter, saying, told } from './letter-told.ts';
import { at } from './one-child.ts';

describe('what may be answered', () => {
  it('is everything, of a letter that asks for a decision', async () => {
    expect((await letter('strategy'))?.may).toEqual(['decide', 'seen', 'not-me', 'back']);
    expect((await letter('notice'))?.may).toEqual(['seen', 'not-me', 'back']);
  });

  it.each<[string, string[]]>([
    ['seen', ['not-me', 'back']],
    ['passed-on', ['not-me', 'back']],
    ['not-me', ['back']],
    ['back', ['seen', 'not-me']],
  ])('is not said twice: %s', async (word, may) => {
    const { of } = await told();
    const action = of('notice');
    const task = answerTask(word as 'seen', action);
    const letterNow = await letter('notice', saying(task, { outcome: word, by: 'front-door' }));
    expect(letterNow?.answers).toEqual([{ saying: word, at: at(60), by: 'front-door' }]);
    expect(letterNow?.may).toEqual(may);
  });

  it('is nothing once it is over, but for what is still asked', async () => {
    expect((await letter('notice', IS_BACK))?.may).toEqual([]);
    expect((await letter('strategy', IS_BACK))?.may.filter((act) => act !== 'decide')).toEqual([]);
  });

  it('is neither that it was seen nor that it is another’s, once it is decided', async () => {
    expect(
      (await letter('strategy', saying('strategy', { by: 'director', reason: 'Needed.' })))?.may,
    ).toEqual(['back']);
  });
});

describe('the task of a letter', () => {
  it('is what may be decided, and until when', async () => {
    const open = await letter('strategy');
    expect(open?.task).toMatchObject({
      id: 'strategy',
      state: 'open',
      dueAt: at(7_200),
      outcomes: ['discussion', 'no-discussion'],
      otherwise: 'discussion',
    });
    expect(open?.task).not.toHaveProperty('recorded');
    expect(open?.glance.length).toBeGreaterThan(0);
  });

  it('is none where nothing is asked', async () => {
    const letterNow = await letter('high');
    expect(letterNow).not.toHaveProperty('task');
    expect(letterNow?.glance).toEqual([]);
  });

  it('is what its reader recorded here, with the reason', async () => {
    const own = await letter('strategy', saying('strategy', { by: 'director', reason: 'Needed.' }));
    expect(own?.task).toMatchObject({
      state: 'done',
      recorded: { outcome: 'discussion', at: at(60), reason: 'Needed.', isOwn: true },
    });
    expect(own?.glance).toEqual([]);
  });

  it('is what another recorded here, and a reason only where one was written', async () => {
    const { recorded } = (await letter('strategy', saying('strategy', { by: 'front-door' })))?.task ?? {};
    expect(recorded).toEqual({ outcome: 'discussion', at: at(60), by: 'front-door', isOwn: false });
  });

  it('is what the case system recorded, whose words stay there', async () => {
    const elsewhere = answered(at(60), 'MP-1', 'discussion', {
      task: 'strategy',
      by: 'director',
      reason: 'Needed.',
    });
    const { recorded } = (await letter('strategy', elsewhere))?.task ?? {};
    expect(recorded).toMatchObject({ outcome: 'discussion', isOwn: false });
    expect(recorded).not.toHaveProperty('reason');
  });

  it('is what was recorded last, by whomever', async () => {
    const first = answered(at(60), 'MP-1', 'no-discussion', { task: 'strategy', by: 'director' });
    const second = { ...saying('strategy', { by: 'director', reason: 'Needed.', at: at(120) }), at: at(120) };
    const { recorded } = (await letter('strategy', first, second))?.task ?? {};
    expect(recorded).toMatchObject({ outcome: 'discussion', reason: 'Needed.', isOwn: true });
    const before = saying('strategy', { by: 'director', reason: 'Needed.' });
    const after = answered(at(120), 'MP-1', 'no-discussion', {
      task: 'strategy',
      by: 'director',
      at: at(120),
    });
    expect((await letter('strategy', before, after))?.task?.recorded).toMatchObject({
      outcome: 'no-discussion',
      isOwn: false,
    });
  });
});
