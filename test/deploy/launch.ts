import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { freePort } from '../../tools/embedded-postgres/system.js';
import { accountFrom } from '../../tools/embedded-postgres/account.js';
import { run, type Ending, type RealProcess } from '../support/real-process.js';
import { until } from '../support/until.js';
import { application, processOf, procfile } from './project-files.js';
import type { Droplet } from './stage.js';

export type Environment = Readonly<Record<string, string>>;

/** A process of the application, and its address. */
export interface Launched extends RealProcess {
  readonly url: string;
  readonly port: number;
  readonly metricsPort: number;
}

/** An unprivileged account, when the tests run as root; otherwise the tests' own. */
export const account =
  process.getuid?.() === 0 ? accountFrom(readFileSync('/etc/passwd', 'utf8')) : undefined;

/** The way the platform starts every command: the profile first, then a shell that the command may replace. */
const launcher = 'cd "$HOME" && for it in ../profile.d/*.sh; do . "$it"; done; exec bash -c "$0"';

/** Starts the Procfile's own command of a process type. */
export async function launch(
  droplet: Droplet,
  type: 'web' | 'worker',
  bound: Environment,
  index = 0,
): Promise<Launched> {
  // Below the ephemeral ports of the system: one of those may be taken before the process listens.
  const port = await freePort(randomInt(10_000, 30_000));
  // The platform gives each process a network of its own; here they share one.
  const metricsPort = await freePort(randomInt(10_000, 30_000));
  const ports = { PORT: String(port), METRICS_PORT: String(metricsPort) };
  const which = { CF_INSTANCE_INDEX: String(index), INSTANCE_INDEX: String(index) };
  const guid = { CF_INSTANCE_GUID: `guid-${index}` };
  const env = { ...environment(droplet, type), ...ports, ...which, ...guid, ...bound };
  const running = start(droplet, procfile[type] ?? '', env);
  return { ...running, port, metricsPort, url: `http://127.0.0.1:${port}` };
}

/** Runs a task like `cf run-task`: no port, no index, and it ends. */
export function runTask(droplet: Droplet, command: string, bound: Environment): Promise<Ending> {
  return start(droplet, command, { ...environment(droplet, 'task'), ...bound }).ended;
}

function start(droplet: Droplet, command: string, env: Environment): RealProcess {
  const around = { cwd: droplet.home, env, ...(account && { account }) };
  return run('bash', ['-c', launcher, command], around);
}

/** Nothing of this machine's own environment: `run` would add PATH and HOME, and both are given. */
function environment({ home, app }: Droplet, type: string): Environment {
  const memory = Number.parseInt(type === 'task' ? '256M' : processOf(type).memory, 10);
  const about = {
    application_name: 'shelflife',
    application_version: 'guid-of-a-push',
    process_type: type,
    limits: { mem: memory, disk: 512, fds: 16_384 },
    space_name: 'production',
  };
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: app,
    TMPDIR: `${home}/tmp`,
    LANG: 'en_US.UTF-8',
    MEMORY_LIMIT: `${memory}m`,
    VCAP_APPLICATION: JSON.stringify(about),
    ...application.env,
  };
}

export function statusOf(url: string): Promise<number> {
  return fetch(url, { signal: AbortSignal.timeout(3_000) }).then(
    ({ status }) => status,
    () => 0,
  );
}

/**
 * Checks the health as the platform does: until the endpoint succeeds, at most for the manifest's `timeout`. Returns
 * the milliseconds.
 */
export async function healthy(
  launched: Launched,
  endpoint = processOf('web')['health-check-http-endpoint'],
): Promise<number> {
  const since = performance.now();
  const asked = async () => (await statusOf(launched.url + endpoint)) === 200;
  await launched.reaches(asked, processOf('web').timeout * 1_000);
  return performance.now() - since;
}

export const ready = (launched: Launched): Promise<number> =>
  healthy(launched, processOf('web')['readiness-health-check-http-endpoint']);

/** Stops it as the platform does: one signal, and after 10 s it would be killed. Returns code and seconds. */
export async function stop(launched: RealProcess): Promise<{ code: number | null; seconds: number }> {
  const since = performance.now();
  launched.signal('SIGTERM');
  let code: number | null | undefined;
  void launched.ended.then((ending) => (code = ending.code));
  await until(() => code !== undefined, 10_000);
  return { code: code ?? null, seconds: (performance.now() - since) / 1_000 };
}
