// The keys of a JSON Schema, each once: what stands in many places, such as a condition or a clock, is listed where it first stands.

export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  description?: string;
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  enum?: string[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
}

export interface Keys {
  /** By path, such as `versions/rules/after/elapsed` or `condition/age`. */
  all: ReadonlyMap<string, Schema>;
  /** Those that must be there wherever their group is. */
  needed: ReadonlySet<string>;
  /** The keys that a value uses, and under `path=value` the words that it chooses from a list. */
  usedBy(value: unknown): Set<string>;
}

export function keysOf(schema: Schema): Keys {
  const all = new Map<string, Schema>();
  const needed = new Set<string>();
  const homes = new Map<string, string>();

  /** Where a group was first met. */
  const homeOf = ({ properties = {} }: Schema, path: string): string => {
    const signature = JSON.stringify(properties);
    const home = homes.get(signature) ?? path;
    homes.set(signature, home);
    return home;
  };

  function list(node: Schema, path: string): void {
    if (node.properties && homeOf(node, path) === path) {
      for (const [key, inner] of Object.entries(node.properties)) {
        all.set(below(path, key), inner);
        if (node.required?.includes(key)) needed.add(below(path, key));
        list(inner, below(path, key));
      }
    }
    for (const inner of inside(node)) list(inner, path);
  }

  function use(value: unknown, said: Schema, at: string, used: Set<string>): void {
    const [node, path] = resolved(said, at);
    if (Array.isArray(value)) {
      for (const each of value) if (node.items) use(each, node.items, path, used);
    } else if (isTable(value)) {
      const keys = Object.keys(value);
      const home = homeOf(node, path);
      for (const key of keys) {
        const inner = node.properties?.[key];
        if (inner) {
          used.add(below(home, key));
          use(value[key], inner, below(home, key), used);
        } else if (typeof node.additionalProperties === 'object')
          use(value[key], node.additionalProperties, path, used);
      }
    } else if (node.enum?.includes(String(value))) used.add(`${path}=${value}`);
    for (const choice of node.anyOf ?? []) if (fits(value, choice)) use(value, choice, path, used);
  }

  const resolved = (node: Schema, path: string): [Schema, string] => {
    const name = node.$ref?.replace('#/$defs/', '');
    const target = name === undefined ? undefined : schema.$defs?.[name];
    return name !== undefined && target ? [target, name] : [node, path];
  };

  list(schema, '');
  for (const [name, node] of Object.entries(schema.$defs ?? {})) list(node, name);
  return {
    all,
    needed,
    usedBy(value) {
      const used = new Set<string>();
      use(value, schema, '', used);
      return used;
    },
  };
}

const below = (path: string, key: string): string => (path === '' ? key : `${path}/${key}`);

const inside = ({ items, additionalProperties, anyOf = [] }: Schema): Schema[] => [
  ...(items ? [items] : []),
  ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
  ...anyOf,
];

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fits(value: unknown, { properties, enum: words }: Schema): boolean {
  if (isTable(value)) return properties !== undefined && Object.keys(value).every((key) => key in properties);
  return words?.includes(String(value)) ?? false;
}
