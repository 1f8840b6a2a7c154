// The source of answers is ours alone: a producer that speaks in its name is refused, whatever the authority's file says.
import { describe, expect, it } from 'vitest';
import type { World } from '../../local/simulate.ts';
import { deliver } from '../../local/simulate.ts';
import { ANSWERS_URN, answerTask } from '../../shared/core/answered.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import { procedure } from '../situations/playing.ts';
import { ANSWER_ROLE, type Desk, delivered, escalated } from './desk.ts';

const darlington = procedure('darlington');
const OURS = `${ANSWERS_URN}darlington`;
const LETTER = 'head-of-service-under-10/ME-1/1/head-of-service';

let ids = 0;

const saying = (world: World, source: string, changed: object = {}, task = answerTask('not-me', LETTER)) =>
  JSON.stringify({
    specversion: '1.0',
    id: `claim-${ids++}`,
    source,
    type: 'task.recorded',
    time: world.clock.now(),
    subject: 'ME-1',
    data: { authority: darlington.authority.code, task, outcome: 'not-me', at: world.clock.now() },
    ...changed,
  });

async function lettersAfter(world: Desk, body: string, senderId: string): Promise<string[]> {
  const before = world.post.sent.length;
  await deliver(world, { body, senderId });
  await delivered(world, later(world.clock.now(), MINUTE));
  return world.post.sent.slice(before).map(({ letter }) => letter.subject);
}

const reasons = (world: World): string[] =>
  [...world.episodes.receipts.values()].flatMap((receipt) =>
    (receipt.reasons ?? []).map(({ path, message }) => `${path} ${message}`),
  );

describe('an answer', () => {
  it('from the answer page is heard', async () => {
    const world = await escalated();
    const letters = await lettersAfter(world, saying(world, OURS), `${ANSWER_ROLE}:session`);
    expect(letters).toEqual([expect.stringContaining('ESCALATION')]);
    expect(reasons(world)).toEqual([]);
  });

  it.each(['police', 'case-system', 'AROASOMEBODYELSE:session', `${ANSWER_ROLE}X:session`])(
    'from %s is refused, kept, and passes nothing on',
    async (senderId) => {
      const world = await escalated();
      const letters = await lettersAfter(world, saying(world, OURS), senderId);
      expect(letters).toEqual([expect.stringContaining('could not be read')]);
      expect(reasons(world).join()).toMatch(/is another sender's|is not known/);
    },
  );

  it('from a producer whom the file lets speak in that name is refused all the same', async () => {
    const listed = { urn: OURS, is: 'case-system' as const, senders: ['police'] };
    for (const urn of [OURS, 'urn:homeward:answers:ANY', 'urn:homeward:ANY']) {
      const world = await escalated({ ...darlington, sources: [...darlington.sources, { ...listed, urn }] });
      await lettersAfter(world, saying(world, OURS), 'police');
      expect(reasons(world).join()).toContain("/source is another sender's");
    }
  });

  it('that the case system makes up under its own name counts for nothing', async () => {
    const world = await escalated();
    const letters = await lettersAfter(world, saying(world, 'urn:case-system:darlington'), 'case-system');
    expect(letters).toEqual([expect.stringContaining('could not be read')]);
    expect(reasons(world).join()).toContain('is no task of this procedure');
  });

  it('where no page has an address is refused, whoever sends it', async () => {
    const { answersFrom: _, ...world } = await escalated();
    await deliver(world, { body: saying(world, OURS), senderId: `${ANSWER_ROLE}:session` });
    expect(reasons(world).join()).toContain('is not known');
  });
});

describe('the answer page', () => {
  it('says nothing else of a child', async () => {
    const world = await escalated();
    const over = { outcome: 'found', locatedAt: world.clock.now(), authority: darlington.authority.code };
    const found = saying(world, OURS, { type: 'missing.found', data: over });
    await deliver(world, { body: found, senderId: `${ANSWER_ROLE}:session` });
    expect(reasons(world)).toEqual(['/type is not for this source to send: it sends task.recorded alone']);
  });

  it('may decide only what there is to decide', async () => {
    const world = await escalated();
    const body = saying(world, OURS, {}, 'no-such-task');
    await deliver(world, { body, senderId: `${ANSWER_ROLE}:session` });
    expect(reasons(world).join()).toContain('is no task of this procedure');
  });
});
