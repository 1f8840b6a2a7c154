// An invented child, as a form supposes one: from the fields to the messages that would tell of it.
import type { Calendar } from '../../shared/core/calendar.ts';
import { atLocal, localDate, timeOfDay } from '../../shared/core/calendar.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { DAY, HOUR, later, MINUTE } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Scenario } from '../scenario.ts';

export const REFERENCE = 'WHAT-IF';

export const STATUSES = [
  'not-open',
  'early-help',
  'child-in-need',
  'child-protection-plan',
  'looked-after',
  'unknown',
] as const;
export const RISKS = ['high', 'medium', 'low', 'not-assessed'] as const;
export const CATEGORIES = ['missing', 'absent', 'away-from-placement'] as const;

/** As the form has it; times are local, `2026-11-20T22:05`. */
export interface Supposed {
  age: string;
  status: string;
  risk: string;
  category: string;
  seen: string;
  reported: string;
  back: string;
  days: string;
}

export interface Faults {
  faults: readonly (readonly [field: keyof Supposed, why: string])[];
}

export const usual = (calendar: Calendar, now: Instant): Supposed => ({
  age: '14',
  status: 'not-open',
  risk: 'medium',
  category: 'missing',
  seen: local(calendar, later(now, -2 * HOUR)),
  reported: local(calendar, now),
  back: '',
  days: '7',
});

const local = (calendar: Calendar, at: Instant): string =>
  `${localDate(calendar, at)}T${timeOfDay(calendar, at)}`;

/** What the police, and the case system an hour before them, would say; or what is wrong with the form. */
export function scenarioOf(supposed: Supposed, { calendar, mail }: Policy): Scenario | Faults {
  const { age, status, risk, category, days } = supposed;
  const seen = instantIn(supposed.seen, calendar);
  const reported = instantIn(supposed.reported, calendar);
  const back = instantIn(supposed.back, calendar);
  const isOneOf = (all: readonly string[], value: string) => all.includes(value);
  const faults: (readonly [keyof Supposed, string])[] = [
    ...(age === '' || /^(\d|1[0-7])$/.test(age)
      ? []
      : [['age', 'is a number from 0 to 17, or empty'] as const]),
    ...(isOneOf(STATUSES, status) ? [] : [['status', 'is not one of the list'] as const]),
    ...(isOneOf(RISKS, risk) ? [] : [['risk', 'is not one of the list'] as const]),
    ...(isOneOf(CATEGORIES, category) ? [] : [['category', 'is not one of the list'] as const]),
    ...(reported ? [] : [['reported', 'is not a date and a time'] as const]),
    ...(supposed.seen === '' || seen ? [] : [['seen', 'is not a date and a time'] as const]),
    ...(seen && reported && seen > reported ? [['seen', 'is after the report'] as const] : []),
    ...(supposed.back === '' || back ? [] : [['back', 'is not a date and a time'] as const]),
    ...(back && reported && back < reported ? [['back', 'is before the report'] as const] : []),
    ...(/^\d{1,2}$/.test(days) && Number(days) >= 1 && Number(days) <= 70
      ? []
      : [['days', 'is a number from 1 to 70'] as const]),
  ];
  if (faults.length > 0 || !reported) return { faults };
  const person = { givenName: 'Sam', familyName: 'Supposed', localAuthorityId: 'SUPPOSED-1' };
  const keyworker = { name: 'Keyworker', email: `keyworker@${mail.allowedDomains[0]}`, team: 'Team' };
  const messages: Scenario['messages'] = [
    ...(status === 'unknown'
      ? []
      : [
          {
            at: later(reported, -HOUR),
            type: 'case.updated',
            data: { person, status, ...(status === 'not-open' ? {} : { keyworker }) },
          },
        ]),
    {
      at: reported,
      type: 'missing.reported',
      subject: REFERENCE,
      data: {
        person: { ...person, ...(age === '' ? { dateOfBirth: null } : { ageYears: Number(age) }) },
        category,
        risk,
        reportedAt: later(reported, -MINUTE),
        ...(seen && { lastSeenAt: seen }),
      },
    },
    ...(back
      ? [
          {
            at: back,
            type: 'missing.found',
            subject: REFERENCE,
            data: { outcome: 'found', returnedAt: back, seenByPoliceAt: back },
          },
        ]
      : []),
  ];
  return { about: 'What if', messages, until: later(back ?? reported, Number(days) * DAY) };
}

/** Local, as a form writes it; undefined where it is none. */
function instantIn(written: string, calendar: Calendar): Instant | undefined {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?$/.exec(written) ?? [];
  if (!date || !time || Number.isNaN(Date.parse(`${date}T${time}Z`))) return undefined;
  return atLocal(calendar, date, time);
}
