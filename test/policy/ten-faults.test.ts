import { describe, expect, it } from 'vitest';
import { aDecision, added, aRule, aTask } from './added.ts';
import { edited, faultsIn, kent, lineOf } from './edited.ts';

const PLANTED: readonly (readonly [from: string, to: string, at: string])[] = [
  ['review-by: 2027-08-31', 'review-by: 2027-02-31', 'review-by'],
  ['is: school', 'is: scool', 'is: scool'],
  ['address: director@kent.example', 'address: director@mail.example', 'director@mail.example'],
  ['deputy: assistant-director', 'deputy: asistant-director', 'asistant-director'],
  ['when: { age: { at-least: 13 } }', 'whne: { age: { at-least: 13 } }', 'whne:'],
  ['to: [team-manager]', 'to: [team-manger]', 'team-manger'],
  ['clauses: [KENT-4.3-d, DFE-25-a]', 'clauses: [KENT-4.3-q]', 'KENT-4.3-q'],
  ['elapsed: PT3H', 'elapsed: 3h', 'elapsed: 3h'],
  ['upon: ended', 'upon: endde', 'endde'],
  ['id: unreadable', 'id: triage', 'upon: unreadable'],
];

describe('a file with ten things wrong', () => {
  const text = edited(kent, ...PLANTED.map(([from, to]) => [from, to] as const));

  it('gets ten findings, each on its line, and none that only follows from another', () => {
    const lines = PLANTED.map(([, , at]) => lineOf(text, at) - (at === 'upon: unreadable' ? 2 : 0));
    expect(faultsIn(text).map(({ line }) => line)).toEqual(lines.sort((a, b) => a - b));
  });

  it('each says what is wrong and how to mend it, on one line', () => {
    for (const { message, mend } of faultsIn(text)) {
      expect(message).toMatch(/^\S.{5,}$/);
      expect(mend).toMatch(/^\S.{5,}$/);
    }
  });

  it('mended in any order, one finding goes at a time', () => {
    for (const [from, to] of PLANTED) expect(faultsIn(edited(text, [to, from]))).toHaveLength(9);
  });
});

const CLOCK = 'after: { elapsed: PT1H, boundary: over, from: { earliest: ';
const RULES: readonly (readonly [rule: string, says: RegExp])[] = [
  [aRule('one', `${CLOCK}[{ rule: traige }] } }`), /no rule of this version is named traige/],
  [aRule('two', 'when: { decided: { task: gate, as: [maybe] } }'), /maybe is no outcome of gate/],
  [aRule('three', `${CLOCK}[received, { rule: three }] } }`), /three waits for itself/],
  [aRule('four', `${CLOCK}[{ recorded: gate }] } }`), /never begin where nobody decides gate/],
  [aRule('five', `${CLOCK}[police-closed] } }`), /only once the police closed the report/],
  [aRule('six', 'before: { days: 1, from: { earliest: [reported] } }'), /reported is past when it is known/],
  [aRule('seven', 'when: { not: { missing-for: { days: 7 } } }'), /holds from the first day on/],
  [aTask('eight', '').replace('upon: missing', 'upon: missing, every: { days: 1 }'), /the same task again/],
  [aRule('nine', 'when: { all: [{ office: open }, { day: [weekend] }] }'), /can hold in no case/],
  [aRule('ten', 'closes: high-risk-alert'), /high-risk-alert asks nobody/],
];

describe('a file with ten rules of which each has one thing wrong', () => {
  it('gets ten findings, each on its rule, and none that only follows from another', () => {
    const text = edited(kent, added(aDecision('gate'), ...RULES.map(([rule]) => rule)));
    const found = faultsIn(text).map(({ line, message }) => ({ line, message }));
    expect(found).toEqual(
      RULES.map(([rule, says]) => ({ line: lineOf(text, rule), message: expect.stringMatching(says) })),
    );
  });
});
