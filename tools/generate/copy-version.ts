import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { asVersion, withoutPast, type Origin } from './as-version.js';
import { enlist, homes, majorsOf, minorsOf } from './versions.js';

/** Files that belong to one version only: its changes, their tests, its guides, and its contracts. */
const past = [/\/(?:changes|guides)\//, /\d+\.\d+[^/]*$/, /^contracts\//];

/**
 * Makes the next major as a copy of the newest one in its current state. It starts without contract changes of its own.
 * @param root the folder of package.json
 * @returns the files that were made
 * @throws Error when `major` is not the next number
 */
export async function copyVersion(root: string, major: number): Promise<string[]> {
  const newest = majorsOf(root).at(-1) ?? 0;
  if (major !== newest + 1) throw new Error(`The next version is v${newest + 1}.`);
  const origin = { major: newest, minors: minorsOf(root, newest) };
  const files = homes
    .flatMap((home) => globSync(`${home}/v${newest}/**/*.ts`, { cwd: root }))
    .filter((file) => !past.some((each) => each.test(file)))
    .toSorted();
  const made = await Promise.all(files.map((file) => copy(root, file, origin, major)));
  enlist(root, major);
  return made;
}

async function copy(root: string, file: string, origin: Origin, major: number): Promise<string> {
  const target = file.replace(`/v${origin.major}/`, `/v${major}/`);
  const text = asVersion(withoutPast(readFileSync(join(root, file), 'utf8')), origin, major);
  mkdirSync(dirname(join(root, target)), { recursive: true });
  const style = await resolveConfig(join(root, target));
  writeFileSync(join(root, target), await format(text, { ...style, filepath: target }));
  return target;
}
