import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { freePort } from '../../tools/embedded-postgres/system.js';
import { startThrowAwayPostgres } from '../../tools/embedded-postgres/start-throw-away-postgres.js';
import { connectRedis } from '../../src/infrastructure/kernel/redis/redis.js';
import { newAuthority } from '../support/certificates.js';
import { until } from '../support/until.js';

/** PostgreSQL and Redis as a platform binds them: TLS only, and with passwords that have to be encoded in a URL. */
export interface Backing {
  /** The authority of both, and an authority of neither. */
  readonly ca: string;
  readonly wrongCa: string;
  /** A folder with `ca` as the platform's own authority. */
  readonly trusted: string;
  readonly postgres: { readonly port: number; readonly user: string; readonly password: string };
  readonly redis: { readonly port: number; readonly password: string };
  /** As the superuser. */
  ask<Row extends object>(statement: string, database?: string): Promise<Row[]>;
  /** The number of connections to Redis. */
  redisConnections(): Promise<number>;
  /** An empty database that belongs to the user. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
}

const password = 'p@ss/w:rd?#%41 ü';
const user = 'bound@user';

export async function startBacking(): Promise<Backing> {
  const folder = mkdtempSync(join(tmpdir(), 'shelflife-bound-'));
  // The user that the processes run as must reach it too.
  chmodSync(folder, 0o755);
  const [authority, stranger] = [newAuthority('The platform'), newAuthority('Somebody else')];
  const server = authority.vouchFor('DNS:localhost', 'IP:127.0.0.1');
  const trusted = join(folder, 'trusted');
  mkdirSync(trusted);
  writeFileSync(join(trusted, 'platform.pem'), authority.ca);
  const postgres = await startThrowAwayPostgres();
  const ask: Backing['ask'] = async (statement, database = 'postgres') => {
    const address = new URL(postgres.url);
    address.pathname = database;
    return asked(address.href, statement);
  };
  await secure(ask, server);
  const redis = await startRedis(folder, server);
  let databases = 0;
  return {
    ca: authority.ca,
    wrongCa: stranger.ca,
    trusted,
    postgres: { port: Number(new URL(postgres.url).port), user, password },
    redis: { port: redis.port, password },
    ask,
    redisConnections: () => connections(redis.port, authority.ca),
    newDatabase: async () => {
      const name = `shelf ${(databases += 1)}`;
      await ask(`create database "${name}" owner "${user}"`);
      return name;
    },
    stop: async () => {
      redis.kill();
      await postgres.leave();
      rmSync(folder, { recursive: true });
    },
  };
}

async function asked<Row extends object>(connectionString: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function connections(port: number, ca: string): Promise<number> {
  const redis = connectRedis(`rediss://:${encodeURIComponent(password)}@localhost:${port}`, ca);
  await once(redis, 'ready');
  const list = (await redis.client('LIST')) as string;
  redis.disconnect();
  return list.trim().split('\n').length - 1;
}

/** Gives the server its certificate, and the user an account for connections over TLS only. */
async function secure(ask: Backing['ask'], { key, cert }: { key: string; cert: string }): Promise<void> {
  const [{ data_directory: data } = { data_directory: '' }] = await ask<{ data_directory: string }>(
    'show data_directory',
  );
  const write = (name: string, text: string) => {
    const { uid, gid } = statSync(data);
    writeFileSync(join(data, name), text, { mode: 0o600 });
    chownSync(join(data, name), uid, gid);
  };
  write('server.key', key);
  write('server.crt', cert);
  write(
    'pg_hba.conf',
    `hostnossl all "${user}" all reject\n${readFileSync(join(data, 'pg_hba.conf'), 'utf8')}`,
  );
  await ask(`create role "${user}" login password '${password}'`);
  await ask('alter system set ssl = on');
  await ask('select pg_reload_conf()');
  await until(async () => (await ask<{ ssl: string }>('show ssl'))[0]?.ssl === 'on');
}

async function startRedis(
  folder: string,
  { key, cert }: { key: string; cert: string },
): Promise<{ port: number; kill: () => void }> {
  const port = await freePort(0);
  writeFileSync(join(folder, 'redis.key'), key);
  writeFileSync(join(folder, 'redis.crt'), cert);
  const tls = ['--tls-port', `${port}`, '--tls-cert-file', 'redis.crt', '--tls-key-file', 'redis.key'];
  const other = [
    '--port',
    '0',
    '--bind',
    '127.0.0.1',
    '--tls-auth-clients',
    'no',
    '--save',
    '',
    '--requirepass',
    password,
  ];
  // Not by `run`, whose processes end with each test.
  const child = spawn('redis-server', [...tls, ...other], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  for await (const line of createInterface(child.stdout))
    if (line.includes('Ready to accept connections')) return { port, kill };
  throw new Error('redis-server did not start (Debian: apt install redis-server).');
}
