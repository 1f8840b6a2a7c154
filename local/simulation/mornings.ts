// The mornings of a play: each digest is asked for at its instant, as the sweep would ask, and told of as it was sent.
import { dateLater, localDate, spoken } from '../../shared/core/calendar.ts';
import type { DigestRecord } from '../../shared/core/digest.ts';
import { digestId, lettersOfDigest, morning } from '../../shared/core/digest.ts';
import type { DigestLine } from '../../shared/core/digest-line.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { cited } from '../../shared/core/verdict.ts';
import type { World } from '../simulate.ts';

/** One morning's letters, and what they told of each absence. */
export interface SimulatedDigest {
  at: Instant;
  roles: string[];
  to: string[];
  lines: DigestedAbsence[];
  /** Open episodes for which there was no line. */
  unlisted: number;
}

export type DigestedAbsence = Pick<DigestLine, 'references' | 'state' | 'copies'> & {
  due: number;
  overdue: number;
};

/** Nothing where the file has no digest. */
export async function askForMornings({ policy, wakeUps, clock }: World, until: Instant): Promise<void> {
  let day = localDate(policy.calendar, clock.now());
  for (;;) {
    const next = morning(policy, day, 1);
    if (!next || next.at > until) return;
    if (next.at > clock.now()) await wakeUps.at(digestId(next.date), next.at);
    day = dateLater(next.date, 'days', 1);
  }
}

/** In the order of their mornings; one that had nothing to tell is none. */
export async function digestsOf({ episodes, policy }: World): Promise<SimulatedDigest[]> {
  const kept = await episodes.readAll(episodes.ids());
  return kept
    .flatMap(({ record }) => (record.kind === 'digest' ? asSent(record, policy) : []))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** In which digests a rule's copy stood: on the facts of today nothing may call for it any more. */
export function keptForDigest(
  rule: string,
  reference: string,
  digests: readonly SimulatedDigest[],
  { versions, calendar }: Policy,
): string[] {
  const meant = versions.flatMap(({ rules }) => rules).filter(({ id, inDigest }) => inDigest && id === rule);
  return digests.flatMap(({ at, lines }) =>
    lines
      .filter(({ references }) => references.includes(reference))
      .flatMap(({ copies }) => copies)
      .filter(({ says, clauses }) =>
        meant.some((each) => each.says === says && isSame(each.clauses, clauses)),
      )
      .map(({ roles, clauses }) =>
        cited([`told ${roles.join(', ')} in the morning digest on ${spoken(calendar, at)}`], clauses),
      ),
  );
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

function asSent(record: DigestRecord, policy: Policy): SimulatedDigest[] {
  const letters = lettersOfDigest(record, policy, record.asAt);
  const told = letters.flatMap(({ id }) => record.told[id] ?? []).filter(({ state }) => state === 'accepted');
  const [first] = told;
  if (!first) return [];
  return [
    {
      at: first.at ?? first.intendedAt,
      roles: told.flatMap(({ roles }) => roles),
      to: told.map(({ mailbox }) => mailbox),
      lines: record.lines.map(({ references, state, copies, due, overdue }) => ({
        references,
        state,
        copies,
        due: due.length,
        overdue: overdue.length,
      })),
      unlisted: record.unlisted,
    },
  ];
}
