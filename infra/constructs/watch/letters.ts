// Letters and messages that did not do their work.
import { type AlarmFamily, fiveMinutes, reported } from './family.ts';

export const letters: AlarmFamily = ({ authority, mail }) => {
  return {
    'messages-unreadable': {
      metric: reported(authority, 'UnreadableMessages'),
      when: { above: 0 },
      impact: 'A message that may be about a child cannot be read; the front door is told by mail.',
      firstStep: 'Run `homeward unreadable`, and tell the sender what is wrong with the message.',
    },
    'records-unsettleable': {
      metric: reported(authority, 'UnsettleableRecords'),
      when: { above: 0 },
      impact: 'The record of a child cannot be planned: nothing more is sent for this child by itself.',
      firstStep: 'Tell the front door at once which record the log of settle names; then mend the cause.',
    },
    'mail-refused': {
      metric: reported(authority, 'MailRefused'),
      when: { above: 0 },
      impact: 'A letter about a child was refused, by SES or by its mailbox; its deputy is told instead.',
      firstStep:
        'Find the record in the log of settle or receive; correct the address in the authority file.',
    },
    'mail-bounced': {
      metric: mail.bounces(fiveMinutes),
      when: { above: 0 },
      impact: 'A letter about a child did not reach its mailbox; its deputy is told instead.',
      firstStep: 'Find the record in the log of receive; correct the address in the authority file.',
    },
  };
};
