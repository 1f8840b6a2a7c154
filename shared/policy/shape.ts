// What the schema has to say of a file: one finding for each thing to mend. A slip of the pen is read as what was meant, so that nothing follows from it.
import type * as z from 'zod';
import type { Finding, Path } from './finding.ts';
import { pointer } from './finding.ts';
import { heard, MISSING, type Wrong } from './wording.ts';

export interface Shaped {
  findings: Finding[];
  /** The value as it was probably meant. */
  meant: unknown;
}

export function shapeOf(schema: z.ZodType, value: unknown): Shaped {
  const slips: Slip[] = [];
  let meant = value;
  // Behind a slip another may be waiting; a file of slips is given up on.
  for (let round = 0; round < 20; round++) {
    const wrongs = schema.safeParse(meant).error?.issues.flatMap(wrongsOf) ?? [];
    const fits = (slip: Slip) => !faultsAt(schema, reading(structuredClone(meant), slip)).has(placeOf(slip));
    const readable = [...wrongs, ...misnamed(wrongs).filter(fits)].filter(
      (wrong) => wrong.guess !== undefined && isFree(meant, wrong),
    );
    if (readable.length === 0) return { findings: [...slips, ...wrongs].map(asFinding), meant };
    slips.push(...readable);
    meant = readable.reduce(reading, structuredClone(meant));
  }
  return { findings: slips.map(asFinding), meant };
}

interface Slip extends Wrong {
  path: Path;
  /** Whether the last step of the path, rather than what stands there, is the slip. */
  isKey: boolean;
}

function wrongsOf(issue: z.core.$ZodIssue): Slip[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const said = heard(issue.message);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.flatMap((key, n) => {
      const wrong = said[n] ?? said[0];
      return wrong ? [{ ...wrong, path: [...path, key], isKey: true }] : [];
    });
  }
  const inner =
    issue.code === 'invalid_key' ? issue.issues.slice(0, 1).flatMap((each) => heard(each.message)) : said;
  return inner.map((wrong) => ({ ...wrong, path, isKey: false }));
}

/** In a group with one key that is not known and one that is missing, the one may be the other. */
function misnamed(wrongs: readonly Slip[]): Slip[] {
  const groups = Map.groupBy(
    wrongs.filter(({ isKey, message }) => isKey || message === MISSING),
    ({ path }) => pointer(path.slice(0, -1)),
  );
  return [...groups.values()].flatMap((own): Slip[] => {
    const [unknown, missing] = [own.find(({ isKey }) => isKey), own.find(({ isKey }) => !isKey)];
    if (own.length !== 2 || !unknown || !missing || unknown.guess !== undefined) return [];
    const guess = String(missing.path.at(-1));
    const mend = `call it ${guess}, which is missing; or take it out, and add ${guess}`;
    return [{ ...unknown, mend, guess }];
  });
}

/** The place that a slip stood for, once it is read as what was meant. */
const placeOf = ({ path, guess = '' }: Slip): string => pointer([...path.slice(0, -1), guess]);

const faultsAt = (schema: z.ZodType, value: unknown): Set<string> =>
  new Set(
    schema
      .safeParse(value)
      .error?.issues.flatMap(wrongsOf)
      .map(({ path }) => pointer(path)),
  );

const asFinding = ({ path, message, mend }: Slip): Finding => ({ path, message, mend });

/** A key can only be read as another one that is not there yet. */
function isFree(value: unknown, { path, isKey, guess }: Slip): boolean {
  const around = inside(value, path.slice(0, -1));
  return around !== undefined && (!isKey || (guess !== undefined && !Object.hasOwn(around, guess)));
}

function reading(value: unknown, { path, isKey, guess = '' }: Slip): unknown {
  const around = inside(value, path.slice(0, -1));
  const last = path.at(-1);
  if (around === undefined || last === undefined) return value;
  if (!isKey) around[last] = guess;
  else if (!Object.hasOwn(around, guess)) {
    around[guess] = around[last];
    delete around[last];
  }
  return value;
}

function inside(value: unknown, path: Path): Record<string | number, unknown> | undefined {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string | number, unknown>)[step];
  }
  return typeof found === 'object' && found !== null
    ? (found as Record<string | number, unknown>)
    : undefined;
}
