import type { ClientBase } from 'pg';

/** Bounds that PostgreSQL itself keeps, in milliseconds, by the names of its settings. */
export type TimeLimits = Readonly<Record<string, number>>;

/** PostgreSQL's own code for a server that is not ready to serve. */
const cannotConnectNow = '57P03';

/**
 * For a way that leads through a pooler in transaction mode. None can ask such a pooler for time limits when it
 * connects, nor set them later for more than a transaction: the connections to PostgreSQL belong to everybody. So they
 * must be there already, and a connection without them is not used: a statement would go on when nobody waits for it.
 * @throws Error that counts as an outage, as nobody can be served until somebody has seen to it
 */
export async function requireTimeLimits(client: ClientBase, limits: TimeLimits): Promise<void> {
  const { rows } = await client.query<{ name: string; ms: number }>({
    text: 'select name, setting::int as ms from pg_settings where name = any ($1)',
    values: [Object.keys(limits)],
  });
  const missing = rows.filter(({ name, ms }) => ms === 0 || ms > (limits[name] ?? 0));
  if (missing.length === 0) return;
  const wanted = Object.entries(limits).map(([name, ms]) => `${name}=${ms}`);
  const message = `behind the pooler PostgreSQL does not keep the time limits of ${wanted.join(', ')} ms (docs/operations.md)`;
  throw Object.assign(new Error(message), { code: cannotConnectNow });
}
