// The AWS account as its own credentials show it; read-only calls alone, through the clients that the functions use.
import { GetScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import {
  GetIdentityDkimAttributesCommand,
  GetIdentityMailFromDomainAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  SESClient,
} from '@aws-sdk/client-ses';
import * as z from 'zod';
import { jsonService } from './asked-in-json.ts';

export interface Account {
  /** Its twelve digits. */
  number(): Promise<string>;
  /** Letters in 24 hours: how many may be sent, and how many were. */
  quota(): Promise<{ perDay: number; perSecond: number; sent: number }>;
  /** What SES has found of a domain: Success, Pending, Failed, NotStarted, or nothing where it does not know it. */
  sender(domain: string): Promise<{ verified: string; dkim: string; mailFrom: string }>;
  /** Nothing where the account has no such certificate. `status` in the words of AWS, such as ISSUED. */
  certificate(arn: string): Promise<{ status: string; names: readonly string[] } | undefined>;
  /** Whether there is such a secret, and nobody has deleted it. What it holds is not read. */
  hasSecret(name: string): Promise<boolean>;
}

export const hasCredentials = (environment: NodeJS.ProcessEnv): boolean =>
  [
    'AWS_ACCESS_KEY_ID',
    'AWS_PROFILE',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  ].some((name) => (environment[name] ?? '') !== '');

const patience = { region: 'eu-west-2', maxAttempts: 2 };

export function accountOfThisShell(
  ses = new SESClient(patience),
  scheduler = new SchedulerClient(patience),
  certificates = jsonService('acm', patience),
  secrets = jsonService('secretsmanager', patience),
): Account {
  return {
    async number() {
      // Every account has this group, and its name holds the account: no client is needed that would only ask who we are.
      const { Arn = '' } = await scheduler.send(new GetScheduleGroupCommand({ Name: 'default' }));
      const [, , , , number = ''] = Arn.split(':');
      return number;
    },
    async quota() {
      const {
        Max24HourSend = 0,
        MaxSendRate = 0,
        SentLast24Hours = 0,
      } = await ses.send(new GetSendQuotaCommand());
      return { perDay: Max24HourSend, perSecond: MaxSendRate, sent: SentLast24Hours };
    },
    async sender(domain) {
      const Identities = [domain];
      const [identity, dkim, mailFrom] = await Promise.all([
        ses.send(new GetIdentityVerificationAttributesCommand({ Identities })),
        ses.send(new GetIdentityDkimAttributesCommand({ Identities })),
        ses.send(new GetIdentityMailFromDomainAttributesCommand({ Identities })),
      ]);
      return {
        verified: identity.VerificationAttributes?.[domain]?.VerificationStatus ?? '',
        dkim: dkim.DkimAttributes?.[domain]?.DkimVerificationStatus ?? '',
        mailFrom: mailFrom.MailFromDomainAttributes?.[domain]?.MailFromDomainStatus ?? '',
      };
    },
    async certificate(CertificateArn) {
      const found = await unlessUnknown(
        certificates('CertificateManager.DescribeCertificate', { CertificateArn }),
      );
      if (!found) return undefined;
      const { Certificate } = certificateAnswer.parse(found);
      return { status: Certificate.Status, names: Certificate.SubjectAlternativeNames };
    },
    async hasSecret(SecretId) {
      const found = await unlessUnknown(secrets('secretsmanager.DescribeSecret', { SecretId }));
      return found !== undefined && secretAnswer.parse(found).DeletedDate === undefined;
    },
  };
}

const certificateAnswer = z.object({
  Certificate: z.object({ Status: z.string(), SubjectAlternativeNames: z.array(z.string()).default([]) }),
});
const secretAnswer = z.object({ DeletedDate: z.number().optional() });

/** Nothing where AWS knows no such thing; whatever else goes wrong is thrown. */
const unlessUnknown = (answer: Promise<unknown>): Promise<unknown> =>
  answer.catch((error: Error) => {
    if (error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  });
