// Answers to our own letters: the one source that no authority's file lists. Only the answer page's role may speak for it.

import type { Message } from '../../shared/contract/message.ts';
import type { Reason } from '../../shared/contract/read.ts';
import type { Source } from '../../shared/contract/senders.ts';
import { ANSWERS_URN, isAnswerTask } from '../../shared/core/answered.ts';
import type { Policy } from '../../shared/core/policy.ts';

/** No file can name a sender so. */
export const ANSWER_PAGE = 'answer:page';

type Slug = Pick<Policy, 'authority'>;

const urnOf = ({ authority }: Slug): string => ANSWERS_URN + authority.slug;

export const isAnswerPage = (senderId: string, answersFrom: string | undefined): boolean =>
  senderId.split(':', 1)[0] === answersFrom;

/** The file's sources and our own, which nothing in the file can stand in for. */
export function sourcesWithAnswers(policy: Pick<Policy, 'authority' | 'sources'>): readonly Source[] {
  const others = policy.sources.filter(({ urn }) => !urn.startsWith(ANSWERS_URN));
  return [...others, { urn: urnOf(policy), is: 'case-system', senders: [ANSWER_PAGE] }];
}

/** What it says about a letter itself; what a letter asks is answered as everybody else's answers are. */
export const isSayingOfLetter = (message: Message): boolean =>
  message.type === 'task.recorded' && isOwn(message) && isAnswerTask(message.data.task);

export const isOwn = ({ source }: Message): boolean => source.startsWith(ANSWERS_URN);

/** The answer page records answers, and says nothing else of a child. */
export const notAnAnswer = (message: Message): Reason[] =>
  isOwn(message) && message.type !== 'task.recorded'
    ? [{ path: '/type', message: 'is not for this source to send: it sends task.recorded alone' }]
    : [];
