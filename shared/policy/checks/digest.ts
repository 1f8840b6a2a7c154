// Checks the morning digest: readers with mailboxes of their own, and that no letter waits for it that somebody must have at once.
import { FRONT_DOOR } from '../../core/routing.ts';
import { closest } from '../closest.ts';
import type { Finding, Path } from '../finding.ts';
import { listIn, tableIn, textIn } from '../plain.ts';
import { inWords } from '../wording.ts';
import type { Place } from './places.ts';
import { conditionsOf, otherConditionsOf, questionsIn, rulesOf, taskAsked } from './places.ts';

export function digestFindings(file: unknown): Finding[] {
  return [
    ...unknownReaders(file),
    ...rulesOf(file).flatMap(({ v, version, rules }) => {
      const grouped = rules.filter(({ value }) => KEY in tableIn(value));
      const conditions = [...rules.flatMap(conditionsOf), ...otherConditionsOf(version, v)];
      return [...grouped.flatMap((rule) => groupedFindings(rule, file)), ...waitedFor(grouped, conditions)];
    }),
  ];
}

const KEY = 'in-digest-when';
const readersOf = (file: unknown): unknown[] => [...listIn(file, 'digest', 'to')];

/** Who reads for a keyworker differs from child to child: a digest is for one person who looks at all of them. */
function unknownReaders(file: unknown): Finding[] {
  const known = [...Object.keys(tableIn(file, 'directory')), FRONT_DOOR];
  if (known.length === 1) return [];
  return readersOf(file).flatMap((role, n): Finding[] => {
    if (typeof role !== 'string' || known.includes(role)) return [];
    const near = closest(role, known);
    const mend = near ? `did you mean ${near}?` : `add ${role} to the directory, with an address`;
    return [{ path: ['digest', 'to', n], message: `no role of the directory is named ${role}`, mend }];
  });
}

/** A copy for information, to readers of the digest, of something that goes by itself. */
function groupedFindings({ value: rule, path }: Place, file: unknown): Finding[] {
  const at: Path = [...path, KEY];
  const finding = (message: string, mend: string): Finding[] => [{ path: at, message, mend }];
  if (!('digest' in tableIn(file)))
    return finding('there is no digest that it could stand in', 'add digest: to the file, or take it out');
  if (textIn(rule, 'basis') !== 'courtesy')
    return finding('a letter that the procedure requires goes at once and alone', 'take it out');
  const purpose = textIn(rule, 'do') ?? '';
  const upon = textIn(rule, 'upon') ?? '';
  if (!COPIES.includes(purpose))
    return finding(`a letter that is there to ${purpose} cannot wait for the morning`, 'take it out');
  if (!UPON.includes(upon))
    return finding(`what is told upon ${upon} cannot wait for the morning`, 'take it out');
  const asking = ASKING.find((key) => key in tableIn(rule));
  if (asking) return finding(`a rule with ${asking}: is more than a copy`, 'take one of them out');
  const readers = readersOf(file);
  const outside = listIn(rule, 'to').some((to) => !readers.includes(textIn(to, 'role') ?? to));
  if (!outside) return [];
  return finding(
    'would keep it from readers who have no digest',
    `tell only ${inWords(readers.map(String))}, or take it out`,
  );
}

const COPIES = ['notify', 'report'];
const UPON = ['missing', 'reported', 'return-reported', 'ended', 'school-absence', 'school-return'];
const ASKING = ['asks', 'every', 'closes', 'answer-within', 'or-sooner'];

/** A letter that may never be sent is nothing to wait for. */
function waitedFor(grouped: readonly Place[], conditions: readonly Place[]): Finding[] {
  const ids = grouped.flatMap(({ value }) => textIn(value, 'id') ?? []);
  return conditions.flatMap((place) =>
    questionsIn(place).flatMap((question): Finding[] => {
      const asked = question.key === 'told' ? taskAsked(question) : undefined;
      if (asked === undefined || !ids.includes(asked)) return [];
      const message = `${asked} may stand in the morning digest instead (${KEY}), and then nobody was told`;
      return [
        { path: question.path, message, mend: `ask another question, or take ${KEY}: out of ${asked}` },
      ];
    }),
  );
}
