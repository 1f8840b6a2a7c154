// All planted bugs.
import type { Bug } from './bug.ts';
import { bugsInAnswers } from './in-answers.ts';
import { bugsInDays } from './in-days.ts';
import { bugsInOffers } from './in-offers.ts';
import { bugsInReceive } from './in-receive.ts';
import { bugsInSettle } from './in-settle.ts';

export const bugs: readonly Bug[] = [
  ...bugsInSettle,
  ...bugsInOffers,
  ...bugsInReceive,
  ...bugsInAnswers,
  ...bugsInDays,
];
