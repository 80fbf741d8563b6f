import type { Config } from '../../config/index.js';
import { withMigrations } from './migrating.js';
import { isEmpty, seedStandard } from './seeding.js';

/** What a newcomer should not have to think of: the newest schema, and books on the shelves of an empty library. */
export async function prepareDatabase(config: Config): Promise<void> {
  await withMigrations(config, (migrations) => migrations.up());
  if (await isEmpty(config)) await seedStandard(config);
}
