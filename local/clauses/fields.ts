// Whether a field that is said to keep a clause exists, in the schemas of messages and authority files.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Schema {
  properties?: Readonly<Record<string, Schema>>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: readonly Schema[];
  enum?: readonly unknown[];
}

/** "missing.reported data.risk=high", "authority versions[].rules[].basis", "authority directory.*.address". */
export interface Field {
  document: string;
  path: readonly string[];
  value?: string;
}

export function fieldOf(written: string): Field {
  const [document = '', rest = ''] = written.split(' ');
  const [path = '', value] = rest.split('=');
  const steps = path.replaceAll('[]', '.[]').split('.');
  return { document, path: steps, ...(value !== undefined && { value }) };
}

/** What is wrong with a field, or nothing where it exists. */
export function missingField(root: string, written: string): string | undefined {
  const { document, path, value } = fieldOf(written);
  const file = join(root, `docs/schemas/${document}.json`);
  if (!existsSync(file)) return `there is no schema of ${document}`;
  let schemas: readonly Schema[] = [JSON.parse(readFileSync(file, 'utf8')) as Schema];
  for (const step of path) {
    schemas = schemas.flatMap(alternatives).flatMap((schema) => inside(schema, step));
    if (schemas.length === 0) return `${document} has no ${path.join('.')}`;
  }
  const values = schemas.flatMap(alternatives).flatMap((schema) => schema.enum ?? []);
  return value === undefined || values.includes(value) ? undefined : `${path.join('.')} cannot be ${value}`;
}

/** A schema may hold fields and, beside them, what some of them must be. */
const alternatives = (schema: Schema): readonly Schema[] => [
  schema,
  ...(schema.anyOf ?? []).flatMap(alternatives),
];

function inside(schema: Schema, step: string): readonly Schema[] {
  const next =
    step === '[]' ? schema.items : step === '*' ? schema.additionalProperties : schema.properties?.[step];
  return typeof next === 'object' ? [next] : [];
}
