import type { QueryResult, QueryResultRow } from 'pg';

type Callback<Row extends QueryResultRow> = (fault: Error | null, result: QueryResult<Row>) => void;

/**
 * Sends a statement with a callback and returns a promise of the reply. pg's own promise is settled by a function that
 * pg assigns to a property, and V8 allocates such functions in the old generation: all objects that can be reached from
 * it, up to the request, would stay until the next major garbage collection.
 * @param send calls `query` of a client with the callback that it is given
 * @throws Error of pg, with the stack of the caller
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
