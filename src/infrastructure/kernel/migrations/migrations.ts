import { setTimeout as wait } from 'node:timers/promises';
import type { Migrator } from '@mikro-orm/migrations';
import { Client } from 'pg';
import sql from 'sql-template-tag';
import type { Database } from '../postgres/database.js';
import { prepareMigration } from './prepare-migration.js';
import { installQueue, removeQueue } from '../runtime/graphile-queue.js';
import { SystemClock } from '../runtime/system-clock.js';
import { SqlTrailMonths } from '../trail/sql-trail-months.js';
import { postgresOptions } from '../connections/postgres-address.js';

/** Any number that no other advisory lock in this database uses. */
const lockKey = 7_435_335;
const lockPatienceMs = 300_000;

/** SQLSTATEs of a lock timeout and of a deadlock (PostgreSQL, appendix A). */
const worthAnotherTry = new Set<unknown>(['55P03', '40P01']);

/** A migration with its state, for `db:status`. */
export interface MigrationState {
  readonly name: string;
  /** Undefined while the migration is pending. */
  readonly executedAt: Date | undefined;
}

/** How often a migration that does not get its lock is tried, and the average pause between the tries. */
interface Patience {
  readonly tries: number;
  readonly pauseMs: number;
}

/**
 * The only way to change the schema. Several processes may run it at once: one works, the others wait and find nothing
 * to do. They poll for the lock instead of waiting for it, because a waiting statement holds a snapshot, for which
 * `create index concurrently` would wait in turn.
 *
 * It may also run beside a running service: a migration that needs a table lock gives up after half a second, so that
 * no request queues behind it for longer, and tries again a little later.
 */
export class Migrations {
  private readonly migrator: Migrator;

  constructor(
    private readonly database: Database,
    private readonly patience: Patience = { tries: 20, pauseMs: 1_000 },
  ) {
    this.migrator = database.orm.migrator as Migrator;
  }

  /**
   * Runs the pending migrations and those of the job queue, and creates the coming months of the audit trail. Returns
   * the names of ours, in order.
   */
  up(): Promise<string[]> {
    return this.locked(async () => {
      const pending = await this.migrator.getPending();
      const names = pending.map(({ name }) => name);
      const run = await this.each('up', names);
      await installQueue(this.database.pool);
      await this.patiently(() => new SqlTrailMonths(this.database, new SystemClock()).createAhead());
      return run;
    });
  }

  /** Reverts the newest migration, or with `to: 0` all of them and the job queue. Returns the names, in order. */
  down(options?: { to: 0 }): Promise<string[]> {
    return this.locked(async () => {
      const executed = (await this.migrator.getExecuted()).map(({ name }) => name).toReversed();
      const taken = await this.each('down', options ? executed : executed.slice(0, 1));
      if (options) await removeQueue(this.database.pool);
      return taken;
    });
  }

  async state(): Promise<MigrationState[]> {
    const executed = await this.migrator.getExecuted();
    const pending = await this.migrator.getPending();
    return [
      ...executed.map(({ name, executed_at: executedAt }) => ({ name, executedAt })),
      ...pending.map(({ name }) => ({ name, executedAt: undefined })),
    ];
  }

  private async each(direction: 'up' | 'down', names: readonly string[]): Promise<string[]> {
    const done: string[] = [];
    for (const name of names) done.push(...(await this.patiently(() => this.one(direction, name))));
    return done;
  }

  private async one(direction: 'up' | 'down', name: string): Promise<string[]> {
    await prepareMigration(this.database, direction, name);
    return (await this.migrator[direction]([name])).map((run) => run.name);
  }

  /** A failed migration left nothing behind, or only an index that the next run drops. */
  private async patiently<T>(work: () => Promise<T>): Promise<T> {
    for (let left = this.patience.tries - 1; ; left--) {
      try {
        return await work();
      } catch (error) {
        if (left <= 0 || !worthAnotherTry.has((error as { code?: unknown }).code)) throw error;
        // The pause varies, so that it does not meet a periodic job each time.
        await wait(this.patience.pauseMs * (0.5 + Math.random()));
      }
    }
  }

  private async locked<T>(work: () => Promise<T>): Promise<T> {
    const client = new Client({
      ...postgresOptions(this.database.address),
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
    const deadline = performance.now() + lockPatienceMs;
    while (performance.now() < deadline) {
      const { rows } = await client.query<{ got: boolean }>(
        sql`select pg_try_advisory_lock(${lockKey}) as got`,
      );
      if (rows[0]?.got) return;
      await wait(200);
    }
    throw new Error('Another process has been migrating this database for five minutes.');
  }
}
