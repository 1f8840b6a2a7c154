// What waits: the queues, what was given up, and the messages that nobody could read, each with its reasons.
import { briefly } from '../core/calendar.ts';
import { plainly } from '../core/in-words.ts';
import { millis } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import { escaped, oneLine } from '../letters/one-line.ts';
import { table } from '../timeline/table.ts';
import type { Framed } from './frame.ts';
import { notice, withCommands } from './frame.ts';
import { reasonInWords } from './reason-in-words.ts';
import type { Seen, Unread } from './seen.ts';

/** The newest; `homeward unreadable` lists them all. */
const MOST = 100;

export async function queues(seen: Seen): Promise<Framed> {
  const all = await seen.queues();
  const working = all.filter(({ deadLetters }) => !deadLetters);
  const dead = all.filter(({ deadLetters }) => deadLetters);
  const waiting = dead.reduce((sum, { visible, inFlight, delayed }) => sum + visible + inFlight + delayed, 0);
  const main = [
    waiting > 0
      ? notice(
          `${waiting === 1 ? '1 message was' : `${waiting} messages were`} given up after several tries: somebody must look. npx homeward redrive lists what was given up, and has it tried again.`,
        )
      : '<p>No message was given up.</p>',
    table(
      'Queues at work',
      ['Queue', 'Holds', 'Waiting', 'Being worked on', 'Put off until later'],
      working.map(({ name, visible, inFlight, delayed }) => [
        wordsIn(name),
        HOLDS[wordsIn(name)] ?? '',
        ...[visible, inFlight, delayed].map(String),
      ]),
    ),
    table(
      'What was given up',
      ['Queue', 'Messages', 'Holds', 'If it is tried again'],
      dead.map(({ name, visible, inFlight, delayed, deadLetters }) => [
        wordsIn(name),
        String(visible + inFlight + delayed),
        deadLetters?.holds ?? '',
        deadLetters?.does ?? '',
      ]),
    ),
    '<h2>Messages that could not be read</h2>',
    ...(seen.unreadable
      ? unreadInWords(await seen.unreadable(), seen.policy)
      : [
          `<p>${withCommands('Each was put to the front door in a letter. npx homeward unreadable lists them all.')}</p>`,
        ]),
  ];
  return { path: '/queues', title: 'Queues, and what waits for a person', main: main.join('\n') };
}

/** "WakeUps" and "wake-ups" are one queue: the stack writes it so, people otherwise. */
const wordsIn = (name: string): string =>
  plainly(name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()).replace('wake ups', 'wake-ups');

const HOLDS: Readonly<Record<string, string>> = {
  notifications: 'what the police and other sources say of children',
  'wake-ups': 'records of which something may be due',
  'mail events': 'what became of letters',
};

function unreadInWords(unread: readonly Unread[], { calendar }: Policy): string[] {
  if (unread.length === 0) return ['<p>No message waits for a person.</p>'];
  const shown = unread.length > MOST ? `; the newest ${MOST} are shown` : '';
  return [
    `<p>${escaped(`${unread.length} in all${shown}. Each is kept whole; the sender mends it and sends it again under a new id.`)}</p>`,
    table(
      'Newest first',
      ['Received', 'From', 'Message', 'Why'],
      unread
        .slice(-MOST)
        .reverse()
        .map(({ at, from, source, messageId, reasons }) => [
          Number.isNaN(millis(at)) ? at : briefly(calendar, at),
          oneLine(`${from}${source ? ` as ${source}` : ''}`, 120),
          oneLine(messageId ?? 'without an id', 120),
          reasons.map((reason) => oneLine(reasonInWords(reason), 300)).join('; '),
        ]),
    ),
  ];
}
