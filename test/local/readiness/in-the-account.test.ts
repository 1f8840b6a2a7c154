// What doctor reads in an account: on the right account alone, and what may not be read hides nothing else.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESClient } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulators, startEmulators } from '../../../local/emulators/emulators.ts';
import type { Account } from '../../../local/readiness/account.ts';
import { accountOfThisShell, hasCredentials } from '../../../local/readiness/account.ts';
import { inTheAccount } from '../../../local/readiness/in-the-account.ts';
import type { Policy } from '../../../shared/core/policy.ts';
import { procedure } from '../../situations/playing.ts';

const NUMBER = '333344445555';
const kent: Policy = { ...procedure('kent'), deployment: { account: NUMBER } };
const account = (other: Partial<Account> = {}): Account => ({
  number: async () => NUMBER,
  quota: async () => ({ perDay: 50_000, perSecond: 14, sent: 3 }),
  sender: async () => ({ verified: 'Success', dkim: 'Success', mailFrom: 'Success' }),
  certificate: async () => undefined,
  hasSecret: async () => false,
  ...other,
});
const states = async (other: Partial<Account> = {}) =>
  (await inTheAccount(kent, account(other))).map(({ state, about }) => `${state} ${about}`);
const denied = async () => {
  throw Object.assign(new Error('no'), { name: 'AccessDenied' });
};

describe('in an account that is ready', () => {
  it('all is well', async () => {
    expect(await states()).toEqual(['well credentials', 'well quotas', 'well sender', 'well sender']);
  });
});

describe('doctor', () => {
  it.each<[string, Partial<Account>, string]>([
    ['stops in the sandbox', { quota: async () => ({ perDay: 200, perSecond: 1, sent: 0 }) }, 'stops quotas'],
    [
      'stops where SES does not trust the domain',
      { sender: async () => ({ verified: 'Pending', dkim: 'Pending', mailFrom: 'Success' }) },
      'stops sender',
    ],
    [
      'stops where DKIM alone is missing',
      { sender: async () => ({ verified: 'Success', dkim: 'Failed', mailFrom: 'Success' }) },
      'stops sender',
    ],
    [
      'leaves the MAIL FROM domain to people',
      { sender: async () => ({ verified: 'Success', dkim: 'Success', mailFrom: 'Pending' }) },
      'remains sender',
    ],
    [
      'leaves a domain that SES does not know to the first deploy',
      { sender: async () => ({ verified: '', dkim: '', mailFrom: '' }) },
      'remains sender',
    ],
    ['says what it may not read', { quota: denied }, 'unseen quotas'],
  ])('%s', async (_, other, state) => {
    expect(await states(other)).toContain(state);
  });

  it('reads on where one thing may not be read', async () => {
    expect(await states({ quota: denied })).toContain('well sender');
  });

  it.each<[string, Partial<Account>, RegExp]>([
    [
      'of another account',
      { number: async () => '999988887777' },
      /are of account 999988887777, and this authority is deployed in 333344445555/,
    ],
    [
      'that AWS does not take',
      { number: denied },
      /AWS did not answer with these credentials \(AccessDenied\)/,
    ],
  ])('looks at nothing with credentials %s', async (_, other, says) => {
    let looked = false;
    const look = async () => {
      looked = true;
      return { perDay: 1, perSecond: 1, sent: 0 };
    };
    const found = await inTheAccount(kent, account({ ...other, quota: look }));
    expect(found.map(({ state, about }) => `${state} ${about}`)).toEqual(['stops credentials']);
    expect(found[0]?.says).toMatch(says);
    expect(looked).toBe(false);
  });

  it.each([
    [{}, false],
    [{ AWS_PROFILE: '' }, false],
    [{ AWS_PROFILE: 'kent' }, true],
    [{ AWS_ACCESS_KEY_ID: 'AKIA' }, true],
  ])('makes no call where the shell has no credentials: %j', (environment, has) => {
    expect(hasCredentials(environment)).toBe(has);
  });
});

describe('through the clients', () => {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-account-'));
  let emulators: Emulators;
  beforeAll(async () => {
    const clock = { now: () => Date.now(), wait: () => new Promise<void>(() => {}) };
    emulators = await startEmulators({
      port: 0,
      dataFolder: folder,
      clock,
      accountId: NUMBER,
      region: 'eu-west-2',
    });
  });
  afterAll(async () => {
    await emulators.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('the account is known by its default group of schedules, and its quota by SES', async () => {
    const config = {
      endpoint: emulators.endpoint,
      region: 'eu-west-2',
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    };
    const here = accountOfThisShell(new SESClient(config), new SchedulerClient(config));
    expect(await here.number()).toBe(NUMBER);
    expect(await here.quota()).toEqual({ perDay: 50_000, perSecond: 14, sent: 0 });
  });

  it('what SES has found of a domain is told apart', async () => {
    const ses = new SESClient({ region: 'eu-west-2' });
    const domain = 'kent.gov.uk';
    const answers: Record<string, object> = {
      GetIdentityVerificationAttributesCommand: {
        VerificationAttributes: { [domain]: { VerificationStatus: 'Success' } },
      },
      GetIdentityDkimAttributesCommand: {
        DkimAttributes: { [domain]: { DkimVerificationStatus: 'Pending' } },
      },
      GetIdentityMailFromDomainAttributesCommand: {
        MailFromDomainAttributes: { [domain]: { MailFromDomainStatus: 'Failed' } },
      },
    };
    ses.send = async (command: object) => answers[command.constructor.name];
    expect(await accountOfThisShell(ses).sender(domain)).toEqual({
      verified: 'Success',
      dkim: 'Pending',
      mailFrom: 'Failed',
    });
    expect(await accountOfThisShell(ses).sender('other.gov.uk')).toEqual({
      verified: '',
      dkim: '',
      mailFrom: '',
    });
  });
});
