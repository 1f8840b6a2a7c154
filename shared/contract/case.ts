// What the authority's case system knows of a person now.
import * as z from 'zod';
import { messageData, personEvent, type Told } from './envelope.ts';
import {
  authorityCode,
  choice,
  emailAddress,
  flag,
  group,
  lazily,
  line,
  policeAreaCode,
  unknownable,
} from './fields.ts';
import { instantOrDay } from './instants.ts';
import { namedPerson } from './person.ts';

export const caseStatuses = [
  'not-open',
  'early-help',
  'child-in-need',
  'child-protection-plan',
  'looked-after',
  'care-leaver',
] as const;

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
const json: z.ZodType<Json> = z.unknown() as z.ZodType<Json>; // the body was JSON: nothing else can be here

const keyworker = lazily(() =>
  group('The person who holds the case.', {
    name: unknownable(line('Name.')),
    email: unknownable(emailAddress('Address. Must lie in a domain that the authority file allows.')),
    team: unknownable(line('Team.')),
    teamEmail: unknownable(emailAddress("The team's address.")),
  }),
);
export type Keyworker = z.output<ReturnType<typeof keyworker>>;

const overrideName = z.string().max(200, { error: 'has a name longer than 200 characters: shorten it' });

export const caseUpdated = lazily(() =>
  personEvent(
    'case.updated',
    "What the authority's case system knows of this person now.",
    messageData('What is known. A field that is left out is unchanged; null is unknown.', {
      person: namedPerson(),
      status: unknownable(choice('Where the person stands with social care.', caseStatuses)),
      statusSince: unknownable(instantOrDay('Since when.')),
      keyworker: unknownable(keyworker()),
      responsibleAuthority: unknownable(authorityCode('GSS code of the responsible authority.')),
      hostAuthority: unknownable(authorityCode('GSS code of the host authority.')),
      legalStatus: unknownable(line('Legal status, as the code of the national return or in words.')),
      homeArea: unknownable(line("The area of the child's home, in the authority's own words.")),
      placementType: unknownable(line('Kind of placement.')),
      placementPoliceArea: unknownable(policeAreaCode("Code of the placement's police force area.")),
      unaccompaniedAsylumSeeker: unknownable(flag('Whether the person is an unaccompanied asylum seeker.')),
      legalHold: unknownable(
        flag(
          'Whether what is known of the person must be kept whatever the retention period. Unknown keeps it too.',
        ),
      ),
      placementNotified: unknownable(flag('Whether the host authority was told of the placement.')),
      overrides: unknownable(
        z
          .record(overrideName, json, { error: 'is not an object: write its fields in curly brackets' })
          .refine((fields) => Object.keys(fields).length <= 200, {
            error: 'has more than 200 entries: send fewer',
          })
          .meta({
            description:
              'What a placement plan lays down for this person, by the id of a rule: sooner (elapsed time), also (roles), withhold (by a role, for a reason).',
            maxProperties: 200,
          }),
      ),
    }),
  ),
);
export type CaseUpdated = Told<ReturnType<typeof caseUpdated>>;
