import type { QueryResult, QueryResultRow } from 'pg';

type Callback<Row extends QueryResultRow> = (fault: Error | null, result: QueryResult<Row>) => void;

/**
 * Sends a statement and promises the reply. pg's own promise is settled by a function that it assigns to a property, and
 * V8 makes such functions among its old objects: all that can be reached from there, up to the request itself, would
 * stay until the next collection of old objects.
 * @param send `query` of a client, given what it takes before its callback
 * @throws Error of pg, with the stack of whoever has asked
 */
export async function queryWithCallback<Row extends QueryResultRow>(
  send: (told: Callback<Row>) => void,
): Promise<QueryResult<Row>> {
  try {
    return await new Promise<QueryResult<Row>>((resolve, reject) => {
      send((fault, result) => (fault ? reject(fault) : resolve(result)));
    });
  } catch (error) {
    Error.captureStackTrace(error as Error);
    throw error;
  }
}
