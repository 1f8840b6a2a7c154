// A school reports a pupil missing education.
import { messageData, personEvent, type Told } from './envelope.ts';
import type { Fault, Said } from './faults.ts';
import { flag, lazily, line, unknownable } from './fields.ts';
import { instantOrDay, momentAt } from './instants.ts';
import { identityFaults, namedPerson } from './person.ts';

export const educationAbsence = lazily(() =>
  personEvent(
    'education.absence',
    'A school reports a pupil missing education, and later the return or the destination.',
    messageData('What the school knows.', {
      person: namedPerson(),
      school: unknownable(line('The school.')),
      lastAttendedOn: unknownable(instantOrDay('When the pupil last attended.')),
      unauthorised: unknownable(flag('Whether the absence is unauthorised.')),
      onRoll: unknownable(flag("Whether the pupil is on the school's roll.")),
      returnedOn: unknownable(instantOrDay('When the pupil came back to school.')),
      destination: unknownable(line('Where the pupil is educated now.')),
    }),
  ),
);
export type EducationAbsence = Told<ReturnType<typeof educationAbsence>>;

export function educationFaults(data: Said): Fault[] {
  const faults = identityFaults(data);
  const attended = momentAt(data, ['lastAttendedOn']);
  const returned = momentAt(data, ['returnedOn']);
  if (attended && returned && returned.latest < attended.earliest) {
    faults.push({
      path: ['returnedOn'],
      message: 'lies before the day last attended: correct one of the two',
    });
  }
  return faults;
}
