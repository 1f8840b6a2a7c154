// The console as an option of the deployment: where it stands, who signs its readers on, and which of them may look.
import * as z from 'zod';
import { domain, fault, group, listOf, matching, textOf } from './wording.ts';

const https = (about: string) =>
  matching(
    about,
    /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[A-Za-z0-9._~/-]*)?$/,
    'is not an https address',
    'write it as the sign-on publishes it, without a query',
  );

const subnets = 'Two of its subnets or more, each in a zone of its own.';

const network = group("The authority's own network, from which alone the console is reached.", {
  vpc: matching(
    'The VPC.',
    /^vpc-[0-9a-f]{8,17}$/,
    'is not a VPC',
    'write its id, like vpc-0a1b2c3d4e5f60718',
  ),
  subnets: listOf(
    subnets,
    matching(
      'A subnet.',
      /^subnet-[0-9a-f]{8,17}$/,
      'is not a subnet',
      'write its id, like subnet-0a1b2c3d4e5f60718',
    ),
  )
    .min(2, {
      error: fault('has too few entries', 'write two subnets in two zones: a load balancer needs both'),
    })
    .meta({ description: subnets }),
  from: listOf(
    'Where its readers are.',
    matching(
      'A range of private addresses.',
      /^(10\.\d{1,3}|172\.(1[6-9]|2\d|3[01])|192\.168)(\.\d{1,3}){2}\/([89]|[12]\d|3[0-2])$/,
      'is not a range of private addresses',
      'write it like 10.20.0.0/16',
    ),
  ),
});

const signOn = group("The authority's own sign-on (OpenID Connect).", {
  issuer: https('Its issuer.'),
  authorization: https('Where readers are sent to sign on.'),
  token: https('Where the load balancer fetches tokens.'),
  'user-info': https('Where the load balancer asks who a reader is; the group must be in the answer.'),
  client: textOf('The id under which the sign-on knows the console.'),
  secret: matching(
    'The name of the secret in Secrets Manager that holds what the client proves itself with.',
    /^[A-Za-z0-9/_+=.@-]+$/,
    'is not the name of a secret',
    'write its name, never the secret itself',
  ),
  scope: z.exactOptional(textOf('What is asked of the sign-on; openid where it is left out.')),
});

export const consoleOption = group('A page of all open episodes. Left out, there is none.', {
  name: domain('Its name in the network, which points to the load balancer.'),
  certificate: matching(
    'Its certificate.',
    /^arn:aws:acm:eu-west-2:\d{12}:certificate\/[0-9a-f-]{36}$/,
    'is not the ARN of a certificate in eu-west-2',
    'write it like "arn:aws:acm:eu-west-2:111122223333:certificate/..."',
  ),
  network,
  'sign-on': signOn,
  group: group('Who may look.', {
    claim: textOf('The claim in which the sign-on says the groups of a reader.'),
    is: textOf('The group, as that claim names it.'),
  }),
});
