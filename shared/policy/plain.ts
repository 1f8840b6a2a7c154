// Looks into data whose shape nobody has vouched for: what is not there, or is something else, is simply empty.

export const tableIn = (value: unknown, ...path: (string | number)[]): Readonly<Record<string, unknown>> => {
  const found = at(value, path);
  return isTable(found) ? found : {};
};

export const listIn = (value: unknown, ...path: (string | number)[]): readonly unknown[] => {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
};

export const textIn = (value: unknown, ...path: (string | number)[]): string | undefined => {
  const found = at(value, path);
  return typeof found === 'string' ? found : undefined;
};

function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inside, step) => {
    if (Array.isArray(inside)) return inside[Number(step)];
    return isTable(inside) && Object.hasOwn(inside, step) ? inside[step] : undefined;
  }, value);
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
