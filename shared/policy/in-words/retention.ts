// How long what is known is kept, for who signs it.
import type { Policy } from '../../core/policy.ts';
import { type Period, periodOf } from '../../core/retention.ts';
import type { Part } from './procedure.ts';

export const retentionInWords = ({ retention }: Policy): Part => ({
  heading: 'How long what is known is kept',
  entries: [
    {
      title: 'What is kept',
      lines: retention
        ? [
            [
              'A record',
              `${plainly(retention.closed)} from the last word on the child, once nothing of it is open`,
            ],
            ['A message', `as it came: ${plainly(retention.messages)} from when it was received`],
            ['Longer', 'while the case is open, and while the case system says that there is a legal hold'],
            ['Copies', 'the copies of the table have it for 35 days more'],
          ]
        : [['Everything', 'for ever: the file names no period']],
    },
  ],
});

/** `P25Y` is "25 years". */
function plainly(period: Period): string {
  const { n, unit } = periodOf(period);
  return `${n} ${n === 1 ? unit.slice(0, -1) : unit}`;
}
