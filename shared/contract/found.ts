// A person has returned or been found, or the report is cancelled.
import { episodeEvent, messageData, type Told } from './envelope.ts';
import { asSaid, type Fault, isGiven, type Said } from './faults.ts';
import {
  authorityCode,
  choice,
  flag,
  freeText,
  group,
  lazily,
  line,
  reference,
  unknownable,
} from './fields.ts';
import { instant, instantOrDay } from './instants.ts';
import { person } from './person.ts';

export const foundOutcomes = [
  'returned',
  'found',
  'located-not-returned',
  'not-missing',
  'deceased',
  'in-error',
] as const;

const endingInstants = [
  'returnedAt',
  'locatedAt',
  'seenByPoliceAt',
  'policeClosedAt',
  'foundReportAt',
] as const;

const found = lazily(() =>
  messageData('What is known of the return. At least one instant, unless deceased or in-error.', {
    returnedAt: unknownable(instantOrDay('When the person came back to home or placement.')),
    locatedAt: unknownable(instantOrDay('When it became known where the person is.')),
    seenByPoliceAt: unknownable(instantOrDay('When the police saw the person.')),
    policeClosedAt: unknownable(instantOrDay('When the police closed the report.')),
    foundReportAt: unknownable(instantOrDay("When the police's found report was made.")),
    outcome: unknownable(choice('How the absence ended.', foundOutcomes)),
    foundInAuthority: unknownable(
      authorityCode('GSS code of the authority in whose area the person was found.'),
    ),
    returnedTo: unknownable(line('Where the person came back to: home, placement, another place.')),
    harmDisclosed: unknownable(flag('Whether harm was disclosed or suspected.')),
    preventionInterview: unknownable(
      group("The police's prevention interview. Never the return home interview.", {
        done: unknownable(flag('Whether it was held.')),
        at: unknownable(instant('When it was held.')),
        notDoneReason: unknownable(freeText('Why it was not held.')),
      }),
    ),
    person: unknownable(person()),
  }),
);

export const missingFound = lazily(() =>
  episodeEvent('missing.found', 'The person has returned or been found.', found()),
);
export type MissingFound = Told<ReturnType<typeof missingFound>>;

export const missingCancelled = lazily(() =>
  episodeEvent(
    'missing.cancelled',
    'The report was recorded in error, or is a duplicate of another reference.',
    messageData('Why it is cancelled.', {
      reason: unknownable(freeText('Why the report is cancelled.')),
      duplicateOf: unknownable(reference('The police reference that this one duplicates.')),
    }),
  ),
);
export type MissingCancelled = Told<ReturnType<typeof missingCancelled>>;

export function foundFaults(data: Said): Fault[] {
  const faults: Fault[] = [];
  const outcome = data['outcome'];
  const needsNoInstant = outcome === 'in-error' || outcome === 'deceased';
  if (!needsNoInstant && !endingInstants.some((name) => isGiven(data[name]))) {
    faults.push({ path: [], message: `says no instant: give at least one of ${endingInstants.join(', ')}` });
  }
  if (outcome === 'located-not-returned' && isGiven(data['returnedAt'])) {
    faults.push({
      path: ['returnedAt'],
      message: 'contradicts the outcome: leave it out, or send the outcome returned',
    });
  }
  const interview = asSaid(data['preventionInterview']);
  if (interview?.['done'] === true && isGiven(interview['notDoneReason'])) {
    faults.push({
      path: ['preventionInterview', 'notDoneReason'],
      message: 'contradicts that it was done: leave it out, or send done as false',
    });
  }
  if (interview?.['done'] === false && isGiven(interview['at'])) {
    faults.push({
      path: ['preventionInterview', 'at'],
      message: 'contradicts that it was not done: leave it out, or send done as true',
    });
  }
  return faults;
}

export function cancelledFaults(data: Said, subject: unknown): Fault[] {
  const other = data['duplicateOf'];
  return typeof other === 'string' && typeof subject === 'string' && other.trim() === subject.trim()
    ? [{ path: ['duplicateOf'], message: 'is this very reference: give the other one' }]
    : [];
}
