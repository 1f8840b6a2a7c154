// Reports in a spreadsheet: what a hostile word in a message can do there, which is nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cell, csv } from '../../local/report/csv.ts';
import { holds } from '../laws/hold.ts';
import { absence, child, report } from './invented-children.ts';

describe('a cell', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    ' =1+1',
    '\t=1',
    '\r=1',
    '\u200B=1',
    '\uFF1D1+1',
    '|cmd',
    '%0A',
    '\uFEFF=1',
  ])('that begins as a formula does is text: %j', (hostile) => {
    expect(cell(hostile).replace(/^"/, '')).toMatch(/^'/);
  });

  it('that holds commas, quotation marks or line ends is one cell', () => {
    expect(['a,b', 'a"b', 'a\nb', 'a;b', 'plain', 5, true, undefined].map(cell)).toEqual([
      '"a,b"',
      '"a""b"',
      '"a\nb"',
      '"a;b"',
      'plain',
      '5',
      'true',
      '',
    ]);
  });

  it('is quoted so that no text leaves it', () => {
    holds(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = cell(text);
        const inside = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '') : written;
        expect(inside).not.toContain('"');
        if (!written.startsWith('"')) expect(written).not.toMatch(/[,\r\n]/);
      }),
      500,
    );
  });
});

describe('a report', () => {
  const hostile = {
    missingFrom: '=HYPERLINK("https://bad.example","Elm, House")',
    person: { givenName: '=Asha', familyName: '@Example', localAuthorityId: '+44' },
  };

  it.each(['home', 'group', 'register', 'annual-return', 'board'] as const)(
    'of kind %s has no formula, and as many cells in each line',
    (kind) => {
      const record = child([
        {
          at: '2026-01-02T09:00:00Z',
          type: 'case.updated',
          data: { person: hostile.person, status: 'looked-after' },
        },
        ...absence('MP-1', '2026-11-02', hostile),
        ...absence('-2', '2026-11-09', {
          ...hostile,
          responsibleAuthority: kind === 'register' ? 'E06000035' : null,
        }),
      ]);
      const text = csv(report(kind, [record]));
      const lines = text.split('\r\n').slice(0, -1);
      expect(lines.length).toBeGreaterThan(1);
      expect(text).not.toMatch(/(^|,|\n)"?[=+\-@]/);
      const cells = (line: string) => line.replaceAll(/"(?:[^"]|"")*"/g, 'x').split(',').length;
      expect(new Set(lines.map(cells)).size).toBe(1);
    },
  );

  it('DFE-72-a: of the year has the columns and dates of the return', () => {
    const record = child([
      {
        at: '2026-01-02T09:00:00Z',
        type: 'case.updated',
        data: { person: { localAuthorityId: 'L1', givenName: 'Asha' }, status: 'looked-after' },
      },
      ...absence('MP-1', '2026-11-02'),
    ]);
    expect(csv(report('annual-return', [record]))).toBe(
      'CHILD,MISSING,MIS_START,MIS_END\r\nL1,M,02/11/2026,02/11/2026\r\n',
    );
  });
});
