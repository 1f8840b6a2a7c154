import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { deliveryOf } from '../../shared/core/routing.ts';
import {
  authoritiesOf,
  type Nation,
  nameOf,
  successorsOf,
  withEveryAuthority,
} from '../../shared/policy/every-authority.ts';
import { formatFault, listAuthorities, loadAuthority } from '../../shared/policy/load.ts';
import { textOf } from './edited.ts';

const NATIONS: readonly Nation[] = ['england', 'wales', 'scotland', 'northern-ireland'];
const standing = NATIONS.flatMap((nation) => Object.entries(authoritiesOf(nation)));

interface Written {
  authorities: Record<Nation, Record<string, string>>;
  districts: Record<string, string>;
  former: Record<string, { was: string; now: string[] }>;
}
interface ShippedFile {
  authority: { code: string; name: string };
  'other-authorities': Record<string, { name: string }>;
}
const written: Written = parse(textOf('directory/united-kingdom'));
const former = Object.keys(written.former);

describe('the directory of authorities', () => {
  it.each<[Nation, number]>([
    ['england', 153],
    ['wales', 22],
    ['scotland', 32],
    ['northern-ireland', 5],
  ])('holds every authority of %s: %i', (nation, many) => {
    expect(Object.keys(authoritiesOf(nation))).toHaveLength(many);
  });

  it.each([
    ['unitary authorities', 'E06', 63],
    ['metropolitan districts', 'E08', 36],
    ['London authorities', 'E09', 33],
    ['county councils', 'E10', 21],
  ])('holds all %s (%s): %i', (_kind, prefix, many) => {
    expect(standing.filter(([code]) => code.startsWith(prefix))).toHaveLength(many);
  });

  it('codes each nation as its statisticians do', () => {
    const forms = { england: /^E(06|08|09|10)\d{6}$/, wales: /^W06\d{6}$/, scotland: /^S12\d{6}$/ };
    for (const [nation, form] of Object.entries(forms)) {
      for (const code of Object.keys(authoritiesOf(nation as Nation))) expect(code).toMatch(form);
    }
    for (const code of Object.keys(authoritiesOf('northern-ireland')))
      expect(code).toMatch(/^[A-Z]{1,2}HSCT$/);
    for (const code of Object.keys(written.districts)) expect(code).toMatch(/^N09\d{6}$/);
    for (const code of former) expect(code).toMatch(/^(E(06|08|10)|S12)\d{6}$/);
  });

  it('gives no code and no name twice', () => {
    const codes = [...standing.map(([code]) => code), ...Object.keys(written.districts), ...former];
    expect(codes).toHaveLength(new Set(codes).size);
    const names = standing.map(([, name]) => name);
    expect(names.filter((name, n) => names.indexOf(name) !== n)).toEqual([]);
    expect(names.filter((name) => name !== name.trim() || name === '')).toEqual([]);
  });

  it('is written in the order of the codes', () => {
    for (const part of [...Object.values(written.authorities), written.districts, written.former]) {
      expect(Object.keys(part)).toEqual(Object.keys(part).toSorted());
    }
  });

  it('knows the authorities that changed last', () => {
    expect(nameOf('E06000063')).toBe('Cumberland');
    expect(nameOf('E06000064')).toBe('Westmorland and Furness');
    expect(nameOf('E06000065')).toBe('North Yorkshire');
    expect(nameOf('E06000066')).toBe('Somerset');
    expect(nameOf('E08000038')).toBe('Barnsley');
    expect(nameOf('E08000039')).toBe('Sheffield');
  });

  it.each(['E99999999', 'E23000032', 'toString', '__proto__', ''])('knows nobody by the code %j', (code) => {
    expect(nameOf(code)).toBeUndefined();
    expect(successorsOf(code)).toEqual([]);
  });
});

describe('a code that has ended', () => {
  it('leads to authorities that stand today', () => {
    expect(former).toHaveLength(18);
    const codes = new Set(standing.map(([code]) => code));
    for (const code of former) {
      expect(codes.has(code)).toBe(false);
      expect(successorsOf(code).length).toBeGreaterThan(0);
      expect(successorsOf(code).filter((successor) => !codes.has(successor))).toEqual([]);
    }
  });

  it('has the name that it had, and whoever answers to it now', () => {
    expect(nameOf('E10000021')).toBe('Northamptonshire');
    expect(successorsOf('E10000021')).toEqual(['E06000061', 'E06000062']);
    expect(successorsOf('S12000046')).toEqual(['S12000049']);
    expect(successorsOf('E06000062')).toEqual([]);
  });
});

describe('a district of Northern Ireland', () => {
  it('stands for a trust, and every trust has one', () => {
    expect(Object.keys(written.districts)).toHaveLength(11);
    const trusts = authoritiesOf('northern-ireland');
    expect([...new Set(Object.values(written.districts))].toSorted()).toEqual(Object.keys(trusts));
    expect(nameOf('N09000007')).toBe('South Eastern Health and Social Care Trust');
  });
});

describe('the files that are shipped', () => {
  const examples = join(import.meta.dirname, '../../examples');
  const texts = new Map([
    ...listAuthorities().map((authority): [string, string] => [authority, textOf(authority)]),
    ...readdirSync(examples, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ya?ml|json)$/.test(file))
      .map((file): [string, string] => [file, readFileSync(join(examples, file), 'utf8')]),
  ]);

  it('name only authorities that stand', () => {
    expect(texts.size).toBeGreaterThan(20);
    const gone = [...texts].flatMap(([file, text]) =>
      (text.match(/\b(?!E23|W15)[ENSW]\d{8}\b/g) ?? [])
        .filter((code) => nameOf(code) === undefined || successorsOf(code).length > 0)
        .map((code) => `${file}: ${code}`),
    );
    expect(gone).toEqual([]);
  });

  it('call them by the same names', () => {
    for (const authority of ['cheshire-east', 'darlington', 'kent']) {
      const file: ShippedFile = parse(textOf(authority));
      const named = Object.entries({ [file.authority.code]: file.authority, ...file['other-authorities'] });
      expect(named.length).toBeGreaterThan(1);
      expect(named.filter(([code, { name }]) => name !== nameOf(code))).toEqual([]);
    }
  });
});

describe("a policy's other authorities", () => {
  const barnsley = { name: 'Barnsley', address: 'missing.children@barnsley.example' };
  const cumberland = { name: 'Cumberland', address: 'missing.children@cumberland.example' };
  const every = withEveryAuthority({ E08000038: barnsley, E06000063: cumberland });

  it('are as the file lists them, and all others by name alone', () => {
    expect(every['E06000063']).toEqual(cumberland);
    expect(every['W06000015']).toEqual({ name: 'Cardiff' });
    expect(every['N09000003']).toEqual({ name: 'Belfast Health and Social Care Trust' });
    expect(Object.keys(every).filter((code) => !/^[ENSW]\d{8}$/.test(code))).toEqual([]);
    expect(Object.keys(every)).toHaveLength(153 + 22 + 32 + 11 + 18);
  });

  it('are written to under a code that has ended where one authority alone answers to it', () => {
    expect(every['E08000016']).toEqual(barnsley);
    expect(every['E10000006']).toEqual({ name: 'Cumbria, now Cumberland, or Westmorland and Furness' });
    expect(every['E06000029']).toEqual({ name: 'Poole, now Bournemouth, Christchurch and Poole' });
  });

  it('keep what the file itself says of a code that has ended', () => {
    const own = { name: 'Sheffield', address: 'old.desk@sheffield.example' };
    expect(withEveryAuthority({ E08000019: own })['E08000019']).toEqual(own);
  });

  it('have the front door telephone one without an address by its name', () => {
    const loaded = loadAuthority('kent');
    if (!loaded.ok) throw new Error(loaded.faults.map(formatFault).join('\n'));
    const kent = { ...loaded.policy, authorities: withEveryAuthority(loaded.policy.authorities) };
    const to = { role: 'placing-authority', authority: 'E09000001' };
    expect(deliveryOf(to, undefined, kent, '2026-11-20T12:00:00.000Z')).toEqual({
      mailbox: 'front.door@kent.example',
      note: expect.stringMatching(/for City of London \(E09000001\).*telephone/),
    });
  });
});
