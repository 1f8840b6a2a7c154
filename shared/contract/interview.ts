// A return home interview was offered, held or not held.
import { episodeEvent, messageData, type Told } from './envelope.ts';
import type { Fault, Said } from './faults.ts';
import { choice, flag, freeText, lazily, line, list, reference, unknownable } from './fields.ts';
import { instant, momentAt } from './instants.ts';

export const interviewOutcomes = [
  'accepted',
  'declined',
  'no-contact',
  'missing-again',
  'not-appropriate',
] as const;

export const interviewRecorded = lazily(() =>
  episodeEvent(
    'interview.recorded',
    'A return home interview was offered, held or not held.',
    messageData('What is recorded of the interview.', {
      offeredAt: unknownable(instant('When it was offered.')),
      outcome: unknownable(choice('What came of the offer.', interviewOutcomes)),
      completedAt: unknownable(instant('When it was held.')),
      interviewerRole: unknownable(line('Role of the interviewer.')),
      independent: unknownable(flag('Whether the interviewer is independent.')),
      notHeldReason: unknownable(freeText('Why it was not held, or not held in time.')),
      episodes: unknownable(
        list('The police references that one interview covers.', reference('One police reference.')),
      ),
    }),
  ),
);
export type InterviewRecorded = Told<ReturnType<typeof interviewRecorded>>;

export function interviewFaults(data: Said): Fault[] {
  const faults: Fault[] = [];
  const offered = momentAt(data, ['offeredAt']);
  const completed = momentAt(data, ['completedAt']);
  if (offered && completed && completed.latest < offered.earliest) {
    faults.push({ path: ['completedAt'], message: 'lies before the offer: correct one of the two' });
  }
  const outcome = data['outcome'];
  const wasNotHeld = interviewOutcomes.some((each) => each === outcome && each !== 'accepted');
  if (completed && wasNotHeld) {
    faults.push({
      path: ['outcome'],
      message:
        'contradicts completedAt: send accepted for an interview that was held, or leave completedAt out',
    });
  }
  return faults;
}
