/** Rows changed in one transaction: few enough for the statement timeout. */
const lot = 1_000;

/** Repeats the work until a lot is not full, or until it is stopped. Returns the total. */
export async function inLots(
  stop: AbortSignal,
  work: (limit: number) => Promise<number>,
  limit = lot,
): Promise<number> {
  let all = 0;
  for (let done = limit; done === limit && !stop.aborted; all += done) done = await work(limit);
  return all;
}
