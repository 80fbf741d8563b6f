/** Runs a job for each item, a few at a time. The results have the order of the items. */
export async function inTurns<T, R>(
  items: readonly T[],
  job: (item: T) => Promise<R>,
  atATime = 2,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, item] = next;
      results[index] = await job(item);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return results;
}
