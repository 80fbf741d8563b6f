/** A load ended before a single request was answered: nothing is wrong, but nothing can be said either. */
export class NothingAnswered extends Error {}

/** Requests were put off with 503, as the service promises under overload: the machine had other things to do. */
export class PutOff extends Error {}

/** So long an attempt may become before the server counts as one that does not answer. */
const mostSeconds = 30;
/** So often in turn requests may be put off before the server counts as broken. */
const mostPutOff = 6;

/**
 * Makes an attempt, and makes it again where the machine was too busy for it: for twice as long while nothing was
 * answered within it, and once more as it was where requests were put off.
 * @param attempt is told for how many seconds it lasts; it measures all anew each time
 * @param between is awaited before an attempt is made again
 * @throws NothingAnswered when an attempt of more than 30 s would be needed
 * @throws PutOff when requests were put off six times in turn
 */
export async function untilAnswered<T>(
  seconds: number,
  attempt: (seconds: number) => Promise<T>,
  between: () => Promise<void>,
): Promise<T> {
  let [lasting, timesPutOff] = [seconds, 0];
  for (;;) {
    try {
      return await attempt(lasting);
    } catch (error) {
      if (error instanceof NothingAnswered && lasting * 2 <= mostSeconds) lasting *= 2;
      else if (!(error instanceof PutOff) || ++timesPutOff >= mostPutOff) throw error;
    }
    await between();
  }
}
