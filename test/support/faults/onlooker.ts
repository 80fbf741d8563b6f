import { Client } from 'pg';

/** An observer of a database, with a connection of its own. */
export class Onlooker {
  private constructor(private readonly client: Client) {}

  static async of(databaseUrl: string): Promise<Onlooker> {
    const client = new Client({ connectionString: databaseUrl });
    client.on('error', () => undefined);
    await client.connect();
    return new Onlooker(client);
  }

  async rows<Row extends object>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(statement, [...values])).rows;
  }

  /** The number of connections to this database that wait for a lock. */
  async waiting(): Promise<number> {
    const rows = await this.rows(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.length;
  }

  async leave(): Promise<void> {
    await this.client.end();
  }
}
