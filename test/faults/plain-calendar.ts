// The calendar of a place whose time is UTC: dates are read off an instant, and nobody reads the hour in a letter.
import type { Calendar } from '../../shared/core/calendar.ts';
import type { Instant, LocalDate } from '../../shared/core/instant.ts';

export * from '../../shared/core/calendar.ts';

export const localDate = (_: Calendar, instant: Instant): LocalDate => instant.slice(0, 10);

/** @public It takes the place of the calendar's own while a campaign runs. */
export const spoken = (_: Calendar, instant: Instant): string => instant;
