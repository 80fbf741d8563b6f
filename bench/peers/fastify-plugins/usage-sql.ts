import { inTransaction } from '../fastify-pg/database.js';
import type { Client } from './usage-clients.js';

/** Calls that have everything in common. */
export interface Count {
  readonly client: Client;
  readonly operationId: string;
  readonly major: number;
  /** Since 1970. */
  readonly hour: number;
  readonly outcome: string;
  calls: number;
  /** In milliseconds since 1970. */
  lastAt: number;
}

const hourMs = 3_600_000;

const addClients = `
  INSERT INTO consumer (ref, kind, patron_id, program, first_seen_at)
  SELECT ref, kind, patron_id, program, now()
  FROM jsonb_to_recordset($1::jsonb) AS given (ref text, kind text, patron_id bigint, program text)
  WHERE NOT EXISTS (SELECT FROM consumer known WHERE known.ref = given.ref)
  ORDER BY ref ON CONFLICT (ref) DO NOTHING`;

const addCalls = `
  INSERT INTO usage_hour
    (consumer_id, operation_id, major, minor, minor_source, element, hour, outcome, calls, last_at)
  SELECT consumer.id, operation_id, major, major || '.0', 'default', '', hour, outcome, calls, last_at
  FROM jsonb_to_recordset($1::jsonb)
    AS given (ref text, operation_id text, major smallint, hour timestamptz, outcome text, calls bigint,
              last_at timestamptz)
  JOIN consumer ON consumer.ref = given.ref
  ORDER BY 1, 2, 3, 7, 8
  ON CONFLICT (consumer_id, operation_id, major, minor, minor_source, element, hour, outcome)
  DO UPDATE SET calls = usage_hour.calls + excluded.calls, last_at = greatest(usage_hour.last_at, excluded.last_at)`;

/** Adds counts to those in the database, with clients that are new. */
export async function addCounts(counts: readonly Count[]): Promise<void> {
  const clients = new Map(counts.map(({ client }) => [client.ref, client]));
  const clientRows = [...clients.values()].map(({ patronId, ...client }) => ({
    ...client,
    patron_id: patronId,
  }));
  const callRows = counts.map(({ client, operationId, hour, lastAt, ...count }) => ({
    ...count,
    ref: client.ref,
    operation_id: operationId,
    hour: new Date(hour * hourMs),
    last_at: new Date(lastAt),
  }));
  await inTransaction(async (client) => {
    await client.query(addClients, [JSON.stringify(clientRows)]);
    await client.query(addCalls, [JSON.stringify(callRows)]);
  });
}
