// The stack that would be deployed, under its own policies: enough for the whole story, and nothing beside it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { darlington, type Synthesized } from './darlington.ts';
import { neverUsed } from './never-used.ts';
import { type Played, play } from './story.ts';
import { putEverythingAside } from './when-it-fails.ts';

process.env['TZ'] = 'UTC';

let stack: Synthesized;
let played: Played;

beforeAll(async () => {
  stack = await darlington();
  played = await play(stack.assembly, stack.folder);
});
afterAll(() => stack?.clear());

describe('under the policies of its own template the service', () => {
  it('tells whoever has to know, and nothing that it does is refused', () => {
    expect(played.missed).toBeUndefined();
    expect(played.refused).toEqual([]);
  });

  it('loses nothing that fails: each part may put it aside', () => {
    expect(() => putEverythingAside(stack.assembly)).not.toThrow();
  });

  it('is granted nothing that it never uses, but for what is named with its reason', () => {
    const failing = new Set(putEverythingAside(stack.assembly));
    const unused = played.unused.filter((grant) => failing.has(grant));
    expect(unused.filter((grant) => !neverUsed.some(([grants]) => grants.test(grant)))).toEqual([]);
    for (const [grants, because] of neverUsed)
      expect(
        unused.some((grant) => grants.test(grant)),
        because,
      ).toBe(true);
  });
});
