import { describe, expect, it } from 'vitest';
import { aDecision, added, aRule, beforeRules, inAdded } from './added.ts';
import { edited, faultsIn, kent } from './edited.ts';
import { refuses } from './refuses.ts';

const treatAs = (when: string, { id = 'watched', until = 'director' } = {}) =>
  `    treat-as:\n      - { id: ${id}, clauses: [KENT-4.3-a], when: ${when}, as: { risk: high }, until: ${until} }`;
const withhold = (from: string, more = '') =>
  `    withhold:\n      - { id: quiet, clauses: [KENT-4.3-a], from: [${from}], because: they may do harm${more} }`;

describe('what an absence counts as is refused', () => {
  const refused = (when: string, place: string, says: RegExp) => ({
    edits: [beforeRules(treatAs(when))] as [string, string][],
    at: 'id: watched',
    path: `/versions/0/treat-as/0/when/${place}`,
    says,
    mend: /write a rule instead/,
  });
  refuses({
    'where it asks what was told': refused(
      '{ told: triage }',
      'told',
      /before any rule acts, so told: has no answer/,
    ),
    'where it asks what is recorded': refused(
      '{ any: [{ risk: [high] }, { recorded: { task: triage } }] }',
      'any/1/recorded',
      /recorded: has no answer/,
    ),
    'where it asks how long the child is missing': refused(
      '{ missing-for: { days: 7 } }',
      'missing-for',
      /from the first day/,
    ),
    'where nobody has the role that may lower it': {
      edits: [beforeRules(treatAs('{ risk: [high] }', { until: 'directer' }))],
      at: 'id: watched',
      path: '/versions/0/treat-as/0/until',
      says: /no role is named directer/,
      mend: /did you mean director\?/,
    },
    'where a rule has its id, under which it is lowered': {
      edits: [beforeRules(treatAs('{ risk: [high] }', { id: 'triage' }))],
      at: 'id: triage, clauses',
      path: '/versions/0/treat-as/0/id',
      says: /another rule is or was named triage/,
      mend: /id of its own/,
    },
    'where it cites a clause that the ledger does not know': {
      edits: [beforeRules(treatAs('{ risk: [high] }').replace('KENT-4.3-a', 'KENT-4.3-q'))],
      at: 'KENT-4.3-q',
      path: '/versions/0/treat-as/0/clauses/0',
      says: /knows no clause KENT-4.3-q/,
      mend: /did you mean KENT-4.3-/,
    },
  });

  it('the keyworker may lower it', () => {
    expect(faultsIn(edited(kent, beforeRules(treatAs('{ risk: [high] }', { until: 'keyworker' }))))).toEqual(
      [],
    );
  });
});

describe('not to write to somebody is refused', () => {
  refuses({
    'where it is the front door': {
      edits: [beforeRules(withhold('keyworker, front-door'))],
      at: 'id: quiet',
      path: '/versions/0/withhold/0/from/1',
      says: /nothing is withheld from it/,
      mend: /take it out/,
    },
    'where nobody has the role': {
      edits: [beforeRules(withhold('kyeworker'))],
      at: 'id: quiet',
      path: '/versions/0/withhold/0/from/0',
      says: /no role is named kyeworker/,
      mend: /did you mean keyworker\?/,
    },
    'where two are named alike': {
      edits: [
        beforeRules(
          `${withhold('keyworker')}\n${withhold('director').split('\n')[1]?.replace('they', 'all')}`,
        ),
      ],
      at: 'because: all may do harm',
      path: '/versions/0/withhold/1/id',
      says: /another entry is named quiet/,
      mend: /id of its own/,
    },
    'where it can never be so': {
      edits: [
        beforeRules(withhold('keyworker', ', when: { all: [{ risk: [high] }, { not: { risk: [high] } }] }')),
      ],
      at: 'id: quiet',
      path: '/versions/0/withhold/0/when',
      says: /can hold in no case/,
      mend: /any: for all:/,
    },
  });

  it('other authorities are roles from elsewhere, which the directory does not have', () => {
    const text = withhold('host-authority, receiving-authority, placing-authority, every-authority');
    expect(faultsIn(edited(kent, beforeRules(text)))).toEqual([]);
    const listed = edited(kent, ['  director:\n', '  host-authority:\n']);
    expect(faultsIn(listed).map(({ message }) => message)).toContain(
      'no letter would use this address: that of host-authority comes from other-authorities',
    );
  });
});

describe('a rule is refused', () => {
  const one = (rule: string, place: string, says: RegExp, mend: RegExp) => ({
    edits: [added(rule)],
    at: 'id: one',
    path: inAdded(0, ...(place ? [place] : [])),
    says,
    mend,
  });
  const daily = 'every: { days: 1 }';
  const asks = 'asks: { within: { elapsed: PT8H, from: { earliest: [received] } } }';
  refuses({
    'where it acts again upon what happens once': one(
      aRule('one', daily, 'no-report'),
      'every',
      /upon no-report happens once/,
      /upon: missing/,
    ),
    'where it asks the same task again and again': one(
      aRule('one', `${daily}, ${asks}`),
      'every',
      /done once it is done for good/,
      /rule of its own that reminds/,
    ),
    'where it closes what it asks': one(
      aRule('one', `${asks}, closes: one`),
      'closes',
      /closes its own task/,
      /rule of its own/,
    ),
    'where a length of time is not to have passed': one(
      aRule('one', 'when: { not: { missing-for: { days: 7 } } }'),
      'when/not/missing-for',
      /holds from the first day on/,
      /unless: with missing-for:/,
    ),
    'where something is not to be decided': {
      ...one(aDecision('one'), '', /holds as long as nobody has decided/, /as: \[refused\]/),
      edits: [
        added(
          aDecision('gate'),
          aRule(
            'one',
            'when: { all: [{ risk: [high] }, { not: { decided: { task: gate, as: [agreed] } } }] }',
          ),
        ),
      ],
      path: inAdded(1, 'when/all/1/not/decided'),
    },
    'where its condition contradicts itself': one(
      aRule('one', 'when: { all: [{ age: { under: 10 } }, { age: { at-least: 16 } }] }'),
      'when',
      /can hold in no case/,
      /any: for all:/,
    ),
    'where somebody is told on a condition that contradicts itself': one(
      aRule(
        'one',
        '',
        'missing',
        'notify',
        '[{ role: director, when: { all: [{ office: open }, { day: [weekend] }] } }]',
      ),
      'to/0/when',
      /can hold in no case/,
      /correct it/,
    ),
    'where a role that is told on a condition is nobody': one(
      aRule('one', '', 'missing', 'notify', '[{ role: directr, when: { risk: [high] } }]'),
      'to/0/role',
      /no role is named directr/,
      /did you mean director\?/,
    ),
    'where an exception cites a clause that the ledger does not know': one(
      aRule('one', 'unless: [{ when: { risk: [high] }, because: so, clauses: [KENT-4.3-q] }]'),
      'unless/0/clauses/0',
      /knows no clause/,
      /did you mean/,
    ),
  });

  it('what recurs while a child is missing, and what is denied twice, are in order', () => {
    const rules = [
      aRule('one', daily),
      aRule('two', 'unless: [{ when: { missing-for: { days: 7 } }, because: so, clauses: [KENT-4.3-a] }]'),
      aRule('three', 'when: { not: { not: { missing-for: { days: 7 } } } }'),
    ];
    expect(faultsIn(edited(kent, added(...rules)))).toEqual([]);
  });

  it('about the mail, whatever it says beyond whom it tells is passed over', () => {
    const more =
      'unless: [{ when: { risk: [high] }, because: so, clauses: [KENT-4.3-a] }]\n        or-sooner: { risk: [high] }\n        upon: unreadable\n';
    const faults = faultsIn(edited(kent, ['upon: unreadable\n', more]));
    expect(faults.map(({ path }) => path.split('/').at(-1)).sort()).toEqual(['or-sooner', 'unless']);
  });
});

describe('school terms are refused', () => {
  const terms = (...all: [from: string, to: string][]) =>
    `school-terms: [${all.map(([from, to]) => `{ from: ${from}, to: ${to} }`).join(', ')}]`;
  const refused = (text: string, place: string, says: RegExp, mend: RegExp) => ({
    edits: [['sources:\n', `${text}\nsources:\n`]] as [string, string][],
    at: 'school-terms:',
    path: `/school-terms/${place}`,
    says,
    mend,
  });
  refuses({
    'where one ends before it begins': refused(
      terms(['2026-12-18', '2026-09-02']),
      '0/to',
      /ends on 2026-09-02, before it begins on 2026-12-18/,
      /first and its last school day/,
    ),
    'where two overlap': refused(
      terms(['2026-09-02', '2026-12-18'], ['2026-12-18', '2027-03-26']),
      '1/from',
      /begins on 2026-12-18, while the term above it lasts to 2026-12-18/,
      /after the one before it/,
    ),
    'where the newer stands first': refused(
      terms(['2027-01-05', '2027-03-26'], ['2026-09-02', '2026-12-18']),
      '1/from',
      /begins before the term above it/,
      /oldest term first/,
    ),
  });

  it('one after the other they are in order', () => {
    const text = terms(
      ['2026-09-02', '2026-12-18'],
      ['2027-01-05', '2027-01-05'],
      ['2027-01-06', '2027-03-26'],
    );
    expect(faultsIn(edited(kent, ['sources:\n', `${text}\nsources:\n`]))).toEqual([]);
  });
});
