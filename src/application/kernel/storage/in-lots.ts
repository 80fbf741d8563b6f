/** So many rows are changed in one transaction: few enough for the time limit of a statement. */
const lot = 1_000;

/** Does work in lots until a lot is not full, or until it is to stop. Gives how much was done in all. */
export async function inLots(
  stop: AbortSignal,
  work: (limit: number) => Promise<number>,
  limit = lot,
): Promise<number> {
  let all = 0;
  for (let done = limit; done === limit && !stop.aborted; all += done) done = await work(limit);
  return all;
}
