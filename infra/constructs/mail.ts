// The way out: the sender's domain, TLS to every mailbox, and an event for each thing that becomes of a letter.
import { Duration, Stack, Tags } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  CloudWatchDimensionSource,
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  DkimIdentity,
  EasyDkimSigningKeyLength,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
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

export interface MailProps {
  /** The one bare address that letters come from. */
  from: string;
  /** Domains whose mailboxes get letters without TLS where they cannot have them with it. */
  tlsOptional?: readonly string[];
  /** On trial: the only address that letters may go to. */
  onTrialTo?: string | undefined;
}

export class Mail extends Construct {
  readonly configurationSet: ConfigurationSet;
  /** What the owner of the domain writes into its DNS, one record each; without them mailboxes distrust the letters. */
  readonly dnsRecords: readonly string[];
  /** For the domains that an authority excepts, where it does. */
  readonly tlsOptionalSet: ConfigurationSet | undefined;
  private readonly identity: EmailIdentity;
  private readonly from: string;
  private readonly onTrialTo: string | undefined;

  constructor(scope: Construct, id: string, { from, tlsOptional = [], onTrialTo }: MailProps) {
    super(scope, id);
    this.from = from;
    this.onTrialTo = onTrialTo;
    this.configurationSet = this.rulesFor('ConfigurationSet', ConfigurationSetTlsPolicy.REQUIRE);
    if (tlsOptional.length > 0) {
      this.tlsOptionalSet = this.rulesFor('TlsOptional', ConfigurationSetTlsPolicy.OPTIONAL);
      Tags.of(this.tlsOptionalSet).add('tls-optional', tlsOptional.join(' '));
    }
    const domain = domainOf(from);
    this.identity = new EmailIdentity(this, 'Sender', {
      identity: Identity.domain(domain),
      configurationSet: this.configurationSet,
      dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
      mailFromDomain: `homeward.${domain}`,
      // A letter from SES's own domain is better than none.
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
    });
    this.dnsRecords = [
      ...this.identity.dkimRecords.map(({ name, value }) => `${name} CNAME ${value}`),
      `homeward.${domain} MX 10 feedback-smtp.${Stack.of(this).region}.amazonses.com`,
      `homeward.${domain} TXT "v=spf1 include:amazonses.com ~all"`,
    ];
  }

  private rulesFor(id: string, tlsPolicy: ConfigurationSetTlsPolicy): ConfigurationSet {
    const rules = new ConfigurationSet(this, id, {
      tlsPolicy,
      // After an hour an undelivered letter counts as bounced and goes to the deputy; SES would try for 14.
      maxDeliveryDuration: Duration.hours(1),
      // An address that once bounced is tried again: SES must not decide who is not told.
      disableSuppressionList: true,
      disableAutoValidation: true,
    });
    rules.addEventDestination('Events', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, `${id}Bus`, 'default')),
      events: events.map(([name]) => name),
    });
    // The count of bounces does not pass through our own functions: it is right even if they are not.
    rules.addEventDestination('Bounces', {
      destination: EventDestination.cloudWatchDimensions([
        { source: CloudWatchDimensionSource.MESSAGE_TAG, name: configurationSetTag, defaultValue: 'none' },
      ]),
      events: [EmailSendingEvent.BOUNCE],
    });
    return rules;
  }

  private get sets(): string[] {
    return [this.configurationSet, this.tlsOptionalSet].flatMap((rules) => rules?.configurationSetName ?? []);
  }

  /** How many letters came back, under whichever rules they went. */
  bounces(period: Duration): IMetric {
    const under = (rules: ConfigurationSet) =>
      new Metric({
        namespace: 'AWS/SES',
        metricName: 'Bounce',
        dimensionsMap: { [configurationSetTag]: rules.configurationSetName },
        statistic: Stats.SUM,
        period,
      });
    const usual = under(this.configurationSet);
    if (!this.tlsOptionalSet) return usual;
    const tlsOptional = under(this.tlsOptionalSet);
    return new MathExpression({ expression: 'SUM(METRICS())', usingMetrics: { usual, tlsOptional }, period });
  }

  /** Which events on the account's bus are about letters of this stack. */
  get eventPattern() {
    return {
      source: ['aws.ses'],
      detailType: events.map(([, detailType]) => detailType),
      detail: { mail: { tags: { [configurationSetTag]: this.sets } } },
    };
  }

  toSendLetters(): PolicyStatement {
    return new PolicyStatement({
      actions: ['ses:SendRawEmail'],
      resources: [
        this.identity.emailIdentityArn,
        ...this.sets.map((resourceName) =>
          Stack.of(this).formatArn({ service: 'ses', resource: 'configuration-set', resourceName }),
        ),
      ],
      conditions: {
        StringEquals: { 'ses:FromAddress': this.from },
        // On trial nobody but the pilot can be written to, whatever the code says.
        ...(this.onTrialTo && { 'ForAllValues:StringEquals': { 'ses:Recipients': [this.onTrialTo] } }),
      },
    });
  }
}

function domainOf(address: string): string {
  const [, domain] = /^[^@<>\s]+@([^@<>\s]+)$/.exec(address) ?? [];
  if (!domain) throw new Refused([`Letters come from one bare address, not from ${JSON.stringify(address)}`]);
  return domain;
}
