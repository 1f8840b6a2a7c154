// Whether the service does its work at all: paused, no longer fed, or sending letters that nobody hears of again.
import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type AlarmFamily, reported } from './family.ts';

export const operations: AlarmFamily = ({ authority }) => ({
  // Sweep counts it in the first minutes of each hour alone: so the alarm goes out, and sounds again.
  'service-paused': {
    metric: reported(authority, 'ServicePausedSeconds', Stats.MAXIMUM),
    when: { above: 0 },
    impact: 'All mail is paused: whatever falls due for a child, nobody is told of it by this service.',
    firstStep:
      'Ask whoever paused it (`homeward redrive --history` names them); print `homeward duty-list` for the front door; end it with `homeward resume`.',
  },
  'feed-silent': {
    metric: reported(authority, 'FeedSilentSeconds', Stats.MAXIMUM).with({ period: Duration.hours(1) }),
    when: { above: 0 },
    impact:
      'A source has said nothing for half as long again as it ever was silent of late: a missing child may be reported and not reach us.',
    firstStep: 'Read the log of sweep for the source; telephone whoever sends it, and tell the front door.',
  },
  'letters-unheard-of': {
    metric: reported(authority, 'LettersUnheardOf'),
    when: { above: 0 },
    impact:
      'For an hour there has been no word that a letter about a child arrived; of escalations and decisions the deputy is told too.',
    firstStep:
      'If it is one letter, telephone its reader; if it is all of them, look at the mail events queue and the rule that feeds it.',
  },
});
