// Where in a version something is asked or counted: every condition and clock, with its path.
import type { Path } from '../finding.ts';
import { listIn, tableIn, textIn } from '../plain.ts';

/** A value and where it stands. */
export interface Place {
  path: Path;
  value: unknown;
}

/** Of each version: its rules, and where each stands. */
export function rulesOf(file: unknown): { v: number; version: unknown; rules: Place[] }[] {
  return listIn(file, 'versions').map((version, v) => ({
    v,
    version,
    rules: listIn(version, 'rules').map((value, r) => ({ value, path: ['versions', v, 'rules', r] })),
  }));
}

export interface ClockPlace extends Place {
  key: 'after' | 'before' | 'within' | 'target';
  /** The instants that it may run from. */
  starts: Place[];
}

export function clocksOf({ value: rule, path }: Place): ClockPlace[] {
  const { asks } = tableIn(rule);
  const all = [
    ...(['after', 'before'] as const).map((key) => ({ key, of: rule, at: path })),
    ...(['within', 'target'] as const).map((key) => ({ key, of: asks, at: [...path, 'asks'] })),
  ];
  return all.flatMap(({ key, of, at }) => {
    const value = tableIn(of)[key];
    if (value === undefined) return [];
    const starts = ['earliest', 'latest'].flatMap((which) =>
      listIn(value, 'from', which).map((start, n) => ({
        value: start,
        path: [...at, key, 'from', which, n],
      })),
    );
    return [{ key, value, path: [...at, key], starts }];
  });
}

export interface ConditionPlace extends Place {
  part: 'when' | 'unless' | 'or-sooner' | 'in-digest-when' | 'to';
}

export function conditionsOf({ value: rule, path }: Place): ConditionPlace[] {
  const said = tableIn(rule);
  return [
    { part: 'when' as const, value: said['when'], path: [...path, 'when'] },
    ...(['or-sooner', 'in-digest-when'] as const).map((part) => ({
      part,
      value: said[part],
      path: [...path, part],
    })),
    ...(['unless', 'to'] as const).flatMap((part) =>
      listIn(rule, part).map((each, n) => ({
        part,
        value: tableIn(each)['when'],
        path: [...path, part, n, 'when'],
      })),
    ),
  ].filter(({ value }) => value !== undefined);
}

/** Conditions of a version that are no rule's: of its routing tables, its treatments, and of who is not written to. */
export function otherConditionsOf(version: unknown, v: number): Place[] {
  const places = [
    ...Object.keys(tableIn(version, 'routes')).map((route) => ['routes', route]),
    ['treat-as'],
    ['withhold'],
  ];
  return places.flatMap((place) =>
    listIn(version, ...place).flatMap((each, n) => {
      const { when: value } = tableIn(each);
      return value === undefined ? [] : [{ value, path: ['versions', v, ...place, n, 'when'] }];
    }),
  );
}

export interface QuestionPlace {
  key: string;
  asks: unknown;
  path: Path;
  /** It must not hold for the whole to hold. */
  isDenied: boolean;
  /** The whole does not hold without it. */
  isNeeded: boolean;
}

/** Every single question of a condition. */
export function questionsIn({ value, path }: Place, isDenied = false, isNeeded = true): QuestionPlace[] {
  return Object.entries(tableIn(value)).flatMap(([key, asks]) => {
    const at = [...path, key];
    if (key === 'not') return questionsIn({ value: asks, path: at }, !isDenied, isNeeded);
    if (key !== 'all' && key !== 'any') return [{ key, asks, path: at, isDenied, isNeeded }];
    const parts = listIn(asks);
    const needed = isNeeded && (parts.length === 1 || (key === 'all') !== isDenied);
    return parts.flatMap((part, n) => questionsIn({ value: part, path: [...at, n] }, isDenied, needed));
  });
}

/** That it can be read who is meant. What cannot is found with the shape. */
export const isRecipient = (to: unknown): boolean =>
  typeof to === 'string' ||
  ['role', 'route', 'every-authority', 'everybody-told'].some((key) => key in tableIn(to));

/** The rule or treatment that a question is about. */
export const taskAsked = ({ key, asks }: QuestionPlace): string | undefined => {
  if (key === 'told') return textIn({ asks }, 'asks');
  return key === 'recorded' || key === 'decided' ? textIn(asks, 'task') : undefined;
};

/** The rule whose instant a clock runs from, and which instant. */
export function ruleStarted(
  start: unknown,
): { kind: 'rule' | 'deadline-of' | 'recorded'; id: string } | undefined {
  for (const kind of ['rule', 'deadline-of', 'recorded'] as const) {
    const id = textIn(start, kind);
    if (id !== undefined) return { kind, id };
  }
  return undefined;
}
