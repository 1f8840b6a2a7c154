// Every children's services authority by code and name. It reads a file: for whoever loads a policy, never for a function's bundle.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { lazily } from '../contract/fields.ts';
import type { Policy } from '../core/policy.ts';

const FILE = join(import.meta.dirname, '../../authorities/directory/united-kingdom.yaml');

const names = z.record(z.string(), z.string());
const directoryFile = z.strictObject({
  authorities: z.strictObject({ england: names, wales: names, scotland: names, 'northern-ireland': names }),
  districts: names,
  former: z.record(z.string(), z.strictObject({ was: z.string(), now: z.array(z.string()).min(1) })),
});
export type Nation = keyof z.output<typeof directoryFile>['authorities'];

const directory = lazily(() => {
  const { authorities, districts, former } = directoryFile.parse(parse(readFileSync(FILE, 'utf8')));
  return {
    authorities,
    standing: new Map(Object.values(authorities).flatMap((nation) => Object.entries(nation))),
    districts: new Map(Object.entries(districts)),
    former: new Map(Object.entries(former)),
  };
});

/** The authorities of a nation, names by code. */
export const authoritiesOf = (nation: Nation): Readonly<Record<string, string>> =>
  directory().authorities[nation];

/** A district of Northern Ireland has its trust's name; a code that has ended has the name it had. */
export function nameOf(code: string): string | undefined {
  const { standing, districts, former } = directory();
  return standing.get(districts.get(code) ?? code) ?? former.get(code)?.was;
}

/** Who answers to a code that has ended; nobody for a code that stands, or that nobody knows. */
export const successorsOf = (code: string): readonly string[] => directory().former.get(code)?.now ?? [];

/**
 * A policy's other authorities: each code that a message may carry has a name, and the address that is listed for it.
 * A code that has ended has its successor's address where it has one successor; of two, nobody knows which it is.
 */
export function withEveryAuthority(listed: Policy['authorities']): Policy['authorities'] {
  const { standing, districts, former } = directory();
  const codes = [...standing.keys(), ...districts.keys(), ...former.keys()].filter(isGssCode);
  const named = codes.map((code): [string, Policy['authorities'][string]] => {
    const [successor, ...others] = successorsOf(code);
    const address = successor !== undefined && others.length === 0 ? listed[successor]?.address : undefined;
    return [code, { name: nameToday(code), ...(address !== undefined && { address }) }];
  });
  return { ...Object.fromEntries(named), ...listed };
}

const isGssCode = (code: string): boolean => /^[ENSW]\d{8}$/.test(code);

/** `Cumbria, now Cumberland, or Westmorland and Furness`. */
function nameToday(code: string): string {
  const name = nameOf(code) ?? code;
  const today = successorsOf(code).map((successor) => nameOf(successor) ?? successor);
  const isSame = today.every((successor) => successor === name);
  return isSame ? name : `${name}, now ${today.join(', or ')}`;
}
