import { existsSync } from 'node:fs';
import type { FeatureSeeder } from '../../seeds/feature-seeder.js';
import { allFeatures } from './all-features.js';

/** Seeders are found by the name of their feature, as the modules of `entry-points.ts`. */
const home = new URL('../../seeds/', import.meta.url);

/** The seeders of all features that have one, each after those that it needs. */
export async function loadSeeders(): Promise<FeatureSeeder[]> {
  const named = allFeatures.map(({ name }) => ({ name, file: new URL(`${name}.js`, home) }));
  const loaded = named
    .filter(({ file }) => existsSync(file))
    .map(async ({ name, file }) => [name, await load(file)] as const);
  return inOrder(new Map(await Promise.all(loaded)));
}

/** The seeders in their order, except that each comes after those that it names. */
function inOrder(seeders: ReadonlyMap<string, FeatureSeeder>): FeatureSeeder[] {
  const ordered = new Set<FeatureSeeder>();
  const add = (seeder: FeatureSeeder | undefined): void => {
    for (const name of seeder?.after ?? []) add(seeders.get(name));
    if (seeder) ordered.add(seeder);
  };
  for (const seeder of seeders.values()) add(seeder);
  return [...ordered];
}

/** A file exports its seeder and nothing else. */
async function load(file: URL): Promise<FeatureSeeder> {
  const module = (await import(file.href)) as Record<string, new () => FeatureSeeder>;
  const [Seeder] = Object.values(module);
  if (!Seeder) throw new Error(`${file.pathname} exports no seeder.`);
  return new Seeder();
}
