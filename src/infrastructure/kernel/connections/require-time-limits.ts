import type { ClientBase } from 'pg';

/** Limits that PostgreSQL enforces, in milliseconds, by the names of its settings. */
export type TimeLimits = Readonly<Record<string, number>>;

/** PostgreSQL's code for a server that is not ready to serve. */
const cannotConnectNow = '57P03';

/**
 * For connections through a pooler in transaction mode. There a client can neither request time limits at connect nor
 * set them for longer than a transaction, because all clients share the connections to PostgreSQL. So the limits must
 * be set on the database role. A connection without them is not used: a statement would run on after its client has
 * gone.
 * @throws Error that counts as an outage, because nothing can be served until an operator sets the limits
 */
export async function requireTimeLimits(client: ClientBase, limits: TimeLimits): Promise<void> {
  const { rows } = await client.query<{ name: string; ms: number }>({
    text: 'select name, setting::int as ms from pg_settings where name = any ($1)',
    values: [Object.keys(limits)],
  });
  const missing = rows.filter(({ name, ms }) => ms === 0 || ms > (limits[name] ?? 0));
  if (missing.length === 0) return;
  const wanted = Object.entries(limits).map(([name, ms]) => `${name}=${ms}`);
  const message = `PostgreSQL behind the pooler does not enforce the time limits ${wanted.join(', ')} ms (docs/operations.md)`;
  throw Object.assign(new Error(message), { code: cannotConnectNow });
}
