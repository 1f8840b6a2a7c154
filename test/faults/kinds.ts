// Stories that nobody wrote of mornings with a digest, of records that come to their end, and of a pause of all mail.
import { Dice } from './dice.ts';
import type { Happening, Story } from './story.ts';
import { ROBIN } from './story.ts';

const KINDS = { mornings: 10, ends: 13, pauses: 15 } as const;
export type StoryKind = keyof typeof KINDS;
const OF = 17;

/** Told by the seed without a draw of the story's own dice, so that every other seed tells what it always told. */
export function kindOf(seed: number): StoryKind | undefined {
  const [kind] = Object.entries(KINDS).find(([, rest]) => seed % OF === rest) ?? [];
  return kind as StoryKind | undefined;
}

/** What kind of story somebody wrote. */
export const kindIn = ({ digestAt, ends, isPausable }: Story): StoryKind | undefined =>
  digestAt ? 'mornings' : ends ? 'ends' : isPausable ? 'pauses' : undefined;

export function ofItsKind(story: Story, seed: number): Story {
  const kind = kindOf(seed);
  if (!kind) return story;
  const dice = new Dice(~seed);
  const swept = { ...story, sweepless: false };
  if (kind === 'mornings') return withMornings(swept, dice);
  return kind === 'ends' ? withEnds(swept, dice) : withPause(swept, dice);
}

const DAY = 86_400;
/** Ten minutes before the day on which a record of the first day is at its end. */
const EVE = 2 * DAY - 12 * 3_600 - 600;
const NUMBERED = { ...ROBIN, localAuthorityId: 'L1' };

function withMornings(story: Story, dice: Dice): Story {
  const digestAt = dice.oneOf(['12:07', '12:20', '12:20', '12:45', '13:10']);
  const due = minutesPastNoon(digestAt) * 60;
  const near = () => Math.max(0, due + dice.oneOf([-400, -61, -5, 0, 0, 0.1, 0.3, 1, 30]));
  const more = [...(dice.chance(0.7) ? [inTheEyeOf(dice, near())] : [])];
  const isLong = dice.chance(0.5);
  if (isLong && dice.chance(0.7)) more.push(inTheEyeOf(dice, DAY + near()));
  const pauses = dice.chance(0.15) ? [pauseAt(dice, near())] : [];
  return {
    ...story,
    digestAt,
    ...(isLong && { dawns: [DAY] }),
    isPausable: pauses.length > 0,
    happenings: [...story.happenings, ...more, ...pauses],
  };
}

const minutesPastNoon = (time: string): number =>
  (Number(time.slice(0, 2)) - 12) * 60 + Number(time.slice(3));

/** What makes, unmakes or ends a line or a copy. */
function inTheEyeOf(dice: Dice, second: number): Happening {
  const of = dice.oneOf(['MP-1', 'MP-1', 'MP-2']);
  switch (dice.below(4)) {
    case 0:
      return report(second, of, dice.oneOf(['medium', 'high']));
    case 1:
      return found(second, of);
    default:
      return police(second, 'missing.updated', of, { risk: dice.oneOf(['medium', 'medium', 'high', null]) });
  }
}

function withEnds(story: Story, dice: Dice): Story {
  const references = [
    ...new Set(story.happenings.flatMap((each) => ('of' in each && each.of ? [each.of] : []))),
  ];
  const over = Math.max(...story.happenings.map(({ second }) => second)) + 30;
  const isAbout = (said: string) => story.happenings.some((each) => 'says' in each && each.says === said);
  const happenings: Happening[] = [...story.happenings];
  // Now and then one stays open.
  for (const of of references) if (dice.chance(0.9)) happenings.push(found(over, of));
  if (isAbout('case.updated') ? dice.chance(0.8) : dice.chance(0.2))
    happenings.push(caseOf(over, { status: 'not-open' }));
  if (dice.chance(0.25))
    happenings.push(caseOf(over + 60, { status: 'not-open', legalHold: dice.oneOf([true, null]) }));
  const times = dice.below(3);
  for (let n = 0; n < times; n++)
    happenings.push(
      afterwards(dice, EVE + 600 + dice.oneOf([-300, -60, 0, 0.3, 1, 6, 299, 300, 300.3, 301, 400, 900])),
    );
  const isCleared = dice.chance(0.4);
  if (isCleared) happenings.push(afterwards(dice, EVE + DAY + 2_000));
  const clears = dice.oneOf(['all', 'some'] as const);
  const { readers: _, ...unanswered } = story;
  return {
    ...unanswered,
    ends: true,
    clears,
    dawns: [EVE, ...(isCleared ? [EVE + DAY + 1_800] : [])],
    happenings,
  };
}

/** Word of a child whose time may be over. */
function afterwards(dice: Dice, second: number): Happening {
  const of = dice.oneOf(['MP-1', 'MP-1', 'MP-2', 'MP-3']);
  switch (dice.below(6)) {
    case 0:
    case 1:
      return report(second, of, 'medium');
    case 2:
      return police(second, 'missing.updated', of, { risk: 'high' });
    case 3:
      return caseOf(second, { status: dice.oneOf(['not-open', 'child-in-need']) });
    case 4:
      return caseOf(second, { status: 'not-open', legalHold: dice.oneOf([true, false]) });
    default:
      return found(second, of);
  }
}

function withPause(story: Story, dice: Dice): Story {
  const happenings = [...story.happenings, pauseAt(dice, dice.oneOf([0, 0.2, 30, 240, 580, 650, 1_500]))];
  if (dice.chance(0.4)) happenings.push(found(dice.oneOf([60, 700, 2_000]), 'MP-1'));
  if (dice.chance(0.3)) return { ...story, isPausable: true, happenings };
  // Over a night or two, in which rungs of each day fall due.
  const nights = 1 + dice.below(2);
  happenings.push({ second: 100 + dice.below(2_000), pauses: nights * DAY + dice.below(1_500) });
  if (dice.chance(0.3)) happenings.push(found(nights * DAY + 20, 'MP-1'));
  return { ...story, isPausable: true, dawns: [nights * DAY], happenings };
}

const pauseAt = (dice: Dice, second: number): Happening => ({
  second,
  pauses: dice.oneOf([1, 20, 120, 700, 2_000]),
});

const police = (second: number, says: string, of: string, data: object): Happening => ({
  second,
  says,
  by: 'police',
  of,
  data: { ...data },
});

const found = (second: number, of: string): Happening =>
  police(second, 'missing.found', of, { outcome: 'found', locatedAt: { ago: 0 } });

const report = (second: number, of: string, risk: string): Happening =>
  police(second, 'missing.reported', of, {
    person: ROBIN,
    category: 'missing',
    risk,
    reportedAt: { ago: 0 },
  });

const caseOf = (second: number, data: object): Happening => ({
  second,
  says: 'case.updated',
  by: 'case-system',
  data: { person: NUMBERED, ...data },
});
