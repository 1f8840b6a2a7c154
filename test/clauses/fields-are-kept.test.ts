// A field that is said to keep a clause must not only exist: what it says must stay in the child's record.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAccounts } from '../../local/clauses/accounts.ts';
import { fieldOf, missingField } from '../../local/clauses/fields.ts';
import type { Message } from '../../shared/contract/message.ts';
import { evolve } from '../../shared/core/evolve.ts';
import { emptyChild } from '../../shared/core/record.ts';

const root = join(import.meta.dirname, '../..');
const { accounts } = readAccounts(readFileSync(join(root, 'docs/clauses.yaml'), 'utf8'));
const fields = [...new Set([...accounts.values()].flatMap(({ data = [] }) => data))].sort();
const ofMessages = fields.filter((field) => !field.startsWith('authority '));
const arrival = { receivedAt: '2026-11-20T22:05:00.000Z', by: 'police' as const };

describe('what a field of a message says', () => {
  it.each(ofMessages)('%s stays in the record', (field) => {
    const { document, path, value = 'what was said' } = fieldOf(field);
    const content = path.slice(1).reduceRight<unknown>((inner, step) => ({ [step]: inner }), value);
    const message: unknown = {
      type: document,
      id: 'one',
      source: 'urn:example:one',
      subject: 'ME-1',
      time: arrival.receivedAt,
      data: { authority: 'E06000005', person: {}, ...(content as object) },
    };
    const record = JSON.stringify(evolve(emptyChild('child'), message as Message, arrival));
    expect(record).toContain(value);
  });
});

describe('a field that keeps a clause', () => {
  it.each([
    ['missing.reported data.colour', /has no data\.colour/],
    ['missing.reported data.risk=very-high', /cannot be very-high/],
    ['missing.seen data.risk', /no schema of missing\.seen/],
    ['authority directory.*.telephone', /has no directory\.\*\.telephone/],
    ['authority versions.rules', /has no versions\.rules/],
  ])('%s is refused where it does not exist', (field, says) => {
    expect(missingField(root, field)).toMatch(says);
  });

  it.each([
    'authority directory.*.deputy',
    'authority versions[].rules[].basis=courtesy',
    'missing.reported data.risk=high',
  ])('%s is accepted', (field) => {
    expect(missingField(root, field)).toBeUndefined();
  });
});
