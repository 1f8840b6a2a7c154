// Whoever takes over the desk sees who has answered, on the duty list and in the timeline.
import { describe, expect, it } from 'vitest';
import { dutyListInWords } from '../../local/operations/duty-list-in-words.ts';
import { dutyListPage } from '../../local/operations/duty-list-page.ts';
import { dutyList } from '../../shared/console/duties.ts';
import { explain } from '../../shared/core/explain.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { everythingSaid, sourceOf } from '../../shared/timeline/heard.ts';
import { ASHA, caseOf, found, reported } from '../situations/cast.ts';
import { childrenOf, procedure } from '../situations/playing.ts';
import {
  answers,
  ask,
  delivered,
  desk,
  escalated,
  formFor,
  HEAD,
  letterTo,
  pathIn,
  sendForm,
  shown,
} from './desk.ts';

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
      'The head of service says that the child is back (head of service under 10)',
    ]);
  });

  it('tells a letter that was passed on by hand from one that its reader has seen, and who did it', async () => {
    const known = caseOf('2026-11-02T09:00:00Z', { ...ASHA, localAuthorityId: 'L1' }, { keyworker: null });
    const back = found('2026-11-21T09:00:00Z', 'MP-1', { returnedAt: '2026-11-21T08:00:00Z' });
    const world = await desk(procedure('kent'), [known, reported('MP-1'), back], '2026-11-21T09:01:00.000Z');
    const letter = letterTo(world, 'out.of.hours@kent.example', 'return interview');
    await sendForm(world, letter, 'passed-on');
    const [said = '{}'] = world.pushed.splice(0);
    expect(JSON.parse(said).data).toMatchObject({ outcome: 'passed-on', by: 'front-door' });
    const path = pathIn(letter);
    const openedBefore = formFor('passed-on', await shown(world, path));
    await answers(world, letter, 'passed-on');
    openedBefore?.set('act', 'back');
    await ask(world, { method: 'POST', path, body: String(openedBefore) });
    await delivered(world);
    const now = world.clock.now();
    const children = await childrenOf(world);
    const lines = children.flatMap((child) => explain(child, 'MP-1', world.policy, now));
    expect(lines.flatMap((each) => each.lines)).toContainEqual(
      expect.stringMatching(/^The front door says that the child is back, on /),
    );
    const [episode] = dutyList(children, world.policy, now, now).episodes;
    expect(episode?.answers[0]?.says).toMatch(/^The front door has passed this on to the keyworker team \(/);
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
