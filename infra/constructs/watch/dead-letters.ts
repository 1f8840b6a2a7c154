// What was given up: every queue of dead letters raises an alarm.
import { type AlarmFamily, waiting } from './family.ts';

export const deadLetters: AlarmFamily = ({ intake, wakeUps, sweep }) => {
  return {
    'notifications-given-up': {
      metric: waiting(intake.notifications.deadLetters),
      when: { above: 0 },
      impact: 'A message about a child failed five times, and nobody has been told what it says.',
      firstStep: 'Read the log of receive, mend the cause, redrive the queue: a redrive repeats nothing.',
    },
    'mail-events-given-up': {
      metric: waiting(intake.mailEvents.deadLetters),
      when: { above: 0 },
      impact: 'A letter about a child may have bounced without its deputy being told.',
      firstStep: 'Read the log of receive, mend the cause, redrive the queue: a redrive repeats nothing.',
    },
    'wake-ups-given-up': {
      metric: waiting(wakeUps.queue.deadLetters),
      when: { above: 0 },
      impact: 'What is due for a child could not be worked out or sent, five times over.',
      firstStep: 'Read the log of settle for the record in the message, mend the cause, redrive the queue.',
    },
    'wake-ups-undelivered': {
      metric: waiting(wakeUps.undelivered),
      when: { above: 0 },
      impact:
        'A wake-up for a child was lost on its way; until the next sweep nothing due is sent for that child.',
      firstStep:
        'Compare the error in the message with the Scheduler role and the key; the sweep wakes the record.',
    },
    'sweeps-failed': {
      metric: waiting(sweep.failed),
      when: { above: 0 },
      impact: 'A sweep failed: a child whose wake-up was lost waits at least five minutes longer.',
      firstStep: 'Read the log of sweep; once a later sweep has succeeded, purge the queue.',
    },
  };
};
