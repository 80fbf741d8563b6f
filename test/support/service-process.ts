import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../tools/embedded-postgres/system.js';
import { run, type Ending, type RealProcess } from './real-process.js';

type Environment = Readonly<Record<string, string>>;

/** The service as a separate process that is ready for requests. */
export interface ServiceProcess extends RealProcess {
  readonly url: string;
  /** The time from its start until it was ready. */
  readonly seconds: number;
}

const program = (name: string): string => fileURLToPath(new URL(`../../src/${name}.js`, import.meta.url));

/** Not set in any test environment by default. */
export const ownSecret = 'a secret of the tests: 27 herons and 4 lamps';

/** The service as a new user starts it, with its data in `folder`. Resolves when its banner is printed. */
export async function startDevelopment(folder: string, env: Environment = {}): Promise<ServiceProcess> {
  return withBanner(launch(folder, env));
}

/** Waits for the banner of a service, however it was started, and reads its address there. */
export async function withBanner(running: RealProcess, since = performance.now()): Promise<ServiceProcess> {
  const [, url = ''] = await running.says(/^ {2}API +(http:\S+)\/v1\/books\b[^]*^ {2}Borrow .*\n/m);
  return { ...running, url, seconds: (performance.now() - since) / 1_000 };
}

/** The same, without waiting. */
export function launch(folder: string, env: Environment = {}): RealProcess {
  const around = { cwd: folder, env: { DATA_FOLDER: folder, PORT: '0', ...env } };
  return run(process.execPath, [program('main')], around);
}

/** The service as it is deployed: production, with limits that no test reaches unless it sets its own. */
export async function startDeployed(
  databaseUrl: string,
  env: Environment = {},
  main = program('main'),
): Promise<ServiceProcess> {
  const since = performance.now();
  const port = await freePort(0);
  const url = `http://127.0.0.1:${port}`;
  const running = run(process.execPath, [main], {
    cwd: '/',
    env: { ...deployed(databaseUrl), PORT: String(port), ...env },
  });
  await running.reaches(() => isReady(url));
  return { ...running, url, seconds: (performance.now() - since) / 1_000 };
}

/** The worker as it is deployed. It prints `working` once it works. */
export function launchWorker(
  databaseUrl: string,
  env: Environment = {},
  main = program('worker'),
): RealProcess {
  const around = { cwd: tmpdir(), env: { ...deployed(databaseUrl), ...env } };
  return run(process.execPath, [main], around);
}

function deployed(databaseUrl: string): Environment {
  const limits = { LIMIT_LOGIN: '10000 per minute', LIMIT_ANONYMOUS: '1000000 per minute' };
  const server = {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    REGISTRATION: 'open',
    STAFF_SECOND_FACTOR: 'optional',
    PUBLIC_URL: 'https://library.example',
    LIMIT_SIGNED_IN: '1000000 per minute',
    LIMIT_MAIL: '1000000 per minute',
  };
  return { ...server, ...limits, DATABASE_URL: databaseUrl, JWT_SECRET: ownSecret };
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Runs the command line to its end, with its data in `folder`. */
export function cli(
  folder: string,
  args: readonly string[],
  env: Environment = {},
  input = '',
): Promise<Ending> {
  return launchCli(folder, args, env, input).ended;
}

/** The same, without waiting. */
export function launchCli(
  folder: string,
  args: readonly string[],
  env: Environment = {},
  input = '',
): RealProcess {
  const around = { cwd: folder, env: { DATA_FOLDER: folder, ...env }, input };
  return run(process.execPath, [program('cli'), ...args], around);
}
