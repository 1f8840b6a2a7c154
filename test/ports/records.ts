// Records to keep: of an invented child, with names that a careless store would trip over.
import type { ChildRecord, UnreadableRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';

let made = 0;

/** An id that no other test uses. */
export const freshId = (kind: 'c' | 'u' = 'c'): string => {
  made += 1;
  return `${kind}-${made.toString(16).padStart(24, '0')}`;
};

/** Keys that are properties of every object, or come from other alphabets. */
export const HARD_NAMES = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'o brien',
  'żółć',
  'محمد علي',
  '李 小龍',
  '🧒🏽',
  'a|b#c\td:e',
  ' ',
];

export const child = (id: string, said: string): ChildRecord => ({
  ...emptyChild(id),
  references: Object.fromEntries(
    HARD_NAMES.map((name) => [
      name,
      {
        circumstances: {
          'urn:police:kent:compact': {
            value: { said, nothing: null, list: [1, true, ''] },
            time: '2026-11-20T22:05:00.000Z',
            message: 'm1',
            by: 'police',
            receivedAt: '2026-11-20T22:05:01.000Z',
          },
        },
      },
    ]),
  ),
});

export const unreadable = (id: string): UnreadableRecord => ({
  kind: 'unreadable',
  id,
  sender: 'police',
  windows: [{ opensAt: '2026-11-20T22:05:00.000Z', messages: ['abc'], more: 0 }],
  told: {},
});
