import { existsSync } from 'node:fs';
import type { FeatureSeeder } from '../../seeds/feature-seeder.js';
import { allFeatures } from './all-features.js';

/** Seeders are found by the name of their feature, as the modules of `entry-points.ts`. */
const home = new URL('../../seeds/', import.meta.url);

/** The seeders of all features that have one, in the order of `features.ts`. */
export async function loadSeeders(): Promise<FeatureSeeder[]> {
  const files = allFeatures.map(({ name }) => new URL(`${name}.js`, home)).filter((file) => existsSync(file));
  return Promise.all(files.map(load));
}

/** A file exports its seeder and nothing else. */
async function load(file: URL): Promise<FeatureSeeder> {
  const module = (await import(file.href)) as Record<string, new () => FeatureSeeder>;
  const [Seeder] = Object.values(module);
  if (!Seeder) throw new Error(`${file.pathname} exports no seeder.`);
  return new Seeder();
}
