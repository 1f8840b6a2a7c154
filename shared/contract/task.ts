// A person did or decided something that a plan waits for.
import { episodeEvent, messageData, type Told } from './envelope.ts';
import { freeText, identifier, lazily, line, unknownable } from './fields.ts';
import { instant } from './instants.ts';

export const taskRecorded = lazily(() =>
  episodeEvent(
    'task.recorded',
    'A person did or decided something that the plan waits for.',
    messageData('What was done.', {
      task: identifier('The id that the plan gave the task.'),
      outcome: identifier('What was done or decided; on identity same-child or different-child.'),
      at: unknownable(instant('When it was done.')),
      by: unknownable(line('Role of the person who did it.')),
      reason: unknownable(freeText('Why.')),
      sameAs: unknownable(identifier('On identity: the child or reference that this one is or is not.')),
    }),
  ),
);
export type TaskRecorded = Told<ReturnType<typeof taskRecorded>>;
