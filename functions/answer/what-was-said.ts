// What is on record of a letter: what its readers answered, what was decided or done, and what may still be answered.
import type { Absence } from '../../shared/core/absence.ts';
import type { Saying } from '../../shared/core/answered.ts';
import { ANSWERS_URN, answered, letterOf, SAYINGS } from '../../shared/core/answered.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { Role } from '../../shared/core/policy.ts';
import type { ChildRecord, Telling } from '../../shared/core/record.ts';
import { isNewer, own } from '../../shared/core/record.ts';

/** What a reader may do on the page. */
export type Act = Saying | 'decide';

/** What was answered to a letter, when it reached us, and in whose name. */
export interface Answer {
  saying: Saying;
  at: Instant;
  by?: Role;
}

/** What was decided or done, as far as it is on record. */
export interface Recorded {
  outcome: string;
  at: Instant;
  /** Whoever said it on this page; nobody where it was recorded elsewhere. */
  by?: Role;
  /** What was written on this page; the case system's words stay there. */
  reason?: string;
  /** Written by the role whom the letter is for. */
  isOwn: boolean;
}

export function answersTo(record: ChildRecord, id: string, telling: Telling): Answer[] {
  const letter = letterOf(id, telling);
  return SAYINGS.flatMap((saying): Answer[] => {
    const said = answered(record, letter, telling, saying);
    return said ? [{ saying, at: said.knownAt, ...(said.by && { by: said.by }) }] : [];
  });
}

/** The answer that counts, where it was given on this page. */
export function writtenHere(
  task: string,
  { roles }: Telling,
  { references }: Absence,
  { references: said }: ChildRecord,
): Pick<Recorded, 'by' | 'reason' | 'isOwn'> {
  const all = references.flatMap((each) => Object.entries(own(own(said, each) ?? {}, `task.${task}`) ?? {}));
  const [newest, ...rest] = all;
  if (!newest) return { isOwn: false };
  const [source, { value }] = rest.reduce((a, b) => (isNewer(b[1], a[1]) ? b : a), newest);
  if (!source.startsWith(ANSWERS_URN)) return { isOwn: false };
  const { reason, by } = (value ?? {}) as { reason?: string; by?: Role };
  return { ...(by && { by }), ...(reason && { reason }), isOwn: by !== undefined && roles.includes(by) };
}

interface Standing {
  answers: readonly Answer[];
  /** What it asks is open; or somebody has recorded it. */
  asked: 'open' | 'recorded' | 'nothing';
  isOver: boolean;
  isLastInLine: boolean;
  /** It is for somebody without an address: whoever passes it on by hand has neither decided nor done what it asks. */
  isToPassOn: boolean;
  /** That the child is back can be said of this absence, and the letter is not itself about such a word. */
  canBeBack: boolean;
}

export function mayStill({ answers, asked, isOver, isLastInLine, isToPassOn, canBeBack }: Standing): Act[] {
  const isSaid = (...any: Saying[]) => answers.some(({ saying }) => any.includes(saying));
  if (isOver && asked !== 'open') return [];
  const isTheirs = asked !== 'recorded' && !isSaid('not-me');
  const back: Act[] = isSaid('back') || isOver || !canBeBack ? [] : ['back'];
  const isAnswered = isSaid('seen', 'passed-on');
  if (isToPassOn) return isTheirs && !isAnswered ? ['passed-on', ...back] : back;
  return [
    ...(asked === 'open' ? (['decide'] as const) : []),
    ...(isTheirs && !isAnswered ? (['seen'] as const) : []),
    ...(isTheirs && !isLastInLine ? (['not-me'] as const) : []),
    ...back,
  ];
}
