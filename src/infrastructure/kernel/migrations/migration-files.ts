import { readdir } from 'node:fs/promises';
import type { Migration } from '@mikro-orm/migrations';
import type { Constructor, Options } from '@mikro-orm/postgresql';

const folder = new URL('../../../../migrations/', import.meta.url);

/** A migration, under the name that is recorded after it has run. */
export interface MigrationFile {
  readonly name: string;
  readonly class: Constructor<Migration>;
}

/** MikroORM's settings for migrations. Only this function loads the migrator, so other processes do not need it. */
export async function migrationSettings(): Promise<Pick<Options, 'extensions' | 'migrations'>> {
  const { Migrator } = await import('@mikro-orm/migrations');
  const migrations = {
    transactional: true,
    allOrNothing: false,
    disableForeignKeys: false,
    snapshot: false,
    migrationsList: await migrationFiles(),
  };
  return { extensions: [Migrator], migrations };
}

/**
 * All migrations, oldest first. MikroORM does not search for them: it takes the path of their folder as a pattern, and
 * would find none in a clone in a folder such as `shelflife (2)`.
 */
export async function migrationFiles(): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js')).toSorted();
  return Promise.all(names.map(load));
}

/** A file exports its migration and nothing else. */
async function load(name: string): Promise<MigrationFile> {
  const module = (await import(new URL(name, folder).href)) as Record<string, Constructor<Migration>>;
  const [migration] = Object.values(module);
  if (!migration) throw new Error(`migrations/${name} exports no migration.`);
  return { name: name.replace(/\.js$/, ''), class: migration };
}
