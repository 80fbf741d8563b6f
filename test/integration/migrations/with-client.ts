import { Client, type ClientBase } from 'pg';

/** Lends a connection to the database at `url`. */
export async function withClient<T>(url: string, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Lends a connection that keeps no state. */
export function onProbation<T>(url: string, work: (client: ClientBase) => Promise<T>): Promise<T> {
  return withClient(url, async (client) => {
    await client.query('begin');
    return work(client);
  });
}
