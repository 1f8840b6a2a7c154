// authorities/example.yaml is the manual of the policy language: whole, explained key by key, and nobody's procedure.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { authoritySchema } from '../../docs/authority-files.ts';
import { keysOf, type Schema } from '../../docs/schema-keys.ts';
import { coverageOfEverything } from '../../local/clauses/everything.ts';
import { nameOf } from '../../shared/policy/every-authority.ts';
import { formatFault, listAuthorities, loadAuthority } from '../../shared/policy/load.ts';
import { textOf } from './edited.ts';

const text = textOf('example');
const lines = text.split('\n');
const [schema] = authoritySchema().values();
const keys = keysOf(schema as Schema);

describe('the manual', () => {
  it('has no fault, on the day that its addresses were last checked and a year later', () => {
    for (const day of ['2026-11-02', '2027-08-31']) {
      const loaded = loadAuthority('example', day);
      expect(loaded.ok ? [] : loaded.faults.map(formatFault)).toEqual([]);
    }
  });

  it('has every key of the schema', () => {
    const used = keys.usedBy(parse(text));
    expect([...keys.all.keys()].filter((key) => !used.has(key))).toEqual([]);
  });

  const names = [...new Set([...keys.all.keys()].map((key) => key.split('/').at(-1) ?? ''))];

  it.each(names)('says what %s is for, above its first use', (name) => {
    const use = lines.findIndex((line) => isUse(line, name));
    const comment = lines.findIndex((line) => line.trim().startsWith('#') && line.includes(`\`${name}\``));
    expect(use).toBeGreaterThan(0);
    expect(comment).toBeGreaterThan(0);
    expect(comment).toBeLessThan(use);
  });

  it('is completed by editors from the schema', () => {
    expect(lines[0]).toBe('# yaml-language-server: $schema=../docs/schemas/authority.json');
  });

  it('invents everybody in it', () => {
    expect(nameOf('E06000999')).toBeUndefined();
    const addresses = text.match(/[^\s"'[\]]+@[^\s"',}\]]+/g) ?? [];
    expect(addresses.length).toBeGreaterThan(10);
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([]);
  });
});

describe('nobody takes the manual for a procedure', () => {
  it('it is not among the authorities whose stacks are made', () => {
    expect(listAuthorities()).toContain('kent');
    expect(listAuthorities()).not.toContain('example');
  });

  it('no clause counts as kept because of it', () => {
    const rules = coverageOfEverything().clauses.flatMap((clause) => clause.rules);
    expect(rules.some((rule) => rule.startsWith('kent/'))).toBe(true);
    expect(rules.filter((rule) => rule.startsWith('saltmarsh/'))).toEqual([]);
  });
});

/** `name:` as a key, and not in a comment. */
const isUse = (line: string, name: string): boolean =>
  !line.trim().startsWith('#') && new RegExp(`(^|[\\s{])${name}:`).test(line);
