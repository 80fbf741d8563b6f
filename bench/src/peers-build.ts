import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const inBench = (...names: readonly string[]) => path.join(root, 'bench', ...names);

/**
 * Installs the peers' packages if they are missing, and compiles the peers. The service's own packages stay as they
 * are.
 * @throws Error when either fails
 */
export function buildPeers(): void {
  if (!isInstalled()) run('npm', ['ci', '--prefix', inBench()]);
  run(path.join(root, 'node_modules/.bin/tsc'), ['-p', inBench()]);
}

/** Compares the lock file with npm's record of the installed packages, because the lock file may have changed since. */
function isInstalled(): boolean {
  const installed = inBench('node_modules', '.package-lock.json');
  return (
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(inBench('package-lock.json')).mtimeMs
  );
}

function run(program: string, args: readonly string[]): void {
  const { status } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${[program, ...args].join(' ')} failed.`);
}
