// Checks what absences count as until a person lowers it, and who is not written to.
import { FRONT_DOOR } from '../../core/routing.ts';
import type { Finding, Path } from '../finding.ts';
import { listIn, tableIn, textIn } from '../plain.ts';
import { questionsIn, rulesOf } from './places.ts';

export function treatmentFindings(file: unknown): Finding[] {
  return rulesOf(file).flatMap(({ v, version, rules }) => {
    const taken = rules.flatMap(({ value }) => [textIn(value, 'id'), ...listIn(value, 'was').map(String)]);
    const path = (key: string, n: number): Path => ['versions', v, key, n];
    const treatments = listIn(version, 'treat-as');
    const withheld = listIn(version, 'withhold');
    return [
      ...treatments.flatMap((treatment, n) => asksTooMuch(treatment, path('treat-as', n))),
      ...repeated(treatments, taken, 'rule', (n) => path('treat-as', n)),
      ...withheld.flatMap((withholding, n) => fromFrontDoor(withholding, path('withhold', n))),
      ...repeated(withheld, [], 'entry', (n) => path('withhold', n)),
    ];
  });
}

/** Rules are looked at after an absence is treated, so that what they come to cannot be asked before. */
function asksTooMuch(treatment: unknown, path: Path): Finding[] {
  const questions = questionsIn({ value: tableIn(treatment)['when'], path: [...path, 'when'] });
  const [first] = questions.filter(({ key }) => TOO_LATE.includes(key));
  if (!first) return [];
  const message =
    first.key === 'missing-for'
      ? 'what an absence counts as is asked when it begins, so it would count as that from the first day'
      : `what an absence counts as is known before any rule acts, so ${first.key}: has no answer`;
  return [{ path: first.path, message, mend: 'ask about the child or the absence, or write a rule instead' }];
}

const TOO_LATE = ['told', 'recorded', 'decided', 'missing-for'];

/** What a person records is found by the id. */
function repeated(
  all: readonly unknown[],
  taken: readonly (string | undefined)[],
  what: string,
  pathOf: (n: number) => Path,
): Finding[] {
  const ids = all.map((each) => textIn(each, 'id'));
  return ids.flatMap((id, n): Finding[] => {
    const isTaken = taken.includes(id);
    if (id === undefined || (!isTaken && ids.indexOf(id) === n)) return [];
    const message = `another ${isTaken ? what : 'entry'} is${isTaken ? ' or was' : ''} named ${id}`;
    return [{ path: [...pathOf(n), 'id'], message, mend: 'give it an id of its own' }];
  });
}

function fromFrontDoor(withholding: unknown, path: Path): Finding[] {
  const n = listIn(withholding, 'from').indexOf(FRONT_DOOR);
  if (n < 0) return [];
  const message = `the ${FRONT_DOOR} has what is withheld from others, so nothing is withheld from it`;
  return [{ path: [...path, 'from', n], message, mend: 'take it out' }];
}
