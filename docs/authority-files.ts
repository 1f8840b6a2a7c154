// Describes an authority's file to editors, from the schema that reads it.
import * as z from 'zod';
import { authorityFile } from '../shared/policy/schema.ts';

/** JSON Schema 2020-12 by path from the project's root. */
export const authoritySchema = (): Map<string, unknown> =>
  new Map([
    ['docs/schemas/authority.json', z.toJSONSchema(authorityFile, { io: 'input', target: 'draft-2020-12' })],
  ]);
