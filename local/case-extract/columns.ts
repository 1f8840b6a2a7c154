// The columns of a case extract: one for each field of `case.updated` that a cell can hold, from the contract itself.
import * as z from 'zod';
import { caseUpdated } from '../../shared/contract/case.ts';

export interface Column {
  name: string;
  /** Where its value stands in the message's data. */
  path: readonly string[];
  reads: 'text' | 'date' | 'flag' | 'number';
  about: string;
  /** The values that there are, where they are a list. */
  values: readonly string[];
}

/** Each of these can say who a row is about; the first that is given is the row's key. */
export const keyColumns: readonly string[] = ['localAuthorityId', 'nhsNumber', 'policePersonId'];

/** What a pair says, it says whole: the contract gives a new keyworker without an address no old address. */
export const pairs: readonly (readonly [string, string])[] = [
  ['keyworkerName', 'keyworkerEmail'],
  ['keyworkerTeam', 'keyworkerTeamEmail'],
];

export const columns: readonly Column[] = columnsOf(caseUpdated().shape.data, []).sort(
  (a, b) => rank(a) - rank(b),
);

function columnsOf(schema: z.core.$ZodType, path: readonly string[]): Column[] {
  if (schema instanceof z.ZodExactOptional || schema instanceof z.ZodNullable) {
    return columnsOf(schema.unwrap(), path);
  }
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape as z.ZodRawShape)
      .filter(([name]) => path.length > 0 || name !== 'authority')
      .flatMap(([name, field]) => columnsOf(field, [...path, name]));
  }
  const reads = readsAs(schema);
  if (!reads) return [];
  // A date's description stands on what it is read from.
  const about = z.globalRegistry.get(schema instanceof z.ZodPipe ? schema.in : schema)?.description ?? '';
  const values = schema instanceof z.ZodEnum ? schema.options.map(String) : [];
  return [{ name: columnName(path), path, reads, about, values }];
}

/** Nothing for what no cell can hold, such as a placement plan's overrides. */
function readsAs(schema: z.core.$ZodType): Column['reads'] | undefined {
  if (schema instanceof z.ZodBoolean) return 'flag';
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodPipe) return 'date';
  return schema instanceof z.ZodString || schema instanceof z.ZodEnum ? 'text' : undefined;
}

function columnName([group = '', name]: readonly string[]): string {
  if (name === undefined) return group;
  return group === 'person' && name !== 'kind' ? name : `${group}${name[0]?.toUpperCase()}${name.slice(1)}`;
}

function rank({ name }: Column): number {
  const place = keyColumns.indexOf(name);
  return place < 0 ? keyColumns.length : place;
}
