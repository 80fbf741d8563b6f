const firstMs = 2 * 60_000;
const longestMs = 4 * 60 * 60_000;

/** When to try again after a number of failed attempts: after 2, 4, 8 … minutes, at most 4 hours. */
export function nextRetryAt(now: Date, attemptsBefore: number): Date {
  return new Date(now.getTime() + Math.min(firstMs * 2 ** attemptsBefore, longestMs));
}
