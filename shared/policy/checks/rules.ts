// Checks each rule by itself: a clause that exists, an id of its own, nothing that the plan would pass over in silence.
import { PURPOSES, TRIGGERS } from '../../core/policy.ts';
import { closest } from '../closest.ts';
import type { Finding, Path } from '../finding.ts';
import { ledger } from '../ledger.ts';
import { listIn, tableIn, textIn } from '../plain.ts';
import { inWords } from '../wording.ts';

export function ruleFindings(file: unknown): Finding[] {
  return listIn(file, 'versions').flatMap((version, v) => {
    const rules = listIn(version, 'rules');
    const pathOf = (r: number): Path => ['versions', v, 'rules', r];
    return [
      ...Object.keys(tableIn(version, 'routes')).flatMap((route) =>
        listIn(version, 'routes', route).flatMap((row, n) =>
          unknownClauses(row, ['versions', v, 'routes', route, n]),
        ),
      ),
      ...['treat-as', 'withhold'].flatMap((key) =>
        listIn(version, key).flatMap((each, n) => unknownClauses(each, ['versions', v, key, n])),
      ),
      ...rules.flatMap((rule, r) => [
        ...unknownClauses(rule, pathOf(r)),
        ...listIn(rule, 'unless').flatMap((each, n) => unknownClauses(each, [...pathOf(r), 'unless', n])),
        ...withoutDeadline(rule, pathOf(r)),
        ...everybodyAndOthers(rule, pathOf(r)),
        ...passedOver(rule, pathOf(r)),
        ...unanswerable(rule, file, pathOf(r)),
      ]),
      ...repeatedIds(rules, pathOf),
    ];
  });
}

function unknownClauses(citing: unknown, path: Path): Finding[] {
  return listIn(citing, 'clauses').flatMap((clause, n): Finding[] => {
    if (typeof clause !== 'string' || ledger.has(clause)) return [];
    const near = closest(clause, ledger.keys());
    const mend = near ? `did you mean ${near}?` : 'cite a clause of the documents that the ledger holds';
    return [{ path: [...path, 'clauses', n], message: `the ledger knows no clause ${clause}`, mend }];
  });
}

/** What was told is remembered by the rule's id, under its former ones too. */
function repeatedIds(rules: readonly unknown[], pathOf: (r: number) => Path): Finding[] {
  const seen = new Set<string>();
  return rules.flatMap((rule, r) => {
    const former = listIn(rule, 'was').map((id, n) => ({ id, path: [...pathOf(r), 'was', n] }));
    return [{ id: textIn(rule, 'id'), path: [...pathOf(r), 'id'] }, ...former].flatMap(
      ({ id, path }): Finding[] => {
        if (typeof id !== 'string') return [];
        const isNew = !seen.has(id);
        seen.add(id);
        const message = `another rule is or was named ${id}`;
        return isNew ? [] : [{ path, message, mend: 'give each rule an id of its own' }];
      },
    );
  });
}

function withoutDeadline(rule: unknown, path: Path): Finding[] {
  const purpose = textIn(rule, 'do');
  const asks = purpose === 'request' || purpose === 'decide';
  if (!asks || 'asks' in tableIn(rule) || isUnconditional(rule)) return [];
  const message = `asks for something (do: ${purpose}) and does not say by when`;
  return [{ path: [...path, 'do'], message, mend: 'add asks: with within:, or write do: notify' }];
}

/** Who was told is only known for a stand-down and its withdrawal; beside it nobody else would be told. */
function everybodyAndOthers(rule: unknown, path: Path): Finding[] {
  const to = listIn(rule, 'to');
  const n = to.findIndex((each) => 'everybody-told' in tableIn(each));
  if (n < 0) return [];
  const upon = textIn(rule, 'upon');
  if (TRIGGERS.some((trigger) => trigger === upon) && !WITH_EVERYBODY.includes(upon ?? '')) {
    const message = `everybody-told has no meaning upon ${upon}`;
    return [
      {
        path: [...path, 'to', n],
        message,
        mend: `name the roles, or write upon: ${inWords(WITH_EVERYBODY)}`,
      },
    ];
  }
  if (to.length === 1) return [];
  const message = 'everybody-told stands beside others, who would not be told';
  return [{ path: [...path, 'to'], message, mend: 'write a rule of its own for the others' }];
}

const WITH_EVERYBODY = ['ended', 'missing-again', 'school-return'];

/** About a letter, a message or a task: it acts at once and always. */
const isUnconditional = (rule: unknown): boolean =>
  ['not-delivered', 'overdue', 'unreadable'].includes(textIn(rule, 'upon') ?? '');

function passedOver(rule: unknown, path: Path): Finding[] {
  if (!isUnconditional(rule)) return [];
  const upon = textIn(rule, 'upon');
  const said = PASSED_OVER.filter((key) => key in tableIn(rule));
  return said.map((key) => ({
    path: [...path, key],
    message: `a rule upon ${upon} acts at once and always: this would be passed over`,
    mend: 'take it out',
  }));
}

/** Only letters that ask somebody for something carry links to answer by. */
function unanswerable(rule: unknown, file: unknown, path: Path): Finding[] {
  if (!('answer-within' in tableIn(rule))) return [];
  const at = { path: [...path, 'answer-within'] };
  if (tableIn(file, 'mail')['answers'] === false) {
    const message = 'nobody can answer: letters carry no links (mail: answers: false)';
    return [{ ...at, message, mend: 'take one of them out' }];
  }
  const purpose = textIn(rule, 'do') ?? '';
  const carriesLinks = ANSWERED.includes(purpose) || (purpose === 'remind' && 'asks' in tableIn(rule));
  if (carriesLinks || !PURPOSES.some((each) => each === purpose)) return [];
  const message = `a letter that asks for nothing (do: ${purpose}) carries no links to answer by`;
  return [{ ...at, message, mend: `take it out, or write do: ${inWords(ANSWERED)}` }];
}

const ANSWERED = ['escalate', 'decide', 'request', 'chase'];

const PASSED_OVER = [
  'when',
  'unless',
  'after',
  'before',
  'or-sooner',
  'every',
  'asks',
  'closes',
  'answer-within',
  'in-digest-when',
];
