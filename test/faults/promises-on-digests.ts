// What is promised of copies that are kept for the morning digest: each stands in one that somebody got, once, and in no letter besides.
import type { DigestRecord } from '../../shared/core/digest.ts';
import { instantOf, latest } from '../../shared/core/instant.ts';
import { type Action, consider } from '../../shared/core/plan.ts';
import { childOf } from '../../shared/core/treatment.ts';
import type { Ended } from './promises.ts';

/** Of absences about which nothing was said any more once it was made, and which were so until the end. */
export function* eachCopyIsTold({ world, children, told }: Ended): Iterable<string> {
  if (!world.policy.digest) return;
  const { mornings } = world.watcher;
  for (const child of children) {
    const verdicts = consider(child, childOf(child, world.policy), world.policy, instantOf(world.now));
    for (const copy of verdicts.flatMap(({ copies = [] }) => copies)) {
      const callableAt = latest([copy.dueAt, copy.knownAt]) ?? copy.dueAt;
      const letter = told[copy.id];
      const isSent = letter !== undefined && letter.state !== 'intended';
      const since = mornings.digests.filter(
        ({ id, asAt }) => asAt >= callableAt && mornings.knew(id, child.id),
      );
      const times = mornings.digests.filter((digest) => tells(digest, copy)).length;
      if (since.length > 0 && times === 0 && !isSent) yield `${copy.id} is in none`;
      if (times > 1) yield `${copy.id} is in ${times}`;
    }
  }
}

const tells = ({ lines }: DigestRecord, { id }: Action): boolean =>
  lines.some(({ copies }) => copies.some((copy) => copy.id === id));
