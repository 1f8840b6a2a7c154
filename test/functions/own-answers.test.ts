// Answers to our own letters come from one role alone, for one source that no file can name.
import { describe, expect, it } from 'vitest';
import {
  isAnswerPage,
  isOwn,
  isSayingOfLetter,
  notAnAnswer,
  sourcesWithAnswers,
} from '../../functions/receive/own-answers.ts';
import { deliver, emptyWorld } from '../../local/simulate.ts';
import type { Message } from '../../shared/contract/message.ts';
import { ANSWERS_URN, answerTask } from '../../shared/core/answered.ts';
import { said } from '../situations/playing.ts';
import { NOON, nowhere, report } from './one-child.ts';

const urn = `${ANSWERS_URN}nowhere`;
const message = (type: string, source: string, task?: string): Message =>
  ({ type, source, data: { ...(task && { task }) } }) as unknown as Message;

describe('the answer page', () => {
  it.each([
    ['AROAPAGE', 'AROAPAGE', true],
    ['AROAPAGE:a-session', 'AROAPAGE', true],
    ['AROAOTHER:AROAPAGE', 'AROAPAGE', false],
    ['police', undefined, false],
    ['', undefined, false],
  ])('is %s, where its role is %s: %s', (senderId, role, is) => {
    expect(isAnswerPage(senderId, role)).toBe(is);
  });

  it('speaks for our own source, and nobody in the file does', () => {
    const pretender = { urn, is: 'police', senders: ['police'] } as const;
    const policy = { ...nowhere, sources: [...nowhere.sources, pretender] };
    expect(sourcesWithAnswers(policy)).toEqual([
      ...nowhere.sources,
      { urn, is: 'case-system', senders: ['answer:page'] },
    ]);
  });

  it('is who sent what comes from its role, by a name that no file can give', async () => {
    const world = { ...emptyWorld(nowhere, NOON), answersFrom: 'AROAPAGE' };
    await deliver(world, { ...said(nowhere, report()), senderId: 'AROAPAGE:a-session' });
    expect([...world.episodes.receipts.values()]).toMatchObject([
      { outcome: 'unreadable', sender: 'answer:page' },
    ]);
  });
});

describe('a message of our own', () => {
  it('is one from our own source', () => {
    expect(isOwn(message('task.recorded', urn))).toBe(true);
    expect(isOwn(message('task.recorded', `x${urn}`))).toBe(false);
  });

  it('says something of a letter where its task is such an answer', () => {
    const seen = answerTask('seen', 'notice/MP-1/1/front-door');
    expect(isSayingOfLetter(message('task.recorded', urn, seen))).toBe(true);
    expect(isSayingOfLetter(message('task.recorded', urn, 'return-interview'))).toBe(false);
    expect(isSayingOfLetter(message('task.recorded', 'urn:case-system:nowhere', seen))).toBe(false);
  });

  it('records what was done, and nothing else', () => {
    expect(notAnAnswer(message('task.recorded', urn))).toEqual([]);
    expect(notAnAnswer(message('missing.found', 'urn:police:nowhere'))).toEqual([]);
    expect(notAnAnswer(message('missing.found', urn))).toEqual([
      { path: '/type', message: 'is not for this source to send: it sends task.recorded alone' },
    ]);
  });

  it('that is anything else is put before a person', async () => {
    const world = { ...emptyWorld(nowhere, NOON), answersFrom: 'AROAPAGE' };
    const { body } = said(nowhere, report({}, { source: urn }));
    await deliver(world, { ...said(nowhere, report()), body, senderId: 'AROAPAGE' });
    const [receipt] = world.episodes.receipts.values();
    expect(receipt).toMatchObject({ outcome: 'unreadable', source: urn, type: 'missing.reported' });
    expect(receipt?.reasons).toEqual([{ path: '/type', message: expect.stringContaining('task.recorded') }]);
    expect(world.episodes.ids()).toHaveLength(1);
  });
});
