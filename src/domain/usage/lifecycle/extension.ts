import { dayMs, startOf } from '../../kernel/lifecycle/lifecycle-days.js';

/** The longest extension, in days. */
const extensionDays = 90;

/** The latest end of an extension: counted from the sunset, or from now if it is held already. */
export function latestExtension(now: Date, sunset: string): Date {
  return new Date(Math.max(startOf(sunset).getTime(), now.getTime()) + extensionDays * dayMs);
}
