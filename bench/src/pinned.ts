import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

/** The server under test has one core to itself; everything else shares the other. */
export const cores = { server: 0, rest: 1 } as const;

const started = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of started) child.kill('SIGKILL');
});

// Also after an interrupt: no process may be left that uses the cores.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

/** @throws Error with the installation command when programs are missing */
export function requirePrograms(...names: readonly string[]): void {
  const missing = names.filter((name) => spawnSync('which', [name]).status !== 0);
  if (missing.length === 0) return;
  const packages = missing.map((name) => ({ taskset: 'util-linux', 'redis-server': 'redis' })[name] ?? name);
  throw new Error(`The bench needs ${missing.join(', ')}. On Debian: apt-get install ${packages.join(' ')}`);
}

/** Moves a running process with all its threads to a core. Threads that it starts later stay there, too. */
export function pin(pid: number, core: number): void {
  const { status, stderr } = spawnSync('taskset', ['-acp', String(core), String(pid)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`Process ${pid} could not be moved to core ${core}: ${stderr}`);
}

/** Starts a program on a core. It has the same process id as taskset had. */
export function startOn(
  core: number,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn('taskset', ['-c', String(core), ...command], {
    cwd: '/',
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  child.once('exit', () => started.delete(child));
  return child;
}
