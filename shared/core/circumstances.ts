// What rules ask of an absence besides its times: the risk, the indicators, who is responsible, what people have done.
import { isAnswerField } from './answered.ts';
import type { Episode } from './episode.ts';
import type { Instant } from './instant.ts';
import { earliest, latest } from './instant.ts';
import type { Risk } from './policy.ts';
import type { Said, Statement } from './record.ts';
import { isNewer, own } from './record.ts';
import type { Known } from './statements.ts';
import { earliestKnown, lastHeard, newest, statements, strings, text } from './statements.ts';

export interface StatedRisk {
  /** What rules act on: the highest that any source states, never below medium. */
  risk: Known<Risk>;
  /** Each source's word; where there is none, `not-assessed`. */
  riskStated: readonly Known<string>[];
}

export interface Indicators {
  values: readonly Known<string>[];
  /** Whether anybody has said if there are any. */
  isKnown: boolean;
  /** When the last word on them reached us. */
  knownAt: Instant;
}

/** Never below medium for a child; a risk that a source does not know, or that nobody states, was not assessed. */
export function riskOf(said: readonly Said[], receivedAt: Instant): StatedRisk {
  const stated = said
    .flatMap((each) => statements(each, 'risk'))
    .map((statement) => ({ value: text(statement) ?? 'not-assessed', knownAt: statement.receivedAt }));
  const high = earliest(stated.filter(({ value }) => value === 'high').map(({ knownAt }) => knownAt));
  const heardAt = lastHeard(said, ['risk']) ?? receivedAt;
  return {
    risk: high ? { value: 'high', knownAt: high } : { value: 'medium', knownAt: heardAt },
    riskStated: stated.length > 0 ? stated : [{ value: 'not-assessed', knownAt: receivedAt }],
  };
}

export function indicatorsOf(said: readonly Said[], receivedAt: Instant): Indicators {
  const lists = said
    .flatMap((each) => statements(each, 'indicators'))
    .filter((statement) => statement.value !== null);
  return {
    values: lists.flatMap((list) =>
      strings(list.value).map((value) => ({ value, knownAt: list.receivedAt })),
    ),
    isKnown: lists.length > 0,
    knownAt: lastHeard(said, ['indicators']) ?? receivedAt,
  };
}

/** Each source's word on the responsible authority. */
export const responsibleIn = (said: Said): Known<string | undefined>[] =>
  statements(said, 'responsibleAuthority').map((statement) => ({
    value: text(statement),
    knownAt: statement.receivedAt,
  }));

/** What a person did or decided: the outcome, when, and in which role. */
export interface Recorded extends Known<string> {
  at: Instant;
  by?: string;
}

export function recordedTasks(said: readonly Said[]): Record<string, Recorded> {
  return Object.fromEntries(
    said.flatMap((each) =>
      Object.keys(each)
        .filter((field) => field.startsWith('task.') && !isAnswerField(field))
        .flatMap((field) => {
          const statement = newest(each, field);
          const done = statement?.value as { outcome?: string; at?: Instant; by?: string } | null | undefined;
          if (!statement || !done?.outcome) return [];
          const { time, receivedAt } = statement;
          const recorded = { value: done.outcome, knownAt: receivedAt, at: done.at ?? time };
          return [[field.slice(5), { ...recorded, ...(done.by && { by: done.by }) }] as const];
        }),
    ),
  );
}

export interface Interview {
  interviewOffered?: Known<Instant>;
  interviewDone?: Known<Instant>;
  /** What came of the newest offer. */
  interviewOutcome?: Known<string>;
}

/**
 * The return home interview of this stretch, recorded under one of its references or under another that names it; the
 * police's prevention interview never counts as one, nor does one about a return that was withdrawn.
 */
export function interviewOf(
  together: readonly Episode[],
  all: readonly Episode[],
  since: Instant,
): Interview {
  const withdrawnAt = latest(
    together.flatMap(({ said }) => statements(said, 'found.withdrawn').map((statement) => statement.time)),
  );
  const ours = (field: string): Statement[] =>
    all.flatMap((episode) =>
      Object.entries(own(episode.said, field) ?? {}).flatMap(([source, statement]) => {
        const covers = strings(own(own(episode.said, 'interview.episodes') ?? {}, source)?.value);
        const isOurs = together.some(
          ({ reference }) => reference === episode.reference || covers.includes(reference),
        );
        const isWithdrawn = withdrawnAt !== undefined && statement.time <= withdrawnAt;
        // Who does not know when it was offered takes back what was said before.
        const takenBack = own(own(episode.said, OFFERS_TAKEN_BACK) ?? {}, source);
        const isTakenBack =
          field.startsWith(OFFER) && takenBack !== undefined && isNewer(takenBack, statement);
        return isOurs && !isWithdrawn && !isTakenBack && statement.value !== null ? [statement] : [];
      }),
    );
  const instant = (field: string) =>
    earliestKnown(
      ours(field)
        .map(({ value, receivedAt }) => ({ value: String(value), knownAt: receivedAt }))
        .filter(({ value }) => value >= since),
    );
  const outcome = ours('interview.outcome')
    .filter(({ time }) => time >= since)
    .reduce<Statement | undefined>((a, b) => (a && isNewer(a, b) ? a : b), undefined);
  const held = instant('interview.completedAt');
  const fields = new Set(
    all.flatMap(({ said }) => Object.keys(said)).filter((field) => field.startsWith(OFFER)),
  );
  const offers = [...fields]
    .map((field) => ({ at: field.slice(OFFER.length), said: ours(field) }))
    .filter(({ at }) => at >= since)
    .flatMap(({ at, said }) => said.map(({ receivedAt }) => ({ value: at, knownAt: receivedAt })));
  const offered =
    earliestKnown([instant('interview.offeredAt'), ...offers].flatMap((each) => each ?? [])) ??
    held ??
    (outcome && { value: outcome.time, knownAt: outcome.receivedAt });
  return {
    ...(offered && { interviewOffered: offered }),
    ...(held && { interviewDone: held }),
    ...(outcome && { interviewOutcome: { value: String(outcome.value), knownAt: outcome.receivedAt } }),
  };
}

/** Fields of offers, each with its instant: a source's newest word on one does not hide the others. */
export const OFFER = 'interview.offer.';

/** When a source last took back what it had offered. */
export const OFFERS_TAKEN_BACK = 'interview.offersTakenBack';
