import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { filesOf, sourceFolders } from './project.js';

const folders = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** The features of the source tree at `root`: a feature has a folder in the application layer. */
export async function featuresOf(root: string): Promise<string[]> {
  return (await folders(join(root, 'src/application'))).filter((name) => name !== 'kernel').toSorted();
}

/** The features that another feature's bridges.ts imports. */
async function neighboursOf(root: string, feature: string): Promise<string[]> {
  const file = join(root, 'src/infrastructure', feature, 'bridges.ts');
  const text = await readFile(file, 'utf8').catch(() => '');
  return [...text.matchAll(/\/application\/([^/]+)\//g)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== feature);
}

/** The features that no bridge of another feature imports: these can be deleted alone. */
export async function leavesOf(root: string): Promise<string[]> {
  const features = await featuresOf(root);
  const needed = await Promise.all(features.map((feature) => neighboursOf(root, feature)));
  return features.filter((feature) => !needed.flat().includes(feature));
}

/** The versions of the API in the source tree at `root`. */
export async function versionsOf(root: string): Promise<string[]> {
  return (await folders(join(root, 'src/interface'))).filter((name) => /^v[0-9]+$/.test(name)).toSorted();
}

/**
 * The part of a path that belongs to a feature: the folder named after it, or the file, migration, test or seed content
 * named after it, or nothing.
 */
function partOf(feature: string, path: string): string | undefined {
  const parts = path.split('/');
  const name = basename(path);
  if (parts.slice(0, -1).includes(feature)) return parts.slice(0, parts.indexOf(feature) + 1).join('/');
  const named =
    name.split('.')[0] === feature ||
    (parts[0] === 'migrations' && name.includes(`_${feature}_`)) ||
    (/^seeds\/content\/|[.]test[.]ts$/.test(path) && name.startsWith(`${feature}-`));
  return named ? path : undefined;
}

/** Removes the line that names `name` from a list in `src/composition`. Returns the number of removed lines. */
async function strike(root: string, list: string, name: string): Promise<number> {
  const file = join(root, 'src/composition', list);
  const lines = (await readFile(file, 'utf8')).split('\n');
  const rest = lines.filter((line) => !new RegExp(`\\b${name}\\b`).test(line));
  await writeFile(file, rest.join('\n'));
  return lines.length - rest.length;
}

/**
 * Deletes a feature as a developer would: everything named after it, and its line. Returns the number of removed lines.
 */
export async function deleteFeature(root: string, feature: string): Promise<number> {
  const files = await filesOf(root, [...sourceFolders, 'contract', 'test']);
  const doomed = new Set(files.flatMap((file) => partOf(feature, file) ?? []));
  await Promise.all([...doomed].map((part) => rm(join(root, part), { recursive: true })));
  return strike(root, 'features.ts', feature);
}

/** Deletes a version of the API: its folder, its contracts, and its line. Returns the number of removed lines. */
export async function deleteVersion(root: string, version: string): Promise<number> {
  await rm(join(root, 'src/interface', version), { recursive: true });
  await rm(join(root, 'contract/scenarios', version), { recursive: true, force: true });
  return strike(root, 'versions.ts', version);
}
