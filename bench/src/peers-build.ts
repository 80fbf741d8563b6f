import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const inBench = (...names: readonly string[]) => path.join(root, 'bench', ...names);

/**
 * Gets the peers' packages, unless they are there already, and compiles the peers. The service's own are not touched.
 * @throws Error when either fails
 */
export function buildPeers(): void {
  if (!isInstalled()) run('npm', ['ci', '--prefix', inBench()]);
  run(path.join(root, 'node_modules/.bin/tsc'), ['-p', inBench()]);
}

/** npm writes what it has installed into the folder; what is locked may have changed since. */
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
