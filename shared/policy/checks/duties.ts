// Checks that whatever can happen to a child, or to a message, ends with a named person, for certain.
import { TRIGGERS, type Trigger } from '../../core/policy.ts';
import type { Finding, Path } from '../finding.ts';
import { listIn, tableIn, textIn } from '../plain.ts';
import { ROLES_FROM_ELSEWHERE } from '../roles.ts';

interface Duty {
  /** What happens, as the end of "no rule says who is told when ...". */
  when: string;
  told: 'a person' | 'everybody told';
  /** Whether its rule may wait. */
  mayWait?: true;
  /** The plan heeds no condition here; that one is written is found by the checks of the rule. */
  isHeedless?: true;
}

/** Upon the bare report nothing need be told that is not told of a missing child. */
const DUTIES: Readonly<Record<Exclude<Trigger, 'reported'>, Duty>> = {
  missing: { when: 'a child goes missing', told: 'a person' },
  'return-reported': { when: 'a child is said to be back', told: 'a person' },
  ended: { when: 'it is over', told: 'everybody told' },
  'missing-again': { when: 'a return is withdrawn', told: 'everybody told' },
  deceased: { when: 'the worst is reported', told: 'a person' },
  'no-report': { when: 'messages come of an episode that nobody reported', told: 'a person', mayWait: true },
  unmatched: { when: 'it is open whose record this is', told: 'a person' },
  'not-delivered': { when: 'a mailbox refuses a letter', told: 'a person', isHeedless: true },
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
      ...(Object.keys(DUTIES) as (keyof typeof DUTIES)[]).flatMap((trigger) =>
        unfulfilled(rules, trigger, [...path, 'rules']),
      ),
      ...once(triggers, 'not-delivered', path),
      ...once(triggers, 'unreadable', path),
      ...emptyLadder(version, path),
    ];
  });
}

function unfulfilled(rules: readonly unknown[], trigger: keyof typeof DUTIES, path: Path): Finding[] {
  const duty = DUTIES[trigger];
  const all = rules.flatMap((rule, r) => (textIn(rule, 'upon') === trigger ? [{ rule, r }] : []));
  const [first] = all;
  if (!first) {
    const to = duty.told === 'a person' ? 'front-door' : '{ everybody-told: true }';
    const message = `no rule says who is told when ${duty.when}`;
    return [{ path, message, mend: `add a rule upon: ${trigger} to ${to}` }];
  }
  const hindrances = all.map(({ rule }) => hindrance(rule, duty));
  const [what] = hindrances;
  if (what === undefined || hindrances.includes(undefined)) return [];
  const message = `when ${duty.when}, ${what.message}`;
  return [{ path: [...path, first.r, what.key], message, mend: what.mend }];
}

interface Hindrance {
  key: 'to' | 'when' | 'after';
  message: string;
  mend: string;
}

function hindrance(rule: unknown, { told, mayWait, isHeedless }: Duty): Hindrance | undefined {
  const to = listIn(rule, 'to');
  const everybody = to.some((each) => 'everybody-told' in tableIn(each));
  if (told === 'everybody told' && !everybody) {
    const message = 'those who were told of the absence are not told';
    return { key: 'to', message, mend: 'write to: [{ everybody-told: true }]' };
  }
  // A role from elsewhere may have no address; a routing table ends in a row for all.
  if (
    told === 'a person' &&
    to.length > 0 &&
    to.every((each) => ROLES_FROM_ELSEWHERE.includes(String(each)))
  ) {
    return { key: 'to', message: 'nobody of the directory is told', mend: 'add front-door' };
  }
  if (isHeedless) return undefined;
  const conditions = tableIn(rule);
  const mend = 'take it out, or add a rule without it';
  if ('when' in conditions) return { key: 'when', message: 'somebody is told only on a condition', mend };
  if ('after' in conditions && !mayWait) return { key: 'after', message: 'nobody is told at once', mend };
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
