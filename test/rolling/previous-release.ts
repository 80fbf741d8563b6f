import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCommit, commitOf, git } from '../support/built-commit.js';

const project = fileURLToPath(new URL('../../../', import.meta.url));

/** A compiled release. */
export interface Release {
  /** Its name in the report. */
  readonly name: string;
  /** The folder of its compiled files. */
  readonly dist: string;
  remove(): Promise<void>;
}

/** The release of the sources around this file. */
export const thisRelease: Release = {
  name: 'this one',
  dist: path.join(project, 'dist'),
  remove: () => Promise.resolve(),
};

/**
 * The release before this one: `RELEASE_FROM` (a tag or a commit), otherwise the newest tag `v*` before HEAD, otherwise
 * the newest commit before HEAD with other sources or migrations. Without a history, this release is used as both.
 * @throws Error when `RELEASE_FROM` names nothing, or when the release does not compile
 */
export async function previousRelease(): Promise<Release> {
  const asked = process.env['RELEASE_FROM'];
  const commit = commitOf(asked ?? newestTag() ?? beforeLastChange());
  if (asked !== undefined && commit === undefined)
    throw new Error(`RELEASE_FROM=${asked} is not in the history.`);
  if (commit === undefined) {
    console.warn('\n!!! Upgrades are NOT TESTED: there is no history here to find a previous release in.');
    console.warn('!!! This release is used as both: instances are replaced, but nothing is upgraded.\n');
    return thisRelease;
  }
  return builtRelease(commit);
}

/** Builds the release of a commit. @throws Error when it does not compile */
export async function builtRelease(commit: string): Promise<Release> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelflife-release-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await buildCommit(commit, folder);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    name: git('log', '-1', '--format=%h %s', commit) ?? commit,
    dist: path.join(folder, 'dist'),
    remove,
  };
}

/** The names of all migrations of a release, the oldest first. */
export function migrationsOf({ dist }: Release): string[] {
  const files = readdirSync(path.join(dist, 'migrations'));
  return files.flatMap((file) => (file.endsWith('.js') ? [path.basename(file, '.js')] : [])).toSorted();
}

function newestTag(): string | undefined {
  return git('describe', '--tags', '--abbrev=0', '--match=v*', 'HEAD^');
}

function beforeLastChange(): string {
  const change = git('log', '-1', '--first-parent', '--format=%H', '--', 'src', 'migrations');
  return `${change || 'nowhere'}^`;
}
