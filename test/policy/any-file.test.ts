import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorityFrom, type Loaded } from '../../shared/policy/load.ts';
import { kent, textOf } from './edited.ts';

const lines = kent.split('\n');

function isAnAnswer(loaded: Loaded, text: string): void {
  if (loaded.ok) return;
  expect(loaded.faults.length).toBeGreaterThan(0);
  for (const { line, path, message, mend } of loaded.faults) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(text.split('\n').length);
    expect(path).toMatch(/^(\/.*)?$/s);
    expect(message).not.toMatch(/\n|undefined|\[object|Invalid input|Error/);
    expect(mend).not.toMatch(/\n|undefined|\[object|Invalid input|Error/);
  }
}

const answers = (text: string) => isAnAnswer(authorityFrom(text, 'any.yaml'), text);

const SCRAPS = [
  '',
  ' ',
  '\t',
  ':',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '#',
  '&a',
  '*a',
  '!',
  '|',
  '~',
  '\n',
  'null',
  '12',
  '0x1',
  'true',
  '<<: *a',
  '__proto__',
  '...',
  '%',
  '\u0000',
  '\ud800',
];

describe('whatever is done to a file', () => {
  it('it is cut off anywhere: the answer is a policy or faults with lines', () => {
    fc.assert(
      fc.property(fc.nat(kent.length), (end) => answers(kent.slice(0, end))),
      { numRuns: 80 },
    );
  });

  it('a scrap is put anywhere into it', () => {
    const place = fc.nat(kent.length);
    fc.assert(
      fc.property(place, fc.nat(6), fc.constantFrom(...SCRAPS), (at, gone, scrap) =>
        answers(kent.slice(0, at) + scrap + kent.slice(at + gone)),
      ),
      { numRuns: 80 },
    );
  });

  it('lines are lost, doubled or moved', () => {
    const line = fc.nat(lines.length - 1);
    fc.assert(
      fc.property(line, line, fc.nat(12), (from, to, many) => {
        const moved = lines.slice(from, from + many);
        const rest = [...lines.slice(0, from), ...lines.slice(from + many)];
        answers(rest.join('\n'));
        answers([...rest.slice(0, to), ...moved, ...rest.slice(to)].join('\n'));
      }),
      { numRuns: 40 },
    );
  });

  it('it holds any data at all', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => answers(JSON.stringify(value, null, 1))),
      { numRuns: 80 },
    );
  });

  it('any part of it is any data', () => {
    const parts = [
      'authority',
      'office-hours',
      'sources',
      'senders',
      'mail',
      'directory',
      'other-authorities',
      'versions',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...parts), fc.jsonValue(), (part, value) => {
        const rest = textOf('darlington').replace(new RegExp(`^${part}:.*?(?=^\\S)`, 'ms'), '');
        answers(
          `${part}: ${JSON.stringify(value)}\n${part === 'versions' ? rest.split('versions:')[0] : rest}`,
        );
      }),
      { numRuns: 80 },
    );
  });
});
