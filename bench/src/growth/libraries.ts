import { Client } from 'pg';
import { createConfig } from '../../../config/index.js';
import { withMigrations } from '../../../src/composition/database/migrating.js';
import { bootstrap } from '../../../src/composition/start/bootstrap.js';
import { runJob } from '../../../test/support/jobs.js';
import { startThrowAwayPostgres } from '../../../tools/embedded-postgres/start-throw-away-postgres.js';
import { fillLibrary } from '../fill-library.js';
import { fillTrail } from './fill-trail.js';

/** Databases with a library each, and a function that ends them. */
export interface Libraries {
  readonly urls: readonly string[];
  close(): Promise<void>;
}

/** Settings of a server with a few gigabytes of memory. Only the loading becomes faster by them. */
const settings = [
  'shared_buffers=2GB',
  'effective_cache_size=8GB',
  'maintenance_work_mem=1GB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_wal_size=4GB',
  'checkpoint_timeout=30min',
];

/** A library to build. */
export interface Wanted {
  readonly books: number;
  /** For each book. */
  readonly loans: number;
  /** Audit events that are added to those of its loans. */
  readonly events?: number;
}

/**
 * Builds each library on a server of its own, which is removed afterwards: ten million books take about 50 GB, and a
 * hundred million events 40 GB.
 */
export async function buildLibraries(wanted: readonly Wanted[]): Promise<Libraries> {
  const server = await startThrowAwayPostgres(settings);
  try {
    const urls: string[] = [];
    for (const [at, each] of wanted.entries()) urls.push(await build(server.url, `library_${at}`, each));
    return { urls, close: () => server.leave() };
  } catch (error) {
    await server.leave();
    throw error;
  }
}

async function build(serverUrl: string, name: string, { books, loans, events = 0 }: Wanted): Promise<string> {
  const url = new URL(serverUrl);
  await using(serverUrl, (client) => client.query(`create database ${name}`));
  url.pathname = `/${name}`;
  await withMigrations(createConfig('test', { databaseUrl: url.href }), (migrations) => migrations.up());
  const patrons = Math.min(Math.max(books / 10, 1_000), 1_000_000);
  await using(url.href, (client) =>
    fillLibrary(client, { books, patrons, loans: books * loans }, (step, seconds) => {
      if (seconds > 5)
        console.log(`${books.toLocaleString('en')} books: ${step} took ${Math.round(seconds)} s`);
    }),
  );
  const service = await bootstrap(createConfig('test', { databaseUrl: url.href }), [], 'jobs');
  try {
    for (const job of ['catalogue.keep_milestones', 'catalogue.weigh_words']) await runJob(service, job);
  } finally {
    await service.close();
  }
  if (events > 0) {
    const since = performance.now();
    await fillTrail((work) => using(url.href, work), events);
    console.log(
      `${events.toLocaleString('en')} events took ${Math.round((performance.now() - since) / 1_000)} s`,
    );
  }
  return url.href;
}

export async function using<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
