// How a deadline is counted, and - where a letter comes late - how late it is and why.
import { spoken } from '../core/calendar.ts';
import type { Instant } from '../core/instant.ts';
import { between, inWords, MINUTE } from '../core/instant.ts';
import type { Action } from '../core/plan.ts';
import type { Policy } from '../core/policy.ts';
import type { Draft } from './compose.ts';

/** Where the sources name several starts, what each of them comes to; and how much had passed when it reached us. */
export function countedSection(
  { deadline, rivals = [], knownAt }: Action,
  { calendar }: Policy,
): { title: string; lines: string[] }[] {
  const [first] = rivals;
  if (!deadline || !first) return [];
  const length = between(first.from, deadline);
  const gone = between(first.from, knownAt);
  const lines = [
    ...(rivals.length > 1
      ? [
          'The sources name several starts; the earliest counts:',
          ...rivals.map(
            ({ name, from, at }) => `from ${name}, ${spoken(calendar, from)}: by ${spoken(calendar, at)}`,
          ),
        ]
      : []),
    ...(gone >= MINUTE
      ? [`When this reached us, ${inWords(Math.min(gone, length))} of the ${inWords(length)} had passed`]
      : []),
  ];
  return lines.length > 0 ? [{ title: 'How the deadline is counted', lines }] : [];
}

export const OUR_DELAY = 'The delay is ours: letters were paused, or could not be sent.';

/** Nothing where it is in time. */
export function lateByInWords({ dueAt }: Draft, now: Instant): string | undefined {
  const lateBy = between(dueAt, now);
  return lateBy < MINUTE ? undefined : inWords(lateBy);
}

export function lateLines(draft: Draft, { calendar }: Policy, now: Instant): string[] {
  const lateBy = lateByInWords(draft, now);
  if (lateBy === undefined) return [];
  const { dueAt, actions } = draft;
  const [action] = actions;
  const isOurs = action.knownAt <= dueAt;
  return [
    `It was due on ${spoken(calendar, dueAt)}, ${lateBy} before it was sent. ${
      isOurs ? OUR_DELAY : `The facts reached us on ${spoken(calendar, action.knownAt)}.`
    }`,
  ];
}
