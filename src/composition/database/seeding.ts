import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { isDeployed, type Config } from '../../../config/index.js';
import type { LargeContent, LargeSize } from '../../../seeds/feature-seeder.js';
import { SeedContext } from '../../../seeds/seed-context.js';
import type { Database } from '../../infrastructure/kernel/postgres/database.js';
import { consoleProgress, type Progress } from '../../interface/cli/kernel/progress.js';
import type { Say } from './narrator.js';
import { openDatabase, withoutPooler } from './open-database.js';
import { loadSeeders } from '../seeders.js';

/** Any number that no other advisory lock in this database uses. */
const lockKey = 7_435_336;

const largeSize: LargeSize = { books: 100_000, patrons: 10_000, loansPerCopy: 10 };

/** Work of a seeder, on the entity manager of a transaction. */
type Planting = (em: EntityManager, context: SeedContext) => Promise<void>;

/** Whether the database holds no content of any feature. */
export function isEmpty(config: Config): Promise<boolean> {
  return withLibrary(config, hasNothing);
}

/**
 * Adds the standard content, all of it or none. Existing rows are kept.
 * @param now the moment that all dates of the content are relative to
 * @throws Error in staging and production, before anything is changed
 */
export async function seedStandard(config: Config, now = new Date()): Promise<void> {
  refuseDeployed(config);
  await plant(config, now, standard);
}

/** Adds the standard content to a database without content, over open connections. */
export async function seedIfEmpty(database: Database, config: Config, say: Say): Promise<void> {
  refuseDeployed(config);
  const em = database.orm.em.fork();
  if (!(await hasNothing(em))) return;
  say('Seeding the empty library.');
  await inTurn(em, contextOf(config, new Date()), standard);
}

/**
 * Adds the standard content, and then the library of a large city. The next run completes an interrupted one.
 * @throws Error in staging and production, before anything is changed
 */
export async function seedLarge(
  config: Config,
  progress: Progress = consoleProgress(),
  size = largeSize,
  now = new Date(),
): Promise<void> {
  refuseDeployed(config);
  const context = contextOf(config, now);
  await withLibrary(config, async (em) => {
    await inTurn(em, context, standard);
    try {
      for (const seeder of await loadSeeders()) {
        const content = seeder.large?.(size);
        if (content) await storeLarge(em, context, content, progress);
      }
    } finally {
      progress.stop();
    }
  });
}

/** Adds other content in one transaction, for example for the contract tests. */
export function plant(config: Config, now: Date, planting: Planting): Promise<void> {
  return withLibrary(config, (em) => inTurn(em, contextOf(config, now), planting));
}

async function hasNothing(em: EntityManager): Promise<boolean> {
  for (const seeder of await loadSeeders()) if (!(await seeder.isEmpty(em))) return false;
  return true;
}

async function standard(em: EntityManager, context: SeedContext): Promise<void> {
  for (const seeder of await loadSeeders()) await seeder.run(em, context);
}

async function storeLarge(
  em: EntityManager,
  context: SeedContext,
  content: LargeContent,
  progress: Progress,
): Promise<void> {
  const { items, unitsPerItem, batchSize, tables } = content;
  progress.start(items * unitsPerItem, content.what);
  for (let start = 0; start < items; start += batchSize) {
    const end = Math.min(start + batchSize, items);
    await inTurn(em, context, async (transaction) => {
      // The next run adds again what a crash of the server lost.
      await sql`set local synchronous_commit = off`.execute(transaction.getKysely());
      await content.store(transaction, context, { start, end });
    });
    progress.step((end - start) * unitsPerItem);
  }
  // A table that is being vacuumed now needs no second vacuum.
  const names = sql.join(tables.map((table) => sql.table(table)));
  await sql`vacuum (analyze, skip_locked) ${names}`.execute(em.getKysely());
}

/**
 * Runs one transaction. When several processes seed at once, one of them works; the others wait without a limit, and
 * then find nothing to do. The lock ends with the transaction.
 */
async function inTurn(em: EntityManager, context: SeedContext, planting: Planting): Promise<void> {
  await em.fork().transactional(async (transaction) => {
    const kysely = transaction.getKysely();
    await sql`set local lock_timeout = 0`.execute(kysely);
    await sql`select pg_advisory_xact_lock(${lockKey})`.execute(kysely);
    await planting(transaction, context);
  });
}

/** Provides the configured database without the time limits of requests, and without the pooler. */
async function withLibrary<T>(config: Config, work: (em: EntityManager) => Promise<T>): Promise<T> {
  const database = await openDatabase(withoutPooler(config), 'seeds');
  try {
    return await work(database.orm.em.fork());
  } finally {
    await database.close();
  }
}

function contextOf({ libraryTimeZone }: Config, now: Date): SeedContext {
  return new SeedContext(now, libraryTimeZone);
}

function refuseDeployed({ name }: Config): void {
  if (!isDeployed(name)) return;
  throw new Error(
    `Seeds are refused in ${name}: they contain demo accounts with public passwords, and invented loans.`,
  );
}
