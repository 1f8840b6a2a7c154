// The procedures of a story: before and after a deployment, with what its kind needs - a morning digest, ends of records, rungs that come each day.
import type { Policy, Rule } from '../../shared/core/policy.ts';
import { before, renewed, returned, rule, since, withRules } from './procedure.ts';
import type { Story } from './story.ts';

export interface Procedures {
  before: Policy;
  after: Policy;
  /** The same file, planned by code that is new: only who plans again from the facts can tell. */
  afterInCode: Policy;
}

/** Copies for information, which stand in the digest as long as the risk is known and is not high. */
const COPIES: readonly Rule[] = [
  rule('copy', 'missing', [{ role: 'coordinator' }], { basis: 'courtesy', inDigest: { risk: ['medium'] } }),
  rule('late-copy', 'missing', [{ role: 'service-manager' }], {
    ...since('PT12M'),
    do: 'notify',
    basis: 'courtesy',
    inDigest: { risk: ['medium'] },
  }),
];

/** Three days after a return that was grave, when the time of the others is over. */
const LONG_AFTER = rule('three-days-on', 'ended', [{ role: 'coordinator' }], {
  do: 'remind',
  when: { risk: ['high'] },
  after: returned('PT60H'),
});

const EACH_DAY = rule('each-day', 'missing', [{ role: 'head-of-service' }], {
  ...since('PT5M'),
  do: 'remind',
  every: { unit: 'days', n: 1 },
});

const known = new Map<string, Procedures>();

export function proceduresOf({ digestAt, ends = false, isPausable = false }: Partial<Story>): Procedures {
  const kind = [digestAt, ends, isPausable].join();
  const made = known.get(kind) ?? proceduresFor(digestAt, ends, isPausable);
  known.set(kind, made);
  return made;
}

function proceduresFor(digestAt: string | undefined, ends: boolean, isPausable: boolean): Procedures {
  const more = [
    ...(digestAt ? COPIES : []),
    ...(ends ? [LONG_AFTER] : []),
    ...(isPausable ? [EACH_DAY] : []),
  ];
  const plain: Policy = {
    ...(more.length > 0 ? withRules(before, more) : before),
    ...(digestAt && {
      digest: { to: ['coordinator', 'service-manager'], at: digestAt, on: 'every-day' as const },
    }),
    ...(ends && { retention: { closed: 'P1D', messages: 'P1M' } }),
  };
  const after = renewed(plain);
  return { before: plain, after, afterInCode: { ...after, hash: plain.hash } };
}
