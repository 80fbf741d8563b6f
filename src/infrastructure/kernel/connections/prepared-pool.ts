import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { ClientSockets } from './client-sockets.js';
import type { StatementNames } from './prepared-statements.js';

/**
 * pg's pool in the shape that kysely takes (`PostgresPool`, `pool` of `PostgresDialect`), and through it MikroORM
 * (`driverOptions`). It prepares statements that come again, because kysely has no names for statements and pg has. It
 * does not wait for the reply to `begin` alone; it checks that reply together with the one to the first statement.
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
    // All replies take the same path, so that of two errors the first one is reported.
    return Promise.all([begun, sent]).then(([, result]) => result);
  }

  release(destroy?: boolean): void {
    this.client.release(destroy);
  }

  /** Reports at once that the transaction has begun. An error of `begin` is reported with the first statement. */
  #begin(sent: Promise<unknown>): Promise<unknown> {
    this.#begun = sent;
    sent.catch(() => undefined);
    return Promise.resolve({ command: 'BEGIN', rowCount: null, rows: [] });
  }
}
