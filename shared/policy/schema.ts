// An authority's file as a practitioner writes it: kebab-case, structured, no expression hidden in a string.
import * as z from 'zod';
import { sourceKinds } from '../contract/senders.ts';
import { DIGEST_DAYS, REFUSABLE } from '../core/policy.ts';
import { consoleOption } from './console-schema.ts';
import { version } from './version-schema.ts';
import {
  date,
  domain,
  emailAddress,
  fault,
  fieldName,
  group,
  gssCode,
  listOf,
  matching,
  name,
  oneOf,
  period,
  tableOf,
  textOf,
  timeOfDay,
  wrong,
} from './wording.ts';

const authority = group('Whose file this is.', {
  code: gssCode('The GSS code of the authority.'),
  name: textOf('The name of the authority.'),
  'time-zone': matching(
    'The time zone of its dates and office hours.',
    /^[A-Z][A-Za-z]+\/[A-Z][A-Za-z_]+$/,
    'is not a time zone',
    'write it like Europe/London',
  ),
  nation: name('The nation whose bank holidays count: a file in authorities/calendars.'),
});

const source = group('A system that sends messages.', {
  urn: matching(
    'Its name in messages. A last segment ANY stands for any.',
    /^urn:[a-z0-9][a-z0-9-]*(:[A-Za-z0-9._-]+)+$/,
    'is not a URN',
    'write it in quotation marks, like "urn:police:kent:compact"',
  ),
  is: oneOf('What it is.', sourceKinds),
  senders: listOf('Who may send in its name.', name('A sender of this file.')),
});

const sender = group('Who may put messages into the queue.', {
  principals: listOf(
    'Roles that the queue lets in.',
    matching(
      'An IAM ARN.',
      /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/.+$/,
      'is not an IAM ARN',
      'write it like "arn:aws:iam::111122223333:role/compact-feed"',
    ),
  ),
  ids: listOf(
    'Their unique ids, as the queue names a sender.',
    matching(
      'A unique id.',
      /^A(RO|ID)A[A-Z0-9]{4,}$/,
      'is not a unique id',
      'write the id of the role, which begins with AROA',
    ),
  ),
});

const mailbox = group('Where a role reads its mail.', {
  address: emailAddress('Its address.'),
  deputy: z.exactOptional(name('The role told instead where this address refuses mail.')),
  'out-of-hours': z.exactOptional(emailAddress('The address outside office hours.')),
  phone: z.exactOptional(
    matching(
      'Where the role is telephoned, at any hour. Letters name that of the front door, and any other where they are about what the role was asked, or ask to telephone it.',
      /^\+?\d[\d ]{5,18}\d$/,
      'is not a telephone number',
      'write it in quotation marks, like "01632 960 123"',
    ),
  ),
  verified: date('When a person last checked the address.'),
});

const refusal = group('What is not taken.', {
  refuses: oneOf('The type of message.', REFUSABLE),
  without: z.exactOptional(
    listOf('Where one of these fields is missing or unknown.', fieldName('A field, such as lastAttendedOn.')),
  ),
  saying: z.exactOptional(
    tableOf(
      'Where one of these fields says this.',
      fieldName('A field, such as unauthorised.'),
      z.union([z.string(), z.boolean()], {
        error: fault('is neither text, true nor false', 'write the value that is refused'),
      }),
    ),
  ),
  because: textOf('Why, in words that the sender understands.'),
  clauses: listOf('The clauses that say so.', textOf('A clause of the ledger.')),
}).refine((said) => said.without !== undefined || said.saying !== undefined, {
  error: fault('would refuse every one of them', 'add without: or saying:'),
});

export const authorityFile = group('The procedure of one authority for children who go missing.', {
  authority,
  'review-by': date('When the file is to be looked at again.'),
  'office-hours': group('Local times of working days.', {
    opens: timeOfDay('When the office opens.'),
    closes: timeOfDay('When it closes.'),
  }),
  'school-terms': z.exactOptional(
    listOf(
      'Terms, the oldest first. Without them every Monday to Friday counts as a school day.',
      group('A term.', { from: date('Its first school day.'), to: date('Its last school day.') }),
    ),
  ),
  sources: listOf('The systems whose messages are read.', source),
  senders: tableOf('Who may send, by a name of their own.', name('The name of a sender.'), sender),
  mail: group('How letters go out.', {
    from: emailAddress('The address that letters come from.'),
    'allowed-domains': listOf('Letters go to these domains and to no other.', domain('A domain.')),
    'case-link': z.exactOptional(
      matching(
        'Link to the case system; {reference} stands for the police reference.',
        /^https:\/\/[^\s{}]+[^{}\s]*\{reference\}[^{}\s]*$/,
        'is not a link with a place for the reference',
        'write it like "https://cases.kent.example/missing/{reference}"',
      ),
    ),
    'tls-optional': z.exactOptional(
      listOf(
        'Domains whose mailboxes cannot take letters over TLS. Without them a letter goes over TLS or bounces.',
        domain('One of the allowed domains.'),
      ),
    ),
    answers: z.exactOptional(
      z.boolean({ error: wrong('is neither true nor false', 'write one of them') }).meta({
        description:
          'Whether letters that ask for something carry links to answer by. They do where left out.',
      }),
    ),
    age: z.exactOptional(
      z.boolean({ error: wrong('is neither true nor false', 'write one of them') }).meta({
        description: 'Whether letters say the age, in whole years. They do not where left out.',
      }),
    ),
  }),
  intake: z.exactOptional(
    listOf(
      'Messages that are not taken: a person at the front door is told, and sees why. A report of a missing child is always taken; where it lacks something, write a rule with not-stated.',
      refusal,
    ),
  ),
  directory: tableOf('Roles and their mailboxes.', name('A role.'), mailbox),
  'other-authorities': z.exactOptional(
    tableOf(
      'Other authorities by GSS code. One without an address is telephoned by the front door.',
      gssCode('A GSS code.'),
      group('Another authority.', {
        name: textOf('Its name.'),
        address: z.exactOptional(emailAddress('Where it reads notices of missing children.')),
      }),
    ),
  ),
  digest: z.exactOptional(
    group('A letter of the morning on all that is open, beside the letters that go at once.', {
      to: listOf('Its readers.', name('A role of the directory.')),
      at: timeOfDay('When it is sent.'),
      on: oneOf('On which days.', DIGEST_DAYS),
    }),
  ),
  versions: listOf('Versions of the procedure, oldest first.', version),
  retention: z.exactOptional(
    group('How long what is known is kept. Where it is left out, nothing is ever deleted.', {
      closed: period(
        'The record of a child, from the last word on it, once nothing of it is open. An open case and a legal hold keep it.',
      ),
      messages: period('A message as it came, from when it was received.'),
    }),
  ),
  deployment: z.exactOptional(
    group('Where the stack is deployed.', {
      account: z.exactOptional(
        matching(
          'The AWS account.',
          /^\d{12}$/,
          'is not an AWS account',
          'write its twelve digits in quotation marks',
        ),
      ),
      alarms: z.exactOptional(
        listOf(
          'Who gets the alarms, the second channel for when letters fail.',
          emailAddress('An address that somebody reads at night.'),
        ),
      ),
      shadow: z.exactOptional(
        group('Everything is decided and recorded, and nobody but the pilot is written to.', {
          to: emailAddress('The address that gets every letter; its first line says whom it was for.'),
        }),
      ),
      console: z.exactOptional(consoleOption),
    }),
  ),
});
export type AuthorityFile = z.output<typeof authorityFile>;
export type FileVersion = AuthorityFile['versions'][number];
export type FileRule = NonNullable<FileVersion['rules']>[number];
