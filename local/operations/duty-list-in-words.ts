// The duty list on paper: eighty columns, a box to tick for each duty, the most urgent first.

import type { Duty, DutyList, OpenEpisode } from '../../shared/console/duties.ts';
import { briefly } from '../../shared/core/calendar.ts';
import { between, inWords, MINUTE } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { ruled, wrapped } from '../columns.ts';

export function dutyListInWords(list: DutyList, policy: Policy, notices: readonly string[]): string {
  const lines = [
    ...ruled(`${policy.authority.name}: what is open and what is due`, '='),
    ...summaryOf(list, policy).flatMap((line) => wrapped(line)),
    ...notices.flatMap((notice) => wrapped(notice)),
    '',
    ...list.unplanned.flatMap((references) => [
      ...wrapped(
        `NOT PLANNED: ${references.join(', ') || 'a record without a reference'}. Follow the procedure by hand.`,
      ),
      '',
    ]),
    ...list.episodes.flatMap((episode, index) => [...episodeInWords(episode, index + 1, list, policy), '']),
    ...wrapped(
      'Tick each with the time and your initials, and record it in the case system once it is back.',
    ),
  ];
  return `${lines.join('\n')}\n`;
}

export function summaryOf({ asAt, until, episodes, unplanned }: DutyList, { calendar }: Policy): string[] {
  const duties = episodes.flatMap((episode) => episode.duties);
  const overdue = duties.filter(({ at }) => at <= asAt).length;
  return [
    `As at ${briefly(calendar, asAt)}, looking ahead to ${briefly(calendar, until)}.`,
    `${counted(episodes.length, 'episode')}; ${counted(duties.length, 'duty', 'duties')}, ${overdue} of them due already.`,
    ...(unplanned.length > 0 ? [`${counted(unplanned.length, 'record')} could not be planned.`] : []),
  ];
}

export const headingOf = ({ references, initials, risk, state }: OpenEpisode): string =>
  `${references.join(', ')}  ${initials}  ${state}, risk ${risk}`;

/** "Fri 20 Nov 2026 23:31: the head of service has seen this". */
export const answerOf = ({ at, says }: OpenEpisode['answers'][number], { calendar }: Policy): string =>
  `Answered ${briefly(calendar, at)}: ${says}`;

/** "OVERDUE by 2 hours", or when it is due. */
export function whenOf({ at }: Duty, { asAt }: DutyList, { calendar }: Policy): string {
  const late = between(at, asAt);
  const when = briefly(calendar, at);
  if (late < 0) return `by ${when}`;
  return late < MINUTE ? `NOW (${when})` : `OVERDUE by ${inWords(late)} (${when})`;
}

export function whatOf({ is, purpose, roles, mailbox }: Duty): string {
  const whom = roles.join(' and ').replaceAll('-', ' ');
  return is === 'do'
    ? `see that it is done; it was asked of ${whom}`
    : `${purpose}: tell ${whom}, ${mailbox}`;
}

function episodeInWords(episode: OpenEpisode, nth: number, list: DutyList, policy: Policy): string[] {
  const { since, duties, answers } = episode;
  return [
    ...ruled(`${nth}. ${headingOf(episode)}`, '-'),
    `Since ${briefly(policy.calendar, since)}, ${inWords(Math.max(0, between(since, list.asAt)))} ago`,
    ...answers.flatMap((answer) => wrapped(answerOf(answer, policy))),
    ...(duties.length === 0 ? ['Nothing falls due in this time.'] : []),
    ...duties.flatMap((duty) => [
      ...wrapped(whenOf(duty, list, policy), 4, '[ ] '),
      ...wrapped(whatOf(duty), 4),
      ...wrapped(`${duty.says} [${duty.clauses.join(', ')}]`, 4),
    ]),
  ];
}

const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
