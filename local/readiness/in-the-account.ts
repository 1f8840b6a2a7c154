// What the account itself says, where credentials are at hand: whose it is, how much it may send, whether SES trusts the domain.
import type { Policy } from '../../shared/core/policy.ts';
import type { Account } from './account.ts';
import type { Finding } from './finding.ts';
import { nameOf, remains, seen, stops, unseen, well } from './finding.ts';
import { consoleInTheAccount } from './of-the-console.ts';

/** SES gives an account this much until a person at AWS has read why it wants more. */
const SANDBOX = 200;

/** Where the credentials are refused, or are another account's, nothing further is looked at. */
export async function inTheAccount({ deployment, mail }: Policy, account: Account): Promise<Finding[]> {
  const number = await account.number().catch((error: Error) => error);
  if (typeof number !== 'string') {
    const says = `AWS did not answer with these credentials (${nameOf(number)}): nothing was looked at in the account`;
    return [stops('credentials', says, 'mend them, or the network; or leave the account out: --no-account')];
  }
  if (deployment?.account !== undefined && number !== deployment.account) {
    const says = `are of account ${number}, and this authority is deployed in ${deployment.account}: nothing was looked at`;
    return [stops('credentials', says, 'use those of that account, or none: --no-account')];
  }
  const domain = mail.from.slice(mail.from.lastIndexOf('@') + 1);
  return [
    well('credentials', `are of account ${number}`),
    ...(await seen('quotas', () => quotas(account))),
    ...(await seen('sender', () => sender(account, domain))),
    ...(deployment?.console ? await consoleInTheAccount(deployment.console, account) : []),
  ];
}

async function quotas(account: Account): Promise<Finding[]> {
  const { perDay, perSecond, sent } = await account.quota();
  const said = `${perDay} letters in 24 hours, ${perSecond} a second; ${sent} sent in the last 24 hours`;
  if (perDay > SANDBOX) return [well('quotas', said)];
  return [
    stops(
      'quotas',
      `SES is in its sandbox (${said}): it writes to verified addresses alone`,
      'ask for production access (SES, Account dashboard), which takes a day or two',
    ),
  ];
}

async function sender(account: Account, domain: string): Promise<Finding[]> {
  const { verified, dkim, mailFrom } = await account.sender(domain);
  if (verified === '') {
    return [
      remains(
        'sender',
        `SES does not know ${domain} yet`,
        'the first deploy makes it known; then write its DNS records',
      ),
    ];
  }
  return [
    verified === 'Success' && dkim === 'Success'
      ? well('sender', `SES trusts ${domain}, by DKIM`)
      : stops(
          'sender',
          `SES does not trust ${domain} yet (${verified}, DKIM ${dkim || 'unknown'})`,
          'write the DKIM records, and wait',
        ),
    mailFrom === 'Success'
      ? well('sender', `the MAIL FROM domain of ${domain} is in the DNS`)
      : remains(
          'sender',
          `the MAIL FROM domain of ${domain} is not in the DNS (${mailFrom || 'unknown'}): letters carry SES's own`,
          'write its MX and TXT records',
        ),
  ];
}

/** What nobody could look at without credentials. */
export const withoutCredentials: readonly Finding[] = [
  unseen(
    'quotas',
    'whether SES is still in its sandbox, as every new account is: 200 letters a day, to verified addresses alone',
    'run this again with credentials of the account (AWS_PROFILE), or ask for production access now',
  ),
  unseen(
    'sender',
    'whether SES trusts the domain',
    'run this again with credentials, after the first deploy',
  ),
];
