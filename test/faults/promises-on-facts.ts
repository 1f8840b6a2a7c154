// What is known is what was said, in whatever order it came, but for what was let go.
import { evolve } from '../../shared/core/evolve.ts';
import type { SourceKind } from '../../shared/core/policy.ts';
import type { ChildRecord, Said } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import type { Ended } from './promises.ts';
import { receiptOf } from './promises.ts';

/** Each message by itself, in the order in which they were written: the facts may not depend on any other order. */
export function* factsAreThose({ world, children, spoken }: Ended): Iterable<string> {
  let expected = emptyChild('expected');
  const cases = new Map<string, ChildRecord>();
  const { letGo } = world.watcher.ends;
  for (const { body, message } of spoken) {
    if (!message || !world.table.receipts.has(receiptOf(message)) || letGo.has(body)) continue;
    const [, said = ''] = message.source.split(':');
    const by = (said === 'homeward' ? 'case-system' : said) as SourceKind;
    const arrival = { receivedAt: message.time, by };
    if (message.type === 'case.updated') {
      const number = message.data.person.localAuthorityId ?? '';
      cases.set(number, evolve(cases.get(number) ?? emptyChild(number), message, arrival));
    } else expected = evolve(expected, message, arrival);
  }
  for (const [reference, said] of Object.entries(expected.references)) {
    const holders = children.filter((child) => child.references[reference]);
    if (holders.length !== 1) yield `${reference} is in ${holders.length} records`;
    else yield* differences(reference, said, holders[0]?.references[reference] ?? {});
  }
  const known = world.story.ends ? children.flatMap((child) => Object.keys(child.references)) : [];
  for (const reference of known)
    if (!expected.references[reference]) yield `${reference} was let go, and is known still`;
  for (const [number, { case: said }] of cases) {
    const holders = children.filter(({ case: its }) => numbersIn(its).includes(number));
    if (holders.length !== 1) yield `case ${number} is in ${holders.length} records`;
    else if (numbersIn(holders[0]?.case ?? {}).length === 1)
      yield* differences(number, said, holders[0]?.case ?? {});
  }
}

const numbersIn = (said: Said): string[] =>
  Object.values(said['person.localAuthorityId'] ?? {}).map(({ value }) => String(value));

function* differences(of: string, expected: Said, actual: Said): Iterable<string> {
  for (const field of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    if (plainly(expected[field]) !== plainly(actual[field]))
      yield `${of} ${field}: ${plainly(actual[field])} instead of ${plainly(expected[field])}`;
  }
}

const plainly = (sources: Said[string] | undefined): string =>
  JSON.stringify(
    Object.entries(sources ?? {})
      .map(([source, { value, time, message }]) => [source, value, time, message])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
