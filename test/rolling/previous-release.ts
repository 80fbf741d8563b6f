import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../../', import.meta.url));

/** A release, compiled. */
export interface Release {
  /** What it is called in the report. */
  readonly name: string;
  /** The folder of its compiled files. */
  readonly dist: string;
  remove(): Promise<void>;
}

/** The release that the sources around this file make. */
export const thisRelease: Release = {
  name: 'this one',
  dist: path.join(project, 'dist'),
  remove: () => Promise.resolve(),
};

/**
 * The release before this one: `RELEASE_FROM` (a tag or a commit), else the newest tag `v*` before HEAD, else the
 * newest commit before HEAD with other sources or migrations. Where there is no history, this release plays both parts.
 * @throws Error when `RELEASE_FROM` names nothing, or when the release does not compile
 */
export async function previousRelease(): Promise<Release> {
  const asked = process.env['RELEASE_FROM'];
  const commit = commitOf(asked ?? newestTag() ?? beforeLastChange());
  if (asked !== undefined && commit === undefined)
    throw new Error(`RELEASE_FROM=${asked} is not in the history.`);
  if (commit === undefined) {
    console.warn('\n!!! Upgrades are NOT TESTED: there is no history here to find a previous release in.');
    console.warn('!!! This release plays both parts: instances are replaced, but nothing is upgraded.\n');
    return thisRelease;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'shelflife-release-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await build(commit, folder);
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

/** The names of all migrations that a release comes with, the oldest first. */
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

function commitOf(name: string): string | undefined {
  return git('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
}

/** What git says; undefined where it, or what it was asked for, is not there. */
function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: project, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

async function build(commit: string, folder: string): Promise<void> {
  const sources = execFileSync('git', ['archive', commit], { cwd: project, maxBuffer: 1e9 });
  execFileSync('tar', ['-x', '-C', folder], { input: sources });
  if (runsOnOurPackages(folder))
    await symlink(path.join(project, 'node_modules'), path.join(folder, 'node_modules'));
  else execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'pipe' });
  execFileSync(process.execPath, [path.join(folder, 'node_modules/typescript/bin/tsc'), '-p', '.'], {
    cwd: folder,
    stdio: 'pipe',
  });
}

/** Whether all that the release runs on is installed here, to the version; what it was tested with does not matter. */
function runsOnOurPackages(folder: string): boolean {
  const ours = packagesOf(project);
  return Object.entries(packagesOf(folder)).every(
    ([name, { version, dev }]) => name === '' || dev === true || ours[name]?.version === version,
  );
}

function packagesOf(root: string): Record<string, { version?: string; dev?: true }> {
  const lock = path.join(root, 'package-lock.json');
  if (!existsSync(lock)) return {};
  return (
    JSON.parse(readFileSync(lock, 'utf8')) as { packages: Record<string, { version?: string; dev?: true }> }
  ).packages;
}
