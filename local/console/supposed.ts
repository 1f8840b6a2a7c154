// An invented child, as a form supposes one: from the fields to the messages that would tell of it.
import type { Calendar } from '../../shared/core/calendar.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { DAY, HOUR, later, MINUTE } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Scenario } from '../scenario.ts';
import type { Part, Written } from './written-time.ts';
import { instantIn, isEmpty, NOTHING_WRITTEN, writtenAt } from './written-time.ts';

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

/** As the form has it; times are local. */
export interface Supposed {
  age: string;
  status: string;
  risk: string;
  category: string;
  days: string;
  seen: Written;
  reported: Written;
  back: Written;
}

export const TIMES = ['seen', 'reported', 'back'] as const;

/** `part`: of a time, what of it is wrong. */
export interface Fault {
  field: keyof Supposed;
  part?: Part;
  why: string;
}

export interface Faults {
  faults: readonly Fault[];
}

export const usual = (calendar: Calendar, now: Instant): Supposed => ({
  age: '14',
  status: 'not-open',
  risk: 'medium',
  category: 'missing',
  days: '7',
  seen: writtenAt(calendar, later(now, -2 * HOUR)),
  reported: writtenAt(calendar, now),
  back: NOTHING_WRITTEN,
});

/** What the police, and the case system an hour before them, would say; or what is wrong with the form. */
export function scenarioOf(supposed: Supposed, { calendar, mail }: Policy): Scenario | Faults {
  const { age, status, risk, category, days } = supposed;
  const faults: Fault[] = [];
  const must = (isSo: boolean, field: keyof Supposed, why: string, part?: Part) => {
    if (!isSo) faults.push({ field, why, ...(part && { part }) });
  };
  must(age === '' || /^(\d|1[0-7])$/.test(age), 'age', 'must be a number from 0 to 17, or empty');
  must(isOneOf(STATUSES, status), 'status', 'must be one of the list');
  must(isOneOf(RISKS, risk), 'risk', 'must be one of the list');
  must(isOneOf(CATEGORIES, category), 'category', 'must be one of the list');
  must(
    /^\d{1,2}$/.test(days) && Number(days) >= 1 && Number(days) <= 70,
    'days',
    'must be a number from 1 to 70',
  );
  const [seen, reported, back] = TIMES.map((field) => {
    if (field !== 'reported' && isEmpty(supposed[field])) return undefined;
    const at = instantIn(supposed[field], calendar);
    if (typeof at === 'string') return at;
    must(false, field, at.why, at.part);
    return undefined;
  });
  must(!seen || !reported || seen <= reported, 'seen', 'must be before the report', 'day');
  must(!back || !reported || back >= reported, 'back', 'must be after the report', 'day');
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

const isOneOf = (all: readonly string[], value: string): boolean => all.includes(value);
