// What a child's age, the risk, the interview, and the day and hour of the notice can answer, in all that belongs together.
import { risks as statedRisks } from '../../contract/missing.ts';
import { INTERVIEW_STATES } from '../../core/policy.ts';
import { listIn, tableIn, textIn } from '../plain.ts';
import type { Question } from './formula.ts';
import type { Answer, Possibility } from './possibilities.ts';

/** The age may be known, open between two ages, or wholly open; nobody grows younger while missing. */
export function ages(questions: readonly Question[]): Possibility[] | undefined {
  const asked = questions.map(({ asks }) => {
    const { under, 'at-least': atLeast, at } = tableIn(asks);
    const isUnder = under !== undefined;
    return { isUnder, limit: Number(isUnder ? under : atLeast), at: at === 'start' ? 'start' : 'routing' };
  });
  const limits = [...new Set(asked.map(({ limit }) => limit))].sort((a, b) => a - b);
  const moments = [...new Set(asked.map(({ at }) => at))];
  if (limits.length > (moments.length > 1 ? 7 : 24)) return undefined;
  const spans = limits
    .concat(0)
    .flatMap((_, youngest) =>
      limits.concat(0).flatMap((_, oldest) => (oldest < youngest ? [] : [{ youngest, oldest }])),
    )
    .sort((a, b) => a.oldest - a.youngest - (b.oldest - b.youngest));
  const way = (start: Span, routing: Span): Possibility => ({
    answers: asked.map(({ isUnder, limit, at }) => {
      const { youngest, oldest } = at === 'start' ? start : routing;
      const holds = (range: number) => range <= limits.indexOf(limit) === isUnder;
      return holds(youngest) !== holds(oldest) ? 'unknown' : holds(oldest) ? 'yes' : 'no';
    }),
    words:
      moments.length === 1
        ? ageInWords(moments[0] === 'start' ? start : routing, limits)
        : `${ageInWords(start, limits)} at the start, ${ageInWords(routing, limits)} when the notice comes`,
    isKnown: start.youngest === start.oldest && routing.youngest === routing.oldest,
  });
  if (moments.length === 1) return spans.map((span) => way(span, span));
  return spans.flatMap((start) =>
    spans
      .filter(({ youngest, oldest }) => youngest >= start.youngest && oldest >= start.oldest)
      .map((routing) => way(start, routing)),
  );
}

/** Ranges of ages between the limits; 0 is that below the lowest. */
interface Span {
  youngest: number;
  oldest: number;
}

function ageInWords({ youngest, oldest }: Span, limits: readonly number[]): string {
  const from = limits[youngest - 1];
  const under = limits[oldest];
  const about = youngest === oldest ? 'aged' : 'perhaps aged';
  if (from === undefined && under === undefined) return 'of unknown age';
  if (from === undefined) return `${about} under ${under}`;
  return under === undefined ? `${about} ${from} or over` : `${about} ${from} to ${under - 1}`;
}

/** Whoever states a high risk makes it high; a treatment may make it high although nobody does. */
export function risks(questions: readonly Question[]): Possibility[] {
  const isStatedAsked = questions.some(({ key }) => key === 'stated-risk');
  const sets = Array.from({ length: 2 ** statedRisks.length }, (_, set) =>
    statedRisks.filter((_, n) => set & (2 ** n)),
  ).slice(1);
  return sets
    .sort((a, b) => a.length - b.length)
    .flatMap((stated) =>
      (stated.includes('high') ? ['high'] : ['medium', 'high']).map((risk) => ({ stated, risk })),
    )
    .map(({ stated, risk }) => ({
      answers: questions.map(({ key, asks }): Answer => {
        const asked = listIn(asks);
        return (key === 'risk' ? asked.includes(risk) : stated.some((each) => asked.includes(each)))
          ? 'yes'
          : 'no';
      }),
      words: isStatedAsked
        ? `the risk stated is ${stated.join(', ').replaceAll('-', ' ')}, acted on as ${risk}`
        : `the risk is ${risk}`,
      isKnown: true,
    }));
}

/** What was held was offered, and so was what somebody declined. */
export function interviews(questions: readonly Question[]): Possibility[] {
  const outcomes = INTERVIEW_STATES.filter((state) => state !== 'offered' && state !== 'held');
  const stands: string[][] = [
    [],
    ['offered'],
    ['offered', 'held'],
    ...outcomes.flatMap((outcome) => [
      ['offered', outcome],
      ['offered', 'held', outcome],
    ]),
  ];
  return stands.map((states) => ({
    answers: questions.map(({ asks }) =>
      states.some((state) => listIn(asks).includes(state)) ? 'yes' : 'no',
    ),
    words: `the interview is ${states.join(', ').replaceAll('-', ' ') || 'not offered'}`,
    isKnown: true,
  }));
}

/** The office is open on working days alone. Outside the calendar nobody knows the day, and it counts as closed. */
export function notices(questions: readonly Question[]): Possibility[] {
  const days: string[][] = [
    ['working-day', 'school-day'],
    ['working-day'],
    ['weekend'],
    ['bank-holiday'],
    ['bank-holiday', 'school-day'],
    ['bank-holiday', 'weekend'],
  ];
  const ways = [...days, undefined].flatMap((day) =>
    (day?.includes('working-day') ? ['open', 'closed'] : ['closed']).map((office) => ({ day, office })),
  );
  return ways.map(({ day, office }) => ({
    answers: questions.map(({ key, asks }): Answer => {
      if (key === 'office') return asks === office ? 'yes' : 'no';
      if (!day) return 'unknown';
      return day.some((kind) => listIn(asks).includes(kind)) ? 'yes' : 'no';
    }),
    words: `the notice comes on ${day ? `a ${day[0]?.replaceAll('-', ' ')}` : 'a day outside the calendar'}, the office is ${office}`,
    isKnown: day !== undefined,
  }));
}

/** One time of day for each stretch between the times that are named. */
export function hours(questions: readonly Question[]): Possibility[] {
  const times = ['00:00', ...questions.flatMap(({ asks }) => [textIn(asks, 'from'), textIn(asks, 'until')])];
  const named = [...new Set(times.flatMap((time) => time ?? []))].sort();
  return named.map((at) => ({
    answers: questions.map(({ asks }): Answer => {
      const [from, until] = [textIn(asks, 'from') ?? '', textIn(asks, 'until') ?? ''];
      const holds = from <= until ? at >= from && at < until : at >= from || at < until;
      return holds ? 'yes' : 'no';
    }),
    words: `the notice comes at ${at}`,
    isKnown: true,
  }));
}
