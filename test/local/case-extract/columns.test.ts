// The columns of an extract are the fields of `case.updated`: neither more nor fewer.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { columns, keyColumns, pairs } from '../../../local/case-extract/columns.ts';

const root = join(import.meta.dirname, '../../..');

interface Schema {
  type?: string;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  enum?: string[];
}

/** The fields of the published schema that are one value, by path. */
function fields(schema: Schema, path: string): string[] {
  const kinds = schema.anyOf?.filter(({ type }) => type !== 'null' && type !== undefined) ?? [];
  const [known = schema] = kinds;
  if (!known.properties) return known.type === 'object' ? [] : [path];
  return Object.entries(known.properties).flatMap(([name, field]) => fields(field, `${path}/${name}`));
}

it('every field of the published schema that a cell can hold has its column', () => {
  const schema: Schema = JSON.parse(readFileSync(join(root, 'docs/schemas/case.updated.json'), 'utf8'));
  const published = fields(schema.properties?.['data'] ?? {}, '').filter((path) => path !== '/authority');
  expect(published.length).toBeGreaterThan(15);
  expect(columns.map(({ path }) => `/${path.join('/')}`).sort()).toEqual(published.sort());
});

it('a column says what it is for, and is written down for those who export it', () => {
  const page = readFileSync(join(root, 'docs/case-extract.md'), 'utf8');
  for (const { name, about } of columns) {
    expect(about).not.toBe('');
    expect(page).toContain(`| \`${name}\` |`);
  }
});

it('no two columns have one name, and what is named elsewhere is a column', () => {
  const names = columns.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of [...keyColumns, ...pairs.flat()]) expect(names).toContain(name);
});
