// A whole procedure in plain English, in the order of an episode. Knows no page: what it says, a console can show as well.
import { dateInWords } from '../../core/calendar.ts';
import { listed, plainly, sourceInWords } from '../../core/in-words.ts';
import type { Policy, RouteRow, Rule, Trigger, Version } from '../../core/policy.ts';
import { type Named, taskName } from '../../core/task-name.ts';
import { isInvented } from '../invented.ts';
import { conditionInWords } from './condition.ts';
import { digestInWords } from './digest.ts';
import { namesIn, theRole } from './names.ts';
import { lengthUntil } from './order-of-time.ts';
import { retentionInWords } from './retention.ts';
import type { Line } from './rule.ts';
import { clauseInWords, ruleInWords, TRIGGERS } from './rule.ts';

export interface Entry {
  title: string;
  lines: readonly Line[];
}

export interface Part {
  heading: string;
  lead?: string;
  entries: readonly Entry[];
}

export interface Procedure {
  title: string;
  /** Whose it is, from when it is in force, until when. */
  lines: readonly Line[];
  parts: readonly Part[];
}

export function procedureInWords(policy: Policy, version: Version): Procedure {
  const parts = [
    ...episode(version),
    tables(version),
    treatments(version),
    withholdings(version),
    directory(policy),
    ...digestInWords(policy),
    ...otherAuthorities(policy),
    calendar(policy),
    sources(policy),
    refusals(policy),
    retentionInWords(policy),
    READING,
  ];
  return {
    title: `When a child goes missing: what ${policy.authority.name} does`,
    lines: [
      ['Procedure', version.title],
      ['Version', version.id],
      ['In force', inForce(policy, version)],
      ...(version.appliesToOpenAbsences
        ? [
            [
              'Open cases',
              'it also governs absences that were open on that day, for what falls due from then on',
            ] as const,
          ]
        : []),
      ...(version.ladderChosenBecause ? [['Ladder', version.ladderChosenBecause] as const] : []),
      ...(version.noLadderBecause ? [['No ladder', version.noLadderBecause] as const] : []),
      ['Rules', String(version.rules.length)],
      ['File', `${policy.authority.code}, state ${policy.hash}`],
    ],
    parts: parts.filter((part) => part.entries.length > 0 || part.heading === LADDER),
  };
}

function inForce(policy: Policy, version: Version): string {
  const next = policy.versions[policy.versions.indexOf(version) + 1];
  const until = next ? `, until version ${next.id} on ${dateInWords(next.from)}` : '';
  return `for absences that begin on or after ${dateInWords(version.from)}${until}`;
}

/** The chapters of an episode; the ladder stands apart from what is done at once. */
function episode(version: Version): Part[] {
  const { rules } = version;
  const named = namesIn(version);
  const entryOf = (rule: Rule): Entry => ({
    title: `${sentence(taskName(rule.id, { versions: [version] }))} (${rule.id})`,
    lines: ruleInWords(rule, named),
  });
  const upon = (trigger: Trigger) => rules.filter((rule) => rule.upon === trigger);
  const atOnce = upon('missing').filter((rule) => !rule.after);
  const rungs = upon('missing')
    .filter((rule) => rule.after)
    .sort((a, b) => lengthUntil(a, rules) - lengthUntil(b, rules));
  return [
    { heading: 'A child is reported missing', lead: 'At once, at any hour.', entries: atOnce.map(entryOf) },
    { heading: LADDER, lead: rungs.length > 0 ? ORDER_OF_TIME : NO_LADDER, entries: rungs.map(entryOf) },
    chapter('return-reported', 'Until the police confirm it, the child counts as missing.'),
    chapter('ended', 'Nothing further is sent about the absence; what a return calls for still stands.'),
    ...ASIDE.map((trigger) => chapter(trigger)),
  ];

  function chapter(trigger: Trigger, lead?: string): Part {
    const entries = upon(trigger).map(entryOf);
    const heading = sentence(TRIGGERS[trigger]);
    return { heading, entries, ...(lead !== undefined && entries.length > 0 && { lead }) };
  }
}

const LADDER = 'While the child is missing';
const ORDER_OF_TIME =
  'In the order of time. Nothing of this comes once the police confirm that the child is found.';
const NO_LADDER = 'The procedure has no ladder: as time passes, nobody further is told.';

const MAIN = ['missing', 'return-reported', 'ended'];
const ASIDE = (Object.keys(TRIGGERS) as Trigger[]).filter((trigger) => !MAIN.includes(trigger));

const tables = (version: Version): Part => ({
  heading: 'Who a child falls to',
  lead: 'Each table is read from the top: the first row that holds decides. A row that may hold is told as well.',
  entries: Object.entries(version.routes).map(([name, rows]) => ({
    title: `Table "${name}"`,
    lines: rows.map((row, n): Line => [`Row ${n + 1}`, rowInWords(row, namesIn(version))]),
  })),
});

export const rowInWords = ({ when, to, clauses }: RouteRow, named: Named): string =>
  `${when ? `where ${conditionInWords(when, named)}` : 'in every other case'}: ${listed(to.map(theRole), 'and')} [${clauses.map(clauseInWords).join('; ')}]`;

const treatments = (version: Version): Part => ({
  heading: 'What a child counts as until somebody lowers it',
  entries: version.treatAs.map(({ id, when, risk, category, indicators = [], until, clauses }) => ({
    title: sentence(plainly(id)),
    lines: [
      ['Where', conditionInWords(when, namesIn(version))],
      [
        'Counts as',
        listed(
          [...(risk ? [`${risk} risk`] : []), ...(category ? [category] : []), ...indicators.map(plainly)],
          'and',
        ),
      ],
      ['Until', `${theRole(until)} records "${plainly(id)}" as lowered`],
      ['Clause', clauses.map(clauseInWords).join('; ')],
    ],
  })),
});

const withholdings = (version: Version): Part => ({
  heading: 'Who is not written to',
  lead: 'The front door has the letter instead, and decides; also where it is not certain.',
  entries: version.withhold.map(({ id, when, from, because, clauses }) => ({
    title: sentence(plainly(id)),
    lines: [
      ['Not to', listed(from.map(theRole), 'or')],
      ...(when ? [['Where', conditionInWords(when, namesIn(version))] as const] : []),
      ['Because', because],
      ['Clause', clauses.map(clauseInWords).join('; ')],
    ],
  })),
});

const directory = ({ directory }: Policy): Part => ({
  heading: 'Who reads the letters',
  lead: 'Where an address refuses a letter, the deputy is told; where there is none, the front door.',
  entries: Object.entries(directory).map(([role, { address, deputy, outOfHours, phone, verified }]) => ({
    title: sentence(plainly(role)),
    lines: [
      ['Address', address],
      ...(outOfHours ? [['Out of hours', outOfHours] as const] : []),
      ...(phone ? [['Telephone', phone] as const] : []),
      ...(deputy ? [['Deputy', theRole(deputy)] as const] : []),
      ['Verified', isInvented(address) ? 'not yet: the address is invented' : dateInWords(verified)],
    ],
  })),
});

function otherAuthorities({ authorities }: Policy): Part[] {
  const lines = Object.entries(authorities).map(([code, { name, address }]): Line => {
    return [code, `${name}: ${address ?? 'no address; the front door telephones it'}`];
  });
  const heading = 'Other authorities whose children may be placed here';
  return lines.length > 0 ? [{ heading, entries: [{ title: 'By code', lines }] }] : [];
}

const calendar = ({ calendar: { zone, office, covers, bankHolidays } }: Policy): Part => ({
  heading: 'The calendar',
  entries: [
    {
      title: 'Hours and days',
      lines: [
        ['Office', `open from ${office.opens} to ${office.closes} on working days`],
        ['Time zone', zone],
        ['Hours', 'elapsed time: 24 hours are 24 hours also on the nights when the clocks change'],
        [
          'Holidays',
          `${bankHolidays.length} bank holidays are known, from ${dateInWords(covers.from)} to ${dateInWords(covers.to)}; a date beyond them is put to a person, never guessed`,
        ],
      ],
    },
  ],
});

const sources = ({ sources, mail, deployment }: Policy): Part => ({
  heading: 'Where messages come from and letters go to',
  entries: [
    {
      title: 'Systems that are listened to',
      lines: sources.map(({ urn, is }): Line => [sentence(plainly(is)), `${sourceInWords(is)}, as ${urn}`]),
    },
    {
      title: 'Letters',
      lines: [
        ['From', mail.from],
        ['Only to', listed(mail.allowedDomains, 'and')],
        ...(mail.tlsOptional
          ? [
              [
                'Encrypted on their way',
                `always, but to ${listed(mail.tlsOptional, 'and')} where they can be`,
              ] as const,
            ]
          : []),
        ...(deployment?.shadow
          ? [['On trial', `each letter goes to ${deployment.shadow.to} alone`] as const]
          : []),
        [
          'Contain',
          `initials, references, risk and times${mail.age ? ', and the age' : ''}; no name, address or date of birth`,
        ],
      ],
    },
    ...(deployment?.console
      ? [
          {
            title: 'Console',
            lines: [
              ['At', `https://${deployment.console.name}, inside the network alone`],
              ['For', `${deployment.console.group.is}, as ${deployment.console.signOn.issuer} signs them on`],
            ] satisfies Line[],
          },
        ]
      : []),
  ],
});

const refusals = ({ intake }: Policy): Part => ({
  heading: 'What is not taken',
  lead: 'A person at the front door is told of each, and sees why. A report of a missing child is always taken.',
  entries: intake.map(({ refuses, without = [], saying = {}, because, clauses }) => ({
    title: refuses,
    lines: [
      ...(without.length > 0 ? [['Without', listed(without, 'or')] as const] : []),
      ...Object.entries(saying).map(([field, value]): Line => ['Saying', `${field}: ${String(value)}`]),
      ['Because', because],
      ['Clause', clauses.map(clauseInWords).join('; ')],
    ],
  })),
});

const READING: Part = {
  heading: 'How all of this is read',
  entries: [
    {
      title: 'In case of doubt',
      lines: [
        ['Unknown', 'counts as yes: what is not known is told to more people, never to fewer'],
        ['Risk', 'the highest that anybody states, never below medium'],
        ['Late', 'what was due before the facts came is sent at once, saying how late'],
      ],
    },
  ],
};

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
