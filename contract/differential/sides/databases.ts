import { Client } from 'pg';
import { startThrowAwayPostgres } from '../../../tools/embedded-postgres/start-throw-away-postgres.js';

/** The databases of one run, on a server of its own. */
export class Databases {
  private copies = 0;

  private constructor(private readonly server: Awaited<ReturnType<typeof startThrowAwayPostgres>>) {}

  static async start(): Promise<Databases> {
    return new Databases(await startThrowAwayPostgres());
  }

  /** Creates a database, empty or as a copy of another one that nothing is connected to. Returns its URL. */
  async create(template = 'template0'): Promise<string> {
    const name = `side_${++this.copies}`;
    await this.execute(this.urlOf('postgres'), `create database ${name} template ${template}`);
    return this.urlOf(name);
  }

  copy(url: string): Promise<string> {
    return this.create(new URL(url).pathname.slice(1));
  }

  async drop(url: string): Promise<void> {
    await this.execute(
      this.urlOf('postgres'),
      `drop database ${new URL(url).pathname.slice(1)} with (force)`,
    );
  }

  async execute(url: string, statement: string, values: readonly unknown[] = []): Promise<void> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(statement, [...values]);
    } finally {
      await client.end();
    }
  }

  private urlOf(database: string): string {
    const url = new URL(this.server.url);
    url.pathname = `/${database}`;
    return url.href;
  }

  stop(): Promise<void> {
    return this.server.leave();
  }
}
