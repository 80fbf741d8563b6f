import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `condition` holds, checking every 10 ms; fails when it does not within `ms`. */
export async function until(condition: () => boolean | Promise<boolean>, ms = 5000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`not true within ${ms} ms: ${condition.toString()}`);
    await sleep(10);
  }
}
