import { execFileSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Feature } from '../spec/feature.js';

/** Whether the newest commit has a file. */
export function isCommitted(root: string, file: string): boolean {
  if (!existsSync(join(root, '.git'))) return false;
  return (
    execFileSync('git', ['ls-tree', '--name-only', 'HEAD', '--', file], { cwd: root, encoding: 'utf8' }) !==
    ''
  );
}

/** The files of all migrations of a feature, in the order in which they run. */
export function migrationsOf(root: string, name: string): string[] {
  const own = new RegExp(`^migrations/\\d{8}T\\d{6}_${name}_`);
  const files = globSync('migrations/*.ts', { cwd: root });
  return files.filter((file) => own.test(file)).toSorted();
}

/** The file of the migration that makes the table of a feature; undefined if there is none. */
export function firstMigration(root: string, name: string): string | undefined {
  return migrationsOf(root, name).find((file) => file.endsWith(`_${name}_${name}.ts`));
}

/** The name of the last migration in the order in which they run. */
export function newestMigration(root: string): string | undefined {
  return globSync('migrations/*.ts', { cwd: root })
    .map((file) => basename(file))
    .toSorted()
    .at(-1);
}

/** The minor with which a feature began, in each of its majors. */
export function minorsOfFeature(root: string, { name, majors }: Feature): Map<number, string> {
  return new Map(
    majors.map((major) => [major, minorOf(root, `src/interface/v${major}/${name}/changes/*-${name}.ts`)]),
  );
}

function minorOf(root: string, pattern: string): string {
  const [file = ''] = globSync(pattern, { cwd: root });
  const minor = /^\d+\.\d+/.exec(basename(file))?.[0];
  if (minor === undefined) throw new Error(`There is no ${pattern}.`);
  return minor;
}
