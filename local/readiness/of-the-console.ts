// What a console needs beside the stack, where the file asks for one: its certificate, the secret of its sign-on, and people.
import type { ConsoleOption, Policy } from '../../shared/core/policy.ts';
import type { Account } from './account.ts';
import type { Finding } from './finding.ts';
import { remains, seen, stops, unseen, well } from './finding.ts';

/** What no command can look at is said each time, for somebody to try. */
export function consoleInTheFile({ deployment }: Policy): Finding[] {
  const { console: option, account } = deployment ?? {};
  if (!option) return [];
  const { name, certificate, signOn, group } = option;
  const [, , , , holder = ''] = certificate.split(':');
  return [
    ...(account !== undefined && holder !== account
      ? [
          stops(
            'console',
            `its certificate is of account ${holder}, and the stack of account ${account}`,
            'have one made in ACM of that account, in eu-west-2',
          ),
        ]
      : []),
    remains(
      'console',
      `the sign-on must know https://${name}/oauth2/idpresponse, and say ${group.is} in ${group.claim} at ${signOn.userInfo}`,
      'register it, and try it with a token of a reader (docs/console.md, How to get one)',
    ),
    remains(
      'console',
      `${name} must lead to the load balancer in the authority's network, and nowhere from outside`,
      'deploy, point the name at the output ConsoleAddress, and try it from both sides',
    ),
  ];
}

export function consoleWithoutCredentials({ deployment }: Policy): Finding[] {
  const option = deployment?.console;
  if (!option) return [];
  return [
    unseen(
      'console',
      `whether ACM has issued ${option.certificate} for ${option.name}`,
      'run this again with credentials of the account, or look at ACM in eu-west-2: a deploy fails without it',
    ),
    unseen(
      'console',
      `whether Secrets Manager holds ${option.signOn.secret}`,
      'run this again with credentials, or have the secret of the client put there as plain text',
    ),
  ];
}

export const consoleInTheAccount = async (option: ConsoleOption, account: Account): Promise<Finding[]> => [
  ...(await seen('console', () => certificate(option, account), 'acm:DescribeCertificate')),
  ...(await seen('console', () => secret(option, account), 'secretsmanager:DescribeSecret')),
];

async function certificate({ certificate: arn, name }: ConsoleOption, account: Account): Promise<Finding[]> {
  const found = await account.certificate(arn);
  if (!found)
    return [
      stops('console', `ACM does not know ${arn}`, `have a certificate made for ${name}, and write its ARN`),
    ];
  if (found.status !== 'ISSUED')
    return [
      stops(
        'console',
        `its certificate is not issued (${found.status})`,
        'write the DNS record that ACM asks for, or have it made anew',
      ),
    ];
  if (!found.names.some((each) => covers(each, name)))
    return [
      stops(
        'console',
        `its certificate is for ${found.names.join(', ')}, not for ${name}`,
        `have one made for ${name}, and write its ARN`,
      ),
    ];
  return [well('console', `ACM has issued the certificate of ${name}`)];
}

/** A star stands for one label. */
const covers = (written: string, name: string): boolean =>
  written === name || (written.startsWith('*.') && name.slice(name.indexOf('.')) === written.slice(1));

async function secret({ signOn }: ConsoleOption, account: Account): Promise<Finding[]> {
  if (await account.hasSecret(signOn.secret))
    return [well('console', `Secrets Manager holds ${signOn.secret}; what it says was not read`)];
  return [
    stops(
      'console',
      `Secrets Manager holds no ${signOn.secret}: a deploy would fail`,
      'put the secret of the client there, as plain text',
    ),
  ];
}
