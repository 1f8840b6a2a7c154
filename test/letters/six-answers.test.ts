// Whoever has never seen Homeward asks six things of a letter at 3 a.m.; each kind of letter answers each in its own place.
import { describe, expect, it } from 'vitest';
import { oneOfEachKind } from './kinds.ts';

const letters = await oneOfEachKind();
const ASKS = /^What you are asked to do:\n- ./m;
const TELLS = /^What this letter tells you:\n- ./m;

/** In the order in which they are asked. */
const ANSWERS: readonly (readonly [question: string, place: RegExp])[] = [
  ['What happened?', /^.+, for .+\n\S.+\n\S.+\n\n/],
  ['What must I do?', new RegExp(`${ASKS.source}|${TELLS.source}`, 'm')],
  [
    'By when?',
    /^(To be done by|Was due):\n- \w+day \d|^- No hour is set: |^- Nothing new is asked of you\.$|Nothing is asked of you|It asks nothing new/m,
  ],
  [
    'Who else knows?',
    /^Who else knows, and what comes next:\n- (Told|Told at the same time|Told before): ./m,
  ],
  ['What happens if I do nothing?', /^- (If it is not done|If you do nothing):(?: .|\n {2}- )/m],
  ['Why me?', /^Why you are told:\n- (You are told as|This letter was for) ./m],
];

describe.each(letters)('a letter called $name', ({ letter: { text } }) => {
  it.each(ANSWERS)('%s', (_, place) => {
    expect(text).toMatch(place);
  });

  it('answers in the order in which one asks', () => {
    const places = ANSWERS.map(([, place]) => text.search(place));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('that asks for something says until when, and one that asks for nothing says so', () => {
    const isTimed = /^(To be done by|Was due):|^- No hour is set: /m.test(text);
    expect(isTimed).toBe(ASKS.test(text));
    expect(/nothing new|nothing is asked/i.test(text)).toBe(TELLS.test(text));
  });
});
