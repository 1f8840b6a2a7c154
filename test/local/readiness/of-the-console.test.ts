// What doctor says of a console: only where the file asks for one, its certificate and secret, and what is left to people.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../local/readiness/account.ts';
import { accountOfThisShell } from '../../../local/readiness/account.ts';
import { jsonService } from '../../../local/readiness/asked-in-json.ts';
import {
  consoleInTheAccount,
  consoleInTheFile,
  consoleWithoutCredentials,
} from '../../../local/readiness/of-the-console.ts';
import type { Policy } from '../../../shared/core/policy.ts';
import { option } from '../../console/option.ts';
import { procedure } from '../../situations/playing.ts';

const ACCOUNT = '111122223333';
const kent: Policy = { ...procedure('kent'), deployment: { account: ACCOUNT, console: option } };
const issued = { status: 'ISSUED', names: ['*.saltmarsh.example'] };
const stateOf = async (other: Partial<Account>) => {
  const ready = { certificate: async () => issued, hasSecret: async () => true };
  const found = await consoleInTheAccount(option, { ...ready, ...other } as Account);
  return found.map(({ state, says }) => `${state}: ${says}`);
};

describe('of a console that the file asks for, doctor', () => {
  it('is content with a certificate that is issued for its name, and a secret that is there', async () => {
    expect(await stateOf({})).toEqual([
      'well: ACM has issued the certificate of console.saltmarsh.example',
      'well: Secrets Manager holds homeward/console-sign-on; what it says was not read',
    ]);
  });

  it.each<[string, Partial<Account>, string]>([
    [
      'a certificate that ACM does not know',
      { certificate: async () => undefined },
      'stops: ACM does not know',
    ],
    [
      'one that waits for its DNS record',
      { certificate: async () => ({ ...issued, status: 'PENDING_VALIDATION' }) },
      'stops: its certificate is not issued (PENDING_VALIDATION)',
    ],
    [
      'one of another name',
      { certificate: async () => ({ ...issued, names: ['saltmarsh.example', '*.other.example'] }) },
      'stops: its certificate is for saltmarsh.example, *.other.example, not for console.saltmarsh.example',
    ],
    [
      'a secret that nobody has put there',
      { hasSecret: async () => false },
      'stops: Secrets Manager holds no',
    ],
    [
      'a secret that it may not ask about',
      {
        hasSecret: async () => {
          throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
        },
      },
      'unseen: could not be read (AccessDeniedException)',
    ],
  ])('speaks of %s', async (_, other, says) => {
    const said = await stateOf(other);
    expect(said).toHaveLength(2);
    expect(said.filter((each) => each.startsWith(says))).toHaveLength(1);
  });

  it('says without credentials what nobody has looked at', () => {
    const said = consoleWithoutCredentials(kent).map(({ state, says }) => `${state}: ${says}`);
    expect(said).toEqual([
      `unseen: whether ACM has issued ${option.certificate} for ${option.name}`,
      'unseen: whether Secrets Manager holds homeward/console-sign-on',
    ]);
  });

  it('leaves to people what no command can see', () => {
    const [signOn, name] = consoleInTheFile(kent);
    expect([signOn?.state, name?.state]).toEqual(['remains', 'remains']);
    expect(signOn?.says).toContain('https://console.saltmarsh.example/oauth2/idpresponse');
  });

  it('stops where the certificate is of another account', () => {
    const elsewhere = { ...kent, deployment: { ...kent.deployment, account: '333344445555' } };
    expect(consoleInTheFile(elsewhere)[0]).toMatchObject({
      state: 'stops',
      says: `its certificate is of account ${ACCOUNT}, and the stack of account 333344445555`,
    });
  });

  it('has nothing to say where there is none', () => {
    const without = { ...kent, deployment: { account: ACCOUNT } };
    expect([...consoleInTheFile(without), ...consoleWithoutCredentials(without)]).toEqual([]);
  });
});

describe('through signed questions', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  const asked: { headers: IncomingMessage['headers']; body: string }[] = [];
  async function accountThatSays(status: number, answer: object): Promise<Account> {
    asked.length = 0;
    server = createServer(async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      asked.push({ headers: request.headers, body });
      response
        .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify(answer));
    });
    await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const where = {
      region: 'eu-west-2',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'any' },
    };
    const [certificates, secrets] = [jsonService('acm', where), jsonService('secretsmanager', where)];
    return accountOfThisShell(undefined, undefined, certificates, secrets);
  }

  it('ACM says how a certificate stands', async () => {
    const account = await accountThatSays(200, {
      Certificate: { Status: 'ISSUED', SubjectAlternativeNames: ['a.example'] },
    });
    expect(await account.certificate('arn')).toEqual({ status: 'ISSUED', names: ['a.example'] });
    const [{ headers, body } = { headers: {}, body: '' }] = asked;
    expect(headers['x-amz-target']).toBe('CertificateManager.DescribeCertificate');
    expect(headers.authorization).toMatch(/Credential=AKIDEXAMPLE\/\d{8}\/eu-west-2\/acm\/aws4_request/);
    expect(JSON.parse(body)).toEqual({ CertificateArn: 'arn' });
  });

  it('Secrets Manager says whether there is a secret, and whether it is about to be deleted', async () => {
    expect(await (await accountThatSays(200, { Name: 'x' })).hasSecret('x')).toBe(true);
    expect(asked[0]?.headers.authorization).toMatch(/\/eu-west-2\/secretsmanager\/aws4_request/);
    server?.close();
    expect(await (await accountThatSays(200, { DeletedDate: 1 })).hasSecret('x')).toBe(false);
    server?.close();
    const unknown = { __type: 'com.amazonaws#ResourceNotFoundException' };
    expect(await (await accountThatSays(400, unknown)).hasSecret('x')).toBe(false);
  });

  it('a refusal is thrown under its own name', async () => {
    const account = await accountThatSays(400, { __type: 'AccessDeniedException' });
    await expect(account.certificate('arn')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
