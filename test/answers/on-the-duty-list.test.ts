// Whoever takes over the desk sees who has answered, on the duty list and in the timeline.
import { describe, expect, it } from 'vitest';
import { dutyListInWords } from '../../local/operations/duty-list-in-words.ts';
import { dutyListPage } from '../../local/operations/duty-list-page.ts';
import { dutyList } from '../../shared/console/duties.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { everythingSaid, sourceOf } from '../../shared/timeline/heard.ts';
import { childrenOf } from '../situations/playing.ts';
import { answers, escalated, HEAD, letterTo } from './desk.ts';

async function seenAndPassedOn() {
  const world = await escalated();
  await answers(world, letterTo(world, HEAD), 'seen');
  await answers(world, letterTo(world, HEAD), 'back');
  return { world, children: await childrenOf(world) };
}

describe('what readers answered', () => {
  it('stands under its episode on the duty list, on paper and on the page', async () => {
    const { world, children } = await seenAndPassedOn();
    const now = world.clock.now();
    const list = dutyList(children, world.policy, now, now);
    const says = 'The head of service has seen this (head of service under 10)';
    const onPaper = dutyListInWords(list, world.policy, []).replaceAll(/\s+/g, ' ');
    expect(onPaper).toContain(`Answered Fri 20 Nov 2026 23:31: ${says}`);
    expect(dutyListPage(list, world.policy, [])).toContain(says);
    expect(list.episodes[0]?.answers.map((each) => each.says)).toEqual([
      says,
      'The head of service answers that the child is back (head of service under 10)',
    ]);
  });

  it('is not said to come from the case system', async () => {
    const { world, children } = await seenAndPassedOn();
    const [record] = children;
    const [absence] = record ? childOf(record, world.policy).absences : [];
    if (!record || !absence) throw new Error('The story has no absence');
    const sources = everythingSaid(record, absence, world.policy).map(sourceOf);
    expect(sources).toEqual(['Police', 'By answer to a letter', 'By answer to a letter']);
  });
});
