import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { draftOf, nextDate } from './drafts.js';
import type { Feature } from '../spec/feature.js';
import { refuseNameInUse, refuseUnknownTargets } from './in-use.js';
import { firstMigration, newestMigration } from './made-parts.js';
import { listsWith } from './shared-lists.js';
import { filesOf } from '../rendering/templates.js';

/**
 * Plans a feature, and writes nothing.
 * @param root the folder of package.json
 * @returns path → text, of new files and of changed lists; empty when the feature is there as it would be made
 * @throws Error when the name is in use, or a reference leads nowhere
 */
export async function planFeature(
  root: string,
  feature: Feature,
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const migration = firstMigration(root, feature.name);
  const date = migration ? basename(migration).slice(0, 15) : nextDate(newestMigration(root), now);
  const minors = new Map(feature.majors.map((major) => [major, draftOf(root, major)]));
  refuseUnknownTargets(feature);
  const files = [...(await filesOf(root, feature, { date, minors })), ...listsWith(root, feature)];
  const texts = new Map(files.filter(([path, text]) => !isThere(root, path, text)));
  if (texts.size > 0) refuseNameInUse(root, feature);
  return texts;
}

function isThere(root: string, path: string, text: string): boolean {
  return existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8') === text;
}
