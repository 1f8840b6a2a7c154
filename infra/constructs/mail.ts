// The way out: the sender's domain, TLS to every mailbox, and an event for each thing that becomes of a letter.
import { Duration, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  CloudWatchDimensionSource,
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { Refused } from '../refused.ts';

/** SES's name for an event, in a configuration set and on EventBridge. */
const events = [
  [EmailSendingEvent.SEND, 'Email Sent'],
  [EmailSendingEvent.DELIVERY, 'Email Delivered'],
  [EmailSendingEvent.DELIVERY_DELAY, 'Email Delivery Delayed'],
  [EmailSendingEvent.BOUNCE, 'Email Bounced'],
  [EmailSendingEvent.COMPLAINT, 'Email Complaint Received'],
  [EmailSendingEvent.REJECT, 'Email Rejected'],
  [EmailSendingEvent.RENDERING_FAILURE, 'Email Rendering Failed'],
] as const;

const configurationSetTag = 'ses:configuration-set';

export class Mail extends Construct {
  readonly configurationSet: ConfigurationSet;
  private readonly identity: EmailIdentity;
  private readonly from: string;

  /** `from` is the one bare address that letters come from. */
  constructor(scope: Construct, id: string, from: string) {
    super(scope, id);
    this.from = from;
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      // After an hour an undelivered letter counts as bounced and goes to the deputy; SES would try for 14.
      maxDeliveryDuration: Duration.hours(1),
      // An address that once bounced is tried again: SES must not decide who is not told.
      disableSuppressionList: true,
      disableAutoValidation: true,
    });
    this.identity = new EmailIdentity(this, 'Sender', {
      identity: Identity.domain(domainOf(from)),
      configurationSet: this.configurationSet,
    });
    this.configurationSet.addEventDestination('Events', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: events.map(([name]) => name),
    });
    // The count of bounces does not pass through our own functions: it is right even if they are not.
    this.configurationSet.addEventDestination('Bounces', {
      destination: EventDestination.cloudWatchDimensions([
        { source: CloudWatchDimensionSource.MESSAGE_TAG, name: configurationSetTag, defaultValue: 'none' },
      ]),
      events: [EmailSendingEvent.BOUNCE],
    });
  }

  /** The dimension under which CloudWatch counts this authority's bounces. */
  get bounceDimensions(): Record<string, string> {
    return { [configurationSetTag]: this.configurationSet.configurationSetName };
  }

  /** Which events on the account's bus are about letters of this stack. */
  get eventPattern() {
    return {
      source: ['aws.ses'],
      detailType: events.map(([, detailType]) => detailType),
      detail: { mail: { tags: { [configurationSetTag]: [this.configurationSet.configurationSetName] } } },
    };
  }

  toSendLetters(): PolicyStatement {
    return new PolicyStatement({
      actions: ['ses:SendRawEmail'],
      resources: [
        this.identity.emailIdentityArn,
        Stack.of(this).formatArn({
          service: 'ses',
          resource: 'configuration-set',
          resourceName: this.configurationSet.configurationSetName,
        }),
      ],
      conditions: { StringEquals: { 'ses:FromAddress': this.from } },
    });
  }
}

function domainOf(address: string): string {
  const [, domain] = /^[^@<>\s]+@([^@<>\s]+)$/.exec(address) ?? [];
  if (!domain) throw new Refused([`Letters come from one bare address, not from ${JSON.stringify(address)}`]);
  return domain;
}
