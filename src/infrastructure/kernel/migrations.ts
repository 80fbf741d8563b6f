import { setTimeout as wait } from 'node:timers/promises';
import type { Migrator } from '@mikro-orm/migrations';
import { Client } from 'pg';
import type { Database } from './database.js';

/** Any number, as long as nobody else in this database uses it. */
const lockKey = 7_435_335;
const patienceMs = 300_000;

/** One migration as `db:status` shows it. */
export interface MigrationState {
  readonly name: string;
  /** Undefined while it is pending. */
  readonly executedAt: Date | undefined;
}

/**
 * The only way to a schema. Safe to be run by several processes at once: one works, the others wait and find nothing
 * left to do. The lock is asked for again and again instead of waited for, because a waiting statement holds a
 * snapshot, for which `create index concurrently` would in turn wait.
 */
export class Migrations {
  private readonly migrator: Migrator;

  constructor(private readonly database: Database) {
    this.migrator = database.orm.migrator as Migrator;
  }

  /** Runs what is pending. Gives the names, in order. */
  up(): Promise<string[]> {
    return this.locked(async () => (await this.migrator.up()).map(({ name }) => name));
  }

  /** Takes the newest one back, or all of them with `to: 0`. Gives the names, in order. */
  down(options?: { to: 0 }): Promise<string[]> {
    return this.locked(async () => (await this.migrator.down(options)).map(({ name }) => name));
  }

  async state(): Promise<MigrationState[]> {
    const executed = await this.migrator.getExecuted();
    const pending = await this.migrator.getPending();
    return [
      ...executed.map(({ name, executed_at: executedAt }) => ({ name, executedAt })),
      ...pending.map(({ name }) => ({ name, executedAt: undefined })),
    ];
  }

  private async locked<T>(work: () => Promise<T>): Promise<T> {
    const client = new Client({
      connectionString: this.database.url,
      application_name: 'shelflife migrations',
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await this.lock(client);
      return await work();
    } finally {
      await client.end();
    }
  }

  private async lock(client: Client): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
        lockKey,
      ]);
      if (rows[0]?.got) return;
      await wait(200);
    }
    throw new Error('Another process has been migrating this database for five minutes.');
  }
}
