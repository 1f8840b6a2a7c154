// stub
import type { CalendarFile } from './calendar-schema.ts';
import { authorityFile } from './schema.ts';
import { shapeFindings } from './shape.ts';
import type { Finding } from './source-text.ts';

export function check(value: unknown, _calendar: CalendarFile | undefined, _today?: string): Finding[] {
  return shapeFindings(authorityFile, value);
}
