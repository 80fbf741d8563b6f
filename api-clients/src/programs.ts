import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. This file is compiled to `dist/api-clients/src`. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

const home = path.join(root, 'api-clients');

/** A file of this folder. */
export const here = (...names: readonly string[]): string => path.join(home, ...names);

/**
 * Installs the programs if they are missing. No package runs a script of its own, so that none downloads anything else.
 * @throws Error when the installation fails
 */
export function installPrograms(): void {
  if (!isInstalled()) run('npm', ['ci', '--ignore-scripts', '--prefix', home]);
}

/** Compares the lock file with npm's record of the installed packages, because the lock file may have changed since. */
function isInstalled(): boolean {
  const installed = here('node_modules', '.package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(here('package-lock.json')).mtimeMs;
}

/**
 * Runs an installed program. Its output is shown only if it fails.
 * @throws Error when it fails
 */
export function runProgram(name: string, args: readonly string[]): void {
  run(here('node_modules', '.bin', name), args);
}

/** Runs an installed program, whether it succeeds or not. Returns its output. */
export function tryProgram(name: string, args: readonly string[]): string {
  const { stdout, stderr } = start(here('node_modules', '.bin', name), args);
  return stdout + stderr;
}

function run(program: string, args: readonly string[]): void {
  const { status, stdout, stderr, error } = start(program, args);
  if (status === 0) return;
  throw new Error(`${path.basename(program)} ${args.join(' ')} failed.\n${stdout}${stderr}`, {
    cause: error,
  });
}

function start(program: string, args: readonly string[]) {
  return spawnSync(program, args, {
    cwd: home,
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
