// A rule in plain English, one label and text for each thing that a rule can say; a new key without words does not compile.
import { listed, plainly } from '../../core/in-words.ts';
import { elapsedMillis, inWords } from '../../core/instant.ts';
import type { Ask, Exception, Purpose, Recipient, Rule, Trigger } from '../../core/policy.ts';
import type { Named } from '../../core/task-name.ts';
import { ledger } from '../ledger.ts';
import { boundaryInWords, clockInWords, recurrenceInWords } from './clock.ts';
import { conditionInWords } from './condition.ts';
import { theRole, unworded } from './names.ts';

/** A label and what stands beside it. */
export type Line = readonly [label: string, text: string];

type Key = keyof Required<Rule>;

const LINES: Record<Key, (rule: Rule, named: Named) => readonly Line[]> = {
  id: () => [],
  upon: ({ upon }) => [['Once', TRIGGERS[upon]]],
  do: (rule) => [['What', PURPOSES[rule.do]]],
  to: ({ to }, named) => [
    [
      'Told',
      listed(
        to.map((each) => recipientInWords(each, named)),
        'and',
      ),
    ],
  ],
  when: ({ when }, named) => (when ? [['Where', conditionInWords(when, named)]] : []),
  after: ({ after }, named) => [['When', after ? timeInWords(after, named) : 'at once']],
  sooner: ({ sooner }, named) =>
    sooner ? [['Or sooner', `as soon as ${conditionInWords(sooner, named)}`]] : [],
  every: ({ every }) => (every ? [['Again', recurrenceInWords(every)]] : []),
  unless: ({ unless = [] }, named) =>
    unless.map((each) => ['Unless', exceptionInWords(each, named)] as const),
  says: ({ says }) => [['Letter', `"${says.trim()}"`]],
  asks: ({ asks }, named) => (asks ? [['Done by', dutyInWords(asks, named)]] : []),
  answerWithin: ({ answerWithin }) =>
    answerWithin
      ? [['Unanswered', `for ${inWords(elapsedMillis(answerWithin))}, it goes to the deputy as well`]]
      : [],
  inDigest: ({ inDigest }, named) =>
    inDigest
      ? [['No letter', `where ${conditionInWords(inDigest, named)} for certain: the morning digest has it`]]
      : [],
  closes: ({ closes }, named) => (closes ? [['Closes', `"${named(closes)}", done or not`]] : []),
  inheritedFrom: ({ inheritedFrom }) => (inheritedFrom ? [['Inherited', `from ${inheritedFrom}`]] : []),
  weakerBecause: ({ weakerBecause }) =>
    weakerBecause ? [['Weaker', `than the guidance, because ${weakerBecause}`]] : [],
  clauses: ({ clauses }) => [['Clause', clauses.map(clauseInWords).join('; ')]],
  basis: ({ basis }) => [['Basis', basis === 'statutory' ? 'the procedure requires it' : 'a courtesy']],
  named: ({ named }) => (named ? [['Called', `"${named}" in letters`]] : []),
  was: ({ was }) => (was ? [['Formerly', was.join(', ')]] : []),
};

/** The order in which a reader asks: to whom, when, in which case, with what words, by when, on what ground. */
const ORDER: readonly Key[] = [
  'to',
  'after',
  'sooner',
  'every',
  'when',
  'unless',
  'do',
  'says',
  'asks',
  'answerWithin',
  'inDigest',
  'closes',
  'clauses',
  'basis',
  'inheritedFrom',
  'weakerBecause',
  'named',
  'was',
];

/** Everything that a rule says but what sets it off, which is the heading that it stands under. */
export const ruleInWords = (rule: Rule, named: Named): readonly Line[] =>
  ORDER.flatMap((key) => LINES[key](rule, named));

/** What a rule says under one key, for comparing two rules, each other one by its id; empty where it says nothing. */
export const keyInWords = (rule: Rule, key: Key): string =>
  LINES[key](rule, plainly)
    .map(([, text]) => text)
    .join('; ');

/** Every key but the id, with the label that a reader knows it by. */
export const RULE_KEYS: readonly (readonly [key: Exclude<Key, 'id'>, label: string])[] = [
  ['upon', 'what sets it off'],
  ['to', 'who is told'],
  ['after', 'when'],
  ['sooner', 'what brings it forward'],
  ['every', 'how often again'],
  ['when', 'where it applies'],
  ['unless', 'where it does not apply'],
  ['do', 'what it is'],
  ['says', "the letter's words"],
  ['asks', 'what is to be done by when'],
  ['answerWithin', 'by when it is to be answered'],
  ['inDigest', 'when the digest has it'],
  ['closes', 'what it closes'],
  ['clauses', 'the clauses'],
  ['basis', 'the ground'],
  ['inheritedFrom', 'what it is inherited from'],
  ['weakerBecause', 'why it is weaker'],
  ['named', 'what letters call it'],
  ['was', 'former names'],
];

export function recipientInWords(to: Recipient, named: Named): string {
  if ('role' in to) {
    return `${theRole(to.role)}${to.when ? ` (where ${conditionInWords(to.when, named)})` : ''}`;
  }
  if ('route' in to) return `whoever the table "${to.route}" names`;
  if ('everyAuthority' in to) return 'every other authority that has an address here';
  if ('everybodyTold' in to) return 'everybody who was told of this absence';
  return unworded(to);
}

/** "KENT-5.2-b (section 5.2/5.6)". */
export function clauseInWords(id: string): string {
  const clause = ledger.get(id);
  return clause ? `${id} (section ${clause.section})` : id;
}

function timeInWords(after: NonNullable<Rule['after']>, named: Named): string {
  const boundary = boundaryInWords(after);
  return `${clockInWords(after, named)}${boundary ? ` (${boundary})` : ''}`;
}

const SHOWN = { interview: 'held', 'interview-offered': 'offered' } as const;

function dutyInWords({ within, target, doneBy, decision }: Ask, named: Named): string {
  const aim = target ? ` (the aim: ${clockInWords(target, named)})` : '';
  const also = doneBy ? `, or once a return home interview is recorded as ${SHOWN[doneBy]}` : '';
  if (!decision) return `${clockInWords(within, named)}${aim}; done once somebody records it${also}`;
  const outcomes = listed(decision.outcomes.map(plainly), 'or');
  return `${clockInWords(within, named)}${aim}; to decide: ${outcomes}; where nobody has decided by then, it goes on as ${plainly(decision.otherwise)}`;
}

const exceptionInWords = ({ when, because, clauses }: Exception, named: Named): string =>
  `${conditionInWords(when, named)}, because ${because} [${clauses.map(clauseInWords).join('; ')}]`;

export const TRIGGERS: Record<Trigger, string> = {
  missing: 'a child is reported missing',
  reported: 'a child was reported missing, whatever has happened since',
  'return-reported': 'the child is said to be back, or has been located',
  ended: 'the police confirm that it is over, or the report is cancelled',
  'missing-again': 'a return that was told turns out to be wrong',
  deceased: 'a message reports a death',
  'no-report': 'messages come of an episode that nobody has reported',
  unmatched: 'it is not certain whose record a child is',
  'not-delivered': 'a mailbox refuses a letter, or its reader passes it on or leaves it unanswered',
  overdue: 'a task is past its deadline, and no rule of its own acts on that',
  unreadable: 'a message cannot be understood',
  'school-absence': 'a school reports a pupil missing education, without leave',
  'school-return': 'a pupil who was missing education is back, or it is known where the pupil is educated',
};

export const PURPOSES: Record<Purpose, string> = {
  notify: 'a notice',
  escalate: 'an escalation',
  remind: 'a reminder',
  request: 'a request',
  chase: 'a chaser',
  'stand-down': 'a stand-down',
  decide: 'a decision is asked for',
  report: 'a report for information',
};
