import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
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
}

/** The release of the sources around this file. */
export const thisRelease: Release = {
  name: 'this one',
  dist: path.join(project, 'dist'),
};

let previous: Promise<Release> | undefined;

/**
 * The release before this one: `RELEASE_FROM` (a tag or a commit), otherwise the newest commit that changed
 * `contracts/RELEASED`, otherwise the newest commit before HEAD with other sources or migrations. Without a history, this
 * release is used as both. It is built once for all tests, and removed when they end.
 * @throws Error when `RELEASE_FROM` names nothing, or when the release does not compile
 */
export function previousRelease(): Promise<Release> {
  previous ??= build();
  return previous;
}

async function build(): Promise<Release> {
  const asked = process.env['RELEASE_FROM'];
  const commit = commitOf(asked ?? (newestRelease() || beforeLastChange()));
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
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await buildCommit(commit, folder);
  return { name: git('log', '-1', '--format=%h %s', commit) ?? commit, dist: path.join(folder, 'dist') };
}

/** The names of all migrations of a release, the oldest first. */
export function migrationsOf({ dist }: Release): string[] {
  const files = readdirSync(path.join(dist, 'migrations'));
  return files.flatMap((file) => (file.endsWith('.js') ? [path.basename(file, '.js')] : [])).toSorted();
}

function newestRelease(): string | undefined {
  return git('log', '-1', '--format=%H', '--', 'contracts/RELEASED');
}

function beforeLastChange(): string {
  const change = git('log', '-1', '--first-parent', '--format=%H', '--', 'src', 'migrations');
  return `${change || 'nowhere'}^`;
}
