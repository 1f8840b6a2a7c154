// A letter's page is sound HTML, as far as mail programs let it be.
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Shown } from './kinds.ts';
import { oneOfEachKind } from './kinds.ts';

const validate = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Mail programs know layout tables, their attributes and styles in place, and little else.
    'no-deprecated-attr': 'off',
    'no-inline-style': 'off',
    'no-conditional-comment': 'off',
    'presentation-role-style': 'off',
    'prefer-native-element': 'off',
    'doctype-style': 'off',
  },
});

describe('the page of a letter', () => {
  let letters: Shown[] = [];
  beforeAll(async () => {
    letters = await oneOfEachKind();
  });

  it('is valid HTML, of every kind', async () => {
    const faults = await Promise.all(
      letters.map(async ({ name, letter }) => {
        const { results } = await validate.validateString(letter.html);
        return results.flatMap(({ messages }) =>
          messages.map(({ ruleId, message }) => `${name}: ${ruleId}: ${message}`),
        );
      }),
    );
    expect([...new Set(faults.flat())]).toEqual([]);
  });

  it('a fault in it would be found', async () => {
    const [first] = letters;
    const broken = first?.letter.html.replace('</h1>', '</h2>') ?? '';
    expect((await validate.validateString(broken)).valid).toBe(false);
  });
});
