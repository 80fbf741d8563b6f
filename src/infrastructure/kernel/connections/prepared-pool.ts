import type { Duplex } from 'node:stream';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient, QueryResult } from 'pg';
import type { StatementNames } from './prepared-statements.js';

/**
 * pg's pool as kysely asks for one (`PostgresPool`, `pool` of `PostgresDialect`), and thus MikroORM (`driverOptions`).
 * Statements that come again are prepared: kysely knows no names for statements, pg does. Nobody waits for the answer
 * to `begin` alone: it is looked at with the answer to the first statement.
 */
export function preparedPool(pool: Pool, names: StatementNames): PostgresPool {
  return {
    options: pool.options,
    connect: async () => preparedClient(await pool.connect(), names),
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
