// EventBridge's patterns, as far as they are used: an event matches where every field that the pattern names does.
import { TemplateFault } from './stack/template.ts';

type Test = (value: unknown) => boolean;

/** Throws a `TemplateFault` for a pattern that is not understood, before any event is held against it. */
export function compilePattern(
  pattern: Record<string, unknown>,
  where = 'EventPattern',
): (event: object) => boolean {
  const fields = Object.entries(pattern).map(([name, expected]) => ({
    name,
    matches: Array.isArray(expected)
      ? anyOf(expected, `${where}/${name}`)
      : nested(expected, `${where}/${name}`),
  }));
  return (event) => fields.every(({ name, matches }) => matches((event as Record<string, unknown>)[name]));
}

function nested(expected: unknown, where: string): Test {
  if (typeof expected !== 'object' || expected === null)
    throw new TemplateFault(`${where} is not a list of values.`);
  const matches = compilePattern(expected as Record<string, unknown>, where);
  return (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && matches(value);
}

function anyOf(alternatives: readonly unknown[], where: string): Test {
  const tests = alternatives.map((alternative) => test(alternative, where));
  return (value) =>
    Array.isArray(value) && value.length > 0
      ? value.some((item) => tests.some((one) => one(item)))
      : tests.some((one) => one(value));
}

function test(alternative: unknown, where: string): Test {
  if (typeof alternative !== 'object' || alternative === null) return (value) => value === alternative;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(alternative);
  if (others.length === 0) {
    if (name === 'exists' && typeof argument === 'boolean')
      return (value) => (value !== undefined) === argument;
    if (name === 'prefix' && typeof argument === 'string')
      return (value) => isText(value) && value.startsWith(argument);
    if (name === 'suffix' && typeof argument === 'string')
      return (value) => isText(value) && value.endsWith(argument);
    if (name === 'anything-but' && isPlain(argument)) {
      const excluded = Array.isArray(argument) ? argument : [argument];
      return (value) => value !== undefined && !excluded.includes(value);
    }
  }
  throw new TemplateFault(
    `${where}: the matcher ${JSON.stringify(alternative)} is not known on one machine.`,
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isPlain = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isPlain) : isText(value) || typeof value === 'number';
