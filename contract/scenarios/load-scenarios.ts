import { existsSync } from 'node:fs';
import { allFeatures } from '../../src/composition/all-features.js';
import { documentationScenarios } from './documentation.js';
import type { Scenarios } from './scenario.js';

const home = new URL('./', import.meta.url);

/** What clients say to one feature. */
export interface NamedScenarios extends Scenarios {
  readonly feature: string;
}

/** All that clients say to a version: a file for each feature, and what every version does the same way. */
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
