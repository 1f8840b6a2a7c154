// The queues in which messages wait for a person: what each holds, and what a redrive does with it.

export interface DeadLetterQueue {
  name: string;
  /** The stack's output that is its address. */
  output: string;
  holds: string;
  /** `back`: to the queue that gave them up; `to`: to the queue of that output; `nowhere`: there is nothing in them. */
  redrive: 'back' | { to: string } | 'nowhere';
  /** What it will do, and why that is safe. */
  does: string;
}

export const DEAD_LETTER_QUEUES: readonly DeadLetterQueue[] = [
  {
    name: 'notifications',
    output: 'NotificationsDeadLettersUrl',
    holds: 'what was said of children, and could not be taken in',
    redrive: 'back',
    does: 'Each goes back to the notifications queue. One that was taken in before is recognised, however long ago, and sends nothing twice.',
  },
  {
    name: 'mail-events',
    output: 'MailEventsDeadLettersUrl',
    holds: 'what became of letters, and could not be noted',
    redrive: 'back',
    does: 'Each goes back to the mail events queue. A letter that came back goes to its deputy now, where it is still called for.',
  },
  {
    name: 'wake-ups',
    output: 'WakeUpsDeadLettersUrl',
    holds: 'records that could not be settled',
    redrive: 'back',
    does: 'Each goes back to the wake-ups queue: its record is looked at afresh, and what is due and not told is sent.',
  },
  {
    name: 'schedules',
    output: 'SchedulesDeadLettersUrl',
    holds: 'wake-ups that the Scheduler could not put on their queue',
    redrive: { to: 'WakeUpsQueueUrl' },
    does: 'Each is put on the wake-ups queue, and then taken off this one.',
  },
  {
    name: 'sweeps',
    output: 'SweepsDeadLettersUrl',
    holds: 'sweeps that did not run or failed',
    redrive: 'nowhere',
    does: 'Each is taken off this queue: it says nothing of any child, and every later sweep has done its work.',
  },
];
