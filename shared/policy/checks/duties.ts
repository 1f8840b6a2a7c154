// Checks that whatever can happen to a child, or to a message, ends with a named person, for certain.
import { TRIGGERS, type Trigger } from '../../core/policy.ts';
import type { Finding, Path } from '../finding.ts';
import { listIn, tableIn, textIn } from '../plain.ts';
import { ROLES_FROM_ELSEWHERE } from '../roles.ts';
import { search } from './combinations.ts';
import { any, type Facts, not } from './formula.ts';
import { isRecipient } from './places.ts';
import { toldAtOnce } from './reach.ts';
import { schoolFindings } from './schooling.ts';

interface Duty {
  /** What happens, as the end of "no rule says who is told when ...". */
  when: string;
  told: 'a person' | 'everybody told';
  /** Whether its rule may wait. */
  mayWait?: true;
  /** Whether several rules may fulfil it, each in its case. */
  mayBeDivided?: true;
  /** The plan heeds no condition here; that one is written is found by the checks of the rule. */
  isHeedless?: true;
}

/** Upon the bare report nothing need be told that is not told of a missing child; of an absence from school, nothing at all. */
const DUTIES: Readonly<Partial<Record<Trigger, Duty>>> = {
  missing: { when: 'a child goes missing', told: 'a person', mayBeDivided: true },
  'return-reported': { when: 'a child is said to be back', told: 'a person', mayBeDivided: true },
  ended: { when: 'it is over', told: 'everybody told' },
  'missing-again': { when: 'a return is withdrawn', told: 'everybody told' },
  deceased: { when: 'the worst is reported', told: 'a person' },
  'no-report': { when: 'messages come of an episode that nobody reported', told: 'a person', mayWait: true },
  unmatched: { when: 'it is open whose record this is', told: 'a person' },
  'not-delivered': { when: 'a mailbox refuses a letter', told: 'a person', isHeedless: true },
  overdue: { when: 'a task is not done in time', told: 'a person', isHeedless: true },
  unreadable: { when: 'a message cannot be read', told: 'a person', isHeedless: true },
};

export function dutyFindings(file: unknown): Finding[] {
  return listIn(file, 'versions').flatMap((version, v) => {
    const rules = listIn(version, 'rules');
    const triggers = rules.map((rule) => textIn(rule, 'upon'));
    const isReadable = triggers.every((trigger) => TRIGGERS.some((known) => known === trigger));
    if (rules.length === 0 || !isReadable) return [];
    const path: Path = ['versions', v];
    return [
      ...TRIGGERS.flatMap((trigger) => unfulfilled(version, trigger, [...path, 'rules'])),
      ...once(triggers, 'not-delivered', path),
      ...once(triggers, 'overdue', path),
      ...once(triggers, 'unreadable', path),
      ...emptyLadder(version, path),
      ...schoolFindings(rules, [...path, 'rules']),
    ];
  });
}

function unfulfilled(version: unknown, trigger: Trigger, path: Path): Finding[] {
  const duty = DUTIES[trigger];
  const rules = listIn(version, 'rules');
  const all = rules.flatMap((rule, r) => (textIn(rule, 'upon') === trigger ? [{ rule, r }] : []));
  const [first] = all;
  if (!duty || (trigger === 'overdue' && !rules.some((rule) => 'asks' in tableIn(rule)))) return [];
  if (!first) {
    const to = duty.told === 'a person' ? 'front-door' : '{ everybody-told: true }';
    const message = `no rule says who is told when ${duty.when}`;
    return [{ path, message, mend: `add a rule upon: ${trigger} to ${to}` }];
  }
  const hindrances = all.map(({ rule }) => hindrance(rule, duty));
  const [what] = hindrances;
  if (what === undefined || hindrances.includes(undefined)) return [];
  const when = (message: string) => `when ${duty.when}, ${message}`;
  const asked = all.flatMap(({ rule, r }) => {
    const key = CONDITIONS.find((each) => each in tableIn(rule));
    return key ? [[...path, r, key]] : [];
  });
  const gap = duty.mayBeDivided ? untold(version, trigger) : what.message;
  if (gap === undefined) return [];
  const [at] = duty.mayBeDivided ? asked : [];
  if (!at) return [{ path: [...path, first.r, what.key], message: when(what.message), mend: what.mend }];
  return [{ path: at, message: when(gap), mend: `add a rule upon: ${trigger} to front-door without when:` }];
}

const CONDITIONS = ['when', 'unless', 'in-digest-when'] as const;

/** A case in which no rule tells anybody at once, in words. What is told upon the bare report is told of the missing too. */
function untold(version: unknown, trigger: Trigger): string | undefined {
  const facts: Facts = new Map();
  const rules = listIn(version, 'rules').filter((rule) => {
    const upon = textIn(rule, 'upon');
    return upon === trigger || (trigger === 'missing' && upon === 'reported');
  });
  const told = rules.map((rule) => toldAtOnce(rule, tableIn(version, 'routes'), facts));
  const known = told.flatMap((each) => each ?? []);
  if (known.length < told.length) return undefined;
  const nobody = not(any(...known));
  const plain = search(nobody, facts, { knownOnly: true });
  const found = plain === 'none' ? search(nobody, facts) : plain;
  if (found === undefined) {
    return 'somebody is told only on conditions, of which there are too many combinations to be looked through';
  }
  if (found === 'none') return undefined;
  return found.length > 0
    ? `nobody is told at once in this case: ${found.join('; ')}`
    : 'nobody is told at once';
}

interface Hindrance {
  key: 'to' | (typeof CONDITIONS)[number] | 'after' | 'before';
  message: string;
  mend: string;
}

function hindrance(rule: unknown, { told, mayWait, isHeedless }: Duty): Hindrance | undefined {
  const to = listIn(rule, 'to');
  if (!to.every(isRecipient)) return undefined;
  const everybody = to.some((each) => 'everybody-told' in tableIn(each));
  if (told === 'everybody told' && !everybody) {
    const message = 'those who were told of the absence are not told';
    return { key: 'to', message, mend: 'write to: [{ everybody-told: true }]' };
  }
  // A role from elsewhere may have no address; a routing table ends in a row for all.
  const isSomebody = (each: unknown) =>
    (typeof each === 'string' && !ROLES_FROM_ELSEWHERE.includes(each)) || 'route' in tableIn(each);
  if (told === 'a person' && to.length > 0 && !to.some(isSomebody)) {
    return { key: 'to', message: 'nobody of the directory is told', mend: 'add front-door' };
  }
  if (isHeedless) return undefined;
  const said = tableIn(rule);
  const mend = 'take it out, or add a rule without it';
  const condition = CONDITIONS.find((key) => key in said);
  if (condition) return { key: condition, message: 'somebody is told only on a condition', mend };
  const clock = (['after', 'before'] as const).find((key) => key in said);
  if (clock && !mayWait) return { key: clock, message: 'nobody is told at once', mend };
  return undefined;
}

/** The plan reads the first; another would be passed over. */
function once(triggers: readonly (string | undefined)[], trigger: Trigger, path: Path): Finding[] {
  const first = triggers.indexOf(trigger);
  const second = triggers.indexOf(trigger, first + 1);
  if (first < 0 || second < 0) return [];
  const message = `a second rule upon ${trigger} would never be looked at`;
  return [{ path: [...path, 'rules', second], message, mend: 'name everybody in the first' }];
}

function emptyLadder(version: unknown, path: Path): Finding[] {
  const isClimbed = listIn(version, 'rules').some((rule) => textIn(rule, 'do') === 'escalate');
  if (isClimbed || 'no-ladder-because' in tableIn(version)) return [];
  const message = 'nobody higher up is told however long a child is missing: no rule says do: escalate';
  return [{ path: [...path, 'rules'], message, mend: 'add a ladder, or no-ladder-because: with the reason' }];
}
