import { describe, expect, it } from 'vitest';
import { reasons, says, sound } from './kent.ts';

function nested(levels: number): unknown {
  return levels === 0 ? 1 : [nested(levels - 1)];
}

describe('when a body is larger than a record can keep', () => {
  const padded = (padding: string) => sound('case.updated', { overrides: { note: padding } });
  const bare = new TextEncoder().encode(JSON.stringify(padded(''))).length;
  const room = 256 * 1024 - bare;

  it('256 KiB are read', () => {
    expect(reasons(padded('x'.repeat(room)))).toEqual([]);
  });

  it('one byte more is refused', () => {
    expect(reasons(JSON.stringify(padded('x'.repeat(room + 1))))).toEqual(says('', '256 KiB'));
  });

  it('bytes count, not characters', () => {
    for (const [letter, bytes] of [
      ['é', 2],
      ['€', 3],
      ['😀', 4],
    ] as const) {
      const most = letter.repeat(Math.floor(room / bytes));
      expect(reasons(padded(most))).toEqual([]);
      expect(reasons(JSON.stringify(padded(most + letter)))).toEqual(says('', '256 KiB'));
    }
  });
});

describe('when JSON is nested', () => {
  it('30 levels are read', () => {
    // The event, its data and the overrides are three of them.
    expect(reasons(sound('case.updated', { overrides: { plan: nested(27) } }))).toEqual([]);
  });

  it('31 levels are refused', () => {
    expect(reasons(sound('case.updated', { overrides: { plan: nested(28) } }))).toEqual(says('', 'nested'));
  });

  it.each(['[', '{"a":'])('a hundred thousand of %s are refused without harm', (opening) => {
    const levels = opening === '[' ? 100_000 : 40_000;
    const closing = opening === '[' ? ']' : '}';
    const body = opening.repeat(levels) + (opening === '[' ? '' : '1') + closing.repeat(levels);
    expect(reasons(body)[0]?.message).toContain('nested more than 30 deep');
  });
});

describe('when a name reaches for the prototype', () => {
  const names = ['__proto__', 'constructor', 'prototype'];

  it.each(names)('%s is a fault in the data', (name) => {
    const body = JSON.stringify(sound('missing.reported')).replace(
      '"risk"',
      `"${name}":{"polluted":1},"risk"`,
    );
    expect(reasons(body)).toEqual(says(`/data/${name}`, 'reserved name'));
    expect({}).not.toHaveProperty('polluted');
  });

  it.each(names)('%s is a fault in the overrides, however it is spelt', (name) => {
    const spelt = `\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}`;
    const body = JSON.stringify(sound('case.updated', { overrides: {} })).replace(
      '"overrides":{}',
      `"overrides":{"plan":{"${spelt}":{"polluted":1}}}`,
    );
    expect(reasons(body)).toEqual(says(`/data/overrides/plan/${name}`, 'reserved name'));
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('when JSON says two things at once', () => {
  it('a field that is given twice is a fault', () => {
    const body = JSON.stringify(sound('missing.reported')).replace('"risk"', '"risk":"low","risk"');
    expect(reasons(body)).toEqual(says('/data/risk', 'is given twice'));
  });

  it('the same field in two places is none', () => {
    const overrides = { a: { x: [{ x: 1 }, { x: '"x":{' }] }, x: '\\', b: { x: '\\"' } };
    expect(reasons(sound('case.updated', { overrides }))).toEqual([]);
  });

  it('a number beyond all numbers is a fault, found where it stands', () => {
    const body = JSON.stringify(sound('case.updated', { overrides: { a: [1, 2, 'HERE'] } }));
    expect(reasons(body.replace('"HERE"', '1e999'))).toEqual(says('/data/overrides/a/2', 'too large'));
  });
});
