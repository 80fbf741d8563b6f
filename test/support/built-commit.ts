import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../../', import.meta.url));

/** The full hash of a tag, branch or short hash; undefined if there is no such commit. */
export function commitOf(name: string): string | undefined {
  return git('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
}

/** The output of a git command; undefined if git, or the requested object, is missing. */
export function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: project, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Writes the sources of a commit into an empty folder and compiles them, with the packages of its lock file.
 * @throws Error when it cannot be installed or does not compile
 */
export async function buildCommit(commit: string, folder: string): Promise<void> {
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

/**
 * Whether all runtime dependencies of the release are installed here in the same versions. Development dependencies do
 * not count. A package of this repository is another one as soon as a file of it differs.
 */
function runsOnOurPackages(folder: string): boolean {
  const ours = packagesOf(project);
  if (!hasSameFolder('packages', folder)) return false;
  return Object.entries(packagesOf(folder)).every(
    ([name, { version, dev }]) => name === '' || dev === true || ours[name]?.version === version,
  );
}

function hasSameFolder(name: string, folder: string): boolean {
  const theirs = path.join(folder, name);
  if (!existsSync(theirs)) return true;
  return spawnSync('diff', ['-rq', theirs, path.join(project, name)]).status === 0;
}

function packagesOf(root: string): Record<string, { version?: string; dev?: true }> {
  const lock = path.join(root, 'package-lock.json');
  if (!existsSync(lock)) return {};
  return (
    JSON.parse(readFileSync(lock, 'utf8')) as { packages: Record<string, { version?: string; dev?: true }> }
  ).packages;
}
