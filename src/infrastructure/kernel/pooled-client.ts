import type pg from 'pg';

/** Bounds that PostgreSQL itself keeps, in milliseconds, by the names of its settings. */
export type TimeLimits = Readonly<Record<string, number>>;

/**
 * A client for a way that leads through a pooler in transaction mode. None can ask such a pooler for time limits when it
 * connects, nor set them later for more than a transaction: the connections to PostgreSQL belong to everybody. So they
 * must be there already, and a connection without them is not used: a statement would go on when nobody waits for it.
 */
export function pooledClient(Client: typeof pg.Client, limits: TimeLimits): typeof pg.Client {
  class PooledClient extends Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      const connect = this.connect.bind(this);
      const verified = async () => {
        const connected = await connect();
        try {
          await verify(this, limits);
        } catch (error) {
          await this.end().catch(() => undefined);
          throw error;
        }
        return connected;
      };
      this.connect = ((then?: (error?: unknown) => void) => {
        if (!then) return verified();
        verified().then(() => then(), then);
      }) as typeof this.connect;
    }
  }
  return PooledClient;
}

/** @throws Error that counts as an outage, as nobody can be served until somebody has seen to it */
async function verify(client: pg.Client, limits: TimeLimits): Promise<void> {
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

/** PostgreSQL's own code for a server that is not ready to serve. */
const cannotConnectNow = '57P03';
