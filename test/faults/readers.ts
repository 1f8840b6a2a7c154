// What readers answer by the links in their letters: put on the notifications queue as the answer page puts it there.
import { ANSWERS_URN, answerTask, isAnswerable, taskAsked } from '../../shared/core/answered.ts';
import { instantOf } from '../../shared/core/instant.ts';
import type { ChildRecord, Telling } from '../../shared/core/record.ts';
import { own } from '../../shared/core/record.ts';
import { taskId } from '../../shared/core/standing.ts';
import type { Letter } from '../../shared/ports.ts';
import { before } from './procedure.ts';
import type { World } from './world.ts';

/** Whoever reads this mailbox says so of each letter that asks something, so many seconds after it came. */
export interface Reader {
  mailbox: string;
  says: 'seen' | 'not-me' | 'back' | 'done';
  after: number;
}

/** The role by which the answer page is known. */
export const ANSWERS_FROM = 'answer-page';

export interface Answer {
  body: string;
  letter: string;
  says: Reader['says'];
}

export function readBy(world: World, { record, actions: [letter = ''], to }: Letter): void {
  for (const { mailbox, says, after } of world.readers) {
    if (mailbox !== to) continue;
    world.at(world.now + after * 1_000, () => {
      const body = answerTo(letter, says, record, world);
      if (body === undefined) return false;
      world.answers.push({ body, letter, says });
      world.queues.send('notifications', `answer ${world.answers.length}`, body, world.now, ANSWERS_FROM);
      return false;
    });
  }
}

function answerTo(letter: string, says: Reader['says'], record: string, world: World): string | undefined {
  const child = whereJoined(record, world);
  const telling = child && own(child.told, letter);
  if (!telling || !isAnswerable(telling)) return undefined;
  const said = says === 'done' ? taskOf(telling) : { task: answerTask(says, letter), outcome: says };
  if (!said) return undefined;
  const at = instantOf(world.now);
  return JSON.stringify({
    specversion: '1.0',
    id: `answer-${world.answers.length + 1}`,
    source: ANSWERS_URN + before.authority.slug,
    type: 'task.recorded',
    time: at,
    subject: telling.reference,
    data: { authority: before.authority.code, ...said, at },
  });
}

function taskOf({ rule, occurrence }: Telling): { task: string; outcome: string } | undefined {
  const task = taskId(rule, occurrence);
  return taskAsked(task, before) && { task, outcome: 'done' };
}

function whereJoined(id: string, world: World): ChildRecord | undefined {
  const record = world.table.records.get(id)?.record;
  if (record?.kind !== 'child') return undefined;
  return record.joinedTo ? whereJoined(record.joinedTo, world) : record;
}
