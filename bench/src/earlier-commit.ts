import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCommit, commitOf, git } from '../../test/support/built-commit.js';
import { earlier, programNamed, shelflife, type Program } from './programs.js';

/** The folder of earlier builds. Git, and every tool that reads the project's files, ignores it. */
const builds = fileURLToPath(new URL('../../../bench/dist/commits/', import.meta.url));

/**
 * The service at a commit, compiled, as a program to measure. Builds are kept.
 * @param name a tag, a branch or a hash
 * @throws Error when it names no commit, or when the commit cannot be built
 */
export async function programAt(name: string): Promise<Program> {
  const commit = commitOf(name);
  if (commit === undefined) throw new Error(`--against: "${name}" is not a commit of this repository.`);
  const folder = path.join(builds, commit);
  const isComplete = path.join(folder, '.complete');
  if (!existsSync(isComplete)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await buildCommit(commit, folder);
    writeFileSync(isComplete, '');
  }
  const main = path.join(folder, 'dist/src/main.js');
  return { ...programNamed(shelflife), ...earlier, title: `Shelflife ${commit.slice(0, 7)}`, main };
}

/** The commit that is checked out here, and whether files differ from it. */
export function presentTree(): string {
  const isChanged = git('status', '--porcelain', '--untracked-files=no') !== '';
  return `${git('rev-parse', '--short', 'HEAD') ?? 'unknown'}${isChanged ? ' with changes' : ''}`;
}
