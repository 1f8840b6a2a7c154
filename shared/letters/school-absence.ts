// What a letter says of a pupil's absence from school: days, references, whether the child is missing, too. Never which school.
import type { Absence } from '../core/absence.ts';
import type { Calendar } from '../core/calendar.ts';
import { spoken } from '../core/calendar.ts';
import type { Child } from '../core/facts.ts';
import type { Instant } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import type { Schooling } from '../core/schooling.ts';
import { schoolDaysMissed } from '../core/schooling.ts';
import { ageOf } from './age.ts';

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
  const missing = child.absences.filter((each) => each.reported && !each.ended);
  return [
    ['Child', child.initials],
    ['Age', mail.age ? ageOf({ child, absence }, calendar) : undefined],
    ['Reference', absence.references.join(', ')],
    ['Case reference', child.localAuthorityId],
    ['State', over ? HEADINGS[over] : 'missing education'],
    ['School days missed', days === undefined ? undefined : String(days)],
    [
      'Last attended',
      attended ? spoken(calendar, attended.value).split(' at ')[0] : over ? undefined : 'not known',
    ],
    ['Reported by the school', when(absence.moments['reported-by-school']?.value)],
    ['Missing now', missing.flatMap(({ references }) => references).join(', ') || undefined],
  ];
}

/** For the letters of a missing child. */
export function schoolLine({ schooling }: Child, calendar: Calendar, now: Instant): string | undefined {
  const open = schooling.find(({ ended }) => !ended)?.schooling;
  if (!open) return undefined;
  const days = open.attended && schoolDaysMissed(open.attended.value, now, calendar);
  return days === undefined ? 'yes' : `for ${inSchoolDays(days)}`;
}
