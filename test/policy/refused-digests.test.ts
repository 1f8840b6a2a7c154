import { describe, expect, it } from 'vitest';
import { added, aRule, inAdded } from './added.ts';
import { edited, faultsIn, kent, rule } from './edited.ts';
import { refuses } from './refuses.ts';

const DIGEST: [string, string] = [
  'deployment:\n',
  'digest: { to: [director], at: "07:30", on: every-day }\n\ndeployment:\n',
];
const OFTEN = 'in-digest-when: { episodes: { at-least: 3, in: { days: 30 } } }';
const copy = (more = `basis: courtesy, ${OFTEN}`, upon = 'missing', purpose = 'report', to = '[director]') =>
  aRule('copy', more, upon, purpose, to);
const at = 'id: copy';
const path = inAdded(0, 'in-digest-when');

describe('a morning digest is refused', () => {
  refuses({
    'when a reader is nobody of the directory': {
      edits: [[DIGEST[0], DIGEST[1].replace('[director]', '[directer]')]],
      at: 'digest: {',
      path: '/digest/to/0',
      says: /named directer/,
      mend: /did you mean director\?/,
    },
    'when it is for whoever holds a case': {
      edits: [[DIGEST[0], DIGEST[1].replace('[director]', '[keyworker]')]],
      at: 'digest: {',
      path: '/digest/to/0',
      says: /no role of the directory is named keyworker/,
      mend: /add keyworker/,
    },
    'when it comes at no time of day': {
      edits: [[DIGEST[0], DIGEST[1].replace('07:30', 'dawn')]],
      at: 'digest: {',
      path: '/digest/at',
      says: /is not a time/,
      mend: /08:30|write it/,
    },
  });
});

describe('to keep a letter for the morning is refused', () => {
  refuses({
    'where there is no digest': {
      edits: [added(copy())],
      at,
      path,
      says: /no digest that it could stand in/,
      mend: /add digest:/,
    },
    'where the procedure requires the letter': {
      edits: [DIGEST, added(copy(OFTEN))],
      at,
      path,
      says: /the procedure requires goes at once/,
      mend: /take it out/,
    },
    'where it escalates': {
      edits: [DIGEST, added(copy(undefined, 'missing', 'escalate'))],
      at,
      path,
      says: /there to escalate cannot wait/,
      mend: /take it out/,
    },
    'where it says that it is over': {
      edits: [DIGEST, added(copy(undefined, 'ended', 'stand-down'))],
      at,
      path,
      says: /there to stand-down cannot wait/,
      mend: /take it out/,
    },
    'where it tells of the worst': {
      edits: [DIGEST, added(copy(undefined, 'deceased'))],
      at,
      path,
      says: /upon deceased cannot wait/,
      mend: /take it out/,
    },
    'where it asks for something': {
      edits: [
        DIGEST,
        added(
          copy(
            `basis: courtesy, ${OFTEN}, asks: { within: { elapsed: PT8H, from: { earliest: [received] } } }`,
          ),
        ),
      ],
      at,
      path,
      says: /with asks: is more than a copy/,
      mend: /one of them/,
    },
    'where one of its readers has no digest': {
      edits: [DIGEST, added(copy(undefined, 'missing', 'report', '[director, front-door]'))],
      at,
      path,
      says: /readers who have no digest/,
      mend: /tell only director/,
    },
    'where another rule waits for its being told': {
      edits: [DIGEST, added(copy(), aRule('later', 'when: { told: copy }'))],
      at: 'id: later',
      path: inAdded(1, 'when/told'),
      says: /may stand in the morning digest instead/,
      mend: /out of copy/,
    },
    'where its condition contradicts itself': {
      edits: [
        DIGEST,
        added(
          copy('basis: courtesy, in-digest-when: { all: [{ age: { under: 5 } }, { age: { at-least: 9 } }] }'),
        ),
      ],
      at,
      path,
      says: /can hold in no case/,
      mend: /correct it/,
    },
  });

  it('where nobody else would be told at once that a child is back', () => {
    const only = (more: string) =>
      rule('found-notice')
        .replace(
          /to: .*/,
          `to: [director]
        basis: courtesy${more}`,
        )
        .replace('do: notify', 'do: report');
    const asIfNoOther = kent.replaceAll('upon: return-reported', 'upon: reported');
    const before = rule('found-notice').replace('upon: return-reported', 'upon: reported');
    const faultsWith = (more: string) =>
      faultsIn(edited(asIfNoOther, DIGEST, [before, only(more)])).map(({ message }) => message);
    const nobody = expect.stringMatching(/^when a child is said to be back, /);
    expect(faultsWith('')).not.toContainEqual(nobody);
    expect(faultsWith(`\n        ${OFTEN}`)).toContainEqual(nobody);
  });

  it('and not for a copy that only informs', () => {
    expect(faultsIn(edited(kent, DIGEST, added(copy())))).toEqual([]);
  });
});
