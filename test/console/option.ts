// The console of an authority that does not exist, as its file says it.
import type { ConsoleOption } from '../../shared/core/policy.ts';

export const option: ConsoleOption = {
  name: 'console.saltmarsh.example',
  certificate: 'arn:aws:acm:eu-west-2:111122223333:certificate/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
  network: {
    vpc: 'vpc-0a1b2c3d4e5f60718',
    subnets: ['subnet-0a1b2c3d4e5f60718', 'subnet-1a1b2c3d4e5f60718'],
    from: ['10.20.0.0/16', '10.21.0.0/16'],
  },
  signOn: {
    issuer: 'https://sign-on.saltmarsh.example/staff',
    authorization: 'https://sign-on.saltmarsh.example/staff/authorize',
    token: 'https://sign-on.saltmarsh.example/staff/token',
    userInfo: 'https://sign-on.saltmarsh.example/staff/user-info',
    client: 'homeward-console',
    secret: 'homeward/console-sign-on',
  },
  group: { claim: 'groups', is: 'missing-children-desk' },
};
