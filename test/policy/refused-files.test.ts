import { describe, expect, it } from 'vitest';
import { faultsIn, kent, lineOf } from './edited.ts';
import { refuses } from './refuses.ts';

describe('a directory is refused', () => {
  refuses({
    'when nobody is the front door': {
      edits: [
        ['  front-door:\n    address', '  door:\n    address'],
        ['deputy: front-door', 'deputy: door'],
        ['deputy: front-door', 'deputy: door'],
      ],
      at: 'directory:',
      path: '/directory',
      says: /no front-door/,
      mend: /add front-door/,
    },
    'when the front door has no deputy': {
      edits: [['    deputy: team-manager\n', '']],
      at: '  front-door:',
      path: '/directory/front-door',
      says: /has no deputy/,
      mend: /add deputy/,
    },
    'when a role that rules tell has no entry': {
      edits: [['  adolescent-early-help:\n', '  adolescents:\n']],
      at: 'to: [adolescent-early-help]',
      path: '/versions/0/routes/case-holder/3/to/0',
      says: /no role is named adolescent-early-help/,
      mend: /add adolescent-early-help to the directory/,
    },
    'when an entry has no address': {
      edits: [['    address: director@kent.example\n', '']],
      at: '  director:',
      path: '/directory/director/address',
      says: /is missing/,
      mend: /write one address/,
    },
    'when an address is malformed': {
      edits: [['director@kent.example', 'director at kent.example']],
      at: 'director at kent.example',
      path: '/directory/assistant-director/address',
      says: /not an email address/,
      mend: /write one address/,
    },
    'when an address is outside the allowed domains': {
      edits: [['    address: director@kent.example', '    address: director@mail.example']],
      at: 'director@mail.example',
      path: '/directory/director/address',
      says: /mail.example is not among the allowed domains/,
      mend: /allowed-domains/,
    },
    'when an out-of-hours address is outside them': {
      edits: [['out.of.hours@kent.example', 'out.of.hours@kemt.example']],
      at: 'kemt.example',
      path: '/directory/front-door/out-of-hours',
      says: /kemt.example is not among/,
      mend: /did you mean kent.example\?/,
    },
    "when another authority's address is outside them": {
      edits: [['missing.children@medway.example', 'missing.children@elsewhere.example']],
      at: 'elsewhere.example',
      path: '/other-authorities/E06000035/address',
      says: /elsewhere.example is not among/,
      mend: /allowed-domains/,
    },
    'when a domain that is not allowed stands in two places, with both': {
      edits: [
        ['    address: director@kent.example', '    address: director@mail.example'],
        ['missing.children@medway.example', 'missing.children@mail.example'],
      ],
      at: 'director@mail.example',
      path: '/directory/director/address',
      says: /mail.example is not among the allowed domains, here and in other-authorities\/E06000035\/address$/,
      mend: /allowed-domains/,
    },
    'when a domain is misspelt, once for all its addresses': {
      edits: [['medway.example, darlington', 'midway.example, darlington']],
      at: 'missing.children@medway.example',
      path: '/other-authorities/E06000035/address',
      says: /medway.example is not among/,
      mend: /did you mean midway.example\?/,
    },
    'when TLS is optional for a domain that no letter goes to': {
      edits: [['  case-link:', '  tls-optional: [kemt.example]\n  case-link:']],
      at: 'tls-optional:',
      path: '/mail/tls-optional/0',
      says: /no letter goes to kemt.example/,
      mend: /did you mean kent.example\?/,
    },
    'when a deputy is nobody': {
      edits: [['deputy: assistant-director', 'deputy: asistant-director']],
      at: 'deputy: asistant-director',
      path: '/directory/head-of-service/deputy',
      says: /no role is named asistant-director/,
      mend: /did you mean assistant-director\?/,
    },
    'when a deputy is written as a title, which is one fault and not two': {
      edits: [['deputy: assistant-director', 'deputy: Assistant Director']],
      at: 'deputy: Assistant Director',
      path: '/directory/head-of-service/deputy',
      says: /is not a name/,
      mend: /small letters/,
    },
    'when deputies go round in a circle': {
      edits: [['    deputy: director\n', '    deputy: head-of-service # round\n']],
      at: 'deputy: assistant-director',
      path: '/directory/head-of-service/deputy',
      says: /circle: head-of-service, assistant-director, head-of-service/,
      mend: /no deputy/,
    },
    'when a role is its own deputy': {
      edits: [['    deputy: director\n', '    deputy: assistant-director # itself\n']],
      at: '# itself',
      path: '/directory/assistant-director/deputy',
      says: /circle: assistant-director, assistant-director/,
      mend: /no deputy/,
    },
    'when it gives a keyworker an address that no letter would use': {
      edits: [
        ['  director:\n', '  keyworker: { address: k@kent.example, verified: 2026-11-02 }\n  director:\n'],
      ],
      at: 'k@kent.example',
      path: '/directory/keyworker',
      says: /comes from the case system/,
      mend: /take it out/,
    },
    'when this authority is among the others': {
      edits: [['E06000047: { name: County Durham }', 'E10000016: { name: Kent }']],
      at: '  E10000016:',
      path: '/other-authorities/E10000016',
      says: /this authority itself/,
      mend: /take it out/,
    },
    'when a domain is written with its @': {
      edits: [['kent-police.example, medway', '"@kent-police.example", medway']],
      at: '"@kent-police.example"',
      path: '/mail/allowed-domains/1',
      says: /not a domain/,
      mend: /without @/,
    },
    'when the link to a case has no place for the reference': {
      edits: [['missing/{reference}', 'missing']],
      at: 'case-link:',
      path: '/mail/case-link',
      says: /no place|not a link/,
      mend: /\{reference\}/,
    },
  });
});

describe('sources are refused', () => {
  refuses({
    'when two have one URN': {
      edits: [['urn:school:ANY', 'urn:case-system:kent']],
      at: 'is: school',
      path: '/sources/2/urn',
      says: /listed twice/,
      mend: /keep one/,
    },
    'when a sender is not described': {
      edits: [['senders: [police] }', 'senders: [polic] }']],
      at: '[polic]',
      path: '/sources/0/senders/0',
      says: /no sender is named polic/,
      mend: /did you mean police\?/,
    },
    'when one id stands for two senders': {
      edits: [['ids: [AROAEXAMPLESCHOOL]', 'ids: [AROAEXAMPLEPOLICE] # school']],
      at: '# school',
      path: '/senders/school/ids/0',
      says: /stands for police already/,
      mend: /id of its own/,
    },
    'when none is the police': {
      edits: [['is: police', 'is: carer']],
      at: 'sources:',
      path: '/sources',
      says: /no source is the police/,
      mend: /is: police/,
    },
    'when a kind is misspelt': {
      edits: [['is: police', 'is: polise']],
      at: 'is: polise',
      path: '/sources/0/is',
      says: /is not police/,
      mend: /did you mean police\?/,
    },
    'when a principal is no ARN': {
      edits: [['"arn:aws:iam::111122223333:role/compact-feed"', 'compact-feed']],
      at: 'compact-feed',
      path: '/senders/police/principals/0',
      says: /not an IAM ARN/,
      mend: /write it like/,
    },
  });
});

describe('dates and hours are refused', () => {
  refuses({
    'when a date does not exist': {
      edits: [['review-by: 2027-08-31', 'review-by: 2027-02-29']],
      at: 'review-by',
      path: '/review-by',
      says: /does not exist/,
      mend: /in the calendar/,
    },
    'when a date is written another way': {
      edits: [['from: 2023-08-01', 'from: 1 August 2023']],
      at: '1 August 2023',
      path: '/versions/0/from',
      says: /not a date/,
      mend: /write it like/,
    },
    'when the office closes before it opens': {
      edits: [['closes: "17:00"', 'closes: "05:00"']],
      at: 'closes:',
      path: '/office-hours/closes',
      says: /closes at 05:00, before it opens at 09:00/,
      mend: /24-hour clock/,
    },
    'when there is no such time zone': {
      edits: [['Europe/London', 'Europe/Londn']],
      at: 'Europe/Londn',
      path: '/authority/time-zone',
      says: /no time zone Europe\/Londn/,
      mend: /did you mean Europe\/London\?/,
    },
    'when the nation has no calendar': {
      edits: [['nation: england', 'nation: wales']],
      at: 'nation: wales',
      path: '/authority/nation',
      says: /no calendar of wales/,
      mend: /add authorities\/calendars\/wales.yaml/,
    },
    'when the calendar ends too soon': {
      edits: [
        [
          'address: director@kent.example\n    verified: 2026-11-02',
          'address: director@kent.example\n    verified: 2028-01-01',
        ],
      ],
      at: 'nation: england',
      path: '/authority/nation',
      says: /ends on 2028-12-31, and is needed to 2029-12-31/,
      mend: /calendars\/england.yaml/,
    },
    'when two versions begin on one day': {
      edits: [
        [kent.slice(kent.indexOf('  - id: "2023"')), twice((second) => second.replace('"2023"', '"2024"'))],
      ],
      at: '# second',
      path: '/versions/1/from',
      says: /two versions begin on 2023-08-01/,
      mend: /a day of its own/,
    },
    'when a version begins before the one above it': {
      edits: [
        [
          kent.slice(kent.indexOf('  - id: "2023"')),
          twice((second) => second.replace('"2023"', '"2022"').replace('2023-08-01', '2022-08-01')),
        ],
      ],
      at: '# second',
      path: '/versions/1/from',
      says: /begins before the version above it \(2023-08-01\)/,
      mend: /oldest version first/,
    },
    'when two versions have one name': {
      edits: [
        [
          kent.slice(kent.indexOf('  - id: "2023"')),
          twice((second) => second.replace('"2023"', '"2023" # again').replace('2023-08-01', '2024-08-01')),
        ],
      ],
      at: '# again',
      path: '/versions/1/id',
      says: /a version 2023 is there already/,
      mend: /name of its own/,
    },
  });

  it('a review that is overdue is found by whoever says what day it is', () => {
    expect(faultsIn(kent, '2027-08-31')).toEqual([]);
    expect(faultsIn(kent, '2027-09-01')).toMatchObject([
      { path: '/review-by', line: lineOf(kent, 'review-by') },
    ]);
    expect(faultsIn(kent)).toEqual([]);
  });
});

function twice(change: (second: string) => string): string {
  const version = kent.slice(kent.indexOf('  - id: "2023"'));
  return version + change(version.replace(/(from: .*)/, '$1 # second'));
}

describe('a key of the file that is not known', () => {
  refuses({
    'is read as the one that is missing, and is one fault': {
      edits: [['\nsenders:\n', '\nproducers:\n']],
      at: 'producers:',
      path: '/producers',
      says: /producers is not a key that is known here/,
      mend: /call it senders, which is missing; or take it out, and add senders/,
    },
  });

  it('is not read as one that it cannot be', () => {
    const said = faultsIn(`${kent}producers: 7\n`.replace(/\nsenders:\n(?: .*\n)+/, '\n'));
    expect(said.map(({ path }) => path)).toEqual(['/senders', '/producers']);
    expect(said[1]?.mend).toMatch(/^use authority, /);
  });

  it('hides nothing that is wrong within it', () => {
    const text = kent.replace('\ndirectory:\n', '\npeople:\n').replace('director@kent.example', 'director');
    expect(faultsIn(text).map(({ message }) => message)).toEqual(
      expect.arrayContaining(['people is not a key that is known here', 'is not an email address']),
    );
    expect(faultsIn(text)).toHaveLength(2);
  });
});
