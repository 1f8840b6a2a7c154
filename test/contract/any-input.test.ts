import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../shared/contract/read.ts';
import { darlington, exampleFiles, exampleText, kent, ownSender } from './kent.ts';

const marker = 'zzRobinzz';

function holds(body: string, expectations = kent): void {
  const read = readMessage(body, expectations);
  if (read.readable) return;
  expect(read.reasons.length).toBeGreaterThan(0);
  for (const { path, message } of read.reasons) {
    expect(path).toMatch(/^(\/[A-Za-z0-9_-]+)*$/);
    expect(message).toMatch(/^[^:]+: .+/);
    expect(message).not.toContain(marker);
  }
}

const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    marker,
    `${marker}@home.example`,
    '2026-11-20T20:30:00Z',
    '2026-11-20',
    '',
    null,
    -1,
    1e308,
  ),
  fc.string({ unit: 'binary' }).map((text) => text + marker),
);

type Node = Record<string, unknown> | unknown[];

function places(node: unknown): [Node, string | number][] {
  if (typeof node !== 'object' || node === null) return [];
  const keys = Array.isArray(node) ? [...node.keys()] : Object.keys(node);
  return keys.flatMap((key) => [
    [node as Node, key] as [Node, string | number],
    ...places((node as Record<string | number, unknown>)[key]),
  ]);
}

type Change = { at: number; how: 'replace' | 'remove' | 'add'; name: string; value: unknown };

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('replace' as const, 'remove' as const, 'add' as const),
  name: fc.constantFrom(
    'risk',
    'person',
    'overrides',
    '__proto__',
    'constructor',
    'subject',
    marker,
    '~/',
    '',
  ),
  value,
});

function spoil(event: unknown, { at, how, name, value }: Change): void {
  const all = places(event);
  const place = all[at % Math.max(1, all.length)];
  if (!place) return;
  const [node, key] = place as [Record<string | number, unknown>, string];
  if (how === 'replace') node[key] = value;
  else if (how === 'remove') delete node[key];
  else Object.defineProperty(node, name, { value, enumerable: true, configurable: true, writable: true });
}

describe('whatever arrives', () => {
  it('any text is read or has a reason', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (body) => holds(body)));
  });

  it('any JSON is read or has a reason', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 6 }), (body) => holds(body)));
  });

  it('any envelope with any data is read or has a reason', () => {
    const event = fc.record(
      {
        specversion: fc.constantFrom('1.0', 1),
        id: value,
        source: fc.constantFrom('urn:police:kent:compact', marker),
        type: fc.oneof(fc.constantFrom('missing.found', 'case.updated', 'missing.reported'), value),
        time: value,
        subject: value,
        data: fc.oneof(value, fc.dictionary(fc.string(), value)),
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(event, (each) => holds(JSON.stringify(each))));
  });

  it.each(exampleFiles)('%s, spoilt in any way, is read or has a reason that does not repeat it', (file) => {
    const expectations = file.startsWith('kent-') ? kent : darlington;
    const text = exampleText(file);
    const sender = ownSender(text, expectations);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const event: unknown = JSON.parse(text);
        for (const each of changes) spoil(event, each);
        holds(JSON.stringify(event), { ...expectations, sender });
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it.each(exampleFiles)('%s, cut off or with a character changed, is read or has a reason', (file) => {
    const text = exampleText(file);
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.string({ unit: 'binary', maxLength: 3 }),
        fc.boolean(),
        (at, put, cut) => holds(text.slice(0, at) + put + (cut ? '' : text.slice(at + 1))),
      ),
    );
  });
});

describe('what has been read', () => {
  it.each(exampleFiles)('%s reads the same when it is sent on as it was kept', (file) => {
    const expectations = file.startsWith('kent-') ? kent : darlington;
    const sender = ownSender(exampleText(file), expectations);
    const once = readMessage(exampleText(file), { ...expectations, sender });
    const kept = once.readable ? { specversion: '1.0', ...once.message } : {};
    expect(readMessage(JSON.stringify(kept), { ...expectations, sender })).toEqual(once);
  });
});
