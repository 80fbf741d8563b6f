import { existsSync } from 'node:fs';
import { allFeatures } from '../../src/composition/all-features.js';
import { documentationScenarios } from './documentation.js';
import type { Scenarios } from './scenario.js';

const home = new URL('./', import.meta.url);

/** The scenarios of one feature. */
export interface NamedScenarios extends Scenarios {
  readonly feature: string;
}

/** The scenarios of a version: one file for each feature, and the common documentation operations. */
export async function loadScenarios(version: string, baseline: string): Promise<NamedScenarios[]> {
  const files = allFeatures
    .map(({ name }) => ({ name, file: new URL(`${version}/${name}.js`, home) }))
    .filter(({ file }) => existsSync(file));
  const own = await Promise.all(
    files.map(async ({ name, file }) => {
      const { default: scenarios } = (await import(file.href)) as { default: Scenarios };
      return { feature: name, ...scenarios };
    }),
  );
  return [...own, { feature: 'documentation', ...documentationScenarios(baseline) }];
}
