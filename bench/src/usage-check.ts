import { setTimeout as wait } from 'node:timers/promises';
import type { Stand } from './stand.js';

const longestMs = 20_000;

/** The calls that are stored, by everything they have in common except the hour. */
export type Calls = Readonly<Record<string, number>>;

/** Waits until the calls are stored, which programs do in lots. @throws Error when they are not after 20 s */
export async function storedCalls({ client }: Stand, expected: number): Promise<Calls> {
  const since = performance.now();
  for (;;) {
    const { rows } = await client.query<{ use: string; calls: number }>(`
      select concat_ws(' ', ref, operation_id, minor, minor_source, element, outcome) as use, sum(calls)::int as calls
      from usage_hour join consumer on consumer.id = consumer_id group by use order by use`);
    const sum = rows.reduce((total, { calls }) => total + calls, 0);
    if (sum >= expected) return Object.fromEntries(rows.map(({ use, calls }) => [use, calls]));
    if (performance.now() - since > longestMs) throw new Error(`${sum} of ${expected} calls were counted.`);
    await wait(100);
  }
}

export function sumOf(calls: Calls): number {
  return Object.values(calls).reduce((total, each) => total + each, 0);
}

/** The calls that were stored in between. */
export function callsSince(before: Calls, after: Calls): Calls {
  const added = Object.entries(after).map(([use, calls]) => [use, calls - (before[use] ?? 0)] as const);
  return Object.fromEntries(added.filter(([, calls]) => calls > 0));
}
