import { createConfig, type Config } from '../../config/index.js';

/** A configuration that names a database, and how to leave that database. */
export interface ProvidedDatabase {
  readonly config: Config;
  leave(): Promise<void>;
}

/**
 * The configured database; where none is configured, in development and tests, the clone's own PostgreSQL,
 * shared with every other process of the clone. Production never starts one: its configuration requires an address.
 */
export async function provideDatabase(config: Config): Promise<ProvidedDatabase> {
  if (config.databaseUrl !== undefined) return { config, leave: () => Promise.resolve() };
  const { joinEmbeddedPostgres } =
    await import('../infrastructure/kernel/embedded-postgres/join-embedded-postgres.js');
  const postgres = await joinEmbeddedPostgres({ folder: config.dataFolder, database: 'shelflife' });
  const provided = createConfig(config.name, { ...config, databaseUrl: postgres.url });
  return { config: provided, leave: () => postgres.leave() };
}
