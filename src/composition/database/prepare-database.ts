import type { Config } from '../../../config/index.js';
import { withMigrations } from './migrating.js';
import { seedIfEmpty } from './seeding.js';

/** Runs the migrations, and seeds a database without content, so that a newcomer can start at once. */
export async function prepareDatabase(config: Config): Promise<void> {
  await withMigrations(config, async (migrations, database) => {
    await migrations.up();
    await seedIfEmpty(database, config);
  });
}
