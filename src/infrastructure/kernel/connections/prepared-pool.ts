import type { Duplex } from 'node:stream';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient, QueryResult } from 'pg';
import type { StatementNames } from './prepared-statements.js';

/**
 * pg's pool as kysely asks for one (`PostgresPool`, `pool` of `PostgresDialect`), and thus MikroORM (`driverOptions`).
 * Statements that come again are prepared: kysely knows no names for statements, pg does. Nobody waits for the answer
 * to `begin` alone: it is looked at with the answer to the first statement. What is sent in one turn of the event loop,
 * such as `begin` and the first statement, or the last write and `commit`, is one write to the socket. A borrow writes
 * 4 times instead of 7, a return 3 times instead of 6; nearly half of their CPU are such writes, some 35 µs each.
 */
export function preparedPool(pool: Pool, names: StatementNames): PostgresPool {
  const prepared = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const known = prepared.get(client) ?? preparedClient(client, names);
      prepared.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

function preparedClient(client: PoolClient, names: StatementNames): PostgresPoolClient {
  let begun: Promise<QueryResult> | undefined;
  const gather = gatherer(client.connection.stream);
  const query = async (text: string, values: readonly unknown[]): Promise<QueryResult> => {
    const name = values.length > 0 ? names.of(text) : undefined;
    gather();
    const sent = client.query({ ...(name !== undefined && { name }), text, values: [...values] });
    if (text === 'begin') {
      begun = sent;
      sent.catch(() => undefined);
      return { command: 'BEGIN', rowCount: null, oid: 0, rows: [], fields: [] };
    }
    if (!begun) return sent;
    const [, result] = await Promise.all([begun, sent]);
    begun = undefined;
    return result;
  };
  // No cursor is configured, so kysely asks for nothing else.
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  };
}

/** Gives a function after which all that one turn of the event loop writes to a stream goes to the system at once. */
function gatherer(stream: Duplex): () => void {
  let isGathering = false;
  return () => {
    if (isGathering) return;
    isGathering = true;
    stream.cork();
    process.nextTick(() => {
      isGathering = false;
      stream.uncork();
    });
  };
}
