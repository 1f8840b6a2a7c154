// How a return home interview stands, counted from the earliest start of its 72 hours.
import type { Absence } from '../core/absence.ts';
import type { Instant } from '../core/instant.ts';
import { earliest, HOUR, later } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import type { ChildRecord } from '../core/record.ts';
import { SOONER } from '../core/standing.ts';
import { isRule, tellings } from '../core/told.ts';
import { backAt } from './child-on-record.ts';

const WITHIN = 72 * HOUR;

export const INTERVIEW_ROWS = [
  'held within 72 hours',
  'held later',
  'declined',
  'no contact',
  'missing again',
  'not appropriate',
  'offered, still in time',
  'offered, not held in time',
  'not offered, still in time',
  'not offered, not held in time',
] as const;
type InterviewRow = (typeof INTERVIEW_ROWS)[number];

/** The last moment that is in time; undefined as long as nobody speaks of a return. */
export function interviewDue(absence: Absence): Instant | undefined {
  const back = backAt(absence);
  const heard = absence.moments['found-received']?.value;
  const start = back && earliest([back, ...(heard && heard >= absence.since ? [heard] : [])]);
  return start && later(start, WITHIN);
}

export function interviewStands(absence: Absence, due: Instant, asAt: Instant): InterviewRow {
  const { interviewDone, interviewOffered, interviewOutcome } = absence;
  if (interviewDone) return interviewDone.value <= due ? 'held within 72 hours' : 'held later';
  switch (interviewOutcome?.value) {
    case 'declined':
      return 'declined';
    case 'no-contact':
      return 'no contact';
    case 'missing-again':
      return 'missing again';
    case 'not-appropriate':
      return 'not appropriate';
  }
  if (interviewOffered) return asAt <= due ? 'offered, still in time' : 'offered, not held in time';
  return asAt <= due ? 'not offered, still in time' : 'not offered, not held in time';
}

/** Who was asked to hold it, by the letters that went out. */
export function interviewOwner(record: ChildRecord, absence: Absence, policy: Policy): string {
  const rules = interviewRules(policy);
  const asked = tellings(record, absence).filter(({ rule }) => rules.some((each) => isRule(each, rule)));
  const roles = [...new Set(asked.flatMap((telling) => telling.roles))].sort();
  return roles.join(', ').replaceAll('-', ' ') || 'nobody was asked';
}

const interviewRules = (policy: Policy) =>
  policy.versions.flatMap(({ rules }) => rules.filter(({ asks }) => asks?.doneBy === 'interview'));

/** Whether anything was ever heard of the interview that another authority was asked for. */
export function isReturned({ interviewDone, interviewOutcome, recorded }: Absence, policy: Policy): boolean {
  const ids = interviewRules(policy).flatMap(({ id, was = [] }) => [id, ...was]);
  const isRecorded = Object.entries(recorded).some(
    ([task, { value }]) => ids.includes(task.replace(/:\d+$/, '')) && value !== SOONER,
  );
  return interviewDone !== undefined || interviewOutcome !== undefined || isRecorded;
}
