import { Client } from 'pg';
import { createConfig } from '../../config/index.js';
import { withMigrations } from '../../src/composition/database/migrating.js';
import { seedStandard } from '../../src/composition/database/seeding.js';
import type { EmbeddedPostgres } from '../../tools/embedded-postgres/join-embedded-postgres.js';
import { startThrowAwayPostgres } from '../../tools/embedded-postgres/start-throw-away-postgres.js';

/** One PostgreSQL for a whole test run. Each file that needs a database gets a copy of a prepared one. */
let server: EmbeddedPostgres | undefined;
let copies = 0;

/** Mocha's parallel processes get the address of the server in this variable: only the first one calls the setup. */
const variable = 'TEST_POSTGRES_URL';

export type Content = 'empty' | 'migrated' | 'seeded';

/** The day on which the schema is made for tests: the months of the audit trail begin after it. */
export const migratedAt = new Date('2026-11-30T12:00:00.000Z');

/** The moment at which the standard content is seeded for tests. */
export const seededAt = new Date('2026-12-01T09:30:00.000Z');

/** Mocha calls this once, before everything. */
export async function mochaGlobalSetup(): Promise<void> {
  server = await startThrowAwayPostgres();
  process.env[variable] = server.url;
  await prepare('empty', () => Promise.resolve());
  await prepare('migrated', (url) => migrate(url));
  await prepare('seeded', async (url) => {
    await migrate(url);
    await seedStandard(createConfig('test', { databaseUrl: url }), seededAt);
  });
}

/** Mocha calls this once, after everything. */
export async function mochaGlobalTeardown(): Promise<void> {
  await server?.leave();
}

/**
 * The address of a separate database with the requested content. It is removed with the server at the end.
 * @param tablespace where it is stored, if not in the default one
 */
export async function freshDatabase(
  content: Content = 'migrated',
  tablespace = 'pg_default',
): Promise<string> {
  const name = `copy_${process.pid}_${++copies}`;
  await administrate(`create database ${name} template prepared_${content} tablespace ${tablespace}`);
  return addressOf(name);
}

/** Runs one statement as the owner of the server, outside of any test's database. */
export async function administrate(statement: string): Promise<void> {
  const client = new Client({ connectionString: addressOf('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function prepare(content: Content, fill: (url: string) => Promise<unknown>): Promise<void> {
  await administrate(`create database prepared_${content}`);
  await fill(addressOf(`prepared_${content}`));
}

function migrate(url: string): Promise<unknown> {
  return withMigrations(createConfig('test', { databaseUrl: url }), (migrations) =>
    migrations.up({ now: () => migratedAt }),
  );
}

function addressOf(database: string): string {
  const started = process.env[variable];
  if (started === undefined)
    throw new Error('Run the tests with mocha --require dist/test/support/postgres.js');
  const url = new URL(started);
  url.pathname = `/${database}`;
  return url.href;
}
