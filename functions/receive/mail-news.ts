// SES's events in the record's words: which of them say what became of a letter, and why, without an address or a text in it.
import type { Instant } from '../../shared/core/instant.ts';
import type { Fate } from '../../shared/core/record.ts';

export interface MailEvent {
  detail?: {
    eventType?: string;
    mail?: { tags?: Record<string, string[]>; destination?: string[] };
    bounce?: {
      bounceType?: string;
      bounceSubType?: string;
      bouncedRecipients?: { status?: string; diagnosticCode?: string }[];
    };
    complaint?: { complaintSubType?: string | null; complaintFeedbackType?: string };
    deliveryDelay?: { delayType?: string };
    reject?: { reason?: string };
  };
}

/** Nothing where the event says no more than that the letter was sent. */
export function fateIn({ detail = {} }: MailEvent, at: Instant): Fate | undefined {
  switch (detail.eventType) {
    case 'Delivery':
      return { is: 'delivered', at };
    case 'DeliveryDelay':
      return fate('delayed', at, detail.deliveryDelay?.delayType);
    case 'Bounce': {
      const { bounceType, bounceSubType, bouncedRecipients = [] } = detail.bounce ?? {};
      const noTls = bouncedRecipients.some(({ diagnosticCode = '', status }) =>
        isTls(diagnosticCode, status),
      );
      return fate('bounced', at, bounceType, bounceSubType, noTls ? 'no TLS' : undefined);
    }
    case 'Complaint': {
      const { complaintSubType, complaintFeedbackType } = detail.complaint ?? {};
      // On the list because of an earlier complaint: this letter was never sent.
      const isSuppressed = complaintSubType === 'OnAccountSuppressionList';
      return fate(isSuppressed ? 'bounced' : 'complained-of', at, complaintSubType ?? complaintFeedbackType);
    }
    case 'Reject':
      return fate('rejected', at, detail.reject?.reason);
    case 'Rendering Failure':
      return fate('not-written', at);
    default:
      return undefined;
  }
}

/** Words of SES's own vocabulary alone: what a mail server says may hold an address. */
function fate(is: Fate['is'], at: Instant, ...said: (string | null | undefined)[]): Fate {
  const why = said.filter((word) => typeof word === 'string' && /^[A-Za-z][A-Za-z -]{0,59}$/.test(word));
  return { is, at, ...(why.length > 0 && { why: why.join(', ') }) };
}

const isTls = (diagnostic: string, status: string | undefined): boolean =>
  /\btls\b|starttls/i.test(diagnostic) || status === '5.7.10' || status === '4.7.10';
