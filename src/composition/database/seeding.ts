import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Config } from '../../../config/index.js';
import type { LargeContent, LargeSize } from '../../../seeds/feature-seeder.js';
import { SeedContext } from '../../../seeds/seed-context.js';
import type { Database } from '../../infrastructure/kernel/postgres/database.js';
import { consoleProgress, type Progress } from '../../interface/cli/kernel/progress.js';
import type { Say } from './narrator.js';
import { openDatabase, withoutPooler } from './open-database.js';
import { loadSeeders } from '../seeders.js';

/** Any number, as long as nobody else in this database uses it. */
const lockKey = 7_435_336;

const largeSize: LargeSize = { books: 100_000, patrons: 10_000, loansPerCopy: 10 };

/** Work of a seeder, on the entity manager of a transaction. */
type Planting = (em: EntityManager, context: SeedContext) => Promise<void>;

/** Whether no feature of the configured library holds anything yet. */
export function isEmpty(config: Config): Promise<boolean> {
  return withLibrary(config, hasNothing);
}

/**
 * Puts the standard content into the configured library, all of it or none. Adds only what is missing.
 * @param now the moment that all dates of the content are reckoned from
 * @throws Error in production, before anything is touched
 */
export async function seedStandard(config: Config, now = new Date()): Promise<void> {
  refuseProduction(config);
  await plant(config, now, standard);
}

/** Puts the standard content into a library that holds nothing, over connections that are open already. */
export async function seedIfEmpty(database: Database, config: Config, say: Say): Promise<void> {
  refuseProduction(config);
  const em = database.orm.em.fork();
  if (!(await hasNothing(em))) return;
  say('Seeding the empty library.');
  await inTurn(em, contextOf(config, new Date()), standard);
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

/** Puts content of another kind into the configured library in one transaction, as for the tests of the contracts. */
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
      // What is lost in a crash of the server is made again by the next run.
      await sql`set local synchronous_commit = off`.execute(transaction.getKysely());
      await content.store(transaction, context, { start, end });
    });
    progress.step((end - start) * unitsPerItem);
  }
  // A table that somebody else is vacuuming at this moment needs no second vacuum.
  const names = sql.join(tables.map((table) => sql.table(table)));
  await sql`vacuum (analyze, skip_locked) ${names}`.execute(em.getKysely());
}

/**
 * One transaction. Of several processes that seed at once, one is inside at a time, and the others then find nothing
 * left to do. They wait without a limit; the lock ends with the transaction.
 */
async function inTurn(em: EntityManager, context: SeedContext, planting: Planting): Promise<void> {
  await em.fork().transactional(async (transaction) => {
    const kysely = transaction.getKysely();
    await sql`set local lock_timeout = 0`.execute(kysely);
    await sql`select pg_advisory_xact_lock(${lockKey})`.execute(kysely);
    await planting(transaction, context);
  });
}

/** Lends the configured library without the time limits of requests, past a pooler if there is one. */
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

function refuseProduction({ name }: Config): void {
  if (name !== 'production') return;
  throw new Error(
    'Seeds are refused in production: they hold demo logins whose passwords everybody knows, and invented loans.',
  );
}
