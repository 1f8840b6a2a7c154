// What the authority's own file still lacks: invented values, an account, readers of alarms, dates that run out.
import type { LocalDate } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { FRONT_DOOR } from '../../shared/core/routing.ts';
import { isInvented, isInventedDomain } from '../../shared/policy/invented.ts';
import { PLACEHOLDER, policeUrn } from '../new-authority/placeholder.ts';
import type { Finding } from './finding.ts';
import { remains, stops, well } from './finding.ts';

/** `text`: the file as people wrote it. */
export function inTheFile(policy: Policy, text: string, today: LocalDate): Finding[] {
  return [
    ...addresses(policy),
    ...telephone(policy),
    ...allowedDomains(policy),
    ...senders(policy),
    ...account(policy),
    ...alarms(policy),
    ...trial(policy),
    ...neighbours(policy),
    ...dates(policy, today),
    ...ladder(policy),
    ...retention(policy),
    ...placeholders(text),
  ];
}

function addresses({ directory, mail, authorities, deployment }: Policy): Finding[] {
  const all = [
    ['mail.from', mail.from],
    ...Object.entries(directory).flatMap(([role, { address, outOfHours }]) => [
      [role, address],
      [`${role} out of hours`, outOfHours],
    ]),
    ...Object.entries(authorities).map(([code, { address }]) => [code, address]),
    ...(deployment?.alarms ?? []).map((address) => ['alarms', address]),
    ['the pilot', deployment?.shadow?.to],
  ].flatMap(([whose = '', address]) => (address === undefined ? [] : [{ whose, address }]));
  const invented = all.filter(({ address }) => isInvented(address));
  if (invented.length === 0) return [well('addresses', `all ${all.length} addresses are in real domains`)];
  return [
    stops(
      'addresses',
      `${invented.length} of ${all.length} addresses are invented: ${listed(invented.map(({ whose, address }) => `${whose} (${address})`))}`,
      'write the real mailboxes into the directory, and try each one',
    ),
  ];
}

function telephone({ directory }: Policy): Finding[] {
  if (directory[FRONT_DOOR]?.phone)
    return [well('telephone', 'letters name the telephone of the front door')];
  return [
    remains(
      'telephone',
      'letters name no telephone: who has a question at night can only write',
      'give the front door its phone, one that somebody answers at any hour',
    ),
  ];
}

function allowedDomains({ mail }: Policy): Finding[] {
  const invented = mail.allowedDomains.filter(isInventedDomain);
  if (invented.length === 0 || invented.length === mail.allowedDomains.length) return [];
  return [
    remains(
      'addresses',
      `${listed(invented)} may still be written to`,
      'take invented domains out of mail/allowed-domains',
    ),
  ];
}

/** Accounts of AWS's documentation and of placeholders, and ids that are no role's. */
const NOBODYS_ACCOUNT =
  /^arn:aws[a-z-]*:iam::(000000000000|111122223333|444455556666|123456789012|999999999999):/;
const NOBODYS_ID = /EXAMPLE|PLACEHOLDER/;

function senders({ authority, senders, sources }: Policy): Finding[] {
  const names = Object.entries(senders)
    .filter(
      ([, { principals, ids }]) =>
        principals.some((arn) => NOBODYS_ACCOUNT.test(arn)) || ids.some((id) => NOBODYS_ID.test(id)),
    )
    .map(([name]) => name);
  return [
    ...(names.length > 0
      ? [
          stops(
            'senders',
            `the roles or ids of ${listed(names)} are invented: a stack with them lets nobody in, or does not deploy`,
            'ask each sender for the ARN and the RoleId of its role (aws iam get-role)',
          ),
        ]
      : [well('senders', `${listed(Object.keys(senders))} may send, each as a named role`)]),
    ...(sources.some(({ urn }) => urn === policeUrn(authority))
      ? [
          stops(
            'sources',
            `${policeUrn(authority)} is invented: no message of the police bears it, and each would be listed as unreadable`,
            'ask the police what the source of their messages is called',
          ),
        ]
      : []),
    ...(sources.some(({ is }) => is === 'police')
      ? []
      : [
          stops(
            'sources',
            'no source is the police, who alone can end an episode',
            'add a source that is: police',
          ),
        ]),
    ...(sources.some(({ is }) => is === 'case-system')
      ? []
      : [
          remains(
            'sources',
            'no source is a case system: every child counts as unknown, and no keyworker is told',
            'add a source that is: case-system, or import a case extract (docs/case-extract.md)',
          ),
        ]),
  ];
}

function account({ deployment }: Policy): Finding[] {
  const account = deployment?.account;
  if (account === undefined)
    return [
      stops(
        'account',
        'the file names no AWS account',
        'write deployment/account: a deploy then refuses every other',
      ),
    ];
  if (NOBODYS_ACCOUNT.test(`arn:aws:iam::${account}:`))
    return [stops('account', `${account} is an invented account`, 'write the twelve digits of the real one')];
  return [well('account', `${account}, and no other`)];
}

function alarms({ deployment }: Policy): Finding[] {
  const readers = deployment?.alarms ?? [];
  if (readers.length === 0)
    return [
      stops(
        'alarms',
        'nobody gets the alarms: where letters fail, nobody would learn of it',
        'write deployment/alarms, and confirm the subscription that AWS then sends',
      ),
    ];
  return [well('alarms', `go to ${listed(readers)}; each must confirm its subscription once`)];
}

function trial({ deployment }: Policy): Finding[] {
  const pilot = deployment?.shadow?.to;
  if (pilot === undefined) return [];
  return [
    remains(
      'trial',
      `each letter goes to ${pilot} alone, and nobody else is written to`,
      'take deployment/shadow out on the day on which it counts (docs/deploying.md)',
    ),
  ];
}

/** Those whose children may be placed here are telephoned until their mailbox is known. */
function neighbours({ authorities }: Policy): Finding[] {
  const known = Object.values(authorities).filter(({ address }) => address !== undefined).length;
  if (known > 0)
    return [well('neighbours', `${known} other authorities are written to, the rest are telephoned`)];
  return [
    remains(
      'neighbours',
      'no other authority has an address: the front door telephones all of them',
      'ask those who place children here for their mailbox (other-authorities)',
    ),
  ];
}

function dates({ calendar, directory, reviewBy }: Policy, today: LocalDate): Finding[] {
  const months = monthsBetween(today, calendar.covers.to);
  const covered = `the calendar reaches to ${calendar.covers.to}, ${months} months from now`;
  const add = 'add the next bank holidays to authorities/calendars';
  const old = Object.entries(directory).filter(([, { verified }]) => monthsBetween(verified, today) >= 6);
  return [
    ...(months < 6
      ? [stops('calendar', covered, add)]
      : months < 12
        ? [remains('calendar', covered, add)]
        : [well('calendar', covered)]),
    ...((calendar.terms.at(-1)?.to ?? '') > today
      ? []
      : [
          remains(
            'school terms',
            'no term is known from today on: every Monday to Friday counts as a school day',
            'write school-terms',
          ),
        ]),
    ...(old.length > 0
      ? [
          remains(
            'addresses',
            `${listed(old.map(([role]) => role))}: last tried six months ago or longer`,
            'send each a test, and write the day',
          ),
        ]
      : []),
    ...(reviewBy === undefined
      ? []
      : monthsBetween(today, reviewBy) < 1
        ? [
            remains(
              'review',
              `the file is to be read again by ${reviewBy}`,
              'read it with those who act on it',
            ),
          ]
        : [well('review', `the file is read again by ${reviewBy}`)]),
  ];
}

function ladder({ versions }: Policy): Finding[] {
  const newest = versions.at(-1);
  if (newest?.noLadderBecause === undefined) return [];
  return [
    remains(
      'ladder',
      `as hours pass nobody further is told: ${newest.noLadderBecause}`,
      'have somebody decide who is told after how long, and write it as rules',
    ),
  ];
}

function retention({ retention }: Policy): Finding[] {
  if (retention) return [well('retention', 'the file says how long records and messages are kept')];
  return [
    remains(
      'retention',
      'nobody has said how long anything is kept, so all of it is kept for ever',
      'ask the records manager for the two periods, and write retention (docs/data-protection.md)',
    ),
  ];
}

/** Lines that stand in force and that nobody has looked at since the file was made. */
function placeholders(text: string): Finding[] {
  const lines = text
    .split('\n')
    .flatMap((line, index) =>
      line.endsWith(PLACEHOLDER) && !line.trim().startsWith('#') ? [`${index + 1} (${nameOf(line)})`] : [],
    );
  if (lines.length === 0) return [];
  return [
    remains(
      'placeholders',
      `${lines.length} ${lines.length === 1 ? 'line is' : 'lines are'} still marked as invented: ${listed(lines)}`,
      'write what is true there, or see that it is, and take the mark away',
    ),
  ];
}

const nameOf = (line: string): string =>
  line.replace(PLACEHOLDER, '').trim().replace(/^- /, '').split(':')[0] ?? '';

/** Whole months; less than none where the second day is past. */
function monthsBetween(from: LocalDate, to: LocalDate): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [year = 0, month = 0, day = 0] = to.split('-').map(Number);
  return (year - fromYear) * 12 + (month - fromMonth) - (day < fromDay ? 1 : 0);
}

/** The first eight of them, and how many more there are. */
function listed(words: readonly string[]): string {
  const more = words.length - 8;
  return more > 0 ? `${words.slice(0, 8).join(', ')} and ${more} more` : words.join(', ');
}
