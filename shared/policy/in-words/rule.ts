// A rule in plain English, one label and text for each thing that a rule can say; a new key without words does not compile.
import type { Purpose, Recipient, Rule, Trigger } from '../../core/policy.ts';
import { ledger } from '../ledger.ts';
import { boundaryInWords, clockInWords } from './clock.ts';
import { conditionInWords } from './condition.ts';
import { listed, roleInWords, unworded } from './names.ts';

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
  says: ({ says }) => [['Letter', `"${says.trim()}"`]],
  asks: ({ asks }) => (asks ? [['Done by', dutyInWords(asks)]] : []),
  clauses: ({ clauses }) => [['Clause', clauses.map(clauseInWords).join('; ')]],
  basis: ({ basis }) => [['Basis', basis === 'statutory' ? 'the procedure requires it' : 'a courtesy']],
  was: ({ was }) => (was ? [['Formerly', was.join(', ')]] : []),
};

/** The order in which a reader asks: to whom, when, in which case, with what words, by when, on what ground. */
const ORDER: readonly Key[] = ['to', 'after', 'when', 'do', 'says', 'asks', 'clauses', 'basis', 'was'];

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
  ['when', 'where it applies'],
  ['do', 'what it is'],
  ['says', "the letter's words"],
  ['asks', 'what is to be done by when'],
  ['clauses', 'the clauses'],
  ['basis', 'the ground'],
  ['was', 'former names'],
];

export function recipientInWords(to: Recipient): string {
  if ('role' in to) return roleInWords(to.role);
  if ('route' in to) return `whoever the table "${to.route}" names`;
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

function dutyInWords({ within, doneBy }: NonNullable<Rule['asks']>): string {
  const also = doneBy ? `, or once a return home ${doneBy} is recorded as held` : '';
  return `${clockInWords(within)}; done once somebody records it${also}`;
}

export const TRIGGERS: Record<Trigger, string> = {
  missing: 'a child is reported missing',
  'return-reported': 'the child is said to be back, or has been located',
  ended: 'the police confirm that it is over, or the report is cancelled',
  'missing-again': 'a return that was told turns out to be wrong',
  deceased: 'a message reports the worst',
  'no-report': 'messages come of an episode that nobody has reported',
  unmatched: 'it is not certain whose record a child is',
  'not-delivered': 'a mailbox refuses a letter',
  unreadable: 'a message cannot be understood',
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
