// What becomes of a letter after the mail service has accepted it. News comes late, twice and in any order: the gravest stands.
import { plainly } from './in-words.ts';
import type { Instant } from './instant.ts';
import { earliest, HOUR, later } from './instant.ts';
import type { Fate, HomewardRecord, Telling } from './record.ts';

/** The mail service itself gives a letter up after an hour: whoever has heard nothing by then will hear nothing more. */
export const WORD_WITHIN = HOUR;

type Outcome = Fate['is'];

/** What each outcome may replace, so that the order in which news comes makes no difference. A complaint proves that it arrived. */
const REPLACES: Readonly<Record<Outcome, readonly Outcome[]>> = {
  'unheard-of': [],
  delayed: ['unheard-of'],
  delivered: ['delayed', 'unheard-of'],
  bounced: ['delivered', 'delayed', 'unheard-of'],
  rejected: ['delivered', 'delayed', 'unheard-of'],
  'not-written': ['delivered', 'delayed', 'unheard-of'],
  'complained-of': ['bounced', 'rejected', 'not-written', 'delivered', 'delayed', 'unheard-of'],
};

/** The mailbox may have it, or will: its deputy is told, and so is it itself when all is over. */
const UNSURE: ReadonlySet<Outcome> = new Set(['delayed', 'complained-of', 'unheard-of']);

/** Whoever may have it, and answers it, has it. */
export const isInDoubt = (fate: Fate | undefined): boolean => fate !== undefined && UNSURE.has(fate.is);

/** The telling after the news; itself where the news changes nothing. */
export function withFate(telling: Telling, fate: Fate): Telling {
  const { state, at, intendedAt, mailbox, unanswered = {} } = telling;
  const before = telling.fate?.is;
  if (before === undefined ? state === 'refused' : !REPLACES[fate.is].includes(before)) return telling;
  const { [mailbox]: mayHaveIt, ...elsewhere } = unanswered;
  // An offer before this one, whose answer was lost, may have arrived whatever became of this one.
  const isOfThisOffer = mayHaveIt !== undefined && mayHaveIt >= intendedAt;
  const certain = isOfThisOffer ? unansweredBy(telling, elsewhere) : telling;
  // It went when it was offered, not when the word of it came: what its reader heard since is newer.
  const wentAt = (isOfThisOffer ? mayHaveIt : at) ?? intendedAt;
  if (fate.is === 'delivered') return { ...certain, state: 'accepted', at: wentAt, fate };
  // One that has no mark is still to be offered, as long as it is called for.
  if (fate.is === 'unheard-of' && (state === 'intended' || !goesOn(telling))) return { ...telling, fate };
  const refusedAt = state === 'refused' && at !== undefined ? at : fate.at;
  const refused = { state: 'refused', at: refusedAt, fate } as const;
  if (!UNSURE.has(fate.is)) return { ...certain, ...refused };
  return { ...unansweredBy(telling, { ...elsewhere, [mailbox]: mayHaveIt ?? at ?? intendedAt }), ...refused };
}

/** Of silence alone only what somebody must act on goes to a deputy, and from the deputy no further: all news may have stopped. */
const goesOn = ({ purpose, upon }: Telling): boolean =>
  (purpose === 'escalate' || purpose === 'decide') && upon !== 'not-delivered';

function unansweredBy(
  { unanswered: _, ...telling }: Telling,
  left: Readonly<Record<string, Instant>>,
): Telling {
  return { ...telling, ...(Object.keys(left).length > 0 && { unanswered: left }) };
}

/** When the next letter is overdue for word of it. */
export const nextWordBy = ({ told }: HomewardRecord): Instant | undefined =>
  earliest(Object.values(told).flatMap(({ wordBy, fate }) => (wordBy && !fate ? [wordBy] : [])));

/** The record once every letter whose word is overdue counts as unheard of; nothing where there is none. */
export function withUnheardOf<R extends HomewardRecord>(
  record: R,
  now: Instant,
): { record: R; letters: string[] } | undefined {
  const overdue = Object.entries(record.told).filter(
    ([, { wordBy, fate }]) => wordBy && !fate && wordBy <= now,
  );
  if (overdue.length === 0) return undefined;
  const fate: Fate = { is: 'unheard-of', at: now };
  const after = overdue.map(([id, telling]) => [id, { ...withFate(telling, fate), fate }] as const);
  return {
    record: { ...record, told: { ...record.told, ...Object.fromEntries(after) } },
    letters: overdue.map(([id]) => id),
  };
}

export const wordBy = (acceptedAt: Instant): Instant => later(acceptedAt, WORD_WITHIN);

/** Of a letter that went to its deputy: what is known of it, for who reads why. */
export function lossInWords({ fate, roles }: Telling): string {
  const whose = `The mailbox of ${plainly(roles.join(' and '))}`;
  switch (fate?.is) {
    case 'delayed':
      return `${whose} has not taken this letter yet`;
    case 'complained-of':
      return `${whose} has taken this letter for unwanted mail`;
    case 'unheard-of':
      return `${whose} may not have this letter: there is no word that it arrived`;
    case 'bounced':
      return `${whose} gave this letter back`;
    default:
      return `${whose} refused this letter`;
  }
}
