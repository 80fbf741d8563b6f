import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { ClientSockets } from './client-sockets.js';
import type { StatementNames } from './prepared-statements.js';

/**
 * pg's pool as kysely asks for one (`PostgresPool`, `pool` of `PostgresDialect`), and thus MikroORM (`driverOptions`).
 * Statements that come again are prepared: kysely knows no names for statements, pg does. Nobody waits for the answer
 * to `begin` alone: it is looked at with the answer to the first statement.
 */
export function preparedPool(pool: Pool, names: StatementNames, sockets: ClientSockets): PostgresPool {
  const prepared = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const known = prepared.get(client) ?? new PreparedClient(client, names, sockets);
      prepared.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

class PreparedClient implements PostgresPoolClient {
  #begun: Promise<unknown> | undefined;

  constructor(
    private readonly client: PoolClient,
    private readonly names: StatementNames,
    private readonly sockets: ClientSockets,
  ) {}

  query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query(text: unknown, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new Error('No cursor is configured.');
    const name = values.length > 0 ? this.names.of(text) : undefined;
    this.sockets.holdBack(this.client);
    const sent = this.client.query({ ...(name !== undefined && { name }), text, values: [...values] });
    if (text === 'begin') return this.#begin(sent);
    const begun = this.#begun;
    this.#begun = undefined;
    // Every answer takes the same way, so that of two faults the first one is seen first.
    return Promise.all([begun, sent]).then(([, result]) => result);
  }

  release(destroy?: boolean): void {
    this.client.release(destroy);
  }

  /** Says at once that the transaction has begun. A fault of it comes with the first statement. */
  #begin(sent: Promise<unknown>): Promise<unknown> {
    this.#begun = sent;
    sent.catch(() => undefined);
    return Promise.resolve({ command: 'BEGIN', rowCount: null, rows: [] });
  }
}
