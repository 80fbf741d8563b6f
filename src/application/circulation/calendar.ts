import type { LibraryCalendar } from '../../domain/circulation/due-date.js';

/** The domain's calendar, as a port. */
export type Calendar = LibraryCalendar;
export const Calendar = Symbol('circulation.Calendar');
