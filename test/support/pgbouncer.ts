import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountFrom } from '../../tools/embedded-postgres/account.js';
import { freePort } from '../../tools/embedded-postgres/system.js';

/** A PgBouncer in transaction mode: each transaction gets any free connection to PostgreSQL. */
export interface Pooler {
  /** The address of a database through this pooler. */
  through(databaseUrl: string): string;
  stop(): Promise<void>;
}

/**
 * The first version that tracks prepared statements per client, and prepares each on every connection that needs it.
 */
const needed = 1.21;

/** Sets the time limits on every connection to PostgreSQL, because clients cannot set them through a pooler. */
const limitsKept =
  'set statement_timeout = 2000; set lock_timeout = 1500; set idle_in_transaction_session_timeout = 10000';

/**
 * Starts a pooler before the server of `databaseUrl`, for all of its databases, with so few connections to each that
 * clients have to share them. If there is none, or only an old one: undefined and a visible warning, or an error when
 * `REQUIRE_PGBOUNCER` is 1.
 * @param connectQuery the statement with which every new connection to PostgreSQL begins
 */
export async function startPooler(
  databaseUrl: string,
  { connections = 4, connectQuery = limitsKept, settings = [] as readonly string[] } = {},
): Promise<Pooler | undefined> {
  if (!installed()) return undefined;
  const { hostname, port, username, password } = new URL(databaseUrl);
  const [own, folder] = [await freePort(0), await mkdtemp(join(tmpdir(), 'shelflife-pgbouncer-'))];
  await chmod(folder, 0o755);
  const first = connectQuery === '' ? '' : ` connect_query='${connectQuery}'`;
  const lines = [
    '[databases]',
    `* = host=${hostname} port=${port}${first}`,
    '[pgbouncer]',
    `listen_addr = 127.0.0.1`,
    `listen_port = ${own}`,
    'unix_socket_dir =',
    'auth_type = scram-sha-256',
    `auth_file = ${join(folder, 'users')}`,
    'pool_mode = transaction',
    `default_pool_size = ${connections}`,
    'max_client_conn = 500',
    ...settings,
  ];
  await writeFile(join(folder, 'users'), `"${username}" "${decodeURIComponent(password)}"\n`);
  await writeFile(join(folder, 'settings'), lines.join('\n'));
  const child = await start(join(folder, 'settings'));
  return {
    through: (url) => Object.assign(new URL(url), { port: String(own) }).href,
    stop: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true });
    },
  };
}

/** It refuses to run as root. */
async function start(settings: string): Promise<ChildProcess> {
  const account = process.getuid?.() === 0 ? accountFrom(await readFile('/etc/passwd', 'utf8')) : {};
  const child = spawn('pgbouncer', [settings], { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  const endWithTests = (): boolean => child.kill('SIGKILL');
  process.once('exit', endWithTests);
  child.once('exit', () => process.off('exit', endWithTests));
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('process up')) resolve();
    });
    child.once('exit', () => reject(new Error(`pgbouncer did not start:\n${said}`)));
  });
  return child;
}

let warned = false;
function installed(): boolean {
  const { stdout } = spawnSync('pgbouncer', ['--version'], { encoding: 'utf8' });
  // Its minor versions have had two digits for years.
  const [, version] = /^PgBouncer (\d+\.\d+)/.exec(stdout ?? '') ?? [];
  if (Number(version) >= needed) return true;
  const found = version === undefined ? 'there is no pgbouncer' : `there is only pgbouncer ${version}`;
  const lack = `${found} in the PATH, and it takes ${needed} or newer (.ci/pgbouncer gets one on Debian)`;
  if (process.env['REQUIRE_PGBOUNCER'] === '1') throw new Error(`REQUIRE_PGBOUNCER=1, but ${lack}`);
  if (!warned) console.warn(`\n!!! The tests that need PgBouncer are PENDING: ${lack}.\n`);
  warned = true;
  return false;
}
