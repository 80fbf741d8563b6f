/** The beginning of the day in UTC this many days before a moment, so that whole days are counted. */
export function daysAgo(now: Date, days: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - days));
}

/** A day in UTC. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
