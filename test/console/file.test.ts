// The console in an authority's file: what is refused, and what of it becomes the policy.
import { describe, expect, it } from 'vitest';
import { procedureInWords } from '../../shared/policy/in-words/procedure.ts';
import { authorityFrom } from '../../shared/policy/load.ts';
import { edited, faultsIn, textOf } from '../policy/edited.ts';

const example = textOf('example');
const findings = (...edits: [string, string][]) =>
  faultsIn(edited(example, ...edits)).map(({ path, message }) => [path, message]);
const at = (path: string) => `/deployment/console/${path}`;

describe('a console is refused', () => {
  it.each<[string, [string, string], [string, string]]>([
    [
      'at an address on the internet',
      ['from: [10.20.0.0/16]', 'from: [81.2.69.0/24]'],
      ['network/from/0', 'is not a range of private addresses'],
    ],
    [
      'for everybody',
      ['from: [10.20.0.0/16]', 'from: [0.0.0.0/0]'],
      ['network/from/0', 'is not a range of private addresses'],
    ],
    [
      'for more than a network',
      ['from: [10.20.0.0/16]', 'from: [10.0.0.0/7]'],
      ['network/from/0', 'is not a range of private addresses'],
    ],
    ['for nobody', ['from: [10.20.0.0/16]', 'from: []'], ['network/from', 'is an empty list']],
    ['in one zone', [', subnet-1a1b2c3d4e5f60718', ''], ['network/subnets', 'has too few entries']],
    ['in no VPC', ['vpc: vpc-0a1b2c3d4e5f60718', 'vpc: ours'], ['network/vpc', 'is not a VPC']],
    [
      'with the certificate of another region',
      ['acm:eu-west-2', 'acm:us-east-1'],
      ['certificate', 'is not the ARN of a certificate in eu-west-2'],
    ],
    [
      'whose sign-on speaks without TLS',
      ['token: https://', 'token: http://'],
      ['sign-on/token', 'is not an https address'],
    ],
    [
      'whose sign-on is given with a query',
      ['staff/user-info', 'staff/user-info?all'],
      ['sign-on/user-info', 'is not an https address'],
    ],
    [
      'with the secret itself',
      ['secret: homeward/console-sign-on', 'secret: "swordfish? yes!"'],
      ['sign-on/secret', 'is not the name of a secret'],
    ],
    [
      'without a group',
      ['    group: { claim: groups, is: missing-children-desk }\n', ''],
      ['group', 'is missing'],
    ],
    [
      'with an address as its name',
      ['name: console.saltmarsh', 'name: https://console.saltmarsh'],
      ['name', 'is not a domain'],
    ],
  ])('%s', (_how, edit, [path, message]) => {
    expect(findings(edit)).toContainEqual([at(path), message]);
  });
});

describe('a console in the file', () => {
  const loaded = authorityFrom(example, 'example.yaml');
  const policy = loaded.ok ? loaded.policy : undefined;

  it('is part of what is deployed', () => {
    expect(policy?.deployment?.console).toMatchObject({
      name: 'console.saltmarsh.example',
      signOn: { userInfo: 'https://sign-on.saltmarsh.example/staff/user-info', scope: 'openid groups' },
      group: { claim: 'groups', is: 'missing-children-desk' },
    });
  });

  it('stands in the procedure that the board signs', () => {
    const [version] = policy?.versions ?? [];
    const said = policy && version && JSON.stringify(procedureInWords(policy, version));
    expect(said).toContain('https://console.saltmarsh.example, inside the network alone');
    expect(said).toContain('missing-children-desk, as https://sign-on.saltmarsh.example/staff signs them on');
  });
});
