// Stories of an hour about invented children: what is said, and what happens to the machinery, at which second.
import type { Dice } from './dice.ts';
import type { Reader } from './readers.ts';

export const PORTS = ['episodes', 'wakeUps', 'post'] as const;
export type PortName = (typeof PORTS)[number];

export type Happening = { second: number } & (
  | { says: string; by: 'police' | 'carer' | 'case-system'; of?: string; data: Data; saidBefore?: number }
  | { garbled: string }
  | { deploys: 'procedure' | 'code' }
  | { down: PortName; seconds: number }
  | { pauses: number }
);
export type Data = Readonly<Record<string, unknown>>;

export interface Story {
  name: string;
  happenings: readonly Happening[];
  /** Mailboxes that refuse each letter, and those whose letters come back. */
  refuses?: readonly string[];
  bounces?: readonly string[];
  /** A mailbox for which the mail service has no answer, until this second. */
  fails?: { mailbox: string; until: number };
  /** Word comes of what became of each letter: mostly that it was delivered. */
  hears?: boolean;
  /** Of letters to these mailboxes no word comes. */
  wordless?: readonly string[];
  /** Who answers letters, and what. */
  readers?: readonly Reader[];
  /** When later days begin, in seconds; whatever is said from then on is said in them. Between rest and dawn nobody sweeps. */
  dawns?: readonly number[];
  /** There is a morning digest, and when: "12:20". */
  digestAt?: string;
  /** Records come to their end, a day after the last word on them. */
  ends?: boolean;
  /** What the table has cleared at dawn of what it may. */
  clears?: 'all' | 'some';
  /** Somebody may pause all mail. */
  isPausable?: boolean;
  /** A wake-up that fails once is gone for good: nothing but the sweep brings a record to where it must be. */
  forgets?: boolean;
  /** Nothing but its own wake-ups brings a record to where it must be. */
  sweepless?: boolean;
}

/** What a shorter case does without: its place stays, so that the others keep their numbers. */
export const isLeftOut = (happening: Happening | undefined): boolean =>
  happening !== undefined && 'down' in happening && happening.seconds === 0;

export const ROBIN = { givenName: 'Robin', familyName: 'Example', dateOfBirth: '2014-05-14' };
const HALF = { givenName: 'Robin', familyName: 'Example' };
const NUMBERED = { ...ROBIN, localAuthorityId: 'L1' };
const TWIN = { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2014-05-14' };

const ago = (minutes: number) => ({ ago: minutes });

const FRONT_DOOR = 'front.door@council.example';

/** A story that nobody wrote. */
export function invented(dice: Dice): Story {
  const happenings: Happening[] = [];
  let second = 0;
  const length = 1 + dice.below(4);
  const isOfOneChild = dice.chance(0.2);
  for (let n = 0; n < length; n++) {
    const isReport = n === 0 && dice.chance(0.8);
    happenings.push({
      second,
      ...(isOfOneChild ? sighting(dice) : isReport ? report(dice) : anything(dice)),
    });
    second += dice.oneOf([0, 0, 1, 5, 20, 45, 180, 300, 595, 660, 1500]);
  }
  if (dice.chance(0.08)) {
    happenings.push({ second: dice.below(second + 900), deploys: dice.chance(0.8) ? 'procedure' : 'code' });
  }
  if (dice.chance(0.05)) {
    const down = dice.oneOf(PORTS);
    happenings.push({ second: dice.below(second + 60), down, seconds: dice.oneOf([5, 60, 400, 1300]) });
  }
  happenings.sort((a, b) => a.second - b.second);
  const sweepless = dice.chance(0.3) && !happenings.some((each) => 'deploys' in each);
  return {
    name: 'invented',
    happenings,
    sweepless,
    refuses: dice.chance(0.06) ? [dice.oneOf(MAILBOXES)] : [],
    bounces: dice.chance(0.06) ? [dice.oneOf(MAILBOXES)] : [],
    ...(dice.chance(0.06) && {
      fails: { mailbox: dice.oneOf([FRONT_DOOR, ...MAILBOXES]), until: dice.oneOf([60, 400, 1500, 4000]) },
    }),
    ...(dice.chance(0.3) && { readers: [reader(dice), reader(dice)] }),
  };
}

/** Those who are asked something that must be answered in time, their deputies, and who has a task. */
const READERS = [
  'director@council.example',
  'head.of.service@council.example',
  'coordinator@council.example',
  FRONT_DOOR,
] as const;

const reader = (dice: Dice): Reader => ({
  mailbox: dice.oneOf(READERS),
  says: dice.oneOf(['seen', 'seen', 'not-me', 'back', 'done']),
  after: dice.oneOf([0, 5, 60, 239, 241, 900]),
});

const MAILBOXES = [
  'team.manager@council.example',
  'service.manager@council.example',
  'kim@council.example',
] as const;

const reference = (dice: Dice): string => (dice.chance(0.75) ? 'MP-1' : 'MP-2');
const someone = (dice: Dice) => dice.oneOf([ROBIN, ROBIN, NUMBERED, HALF, TWIN]);
const saidBefore = (dice: Dice) => (dice.chance(0.15) ? { saidBefore: dice.oneOf([2, 10, 30]) } : {});

const report = (dice: Dice) => ({
  says: 'missing.reported',
  by: dice.chance(0.85) ? ('police' as const) : ('carer' as const),
  of: reference(dice),
  data: {
    person: someone(dice),
    category: 'missing',
    risk: dice.oneOf(['medium', 'medium', 'high']),
    ...(dice.chance(0.5) && { lastSeenAt: ago(dice.oneOf([0, 2, 9, 10, 29])) }),
    reportedAt: ago(0),
  },
  ...saidBefore(dice),
});

/** Of one child, by those who each know something else of her: records are made, found to be one, and joined. */
function sighting(dice: Dice) {
  const person = dice.oneOf([HALF, ROBIN, NUMBERED]);
  const by = 'police' as const;
  const data = { person, risk: dice.oneOf(['medium', 'high']), reportedAt: ago(0) };
  switch (dice.below(6)) {
    case 0:
      return {
        says: 'case.updated',
        by: 'case-system' as const,
        data: { person: NUMBERED, status: 'child-in-need' },
      };
    case 1:
    case 2:
      return { says: 'missing.updated', by, of: reference(dice), data };
    case 3:
      return {
        says: 'missing.found',
        by,
        of: reference(dice),
        data: { outcome: 'found', locatedAt: ago(0) },
      };
    default:
      return { says: 'missing.reported', by, of: reference(dice), data: { ...data, category: 'missing' } };
  }
}

function anything(dice: Dice) {
  const say = (says: string, by: 'police' | 'carer' | 'case-system', data: Data) => ({
    says,
    by,
    of: reference(dice),
    data,
    ...saidBefore(dice),
  });
  switch (dice.below(12)) {
    case 0:
    case 1:
      return report(dice);
    case 2:
      return say('missing.updated', 'police', { risk: dice.oneOf(['high', 'medium', null]) });
    case 3:
      return say('missing.updated', 'police', {
        person: someone(dice),
        ...(dice.chance(0.3) && { linkedReferences: ['MP-1'] }),
      });
    case 4:
    case 5:
      return say('missing.found', 'police', { outcome: 'found', locatedAt: ago(0) });
    case 6:
      return say('missing.found', dice.oneOf(['police', 'carer']), {
        outcome: 'returned',
        returnedAt: ago(1),
      });
    case 7:
      return dice.chance(0.7)
        ? say('missing.found', 'police', { outcome: 'in-error' })
        : say('missing.found', 'police', { outcome: 'deceased' });
    case 8:
      return say('missing.cancelled', 'police', { reason: 'recorded in error' });
    case 9: {
      const worker = dice.oneOf(['kim@council.example', 'lee@council.example']);
      const { of: _, ...rest } = say('case.updated', 'case-system', {
        person: NUMBERED,
        status: 'child-in-need',
        keyworker: { email: worker },
      });
      return rest;
    }
    case 10:
      return dice.chance(0.5)
        ? say('interview.recorded', 'case-system', { outcome: 'accepted', completedAt: ago(0) })
        : say('task.recorded', 'case-system', {
            task: 'resolve-identity',
            outcome: dice.oneOf(['same-child', 'different-child']),
            by: 'front-door',
          });
    default:
      return { garbled: `not a message ${dice.below(3)}` };
  }
}
