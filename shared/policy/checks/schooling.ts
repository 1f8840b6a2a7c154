// Checks what is told of an absence from school: nothing need be; but whoever is told of it must hear that it is over.
import type { Trigger } from '../../core/policy.ts';
import type { Finding, Path } from '../finding.ts';
import { listIn, tableIn, textIn } from '../plain.ts';

export function schoolFindings(rules: readonly unknown[], path: Path): Finding[] {
  const upon = (trigger: Trigger) =>
    rules.flatMap((rule, r) => (textIn(rule, 'upon') === trigger ? [{ rule, r }] : []));
  const absences = upon('school-absence');
  const [first] = absences;
  if (!first) return [];
  return [
    ...(upon('school-return').some(({ rule }) => isToldToAllAtOnce(rule))
      ? []
      : [untold([...path, first.r])]),
    ...absences.flatMap(({ rule, r }) =>
      [listIn(rule, 'after', 'from', 'earliest'), listIn(rule, 'after', 'from', 'latest')].flatMap((from) =>
        from.length > 0 && from.every((start) => start === 'last-attended') ? [uncertain([...path, r])] : [],
      ),
    ),
  ];
}

const isToldToAllAtOnce = (rule: unknown): boolean =>
  listIn(rule, 'to').some((to) => 'everybody-told' in tableIn(to)) &&
  !['when', 'after', 'unless'].some((key) => key in tableIn(rule));

const untold = (path: Path): Finding => ({
  path,
  message: 'those who are told that a pupil is missing education are not told, at once, that it is over',
  mend: 'add a rule upon: school-return to { everybody-told: true }',
});

const uncertain = (path: Path): Finding => ({
  path: [...path, 'after', 'from'],
  message: 'counts from the day last attended alone, which a school may not know',
  mend: 'write earliest: [last-attended, reported-by-school]',
});
