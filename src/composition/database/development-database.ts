import { createConfig, type Config } from '../../../config/index.js';
import { silently, type Say } from './narrator.js';

/** A configuration with a database, and a function to release that database. */
export interface ProvidedDatabase {
  readonly config: Config;
  leave(): Promise<void>;
}

/**
 * The configured database. If none is configured, development and tests use the clone's own PostgreSQL, which all
 * processes of the clone share. Production never starts one: its configuration requires an address.
 */
export async function provideDatabase(config: Config, say: Say = silently): Promise<ProvidedDatabase> {
  if (config.databaseUrl !== undefined) return { config, leave: () => Promise.resolve() };
  const { joinEmbeddedPostgres } = await import('../../../tools/embedded-postgres/join-embedded-postgres.js');
  say('Starting PostgreSQL.');
  const postgres = await joinEmbeddedPostgres({ folder: config.dataFolder, database: 'shelflife' });
  const provided = createConfig(config.name, { ...config, databaseUrl: postgres.url });
  return { config: provided, leave: () => postgres.leave() };
}

/**
 * Provides the database for one piece of work and releases it afterwards, also after Ctrl-C, because otherwise a
 * PostgreSQL that this process started would keep running.
 * @throws Error of the work, or that it was interrupted, while it may still be running
 */
export async function withDatabase(config: Config, work: (config: Config) => Promise<void>): Promise<void> {
  const { promise: brokenOff, reject } = Promise.withResolvers<never>();
  // It may be rejected before anybody awaits it, while the database starts.
  brokenOff.catch(() => undefined);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => reject(new Error('Interrupted.')));
  const database = await provideDatabase(config);
  try {
    await Promise.race([brokenOff, work(database.config)]);
  } finally {
    await database.leave();
  }
}
