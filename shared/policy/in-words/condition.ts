// Conditions in plain English, as the end of a sentence that begins with "where".
import { flagInWords, listed, nobodySaid, plainly, sourceInWords, textInWords } from '../../core/in-words.ts';
import type { Condition, Window } from '../../core/policy.ts';
import type { Named } from '../../core/task-name.ts';
import { unworded } from './names.ts';

/** "the child is under 10 when the absence begins, and ...": no capital, no full stop. */
export function conditionInWords(condition: Condition, named: Named): string {
  if ('all' in condition) return joined(condition.all, 'and', named);
  if ('any' in condition) return joined(condition.any, 'or', named);
  if ('not' in condition) return `it is not so that ${bracketed(condition.not, named)}`;
  if ('age' in condition) {
    const { age, at } = condition;
    const years = 'under' in age ? `under ${age.under}` : `${age.atLeast} or over`;
    return `the child is ${years} ${AGE_TAKEN[at]}`;
  }
  if ('risk' in condition) return `the risk acted on is ${listed(condition.risk, 'or')}`;
  if ('riskStated' in condition) {
    return `somebody states the risk as ${listed(condition.riskStated.map(plainly), 'or')}`;
  }
  if ('category' in condition)
    return `the police's category is ${listed(condition.category.map(plainly), 'or')}`;
  if ('person' in condition)
    return `the person is of the kind ${listed(condition.person.map(plainly), 'or')}`;
  if ('indicator' in condition) {
    return `there are signs of ${listed(condition.indicator.map(plainly), 'or')}`;
  }
  if ('status' in condition) {
    return `the child's case is ${listed(
      condition.status.map((status) => STATUSES[status]),
      'or',
    )}`;
  }
  if ('statusWithin' in condition) {
    const { unit, n } = condition.statusWithin;
    return `that has been so for no longer than ${n} ${n === 1 ? unit.slice(0, -1) : unit}`;
  }
  if ('responsibleAuthority' in condition) return RESPONSIBLE[condition.responsibleAuthority];
  if ('hostAuthority' in condition) return `the child lives in the area of ${WHOSE[condition.hostAuthority]}`;
  if ('foundIn' in condition) return `the child was found in the area of ${WHOSE[condition.foundIn]}`;
  if ('said' in condition) return `${textInWords(condition.said)} ${listed(condition.is.map(plainly), 'or')}`;
  if ('flag' in condition) return flagInWords(condition.flag);
  if ('now' in condition) return NOW[condition.now];
  if ('notStated' in condition) return nobodySaid(condition.notStated);
  if ('reportedBy' in condition)
    return `it was reported by ${listed(condition.reportedBy.map(sourceInWords), 'or')}`;
  if ('interview' in condition)
    return `the return home interview is ${listed(condition.interview.map(plainly), 'or')}`;
  return historyInWords(condition, named);
}

type History =
  | Of<'outcome'>
  | Of<'episodes'>
  | Of<'missingForDays'>
  | Of<'told'>
  | Of<'recorded'>
  | Of<'decided'>
  | Of<'day'>
  | Of<'office'>
  | Of<'time'>;

/** What happened before, and when the notice came. */
function historyInWords(condition: History, named: Named): string {
  if ('outcome' in condition) return `the outcome is ${listed(condition.outcome.map(plainly), 'or')}`;
  if ('episodes' in condition) {
    return `the child has been missing ${condition.episodes} times or more ${windowInWords(condition.in)}`;
  }
  if ('missingForDays' in condition) {
    return `the child is missing on ${condition.missingForDays} days one after the other, the first included`;
  }
  if ('told' in condition) return `"${named(condition.told)}" has gone out`;
  if ('recorded' in condition) {
    const { recorded, as } = condition;
    return `a person has recorded "${named(recorded)}"${as ? ` as ${listed(as.map(plainly), 'or')}` : ''}`;
  }
  if ('decided' in condition) {
    return `"${named(condition.decided)}" is decided as ${listed(condition.as.map(plainly), 'or')}`;
  }
  if ('day' in condition) return `the notice comes on a ${listed(condition.day.map(plainly), 'or')}`;
  if ('office' in condition) return `the notice comes while the office is ${condition.office}`;
  if ('time' in condition)
    return `the notice comes between ${condition.time.from} and ${condition.time.until}`;
  return unworded(condition);
}

function windowInWords(within: Window): string {
  if (within === 'ever') return 'in all';
  if ('month' in within) return 'in the calendar month before this absence began';
  const { unit, n } = within.last;
  return `in ${n} ${unit === 'months' ? 'calendar months' : unit}, counted back from the day on which this absence began, both days included`;
}

type Of<K extends string> = Extract<Condition, Record<K, unknown>>;

const AGE_TAKEN: Record<Of<'age'>['at'], string> = {
  start: 'when the absence begins',
  routing: 'when the notice comes',
};

const WHOSE = { ours: 'this authority', another: 'another authority' };

const NOW: Record<Of<'now'>['now'], string> = {
  'missing-now': 'the child is missing, too',
  'out-of-school': 'the child is missing education, too',
  'educated-elsewhere': 'the pupil is educated elsewhere now',
};

const RESPONSIBLE: Record<Of<'responsibleAuthority'>['responsibleAuthority'], string> = {
  ours: 'no other authority is responsible for the child',
  another: 'another authority is responsible for the child',
};

const STATUSES: Record<Of<'status'>['status'][number], string> = {
  open: 'open in any way',
  'not-open': 'not open',
  'early-help': 'open to early help',
  'child-in-need': 'that of a child in need',
  'child-protection-plan': 'on a child protection plan',
  'looked-after': 'that of a looked-after child',
  'care-leaver': 'that of a care leaver',
};

const joined = (parts: readonly Condition[], word: 'and' | 'or', named: Named): string =>
  parts.length === 1 && parts[0]
    ? conditionInWords(parts[0], named)
    : parts.map((part) => bracketed(part, named)).join(`, ${word} `);

const bracketed = (part: Condition, named: Named): string =>
  'all' in part || 'any' in part ? `(${conditionInWords(part, named)})` : conditionInWords(part, named);
