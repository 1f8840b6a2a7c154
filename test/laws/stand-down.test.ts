import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { emptyWorld, run } from '../../local/simulate.ts';
import { factsOf } from '../../shared/core/facts.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Telling } from '../../shared/core/record.ts';
import type { Letter } from '../../shared/ports.ts';
import type { Delays } from './deliveries.ts';
import { childrenIn, delays, INTHEEND, onTheirWay } from './deliveries.ts';
import { holds } from './hold.ts';
import { kent, named, policyName } from './procedures.ts';
import type { Saying } from './stories.ts';
import { atHour, ofOneReference, ROBIN, sayings, story } from './stories.ts';

// Who is told and when, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

/** `lost`: the mail service took the letter, and its answer never came. */
type Fate = 'accepted' | 'refused' | 'failed' | 'lost';

const ANSWERS = { accepted: 'accept', refused: 'refuse', failed: 'fail', lost: 'fail' } as const;

const fates = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.constant<Fate>('accepted') },
    { weight: 1, arbitrary: fc.constantFrom<Fate>('refused', 'failed', 'lost') },
  ),
  { maxLength: 60, size: 'max' },
);

/** Reported, then found, withdrawn, cancelled, reported again: in any order, at any hours, with all else between. */
const comingAndGoing = fc
  .tuple(
    sayings.reported,
    fc.array(fc.oneof(sayings.found, sayings.inError, sayings.cancelled, sayings.reported), { maxLength: 6 }),
    fc.array(sayings.caseUpdated, { maxLength: 2 }),
  )
  .map(([first, ends, others]) => [first, ...ends, ...others]);

interface Told {
  mailbox: string;
  told: Telling;
  fate: Fate;
}

/** What was offered of each absence, in the order in which it was. */
async function absencesAfter(said: readonly Saying[], late: Delays, policy: Policy, luck: readonly Fate[]) {
  const world = emptyWorld(policy, atHour(0));
  const offered: { letter: Letter; fate: Fate }[] = [];
  world.post.answer = (letter) => {
    const fate = luck[offered.length] ?? 'accepted';
    offered.push({ letter, fate });
    return ANSWERS[fate];
  };
  await run(world, onTheirWay(said, policy, late), INTHEEND);
  const children = await childrenIn(world);
  return children.flatMap((record) =>
    factsOf(record, policy.calendar, policy.authority.code).absences.map((absence) => ({
      absence,
      offered: offered.flatMap(({ letter, fate }): Told[] =>
        letter.actions.flatMap((id) => {
          const told = record.told[id];
          return told && absence.references.includes(told.reference)
            ? [{ mailbox: letter.to, told, fate }]
            : [];
        }),
      ),
    })),
  );
}

const anyStory = fc.oneof(comingAndGoing, story);
/** The worst is reported, and nobody takes it back. */
const theWorst = fc
  .tuple(
    sayings.reported,
    sayings.deceased,
    fc.array(fc.oneof(sayings.reported, sayings.cancelled, sayings.caseUpdated), { maxLength: 5 }),
  )
  .map(([first, worst, others]) => ofOneReference([first, worst, ...others]));
/** Which references are one absence may change as messages come; what was right for two is not a fault for one. */
const oneAbsence = anyStory.map(ofOneReference);

const life = (said: fc.Arbitrary<Saying[]>) =>
  fc.record({
    name: policyName,
    said: fc.oneof(said, said.map(inSeconds)),
    late: fc.oneof(fc.constant([]), delays(9)),
    luck: fates,
  });

/** So fast that a letter which failed is not tried again before the next message comes. */
const inSeconds = (said: readonly Saying[]): Saying[] =>
  said.map(({ hour, ...rest }) => ({ ...rest, hour: hour / 3600 }));

type Absences = Awaited<ReturnType<typeof absencesAfter>>;

const holdsInTheEnd = (
  said: fc.Arbitrary<Saying[]>,
  law: (each: Absences[number]) => void,
  stories: number,
) =>
  holds(
    fc.asyncProperty(life(said), async ({ name, said, late, luck }) => {
      for (const each of await absencesAfter(said, late, named(name), luck)) law(each);
    }),
    stories,
  );

/** What each mailbox read last, of letters that say that the child is missing, or that it is over. */
function lastWords(offered: readonly Told[]): Map<string, Telling['tells']> {
  // Whoever refused a letter did not read it, and a deputy did; what they believe is not for us to say.
  const refusing = new Set(offered.filter(({ fate }) => fate === 'refused').map(({ mailbox }) => mailbox));
  return new Map(
    offered
      .filter(({ mailbox, fate }) => !refusing.has(mailbox) && (fate === 'accepted' || fate === 'lost'))
      .filter(({ told }) => told.tells === 'missing' || told.tells === 'ended')
      .map(({ mailbox, told }) => [mailbox, told.tells]),
  );
}

describe('once the child is found', () => {
  it('nobody is left believing that the child is missing', async () => {
    await holdsInTheEnd(
      anyStory,
      ({ absence, offered }) => {
        if (!absence.ended || absence.deceased) return;
        for (const [mailbox, last] of lastWords(offered))
          expect(`${mailbox}: ${last}`).toBe(`${mailbox}: ended`);
      },
      80,
    );
  });

  it('whoever was sent a letter whose answer was lost is stood down, though it was not tried again', async () => {
    const said: Saying[] = [
      {
        type: 'missing.reported',
        by: 'police',
        subject: 'MP-1',
        hour: 0,
        data: { person: ROBIN, reportedAt: 0 },
      },
      {
        type: 'missing.found',
        by: 'police',
        subject: 'MP-1',
        hour: 1 / 60,
        data: { outcome: 'found', foundReportAt: 0 },
      },
    ];
    const [{ offered } = { offered: [] }] = await absencesAfter(said, [], kent, ['lost']);
    const [lost] = offered;
    expect(offered.filter(({ mailbox }) => mailbox === lost?.mailbox).map(({ told }) => told.tells)).toEqual(
      expect.arrayContaining(['missing', 'ended']),
    );
    expect(lastWords(offered).get(lost?.mailbox ?? '')).toBe('ended');
  });

  it('the stand-down goes to mailboxes that were told of the absence, and to no other', async () => {
    await holdsInTheEnd(
      oneAbsence,
      ({ offered }) => {
        offered.forEach(({ mailbox, told }, at) => {
          // One that a mailbox refused goes on to its deputy, and a rule upon the end may ask something of its own.
          if (told.upon !== 'ended' || told.purpose !== 'stand-down') return;
          const before = offered
            .slice(0, at)
            .filter((other) => other.mailbox === mailbox && other.fate !== 'refused');
          expect(
            before.some((other) => other.told.tells !== 'nothing'),
            `${mailbox} was told`,
          ).toBe(true);
        });
      },
      80,
    );
  });
});

describe('while the child is missing', () => {
  it('nobody is left believing that it is over', async () => {
    await holdsInTheEnd(
      oneAbsence,
      ({ absence, offered }) => {
        if (absence.ended || absence.deceased) return;
        for (const [mailbox, last] of lastWords(offered))
          expect(`${mailbox}: ${last}`).toBe(`${mailbox}: missing`);
      },
      80,
    );
  });
});

describe('when a message reports the worst', () => {
  it('nobody is stood down afterwards', async () => {
    await holdsInTheEnd(
      theWorst,
      ({ absence, offered }) => {
        if (!absence.deceased) return;
        const worst = offered.findIndex(({ told }) => told.upon === 'deceased');
        const after = offered
          .slice(worst + 1)
          .filter(({ told, fate }) => told.upon === 'ended' && fate !== 'lost');
        if (worst >= 0) expect(after.map(({ mailbox }) => mailbox)).toEqual([]);
      },
      60,
    );
  });

  it('no other letter of the child is sent, under whatever reference it was reported', async () => {
    const reported = (subject: string): Saying => ({
      type: 'missing.reported',
      by: 'police',
      subject,
      hour: 0,
      data: { person: ROBIN, reportedAt: 0 },
    });
    const worst: Saying = {
      type: 'missing.found',
      by: 'police',
      subject: 'MP-2',
      hour: 2,
      data: { outcome: 'deceased' },
    };
    const absences = await absencesAfter([reported('MP-1'), reported('MP-2'), worst], [], kent, []);
    const after = absences.flatMap(({ offered }) =>
      offered.filter(({ told }) => told.intendedAt >= atHour(2)),
    );
    expect(after.map(({ told }) => told.upon)).toEqual(['deceased', 'deceased']);
  });
});
