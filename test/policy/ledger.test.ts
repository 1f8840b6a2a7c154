import { describe, expect, it } from 'vitest';
import { ledger } from '../../shared/policy/ledger.ts';

describe('the ledger of clauses', () => {
  it.each([
    ['D17', 'darlington-2017', 84],
    ['D18', 'darlington-2018', 42],
    ['DFE', 'dfe-2014', 64],
    ['CE17', 'cheshire-east-2017', 13],
    ['KENT', 'kent-2023', 74],
  ])('holds the clauses of %s (%s): %i', (prefix, document, many) => {
    const own = [...ledger.values()].filter(({ id }) => id.startsWith(`${prefix}-`));
    expect(own).toHaveLength(many);
    expect(own.filter((clause) => clause.document !== document)).toEqual([]);
  });

  it('holds 277 in all, each with its section and kind', () => {
    expect(ledger.size).toBe(277);
    for (const { section, kind, auto } of ledger.values()) {
      expect(section).not.toBe('');
      expect(kind).toMatch(/^(DEF|CLS|TRG|DL|RTE|REC|RPT|RET|SCP|ESC|GEN)$/);
      expect(auto).toMatch(/^[APD-]$/);
    }
  });
});
