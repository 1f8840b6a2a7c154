// Which letters of two runs of one story are the same, which come at another time, which only one run has.
import type { SimulatedAction } from '../simulate.ts';

/** One role's letter. */
export interface RoleLetter {
  role: string;
  purpose: string;
  rule: string;
  episode: string;
  at: string;
  /** For a task: until when. */
  deadline?: string;
}

export interface LettersCompared {
  onlyInA: RoleLetter[];
  onlyInB: RoleLetter[];
  atDifferentTimes: { a: RoleLetter; b: RoleLetter }[];
}

type Match = (a: RoleLetter, b: RoleLetter) => boolean;

const sameReader: Match = (a, b) => a.role === b.role && a.episode === b.episode && a.purpose === b.purpose;
const sameTimes: Match = (a, b) => a.at === b.at && a.deadline === b.deadline;
const sameRule: Match = (a, b) => a.rule === b.rule;

/** Rules of another procedure have other names: the reader and the purpose decide, the rule's name only helps. */
export function lettersCompared(
  a: readonly SimulatedAction[],
  b: readonly SimulatedAction[],
): LettersCompared {
  const inA = a.flatMap(byRole);
  const inB = b.flatMap(byRole);
  pairs(inA, inB, (x, y) => sameReader(x, y) && sameTimes(x, y) && sameRule(x, y));
  pairs(inA, inB, (x, y) => sameReader(x, y) && sameTimes(x, y));
  const moved = [
    ...pairs(inA, inB, (x, y) => sameReader(x, y) && sameRule(x, y)),
    ...pairs(inA, inB, sameReader),
  ];
  return { onlyInA: inA, onlyInB: inB, atDifferentTimes: moved.map(([x, y]) => ({ a: x, b: y })) };
}

/** Takes out of both lists what belongs together, each letter once. */
function pairs(inA: RoleLetter[], inB: RoleLetter[], match: Match): [RoleLetter, RoleLetter][] {
  const found: [RoleLetter, RoleLetter][] = [];
  for (const letter of [...inA]) {
    const other = inB.find((each) => match(letter, each));
    if (!other) continue;
    inA.splice(inA.indexOf(letter), 1);
    inB.splice(inB.indexOf(other), 1);
    found.push([letter, other]);
  }
  return found;
}

const byRole = ({ roles, purpose, rule, episode, at, kind, dueAt }: SimulatedAction): RoleLetter[] =>
  roles.map((role) => ({ role, purpose, rule, episode, at, ...(kind === 'task' && { deadline: dueAt }) }));
