// A redrive: what waits where, what will be done with it, and once somebody says so, doing it and writing it down.

import type { DeadLetterQueue } from '../../shared/adapters/dead-letter-queues.ts';
import { DEAD_LETTER_QUEUES } from '../../shared/adapters/dead-letter-queues.ts';
import { deadLetters } from '../../shared/adapters/dead-letters.ts';
import { operationsBook } from '../../shared/adapters/operations-book.ts';
import { between, inWords } from '../../shared/core/instant.ts';
import { wrapped } from '../columns.ts';
import { Mistake } from '../scenario.ts';
import type { Shown } from './dead-letter-in-words.ts';
import { inOneLine, shown } from './dead-letter-in-words.ts';
import type { Service } from './service.ts';

const MOST_SHOWN = 20;

export interface Waiting {
  queue: DeadLetterQueue;
  url: string;
  count: number;
  shown: Shown[];
}

/** Throws Mistake where no such queue is known. */
export function queuesAsked(name: string | undefined): readonly DeadLetterQueue[] {
  const asked = DEAD_LETTER_QUEUES.filter((queue) => name === undefined || queue.name === name);
  if (asked.length > 0) return asked;
  throw new Mistake(
    `${name}: no such queue; there are ${DEAD_LETTER_QUEUES.map((queue) => queue.name).join(', ')}`,
  );
}

export async function waitingIn(queue: DeadLetterQueue, service: Service): Promise<Waiting> {
  const url = addressOf(queue.output, service);
  const letters = deadLetters(url, service.client);
  try {
    const count = await letters.count();
    const found = count > 0 ? await letters.look(MOST_SHOWN) : [];
    const oldestFirst = found.sort((a, b) => (a.sentAt < b.sentAt ? -1 : 1));
    return { queue, url, count, shown: oldestFirst.map((letter) => shown(letter, queue, service.policy)) };
  } finally {
    letters.close();
  }
}

export function waitingInWords({ queue, count, shown: found }: Waiting, service: Service): string[] {
  const { name, holds, does } = queue;
  const [oldest] = found;
  if (count === 0 || !oldest) return [`${name}: empty`];
  const age = inWords(Math.max(0, between(oldest.at, service.now())));
  return [
    ...wrapped(
      `${name}: ${count} ${count === 1 ? 'message' : 'messages'}, the oldest of ${age} ago (${holds})`,
    ),
    ...found.map((each) => inOneLine(each, service.policy)),
    ...(count > found.length ? [`  and ${count - found.length} more`] : []),
    ...wrapped(does, 2),
  ];
}

/** Answers how many went where. */
export async function redrive({ queue, url }: Waiting, by: string, service: Service): Promise<string> {
  const letters = deadLetters(url, service.client);
  const book = operationsBook(service.table, service.client);
  const to =
    queue.redrive === 'back' ? 'its queue' : queue.redrive === 'nowhere' ? 'nowhere' : 'the wake-ups queue';
  const note = (messages?: number) =>
    book.note({
      at: service.now(),
      by,
      did: 'redrive',
      queue: queue.name,
      to,
      ...(messages !== undefined && { messages }),
    });
  try {
    // Written down first: a redrive of which nobody knows is worse than one that is noted and did not come about.
    await note();
    const messages =
      queue.redrive === 'back'
        ? await letters.giveBack()
        : queue.redrive === 'nowhere'
          ? await letters.discard()
          : await letters.sendOnTo(addressOf(queue.redrive.to, service));
    await note(messages);
    return `${queue.name}: ${messages} went to ${to}`;
  } finally {
    letters.close();
    book.close();
  }
}

function addressOf(output: string, { outputs }: Service): string {
  const url = outputs[output];
  if (url) return url;
  throw new Mistake(`The stack's outputs name no ${output}: was it deployed by an older version?`);
}
