import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, type Ending } from '../../../test/support/real-process.js';
import { freePort } from '../../../tools/embedded-postgres/system.js';
import { Line } from './line.js';

/** A service of one build on a database of its own, in a process of its own. */
export interface Side {
  readonly line: Line;
  stop(): Promise<void>;
}

/** The compiled files of the sources around this file. */
export const ownDist = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');

const preloads = ['./given-time.js', './quick-passwords.js'].map(
  (file) => new URL(file, import.meta.url).href,
);

/** Settings of both services: no request is refused because there were many of them. */
const settings = {
  NODE_ENV: 'test',
  HOST: '127.0.0.1',
  JWT_SECRET: 'a secret of both sides: 27 herons and 4 lamps',
  LIBRARY_TIME_ZONE: 'Europe/Berlin',
  LIMIT_LOGIN: '1000000 per minute',
  LIMIT_LOGIN_ADDRESS: '1000000 per minute',
  LIMIT_LOGIN_ACCOUNT: '1000000 per minute',
  LIMIT_MAIL: '1000000 per minute',
  LIMIT_ANONYMOUS: '1000000 per minute',
  LIMIT_SIGNED_IN: '1000000 per minute',
  CORS_ORIGINS: 'https://desk.example',
  PUBLIC_URL: 'https://library.example',
};

function environment(databaseUrl: string, at: number, folder: string): Record<string, string> {
  return {
    ...settings,
    DATABASE_URL: databaseUrl,
    DATA_FOLDER: folder,
    GIVEN_TIME: String(at),
    NODE_OPTIONS: preloads.map((file) => `--import=${file}`).join(' '),
    NODE_COMPILE_CACHE: path.join(ownDist, '.compiled'),
  };
}

/** Starts the service of a build, as its users start it. */
export async function startSide(dist: string, databaseUrl: string, at: number): Promise<Side> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelflife-side-'));
  const url = `http://127.0.0.1:${await freePort(0)}`;
  const env = { ...environment(databaseUrl, at, folder), PORT: new URL(url).port };
  const running = run(process.execPath, [path.join(dist, 'src/main.js')], { cwd: folder, env });
  await running.reaches(() => isReady(url), 60_000);
  const line = new Line(url);
  const stop = async () => {
    line.close();
    running.signalGroup('SIGKILL');
    await running.ended;
    await rm(folder, { recursive: true, force: true });
  };
  return { line, stop };
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Runs the command line of a build to its end. @throws Error when it fails */
export async function runCli(
  dist: string,
  databaseUrl: string,
  at: number,
  args: readonly string[],
): Promise<Ending> {
  const env = environment(databaseUrl, at, tmpdir());
  const ending = await run(process.execPath, [path.join(dist, 'src/cli.js'), ...args], { cwd: tmpdir(), env })
    .ended;
  if (ending.code !== 0) throw new Error(`cli ${args.join(' ')} failed: ${ending.stdout}${ending.stderr}`);
  return ending;
}
