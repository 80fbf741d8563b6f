import type { Config } from '../../../config/index.js';
import { silently, type Say } from './narrator.js';
import { withMigrations } from './migrating.js';
import { seedIfEmpty } from './seeding.js';

/** Runs the migrations, and seeds a database without content, so that a newcomer can start at once. */
export async function prepareDatabase(config: Config, say: Say = silently): Promise<void> {
  say('Migrating the database.');
  await withMigrations(config, async (migrations, database) => {
    await migrations.up();
    await seedIfEmpty(database, config, say);
  });
}
