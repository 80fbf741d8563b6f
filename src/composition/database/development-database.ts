import { createConfig, type Config } from '../../../config/index.js';
import { silently, type Say } from './narrator.js';

/** A configuration that names a database, and how to leave that database. */
export interface ProvidedDatabase {
  readonly config: Config;
  leave(): Promise<void>;
}

/**
 * The configured database; where none is configured, in development and tests, the clone's own PostgreSQL,
 * shared with every other process of the clone. Production never starts one: its configuration requires an address.
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
 * Lends the database for one piece of work and leaves it behind: also when Ctrl-C breaks the work off, for nobody
 * else would stop the PostgreSQL that this process has started.
 * @throws Error of the work; or that it was broken off, while it may still be going on
 */
export async function withDatabase(config: Config, work: (config: Config) => Promise<void>): Promise<void> {
  const { promise: brokenOff, reject } = Promise.withResolvers<never>();
  // Nobody waits for it while the database is being joined.
  brokenOff.catch(() => undefined);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => reject(new Error('Broken off.')));
  const database = await provideDatabase(config);
  try {
    await Promise.race([brokenOff, work(database.config)]);
  } finally {
    await database.leave();
  }
}
