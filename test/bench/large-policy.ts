// Kent's file with its rules said again under other names, until it has two hundred.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import { authorityFrom } from '../../shared/policy/load.ts';

const RULES = 200;
const ONCE_ONLY = ['not-delivered', 'overdue', 'unreadable'];

interface File {
  versions: { rules: { id: string; upon: string; 'weaker-because'?: string }[] }[];
}

/** The text of an authority file. */
export function textOfLargePolicy(): string {
  const file = parse(readFileSync(join(import.meta.dirname, '../../authorities/kent.yaml'), 'utf8')) as File;
  const version = file.versions.at(-1);
  if (!version) throw new Error('The Kent file has no version');
  const own = version.rules;
  const again = own.filter((rule) => !ONCE_ONLY.includes(rule.upon) && !('weaker-because' in rule));
  const kept = inheritedCount(own.length);
  for (let n = 0; own.length + kept < RULES; n++) {
    const rule = again[n % again.length];
    if (rule) own.push({ ...rule, id: `${rule.id}-again-${n}` });
  }
  return stringify(file, { aliasDuplicateObjects: false });
}

/** How many rules Kent's version has that its file does not write. */
function inheritedCount(own: number): number {
  const loaded = authorityFrom(
    readFileSync(join(import.meta.dirname, '../../authorities/kent.yaml'), 'utf8'),
    'kent',
  );
  if (!loaded.ok) throw new Error('The Kent file has faults');
  return rulesOf(loaded.policy).length - own;
}

export function largePolicy(): Policy {
  const loaded = authorityFrom(textOfLargePolicy(), 'large');
  if (!loaded.ok) throw new Error(loaded.faults.map(({ path, message }) => `${path} ${message}`).join('\n'));
  if (rulesOf(loaded.policy).length !== RULES) throw new Error('The large file has another number of rules');
  return loaded.policy;
}

export const rulesOf = ({ versions }: Policy): readonly Rule[] => versions.at(-1)?.rules ?? [];
