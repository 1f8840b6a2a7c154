// Conditions in plain English, as the end of a sentence that begins with "where".
import type { Condition } from '../../core/policy.ts';
import { listed, plainly, unworded } from './names.ts';

/** "the child is under 10 when the absence begins, and ...": no capital, no full stop. */
export function conditionInWords(condition: Condition): string {
  if ('all' in condition) return joined(condition.all, 'and');
  if ('any' in condition) return joined(condition.any, 'or');
  if ('not' in condition) return `it is not so that ${bracketed(condition.not)}`;
  if ('age' in condition) {
    const { age, at } = condition;
    const years = 'under' in age ? `under ${age.under}` : `${age.atLeast} or over`;
    return `the child is ${years} ${AGE_TAKEN[at]}`;
  }
  if ('risk' in condition) return `the risk acted on is ${listed(condition.risk)}`;
  if ('riskStated' in condition) {
    return `somebody states the risk as ${listed(condition.riskStated.map(plainly))}`;
  }
  if ('category' in condition) return `the police's category is ${listed(condition.category.map(plainly))}`;
  if ('person' in condition) return `the person is of the kind ${listed(condition.person.map(plainly))}`;
  if ('missingFrom' in condition) {
    return `the child is missing from ${listed(condition.missingFrom.map(plainly))}`;
  }
  if ('indicator' in condition) {
    return `there are signs of ${listed(condition.indicator.map(plainly))}`;
  }
  if ('status' in condition) {
    return `the child's case is ${listed(condition.status.map((status) => STATUSES[status]))}`;
  }
  if ('responsibleAuthority' in condition) return RESPONSIBLE[condition.responsibleAuthority];
  if ('outcome' in condition) return `the outcome is ${listed(condition.outcome.map(plainly))}`;
  return unworded(condition);
}

type Of<K extends string> = Extract<Condition, Record<K, unknown>>;

const AGE_TAKEN: Record<Of<'age'>['at'], string> = {
  start: 'when the absence begins',
  routing: 'when the notice comes',
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

const joined = (parts: readonly Condition[], word: 'and' | 'or'): string =>
  parts.length === 1 && parts[0] ? conditionInWords(parts[0]) : parts.map(bracketed).join(`, ${word} `);

const bracketed = (part: Condition): string =>
  'all' in part || 'any' in part ? `(${conditionInWords(part)})` : conditionInWords(part);
