// A digest of made-up lines, and its letters.
import type { DigestRecord } from '../../shared/core/digest.ts';
import type { DigestLine } from '../../shared/core/digest-line.ts';
import { due, plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { compose } from '../../shared/letters/compose.ts';
import { write } from '../../shared/letters/letter.ts';
import { procedure } from '../situations/playing.ts';

export const policy: Policy = {
  ...procedure('darlington'),
  digest: { to: ['head-of-service', 'director'], at: '07:30', on: 'every-day' },
};
export const AT = '2026-11-20T07:30:00.000Z';
const eight = <T>(each: T): T[] => Array.from({ length: 8 }, () => each);
export const busy: DigestLine = {
  references: ['ME-0001'],
  initials: 'AE',
  person: 'child',
  state: 'open',
  isOver: false,
  risk: 'high',
  since: '2026-11-19T20:00:00.000Z',
  times: 9,
  told: eight({ at: AT, purpose: 'notify', roles: ['front-door', 'missing-coordinator', 'service-manager'] }),
  due: eight({ at: AT, task: 'return-interview', roles: ['first-response-team'] }),
  overdue: eight({ at: AT, task: 'front-door-notice', roles: ['front-door'] }),
  copies: [
    { roles: ['director'], says: 'For your information: a child is missing.', clauses: ['D17-7.8-d'] },
  ],
  more: 4,
};

export const recordOf = (lines: readonly DigestLine[], unlisted = 0): DigestRecord => ({
  kind: 'digest',
  id: 'd-20261120',
  date: '2026-11-20',
  since: '2026-11-19T07:30:00.000Z',
  asAt: AT,
  lines,
  unlisted,
  told: {},
});

export function lettersOf(lines: readonly DigestLine[], unlisted = 0, now = AT) {
  const record = recordOf(lines, unlisted);
  return compose(due(plan(record, policy, now)), record, policy, now).map((draft) =>
    write(draft, policy, now),
  );
}
