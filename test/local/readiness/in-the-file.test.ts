// What doctor finds in a file: each thing that would keep a letter from somebody, and nothing where all is well.
import { describe, expect, it } from 'vitest';
import { inTheFile } from '../../../local/readiness/in-the-file.ts';
import type { Policy } from '../../../shared/core/policy.ts';
import { procedure } from '../../situations/playing.ts';

const today = '2026-11-22';
const kent = procedure('kent');
const real = (address: string) => address.replace('.example', '.gov.uk');
/** Kent as it would be, were it real. */
const ready: Policy = {
  ...kent,
  mail: { ...kent.mail, from: real(kent.mail.from), allowedDomains: kent.mail.allowedDomains.map(real) },
  directory: Object.fromEntries(
    Object.entries(kent.directory).map(([role, { outOfHours, ...mailbox }]) => [
      role,
      { ...mailbox, address: real(mailbox.address), ...(outOfHours && { outOfHours: real(outOfHours) }) },
    ]),
  ),
  authorities: Object.fromEntries(
    Object.entries(kent.authorities).map(([code, { name, address }]) => [
      code,
      { name, ...(address && { address: real(address) }) },
    ]),
  ),
  senders: { police: { principals: ['arn:aws:iam::222233334444:role/feed'], ids: ['AROA5T2Q7'] } },
  deployment: { account: '333344445555', alarms: ['on.call@kent.gov.uk'] },
  retention: { closed: 'P7Y', messages: 'P1Y' },
  calendar: { ...kent.calendar, terms: [{ from: '2026-11-02', to: '2026-12-18' }] },
};

const found = (policy: Policy, day = today, text = '') =>
  inTheFile(policy, text, day).flatMap(({ state, about, says }) =>
    state === 'well' ? [] : [`${state} ${about}: ${says}`],
  );
const withDeployment = (deployment: Policy['deployment']): Policy => ({
  ...ready,
  deployment: deployment ?? {},
});

describe('an authority that is ready', () => {
  it('has nothing in its file that stops or remains', () => {
    expect(found(ready)).toEqual([]);
  });
});

describe('doctor finds in what a new file was made with', () => {
  it('the source that was invented for the police', () => {
    const urn = 'urn:police:kent:feed';
    const source = { urn, is: 'police' as const, senders: ['police'] };
    expect(found({ ...ready, sources: [...ready.sources, source] })).toEqual([
      expect.stringMatching(/^stops sources: urn:police:kent:feed is invented/),
    ]);
  });

  it('that letters name no telephone', () => {
    const directory = Object.fromEntries(
      Object.entries(ready.directory).map(([role, { phone: _, ...written }]) => [role, written]),
    );
    expect(found({ ...ready, directory })).toEqual([
      expect.stringMatching(/^remains telephone: letters name no telephone/),
    ]);
  });

  it('that nobody has said how long anything is kept', () => {
    const { retention: _, ...silent } = ready;
    expect(found(silent)).toEqual([expect.stringMatching(/^remains retention: nobody has said/)]);
  });

  it('each line in force that is still marked, by its number', () => {
    const text =
      'a: 1\noffice-hours: { } # PLACEHOLDER\n  # account: "0" # PLACEHOLDER\n    - b.example # PLACEHOLDER';
    expect(found(ready, today, text)).toEqual([
      'remains placeholders: 2 lines are still marked as invented: 2 (office-hours), 4 (b.example)',
    ]);
  });
});

describe('doctor finds in the file', () => {
  it.each<[string, Policy, RegExp, string?]>([
    [
      'one invented mailbox among real ones',
      { ...ready, directory: { ...ready.directory, director: { address: 'a@b.example', verified: today } } },
      /^stops addresses: 1 of \d+ addresses are invented: director \(a@b\.example\)$/,
    ],
    [
      'an invented mailbox out of hours',
      {
        ...ready,
        directory: {
          ...ready.directory,
          director: { address: 'a@b.gov.uk', outOfHours: 'a@example.com', verified: today },
        },
      },
      /^stops addresses: .*director out of hours/,
    ],
    [
      'a neighbour whose mailbox is invented',
      { ...ready, authorities: { E06000998: { name: 'Estuary', address: 'a@b.invalid' } } },
      /^stops addresses: .*E06000998/,
    ],
    [
      'an invented pilot',
      withDeployment({ ...ready.deployment, shadow: { to: 'p@kent.example' } }),
      /^stops addresses: .*the pilot/,
    ],
    [
      'an invented domain that may still be written to',
      { ...ready, mail: { ...ready.mail, allowedDomains: ['kent.gov.uk', 'old.example'] } },
      /^remains addresses: old\.example may still be written to$/,
    ],
    [
      'a role of an invented account',
      {
        ...ready,
        senders: { police: { principals: ['arn:aws:iam::000000000000:role/x'], ids: ['AROA5T2Q7'] } },
      },
      /^stops senders: the roles or ids of police are invented/,
    ],
    [
      'an invented id',
      {
        ...ready,
        senders: { feed: { principals: ['arn:aws:iam::222233334444:role/x'], ids: ['AROAEXAMPLE'] } },
      },
      /^stops senders: the roles or ids of feed/,
    ],
    [
      'that nobody is the police',
      { ...ready, sources: ready.sources.filter(({ is }) => is !== 'police') },
      /^stops sources: no source is the police/,
    ],
    [
      'that no case system speaks',
      { ...ready, sources: ready.sources.filter(({ is }) => is !== 'case-system') },
      /^remains sources: no source is a case system/,
    ],
    [
      'that there is no account',
      withDeployment({ alarms: ['a@b.gov.uk'] }),
      /^stops account: the file names no/,
    ],
    [
      'an invented account',
      withDeployment({ account: '111122223333', alarms: ['a@b.gov.uk'] }),
      /^stops account: 111122223333 is an invented account$/,
    ],
    [
      'that nobody reads the alarms',
      withDeployment({ account: '333344445555' }),
      /^stops alarms: nobody gets/,
    ],
    [
      'that it is on trial',
      withDeployment({ ...ready.deployment, shadow: { to: 'pilot@kent.gov.uk' } }),
      /^remains trial: each letter goes to pilot@kent\.gov\.uk alone/,
    ],
    [
      'that no neighbour has an address',
      { ...ready, authorities: { E06000998: { name: 'Estuary' } } },
      /^remains neighbours: no other authority has an address/,
    ],
    [
      'that no term is known',
      { ...ready, calendar: { ...ready.calendar, terms: [] } },
      /^remains school terms: no term is known/,
    ],
    [
      'that the last term is over',
      { ...ready, calendar: { ...ready.calendar, terms: [{ from: '2026-09-02', to: '2026-11-22' }] } },
      /^remains school terms/,
    ],
    [
      'a calendar that ends in less than a year',
      ready,
      /^remains calendar: .* 11 months from now$/,
      '2028-01-01',
    ],
    [
      'a calendar that ends in less than six months',
      ready,
      /^stops calendar: .* 5 months from now$/,
      '2028-07-01',
    ],
    [
      'addresses that nobody has tried for six months',
      ready,
      /^remains addresses: front-door, .*: last tried/,
      '2027-05-02',
    ],
    [
      'a review that is due',
      ready,
      /^remains review: the file is to be read again by 2027-08-31$/,
      '2027-08-01',
    ],
    [
      'that nobody is told as hours pass',
      {
        ...ready,
        versions: ready.versions.map((version) => ({ ...version, noLadderBecause: 'nobody decided' })),
      },
      /^remains ladder: .*: nobody decided$/,
    ],
  ])('%s', (_, policy, says, day) => {
    expect(found(policy, day)).toContainEqual(expect.stringMatching(says));
  });

  it('nothing of addresses a day less than six months old, nor of a review more than a month off', () => {
    expect(found(ready, '2027-05-01').filter((line) => /tried|review/.test(line))).toEqual([]);
    expect(found(ready, '2027-07-31').filter((line) => /review/.test(line))).toEqual([]);
  });
});
