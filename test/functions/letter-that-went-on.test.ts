// The page of a letter that its reader passed on: it asks what the first one asked, of whoever comes next in that one's line.
import { describe, expect, it } from 'vitest';
import { ANSWERS_URN, answerTask } from '../../shared/core/answered.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { rule, withRules } from '../faults/procedure.ts';
import type { Said } from '../situations/playing.ts';
import { letterOf, playedUntil, shown } from './behind-the-link.ts';
import { at, nowhere } from './one-child.ts';

const strategy = rule('strategy', 'missing', [{ role: 'head-of-service' }], {
  do: 'decide',
  says: 'Please decide.',
  answerWithin: 'PT4M',
  asks: {
    within: { elapsed: 'PT2H', from: { earliest: ['received'] } },
    decision: { outcomes: ['discussion', 'no-discussion'], otherwise: 'discussion' },
  },
});
const policy: Policy = withRules(nowhere, [strategy]);

const notMine = (seconds: number, action: string): Said => ({
  at: at(seconds),
  type: 'task.recorded',
  subject: 'MP-1',
  source: `${ANSWERS_URN}nowhere`,
  data: { task: answerTask('not-me', action), outcome: 'not-me', at: at(seconds) },
});

/** The head of service passed the letter on, and the director too; after so many minutes. */
async function passedOn(minutes: 0 | 1 | 2): Promise<{ record: ChildRecord; first: string }> {
  const first = letterOf(await playedUntil(policy, [0]), 'strategy/');
  const second = `not-delivered/MP-1/1/director<${first}`;
  const answers = [notMine(60, first), notMine(120, second)].slice(0, minutes);
  const record = await playedUntil(policy, [0, 60, 120], ...answers);
  return { record, first };
}

describe('a letter that was passed on', () => {
  it('has its line before it, as long as nobody has passed it on', async () => {
    const { record, first } = await passedOn(0);
    const letter = shown(record, first, 30, policy);
    expect(letter).toMatchObject({ next: ['director', 'front-door'], isLastInLine: false });
    expect(letter?.may).toContain('not-me');
  });

  it('asks the next in line for what it asked before, and can go on', async () => {
    const { record, first } = await passedOn(1);
    const letter = shown(record, `not-delivered/MP-1/1/director<${first}`, 90, policy);
    expect(letter).toMatchObject({
      task: { id: 'strategy', state: 'open', otherwise: 'discussion' },
      next: ['front-door'],
      isLastInLine: false,
    });
    expect(letter?.may).toEqual(['decide', 'seen', 'not-me', 'back']);
  });

  it('goes no further than the last in line', async () => {
    const { record, first } = await passedOn(2);
    const letter = shown(record, `not-delivered/MP-1/1/front-door<${first}`, 150, policy);
    expect(letter).toMatchObject({ task: { id: 'strategy' }, next: [], isLastInLine: true });
    expect(letter?.may).toEqual(['decide', 'seen', 'back']);
  });
});

describe('a letter that goes on by itself where nobody answers', () => {
  it('says so, and any other does not', async () => {
    const { record, first } = await passedOn(0);
    expect(shown(record, first, 30, policy)?.isAwaited).toBe(true);
    expect(shown(record, letterOf(record, 'notice/'), 30, policy)?.isAwaited).toBe(false);
  });
});
