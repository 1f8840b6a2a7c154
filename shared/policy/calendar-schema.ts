// The bank holidays of a nation, as its file writes them, and the first and last date they are known for.
import * as z from 'zod';
import { date, listOf, textOf } from './wording.ts';

export const calendarFile = z.strictObject({
  nation: textOf('The nation whose bank holidays these are.'),
  covers: z.strictObject({ from: date('First date covered.'), to: date('Last date covered.') }),
  'bank-holidays': listOf('Bank holidays, substitute days included.', date('A bank holiday.')),
});
export type CalendarFile = z.output<typeof calendarFile>;
