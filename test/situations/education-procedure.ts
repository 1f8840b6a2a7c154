// A small authority's file with the rules on pupils missing education of one protocol.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Policy } from '../../shared/core/policy.ts';
import type { Loaded } from '../../shared/policy/load.ts';
import { authorityFrom } from '../../shared/policy/load.ts';
import type { Said } from './playing.ts';

type Table = Record<string, unknown>;
type Protocol = 'darlington 2017' | 'darlington 2018' | 'cheshire-east 2017';

interface Frame {
  file: Table & { directory: Table };
  rules: Table[];
}

interface Protocols {
  directory: Table;
  versions: Record<string, Table[]>;
}

const read = <T>(name: string): T =>
  parse(readFileSync(join(import.meta.dirname, `education-rules/${name}.yaml`), 'utf8')) as T;

/** The file as it is checked, its rules on schools changed where a test wants to. */
export function checked(
  protocol: Protocol,
  terms: readonly Table[] = [],
  change: (rules: Table[]) => Table[] = (rules) => rules,
): Loaded {
  const [authority = '', year = ''] = protocol.split(' ');
  const { file, rules } = read<Frame>('frame');
  const { directory, versions } = read<Protocols>(authority);
  const whole = {
    ...file,
    ...(terms.length > 0 && { 'school-terms': terms }),
    directory: { ...file.directory, ...directory },
    versions: [
      {
        id: year,
        title: 'A procedure of these tests',
        from: '2017-01-01',
        'ladder-chosen-because': 'One rung is enough for a test.',
        rules: [...rules, ...change(versions[year] ?? [])],
      },
    ],
  };
  return authorityFrom(stringify(whole), 'tests.yaml');
}

export function procedureOf(protocol: Protocol, terms?: readonly Table[]): Policy {
  const loaded = checked(protocol, terms);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults, null, 2));
  return loaded.policy;
}

/** The second half of the autumn term begins on 2 November, after a week off. */
export const TERMS = [
  { from: '2026-09-02', to: '2026-10-23' },
  { from: '2026-11-02', to: '2026-12-18' },
  { from: '2027-01-04', to: '2027-02-12' },
];

export const ASHA = { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-05-14' };

/** At nine in the morning. */
export const school = (on: string, data: object, rest: Partial<Said> = {}): Said => ({
  at: `${on}T09:00:00Z`,
  type: 'education.absence',
  data: { person: ASHA, ...data },
  ...rest,
});

/** Monday 19 October 2026 was the last day; the week from 26 October is half-term. */
export const LAST = {
  school: 'Example Academy',
  lastAttendedOn: '2026-10-19',
  unauthorised: true,
  onRoll: true,
};
export const reported = school('2026-10-20', LAST);

export const AFTER_CHRISTMAS = '2027-01-20T00:00:00Z';
