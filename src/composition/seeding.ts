import { existsSync } from 'node:fs';
import pg, { Client } from 'pg';
import type { Config } from '../../config/index.js';
import type { LargeSize, Seed, SeedDatabase } from '../../seeds/seed.js';
import { postgresOptions } from '../infrastructure/kernel/postgres-address.js';
import { consoleProgress, type Progress } from '../interface/cli/kernel/progress.js';
import { allFeatures } from './all-features.js';
import { databaseAddress, withoutPooler } from './open-database.js';

/** The seed of a feature is found by its name, as what a door holds of it: see `doors.ts`. */
const home = new URL('../../seeds/', import.meta.url);

/** Any number, as long as nobody else in this database uses it. */
const lockKey = 7_435_336;

/** Raw rows would have int8 as text. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/** Whatever the account itself is bound by. */
const unlimited = { options: '-c statement_timeout=0' };

const largeSize: LargeSize = { books: 100_000, patrons: 10_000, loansPerCopy: 10 };

/** Whether no feature of the configured library holds anything yet. */
export function isEmpty(config: Config): Promise<boolean> {
  return connected(config, new Date(), async (db) => {
    for (const seed of await loadSeeds()) if (!(await seed.isEmpty(db))) return false;
    return true;
  });
}

/**
 * Puts the standard content into the configured library, all of it or none. Adds only what is missing.
 * @param now the moment that all dates of the content are reckoned from
 * @throws Error in production, before anything is touched
 */
export async function seedStandard(config: Config, now = new Date()): Promise<void> {
  refuseProduction(config);
  await alone(config, now, standard);
}

/**
 * Puts the standard content in, and then a whole city's library behind it. A run that was cut is completed by the next.
 * @throws Error in production, before anything is touched
 */
export async function seedLarge(
  config: Config,
  progress: Progress = consoleProgress(),
  size = largeSize,
  now = new Date(),
): Promise<void> {
  refuseProduction(config);
  await alone(config, now, async (client, db) => {
    await standard(client, db);
    // What is lost in a crash of the server is made again by the next run.
    await client.query('set synchronous_commit = off');
    try {
      for (const seed of await loadSeeds()) await seed.large?.(db, progress, size);
    } finally {
      progress.stop();
    }
  });
}

async function standard(client: Client, db: SeedDatabase): Promise<void> {
  await client.query('begin');
  try {
    for (const seed of await loadSeeds()) await seed.standard(db);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Of several processes that seed at once, one works at a time, and the others find nothing left to do. */
function alone(
  config: Config,
  now: Date,
  work: (client: Client, db: SeedDatabase) => Promise<void>,
): Promise<void> {
  return connected(config, now, async (db, client) => {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await work(client, db);
  });
}

/** Lends a connection of its own, so without the time limits of requests. Its end gives the lock back. */
async function connected<T>(
  config: Config,
  now: Date,
  work: (db: SeedDatabase, client: Client) => Promise<T>,
): Promise<T> {
  const options = postgresOptions(databaseAddress(withoutPooler(config)));
  const client = new Client({ ...options, ...unlimited, application_name: 'shelflife seeds', types });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const rows: SeedDatabase['rows'] = async (statement) => (await client.query(statement)).rows;
    const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
    return await work({ now, timeZone: config.libraryTimeZone, daysAgo, rows }, client);
  } finally {
    await client.end();
  }
}

async function loadSeeds(): Promise<Seed[]> {
  const files = allFeatures.map(({ name }) => new URL(`${name}.js`, home)).filter((file) => existsSync(file));
  const modules = await Promise.all(files.map((file) => import(file.href) as Promise<{ seed: Seed }>));
  return modules.map(({ seed }) => seed);
}

function refuseProduction({ name }: Config): void {
  if (name !== 'production') return;
  throw new Error(
    'Seeds are refused in production: they hold demo logins whose passwords everybody knows, and invented loans.',
  );
}
