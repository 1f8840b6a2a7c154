// What may stand at a key of a JSON Schema, in words for a table.
import type { Schema } from './schema-keys.ts';

/** "10 to 60, a whole number", "one or more of: high, medium". */
export function shapeOf({ $ref, type, properties, additionalProperties, ...node }: Schema): string {
  if ($ref) return `a ${$ref.replace('#/$defs/', '')}`;
  if (node.enum) return node.enum.join(', ');
  if (node.const !== undefined) return String(node.const);
  if (node.anyOf) return node.anyOf.map(shapeOf).join(' - or ');
  if (type === 'integer') return `a whole number, ${node.minimum} to ${node.maximum}`;
  if (type === 'array' && node.items) return `a list: ${shapeOf(node.items)}`;
  if (typeof additionalProperties === 'object') return 'a table by names of its own';
  if (properties) return `{ ${Object.keys(properties).join(', ')} }`;
  return type === 'string' ? 'text' : (type ?? 'anything');
}
