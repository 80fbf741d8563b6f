import type { Config } from '../../../config/index.js';
import { silently, type Say } from './narrator.js';
import { withMigrations } from './migrating.js';
import { seedIfEmpty } from './seeding.js';

/** What a newcomer should not have to think of: the newest schema, and books on the shelves of an empty library. */
export async function prepareDatabase(config: Config, say: Say = silently): Promise<void> {
  say('Migrating the database.');
  await withMigrations(config, async (migrations, database) => {
    await migrations.up();
    await seedIfEmpty(database, config, say);
  });
}
