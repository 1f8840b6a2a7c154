// A rule in plain English, one label and text for each thing that a rule can say; a new key without words does not compile.
import { listed, plainly } from '../../core/in-words.ts';
import { elapsedMillis, inWords } from '../../core/instant.ts';
import type { Ask, Exception, Purpose, Recipient, Rule, Trigger } from '../../core/policy.ts';
import { ledger } from '../ledger.ts';
import { boundaryInWords, clockInWords, recurrenceInWords } from './clock.ts';
import { conditionInWords } from './condition.ts';
import { roleInWords, unworded } from './names.ts';

/** A label and what stands beside it. */
export type Line = readonly [label: string, text: string];

type Key = keyof Required<Rule>;

const LINES: Record<Key, (rule: Rule) => readonly Line[]> = {
  id: () => [],
  upon: ({ upon }) => [['Once', TRIGGERS[upon]]],
  do: (rule) => [['What', PURPOSES[rule.do]]],
  to: ({ to }) => [['Told', listed(to.map(recipientInWords), 'and')]],
  when: ({ when }) => (when ? [['Where', conditionInWords(when)]] : []),
  after: ({ after }) => [['When', after ? timeInWords(after) : 'at once']],
  sooner: ({ sooner }) => (sooner ? [['Or sooner', `as soon as ${conditionInWords(sooner)}`]] : []),
  every: ({ every }) => (every ? [['Again', recurrenceInWords(every)]] : []),
  unless: ({ unless = [] }) => unless.map((each) => ['Unless', exceptionInWords(each)] as const),
  says: ({ says }) => [['Letter', `"${says.trim()}"`]],
  asks: ({ asks }) => (asks ? [['Done by', dutyInWords(asks)]] : []),
  answerWithin: ({ answerWithin }) =>
    answerWithin
      ? [['Unanswered', `for ${inWords(elapsedMillis(answerWithin))}, it goes to the deputy as well`]]
      : [],
  inDigest: ({ inDigest }) =>
    inDigest
      ? [['No letter', `where ${conditionInWords(inDigest)} for certain: the morning digest has it`]]
      : [],
  closes: ({ closes }) => (closes ? [['Closes', `"${plainly(closes)}", done or not`]] : []),
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
export const ruleInWords = (rule: Rule): readonly Line[] => ORDER.flatMap((key) => LINES[key](rule));

/** What a rule says under one key, for comparing two rules; empty where it says nothing. */
export const keyInWords = (rule: Rule, key: Key): string =>
  LINES[key](rule)
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

export function recipientInWords(to: Recipient): string {
  if ('role' in to) {
    return `${roleInWords(to.role)}${to.when ? ` (where ${conditionInWords(to.when)})` : ''}`;
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

function timeInWords(after: NonNullable<Rule['after']>): string {
  const boundary = boundaryInWords(after);
  return `${clockInWords(after)}${boundary ? ` (${boundary})` : ''}`;
}

const SHOWN = { interview: 'held', 'interview-offered': 'offered' } as const;

function dutyInWords({ within, target, doneBy, decision }: Ask): string {
  const aim = target ? ` (the aim: ${clockInWords(target)})` : '';
  const also = doneBy ? `, or once a return home interview is recorded as ${SHOWN[doneBy]}` : '';
  if (!decision) return `${clockInWords(within)}${aim}; done once somebody records it${also}`;
  const outcomes = listed(decision.outcomes.map(plainly), 'or');
  return `${clockInWords(within)}${aim}; to decide: ${outcomes}; whoever has not decided by then has decided ${plainly(decision.otherwise)}`;
}

const exceptionInWords = ({ when, because, clauses }: Exception): string =>
  `${conditionInWords(when)}, because ${because} [${clauses.map(clauseInWords).join('; ')}]`;

export const TRIGGERS: Record<Trigger, string> = {
  missing: 'a child is reported missing',
  reported: 'a child was reported missing, whatever has happened since',
  'return-reported': 'the child is said to be back, or has been located',
  ended: 'the police confirm that it is over, or the report is cancelled',
  'missing-again': 'a return that was told turns out to be wrong',
  deceased: 'a message reports the worst',
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
