// What a letter says of a pupil's absence from school: days, references, whether the child is missing, too. Never which school.
import type { Absence } from '../core/absence.ts';
import { ageOf } from '../core/age.ts';
import type { Calendar } from '../core/calendar.ts';
import { spoken } from '../core/calendar.ts';
import type { Child } from '../core/facts.ts';
import { listed } from '../core/in-words.ts';
import type { Instant } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import { FRONT_DOOR } from '../core/routing.ts';
import type { Schooling } from '../core/schooling.ts';
import { schoolDaysMissed } from '../core/schooling.ts';
import type { Draft } from './compose.ts';
import type { Line } from './page.ts';
import type { Reader } from './reader.ts';

/** "Pupil missing education for 5 school days". */
export function schoolHeading({ over, attended }: Schooling, calendar: Calendar, now: Instant): string {
  if (over) return HEADINGS[over];
  const days = attended && schoolDaysMissed(attended.value, now, calendar);
  return `Pupil missing education${days ? ` for ${inSchoolDays(days)}` : ''}`;
}

const HEADINGS: Record<NonNullable<Schooling['over']>, string> = {
  returned: 'Pupil back at school',
  elsewhere: 'Pupil educated elsewhere',
  again: 'Pupil has attended again',
  leave: 'Pupil absent with leave',
};

const inSchoolDays = (n: number): string => `${n} school day${n === 1 ? '' : 's'}`;

export function schoolLines(
  { child, absence, schooling }: { child: Child; absence: Absence; schooling: Schooling },
  { calendar, mail }: Pick<Policy, 'calendar' | 'mail'>,
  now: Instant,
): [string, string | undefined][] {
  const when = (instant: Instant | undefined) => (instant ? spoken(calendar, instant) : undefined);
  const { attended, over } = schooling;
  const days = attended && !over ? schoolDaysMissed(attended.value, now, calendar) : undefined;
  return [
    ['Child', child.initials],
    ['Age', mail.age ? ageOf({ child, absence }, calendar) : undefined],
    ['Reference', absence.references.join(', ')],
    ['Case reference', child.localAuthorityId],
    ['State', over ? HEADINGS[over] : 'absent from school'],
    ['School days missed', days === undefined ? undefined : String(days)],
    [
      'Last attended',
      attended ? spoken(calendar, attended.value).split(' at ')[0] : over ? undefined : 'not known',
    ],
    ['Reported by the school', when(absence.moments['reported-by-school']?.value)],
    ['Missing now', missingNow(child).join(', ') || undefined],
  ];
}

/** Letters carry no name, and schools give no reference: how its reader finds out who is meant. */
export function whichPupil(
  { child, actions: [action] }: Pick<Draft, 'child' | 'actions'>,
  { own }: Reader,
  { deployment, directory }: Pick<Policy, 'deployment' | 'directory'>,
): Line[] {
  const absence = child?.schooling.find(({ references }) => references.includes(action.reference));
  if (!child || !absence) return [];
  const missing = missingNow(child);
  const known = [
    ...(child.localAuthorityId ? [`case reference ${child.localAuthorityId}`] : []),
    ...(missing.length > 0 ? [`missing now, too, under police reference ${missing.join(', ')}`] : []),
  ];
  if (known.length > 0) return [`Which pupil: ${[child.initials, ...known].join(', ')}.`];
  const [reference] = absence.references;
  const why = `Which pupil: ${child.initials}. No case number came with the report, and letters carry no names: to learn who it is,`;
  if (own.has(FRONT_DOOR))
    return [
      `${why} have whoever runs this service${atAddress(deployment?.alarms)} look up the reference ${reference}.`,
    ];
  const phone = directory[FRONT_DOOR]?.phone;
  const lookUp = `, which can have the reference ${reference} looked up.`;
  return phone === undefined
    ? [`${why} ask the front door${lookUp}`]
    : [{ before: `${why} ask the front door, telephone`, phone, after: lookUp }];
}

const atAddress = (addresses: readonly string[] = []): string =>
  addresses.length > 0 ? ` (${listed(addresses, 'and')})` : '';

const missingNow = ({ absences }: Child): string[] =>
  absences.filter(({ reported, ended }) => reported && !ended).flatMap(({ references }) => references);

/** Where the case system finds the pupil: it goes by police references. */
export const policeReferenceOf = (child: Child): string | undefined => missingNow(child)[0];

/** For the letters of a missing child. */
export function schoolLine({ schooling }: Child, calendar: Calendar, now: Instant): string | undefined {
  const open = schooling.find(({ ended }) => !ended)?.schooling;
  if (!open) return undefined;
  const days = open.attended && schoolDaysMissed(open.attended.value, now, calendar);
  return days === undefined ? 'yes' : `for ${inSchoolDays(days)}`;
}
