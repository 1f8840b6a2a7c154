import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arriving } from '../../local/scenario.ts';
import { run } from '../../local/simulate.ts';
import { evolve, join } from '../../shared/core/evolve.ts';
import { factsOf } from '../../shared/core/facts.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { ChildRecord, Telling } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { procedureOf, TERMS } from '../situations/education-procedure.ts';
import { lettersOf } from '../situations/playing.ts';
import { childrenIn, INTHEEND, knownIn, received, understood, withoutArrivals } from './deliveries.ts';
import { holds } from './hold.ts';
import { atHour, ROBIN } from './stories.ts';

const policy = procedureOf('darlington 2018', TERMS);
const POLICE = 'urn:police:durham:sleuth';
const CASE_SYSTEM = 'urn:case-system:darlington';
const { localAuthorityId: _, ...byName } = ROBIN;

interface Word {
  type: string;
  source: string;
  hour: number;
  subject?: string;
  data: Record<string, unknown>;
}

/** Before the story begins, and in its first week. */
const day = fc.constantFrom(
  '2026-11-16',
  '2026-11-18',
  '2026-11-20',
  '2026-11-23',
  '2026-11-24',
  '2026-11-27',
);
/** Two weeks, in hours. */
const LONGEST = 14 * 24;

const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const orUnknown = <T>(value: fc.Arbitrary<T>) => sometimes(fc.option(value, { nil: null, freq: 4 }));

const ofSchool: fc.Arbitrary<Word> = fc
  .record({
    source: fc.constantFrom('urn:school:first', 'urn:school:first', 'urn:school:second', CASE_SYSTEM),
    hour: fc.nat(LONGEST),
    data: fc.record({
      person: fc.constantFrom(ROBIN, byName),
      lastAttendedOn: orUnknown(day),
      returnedOn: orUnknown(day),
      destination: orUnknown(fc.constant('Harbour School')),
      unauthorised: orUnknown(fc.boolean()),
      onRoll: orUnknown(fc.boolean()),
    }),
  })
  .filter(({ hour, data: { lastAttendedOn: last, returnedOn: back } }) => isPossible(hour, last, back))
  .map(({ data, ...word }) => ({ ...word, type: 'education.absence', data: said(data) }));

/** Nothing lies ahead, and nobody is back before the last day. */
function isPossible(hour: number, last: string | null | undefined, back: string | null | undefined): boolean {
  const today = atHour(hour).slice(0, 10);
  return [last, back].every((date) => !date || date <= today) && !(last && back && back < last);
}

const ofPolice: fc.Arbitrary<Word> = fc.oneof(
  fc.record({ hour: fc.nat(96) }).map(({ hour }) => ({
    type: 'missing.reported',
    source: POLICE,
    subject: 'MP-1',
    hour,
    data: { person: ROBIN, category: 'missing', reportedAt: atHour(hour) },
  })),
  fc.record({ hour: fc.nat(96), outcome: fc.constantFrom('found', 'returned') }).map(({ hour, outcome }) => ({
    type: 'missing.found',
    source: POLICE,
    subject: 'MP-1',
    hour,
    data: { outcome, foundReportAt: atHour(hour) },
  })),
);

const story = fc.array(fc.oneof({ arbitrary: ofSchool, weight: 4 }, ofPolice), {
  minLength: 1,
  maxLength: 8,
});
const lateness = fc.array(fc.array(fc.nat(200), { minLength: 1, maxLength: 3 }), {
  minLength: 8,
  maxLength: 8,
});

const said = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Each message as often, and as many hours late, as told. */
const onTheirWay = (words: readonly Word[], late: readonly (readonly number[])[] = []): Arriving[] =>
  words
    .flatMap(({ hour, data, ...word }, n) =>
      (late[n] ?? [0]).map((hours) => ({
        // A minute apart, so that no two come at one instant.
        at: later(atHour(hour + hours), n * MINUTE),
        senderId: word.source === POLICE ? 'police' : 'case-system',
        body: JSON.stringify({
          specversion: '1.0',
          id: `m${n}`,
          time: atHour(hour),
          ...word,
          data: { authority: policy.authority.code, ...data },
        }),
      })),
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

const recordOf = (arriving: readonly Arriving[], id = 'c-1'): ChildRecord =>
  arriving.reduce((record, each) => {
    const { message, arrival } = understood(each, policy);
    return evolve(record, message, arrival);
  }, emptyChild(id));

const schoolingIn = (record: ChildRecord) =>
  factsOf(record, policy.calendar, policy.authority.code).schooling;

describe('what schools say, in whatever order it comes, again and late', () => {
  it('comes to the same absences and the same plan', async () => {
    await holds(
      fc.asyncProperty(story, lateness, lateness, async (words, one, other) => {
        const first = await received(onTheirWay(words, one), policy);
        const second = await received(onTheirWay(words, other), policy);
        fc.pre((await childrenIn(first)).every(tellsItsStart));
        expect(await knownIn(second)).toEqual(await knownIn(first));
      }),
      300,
    );
  });

  it('comes to the same where two records of one child are joined', () => {
    holds(
      fc.property(story, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (words, here) => {
        const all = onTheirWay(words);
        const isHere = (each: Arriving) => here[all.indexOf(each)] ?? true;
        const joined = join(
          recordOf(all.filter(isHere)),
          recordOf(
            all.filter((each) => !isHere(each)),
            'c-2',
          ),
        );
        expect(withoutArrivals(schoolingIn(joined))).toEqual(withoutArrivals(schoolingIn(recordOf(all))));
      }),
      300,
    );
  });

  it('belongs to one absence and one alone, each of its references', () => {
    holds(
      fc.property(story, (words) => {
        const record = recordOf(onTheirWay(words));
        const claimed = Object.keys(record.references).filter((reference) => reference.startsWith('SCHOOL-'));
        const grouped = schoolingIn(record).flatMap(({ references }) => references);
        expect(grouped.sort()).toEqual(claimed.sort());
      }),
      300,
    );
  });
});

const uponOf = (rule: string) =>
  policy.versions.flatMap(({ rules }) => rules).find(({ id }) => id === rule)?.upon;

describe('rules on absences from school and rules on missing children', () => {
  it('never act on what is the others', () => {
    holds(
      fc.property(story, (words) => {
        for (const { reference, upon, id } of plan(recordOf(onTheirWay(words)), policy, INTHEEND).actions) {
          // A task that is overdue is of the one or of the other, as the rule that asks it is.
          const asked = upon === 'overdue' ? uponOf(id.slice(id.lastIndexOf('<') + 1)) : upon;
          const isOfSchool = asked === 'school-absence' || asked === 'school-return';
          expect(reference.startsWith('SCHOOL-'), id).toBe(isOfSchool);
        }
      }),
      300,
    );
  });
});

describe('whoever was told that a pupil is missing education', () => {
  it('was told last how it stands, whatever was said, taken back and corrected in between', async () => {
    await holds(
      fc.asyncProperty(story, lateness, async (words, late) => {
        const world = await received([], policy);
        await run(world, onTheirWay(words, late), INTHEEND);
        for (const record of await childrenIn(world)) {
          for (const { ended, references } of schoolingIn(record)) {
            // That a task is overdue says nothing of how the pupil stands.
            const told = Object.values(record.told).filter(
              (each) => references.includes(each.reference) && each.tells !== 'nothing',
            );
            // Out of hours the same role has another mailbox; the stand-down goes to both.
            const readers = told.flatMap((each) => (ended ? [each.mailbox] : each.roles));
            for (const reader of new Set(readers)) {
              const here = told.filter((each) => each.mailbox === reader || each.roles.includes(reader));
              expect(here.sort(byTime).at(-1)?.tells).toBe(ended ? 'ended' : 'missing');
            }
          }
        }
      }),
      120,
    );
  });
});

const byTime = (a: Telling, b: Telling): number => (a.intendedAt < b.intendedAt ? -1 : 1);

describe('an absence that one school goes on reporting', () => {
  it('is told once to each mailbox, whatever comes in between, and under whatever name', async () => {
    const again = fc.array(fc.record({ hour: fc.nat(LONGEST), person: fc.constantFrom(ROBIN, byName) }), {
      minLength: 1,
      maxLength: 6,
    });
    await holds(
      fc.asyncProperty(again, lateness, async (times, late) => {
        const words = times.map(({ hour, person }): Word => {
          const data = { person, lastAttendedOn: '2026-11-18', unauthorised: true };
          return { type: 'education.absence', source: 'urn:school:first', hour, data };
        });
        const world = await received([], policy);
        await run(world, onTheirWay(words, late), later(INTHEEND, 0));
        const letters = (await lettersOf(world)).map(
          ({ rule, actions }) => `${rule} ${actions[0]?.split('/')[3]}`,
        );
        expect(letters.sort()).toEqual([
          'missing-education-20-days missing-education-officer',
          'missing-education-5-days front-door',
          'missing-education-5-days missing-education-officer',
          'overdue front-door<missing-education-20-days',
        ]);
      }),
      60,
    );
  });
});

/** An episode of which only the end is told counts from when that came, and that is a fact of the journey. */
const tellsItsStart = ({ references }: ChildRecord): boolean =>
  !references['MP-1'] || references['MP-1']['reportedAt'] !== undefined;
