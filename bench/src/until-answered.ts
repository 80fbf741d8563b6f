/** A load ended before a request was answered: this is no error, but there is no result either. */
export class NothingAnswered extends Error {}

/** Requests were answered with 503, as the service does under overload: the machine was busy with other work. */
export class PutOff extends Error {}

/** The longest attempt, before the server counts as one that does not answer. */
const mostSeconds = 30;
/** The number of attempts with 503 in a row, before the server counts as broken. */
const mostPutOff = 6;

/**
 * Runs an attempt, and repeats it when the machine was too busy: for twice as long if nothing was answered, and
 * unchanged if requests were answered with 503.
 * @param attempt gets its duration in seconds; it measures everything anew each time
 * @param between is awaited before each further attempt
 * @throws NothingAnswered when an attempt of more than 30 s would be needed
 * @throws PutOff when requests were answered with 503 six times in a row
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
