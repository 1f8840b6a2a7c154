// The bank holidays of a nation, as its file writes them, and the first and last date they are known for.
import type * as z from 'zod';
import type { Finding } from './finding.ts';
import { listIn, textIn } from './plain.ts';
import { shapeOf } from './shape.ts';
import { date, group, listOf, name } from './wording.ts';

export const calendarFile = group('A calendar.', {
  nation: name('The nation whose bank holidays these are.'),
  covers: group('What is known.', { from: date('First date covered.'), to: date('Last date covered.') }),
  'bank-holidays': listOf('Bank holidays, substitute days included.', date('A bank holiday.')),
});
export type CalendarFile = z.output<typeof calendarFile>;

export function calendarFindings(file: unknown): Finding[] {
  const { findings, meant } = shapeOf(calendarFile, file);
  if (findings.length > 0) return findings;
  const from = textIn(meant, 'covers', 'from') ?? '';
  const to = textIn(meant, 'covers', 'to') ?? '';
  const days = listIn(meant, 'bank-holidays').map(String);
  return days.flatMap((day, n): Finding[] => {
    const path = ['bank-holidays', n];
    if (day < from || day > to) {
      return [
        { path, message: `${day} is outside what the calendar covers`, mend: 'correct the day, or covers:' },
      ];
    }
    if (n > 0 && day <= (days[n - 1] ?? '')) {
      return [
        {
          path,
          message: `${day} does not come after the day above it`,
          mend: 'put the days in order, each once',
        },
      ];
    }
    return [];
  });
}
