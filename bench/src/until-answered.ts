/** A load ended before a single request was answered: nothing is wrong, but nothing can be said either. */
export class NothingAnswered extends Error {}

/** So long an attempt may become before the server counts as one that does not answer. */
const mostSeconds = 30;

/**
 * Makes an attempt, and makes it again for twice as long while nothing was answered within it. On a busy machine a
 * server that works may need longer for its first answers than a short round lasts.
 * @param attempt is told for how many seconds it lasts; it measures all anew each time
 * @param between is awaited after an attempt in which nothing was answered
 * @throws NothingAnswered when an attempt of more than 30 s would be needed
 */
export async function untilAnswered<T>(
  seconds: number,
  attempt: (seconds: number) => Promise<T>,
  between: () => Promise<void>,
): Promise<T> {
  try {
    return await attempt(seconds);
  } catch (error) {
    if (!(error instanceof NothingAnswered) || seconds * 2 > mostSeconds) throw error;
  }
  await between();
  return untilAnswered(seconds * 2, attempt, between);
}
