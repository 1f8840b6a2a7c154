// Checks what acts again and again, what closes a task, and what is asked to hold until it does not.
import { TRIGGERS } from '../../core/policy.ts';
import type { Finding } from '../finding.ts';
import { listIn, tableIn, textIn } from '../plain.ts';
import type { Place, QuestionPlace } from './places.ts';
import { conditionsOf, otherConditionsOf, questionsIn, rulesOf } from './places.ts';

export function turnFindings(file: unknown): Finding[] {
  return rulesOf(file).flatMap(({ v, version, rules }) => {
    const outcomes = (task: string) =>
      rules
        .filter(({ value }) => textIn(value, 'id') === task)
        .flatMap(({ value }) => listIn(value, 'asks', 'decision', 'outcomes').map(String));
    const conditions = [...rules.flatMap(conditionsOf), ...otherConditionsOf(version, v)];
    return [
      ...rules.flatMap((rule) => [...recurring(rule), ...closingItself(rule)]),
      ...conditions.flatMap((place) => questionsIn(place).flatMap((question) => denied(question, outcomes))),
    ];
  });
}

const RECURS_UPON: readonly unknown[] = ['missing', 'reported', 'return-reported', 'school-absence'];

function recurring({ value: rule, path }: Place): Finding[] {
  const said = tableIn(rule);
  if (!('every' in said)) return [];
  const upon = textIn(rule, 'upon');
  if (TRIGGERS.some((each) => each === upon) && !RECURS_UPON.includes(upon)) {
    const message = `what is upon ${upon} happens once, so there is nothing to act again upon`;
    const mend = `take it out, or write upon: ${RECURS_UPON.join(', ')}`;
    return [{ path: [...path, 'every'], message, mend }];
  }
  if (!('asks' in said)) return [];
  const message = 'asks the same task again and again, and done once it is done for good';
  return [
    { path: [...path, 'every'], message, mend: 'write a rule of its own that reminds of it, with every:' },
  ];
}

function closingItself({ value: rule, path }: Place): Finding[] {
  const closes = textIn(rule, 'closes');
  if (closes === undefined || closes !== textIn(rule, 'id')) return [];
  const message = 'closes its own task as soon as it asks for it';
  return [{ path: [...path, 'closes'], message, mend: 'write a rule of its own that closes it' }];
}

/** The opposite of what only time brings holds from the start, and nothing that has gone out is called back. */
function denied(question: QuestionPlace, outcomesOf: (task: string) => string[]): Finding[] {
  const { key, asks, path, isDenied } = question;
  if (!isDenied || (key !== 'missing-for' && key !== 'decided')) return [];
  if (key === 'missing-for') {
    const message = 'not: around missing-for: holds from the first day on, and would always hold';
    const mend = 'write unless: with missing-for: for what is not to go out by then';
    return [{ path, message, mend }];
  }
  const others = outcomesOf(textIn(asks, 'task') ?? '').filter((each) => !listIn(asks, 'as').includes(each));
  const message = 'not: around decided: holds as long as nobody has decided, whatever is decided then';
  const mend =
    others.length > 0
      ? `name the other outcomes: decided: with as: [${others.join(', ')}]`
      : 'ask decided: with the outcomes for which the rule acts';
  return [{ path, message, mend }];
}
