import { describe, expect, it } from 'vitest';
import { aRule } from './added.ts';
import { edited, faultsIn, inRule, kent, rule } from './edited.ts';
import { refuses } from './refuses.ts';

const OVER_13 = '- { when: { age: { at-least: 13 } }, to: [adolescent-early-help], clauses: [KENT-5.2-b] }';
const row = (when: string, to = 'director') => `- { when: ${when}, to: [${to}], clauses: [KENT-5.2-b] }`;
const before13 = (...rows: string[]): [string, string] => [OVER_13, [...rows, OVER_13].join('\n        ')];

describe('a row of a routing table is refused', () => {
  const never = (path: number, at: string, ...rows: string[]) => ({
    edits: [before13(...rows)],
    at,
    path: `/versions/0/routes/case-holder/${path}`,
    says: /the rows above it decide every case in which it holds/,
    mend: /move it up, or take it out/,
  });
  refuses({
    'where one above it is wider': never(
      4,
      '- { when: { age: { under: 10 }',
      row('{ age: { under: 12 } }'),
      row('{ age: { under: 10 } }'),
    ),
    'where several above it together leave nothing': {
      ...never(5, '{ risk: [high] }, to:'),
      edits: [
        [
          OVER_13,
          [
            row('{ age: { under: 12 } }'),
            row('{ not: { age: { under: 12 } } }', 'team-manager'),
            row('{ risk: [high] }'),
          ].join('\n        '),
        ],
      ],
    },
    'where it asks for one status and that above it for every open one': never(
      3,
      '- { when: { status: [looked-after]',
      row('{ status: [looked-after] }'),
    ),
    'where it can hold in no case': {
      ...never(3, 'all: [{ risk: [high] }', row('{ all: [{ risk: [high] }, { risk: [medium] }] }')),
      path: '/versions/0/routes/case-holder/3/when',
      says: /can hold in no case/,
      mend: /correct it/,
    },
  });

  it.each([
    ['rows that overlap: the first decides', row('{ age: { under: 12 } }'), row('{ risk: [high] }')],
    [
      'a row that is narrower than one below it',
      row('{ age: { under: 10 } }'),
      row('{ age: { under: 12 } }'),
    ],
    [
      'a row for what the messages do not say',
      row('{ category: [missing, absent, away-from-placement] }'),
      row('{ category: [unknown] }'),
    ],
    [
      'rows on two facts that leave a corner',
      row('{ all: [{ risk: [high] }, { age: { under: 12 } }] }'),
      row('{ risk: [high] }'),
    ],
  ])('nothing is wrong with %s', (_, ...rows) => {
    expect(faultsIn(edited(kent, before13(...rows)))).toEqual([]);
  });
});

describe('a routing table is refused', () => {
  const TABLE = '      spare:\n        - { to: [director], clauses: [KENT-5.2-b] }';
  const table = (text: string): [string, string] => ['    routes:\n', `    routes:\n${text}\n`];
  refuses({
    'where no rule uses it': {
      edits: [table(TABLE)],
      at: '      spare:',
      path: '/versions/0/routes/spare',
      says: /no rule uses the routing table spare/,
      mend: /to: \[\{ route: spare \}\]/,
    },
    'where nobody can look through its cases': {
      edits: [
        before13(
          ...Array.from({ length: 13 }, (_, n) =>
            row(`{ episodes: { at-least: ${n + 2}, in: { days: ${90 - n} } } }`),
          ),
        ),
      ],
      at: '      case-holder:',
      path: '/versions/0/routes/case-holder',
      says: /too many combinations/,
      mend: /split it/,
    },
  });

  it('one that no rule finds by its misspelt name is not said to be unused as well', () => {
    const text = edited(kent, table(TABLE), ['to: [team-manager]', 'to: [{ route: spar }]']);
    expect(faultsIn(text).map(({ message }) => message)).toEqual(['no routing table is named spar']);
  });
});

describe('a version is refused where nobody is told at once', () => {
  const NOTICE = rule('front-door-notice');
  const withNotice = (...notices: string[]): [string, string][] => [
    [NOTICE, notices.map((each) => `      - ${each}`).join('\n')],
    // The others that tell somebody at once without asking anything.
    [rule('case-holder-notice'), ''],
    [rule('risk-query'), ''],
    [rule('triage'), ''],
    [rule('placing-authority-letter'), ''],
    ['to: [front-door, { route: case-holder }]', 'to: [front-door]'],
    ['to: [{ route: case-holder }]', 'to: [front-door]'],
    [/ {4}routes:\n.*?(?=\n {4}rules:)/s.exec(kent)?.[0] ?? '', ''],
  ];
  const gap = (says: RegExp, ...notices: string[]) => ({
    edits: withNotice(...notices),
    at: 'id: first',
    path: inRule('front-door-notice', 'when'),
    says,
    mend: /to front-door without when:/,
  });
  refuses({
    'between two ages': gap(
      /when a child goes missing, nobody is told at once in this case: .*aged 10 to 12/,
      aRule('first', 'when: { age: { under: 10 } }'),
      aRule('second', 'when: { age: { at-least: 13 } }'),
    ),
    'where the risk is not high and no case is open': gap(
      /nobody is told at once in this case: (?=.*the risk is medium)(?=.*the case is not open)/,
      aRule('first', 'when: { risk: [high] }'),
      aRule('second', 'when: { status: [open] }'),
    ),
    'where an exception holds': {
      ...gap(
        /aged under 10/,
        aRule('first', `unless: [{ when: { age: { under: 10 } }, because: so, clauses: [KENT-4.3-a] }]`),
      ),
      path: inRule('front-door-notice', 'unless'),
    },
    'where only a keyworker is told, and nobody knows of a case': gap(
      /the case is not known/,
      aRule(
        'first',
        'when: { not: { status: [looked-after, care-leaver] } }',
        'missing',
        'notify',
        '[keyworker]',
      ),
      aRule('second', 'when: { status: [looked-after, care-leaver] }', 'missing', 'notify', '[keyworker]'),
    ),
  });

  it('every case may have a rule of its own', () => {
    const sides = [
      aRule('first', 'when: { age: { under: 13 } }'),
      aRule('second', 'when: { age: { at-least: 13 } }'),
    ];
    expect(faultsIn(edited(kent, ...withNotice(...sides)))).toEqual([]);
    const reported = aRule('first', 'when: { age: { under: 13 } }');
    expect(faultsIn(edited(kent, ...withNotice(reported, aRule('second', '', 'reported'))))).toEqual([]);
  });
});

describe('what a version has from another', () => {
  const later = `${kent.trimEnd()}\n\n  - id: "2027"\n    title: The next one\n    from: 2027-01-01\n    extends: { version: "2023" }\n`;

  it('is found where it is written, once', () => {
    for (const [from, to] of [
      ['{ status: [not-open] }', '{ told: traige }'],
      [OVER_13, row('{ status: [looked-after] }')],
      ['clauses: [KENT-5.2-b] }', 'clauses: [KENT-5.2-q] }'],
    ] as const) {
      const faults = faultsIn(edited(later, [from, to]));
      expect(faults.map(({ path }) => path.split('/').slice(0, 3).join('/'))).toEqual(['/versions/0']);
    }
  });

  it('is refused here where it refers to what is left out here', () => {
    const chaser =
      '      - { id: chaser, clauses: [KENT-4.3-a], upon: missing, do: chase, to: [front-door], says: Look., when: { told: triage } }';
    const both = edited(later, [rule('unreadable'), `${rule('unreadable')}\n${chaser}`]);
    expect(faultsIn(both)).toEqual([]);
    const [fault, ...others] = faultsIn(`${both}    leaves-out: [{ rule: triage, because: so }]\n`);
    expect(others).toEqual([]);
    expect(fault?.path).toBe('/versions/1/extends');
    expect(fault?.message).toMatch(/the rule chaser, inherited from version 2023: no rule .* named triage/);
    expect(fault?.mend).toMatch(/or write a rule chaser here/);
  });
});
