import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { clients } from './content/usage-clients.js';
import { FeatureSeeder } from './feature-seeder.js';
import type { SeedContext } from './seed-context.js';
import { plantLifecycle } from './usage/plant-lifecycle.js';
import { plantUsage } from './usage/plant-usage.js';

/**
 * Clients and a year of their calls, and one end of life with its mails, a consent and a decision of the worker, so that
 * there is something to look at.
 */
export class UsageSeeder extends FeatureSeeder {
  override async isEmpty(em: EntityManager): Promise<boolean> {
    const { rows } = await sql`select id from consumer limit 1`.execute(em.getKysely());
    return rows.length === 0;
  }

  override async run(em: EntityManager, context: SeedContext): Promise<void> {
    for (const client of clients) await plantUsage(em, context, client);
    await plantLifecycle(em, context);
  }
}
