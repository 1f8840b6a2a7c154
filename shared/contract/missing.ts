// A person is reported missing, absent or away from placement, and what is learnt of that later.
import { episodeEvent, messageData, type Told } from './envelope.ts';
import { type Fault, isGiven, type Said } from './faults.ts';
import {
  authorityCode,
  choice,
  freeText,
  identifier,
  lazily,
  line,
  list,
  oneKnown,
  policeAreaCode,
  reference,
  unknownable,
} from './fields.ts';
import { instant } from './instants.ts';
import { identityFaults, namedPerson, person } from './person.ts';

export const categories = ['missing', 'absent', 'away-from-placement', 'unknown'] as const;

export const risks = ['high', 'medium', 'low', 'very-low', 'no-apparent-risk', 'not-assessed'] as const;

const startingInstants = ['lastSeenAt', 'missingSince', 'reportedAt'] as const;

const facts = lazily(() => ({
  category: unknownable(choice("The police's category of the absence.", categories)),
  risk: unknownable(choice("The police's assessment of the risk.", risks)),
  lastSeenAt: unknownable(instant('When the person was last seen.')),
  missingSince: unknownable(instant('Since when the person counts as missing.')),
  reportedAt: unknownable(instant('When the absence was reported to the police.')),
  missingFrom: unknownable(line('What the person is missing from: home, placement, school, a place.')),
  policeArea: unknownable(policeAreaCode('Code of the police force area.')),
  policeLogNumber: unknownable(identifier('Number of the entry in the police log.')),
  policeDistrict: unknownable(line('District of the police force.')),
  responsibleAuthority: unknownable(authorityCode('GSS code of the authority responsible for the person.')),
  hostAuthority: unknownable(authorityCode('GSS code of the authority in whose area the person lives.')),
  indicators: unknownable(
    list('Indicators of risk, for example child-sexual-exploitation.', line('One indicator.')),
  ),
  linkedReferences: unknownable(
    list('Other police references that belong to the same absence.', reference('One police reference.')),
  ),
  circumstances: unknownable(freeText('What is known of the circumstances. Never put in an email.')),
}));

const reported = () => messageData('What is reported.', { person: namedPerson(), ...facts() });

export const missingReported = lazily(() =>
  episodeEvent(
    'missing.reported',
    'A person is reported missing, absent, or away from placement without authorisation.',
    reported().meta({ ...reported().meta(), ...oneKnown(...startingInstants) }),
  ),
);
export type MissingReported = Told<ReturnType<typeof missingReported>>;

export const missingUpdated = lazily(() =>
  episodeEvent(
    'missing.updated',
    'Facts have changed. A field that is left out is unchanged; null is unknown.',
    messageData('What has changed.', { person: unknownable(person()), ...facts() }),
  ),
);
export type MissingUpdated = Told<ReturnType<typeof missingUpdated>>;

export function reportedFaults(data: Said): Fault[] {
  const faults = identityFaults(data);
  if (!startingInstants.some((name) => isGiven(data[name]))) {
    faults.push({ path: [], message: `has no start: give at least one of ${startingInstants.join(', ')}` });
  }
  return faults;
}
