import {
  appendFile,
  chmod,
  chown,
  copyFile,
  mkdir,
  mkdtemp,
  realpath,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { pathsIn, type Cluster } from '../../tools/embedded-postgres/cluster.js';
import { runProgram } from '../../tools/embedded-postgres/run-program.js';
import { startServer, stopServer } from '../../tools/embedded-postgres/server.js';
import { startThrowAwayPostgres } from '../../tools/embedded-postgres/start-throw-away-postgres.js';
import { until } from './until.js';

/** A PostgreSQL of the test's own, and a streaming replica of it. */
export interface Replicated {
  readonly primaryUrl: string;
  readonly replicaUrl: string;
  /** Resolves when the replica has replayed all changes of the primary so far. */
  caughtUp(): Promise<void>;
  /** Pauses the replay of received changes, and resumes it. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Kills the replica, as in a crash, and starts it again at the same address. */
  stopReplica(): Promise<void>;
  startReplica(): Promise<void>;
  remove(): Promise<void>;
}

/** @param fill puts content into the primary before the replica is made from it */
export async function startReplicated(
  fill: (url: string) => Promise<unknown> = () => Promise.resolve(),
): Promise<Replicated> {
  // Only flushed WAL is sent.
  const primary = await startThrowAwayPostgres(['synchronous_commit=on']);
  await fill(primary.url);
  const cluster = await copied(primary.url, primary.cluster);
  const { port } = await startServer(cluster, 1);
  const replicaUrl = Object.assign(new URL(primary.url), { port: String(port) }).href;
  const remove = async () => {
    await stopServer(cluster, 'immediate');
    await rm(path.dirname(cluster.place), { recursive: true });
    await primary.leave();
  };
  return {
    primaryUrl: primary.url,
    replicaUrl,
    caughtUp: async () => {
      // Not the insert position: at the end of a page that is beyond the last record to replay.
      const [at] = await ask<{ at: string }>(primary.url, 'select pg_current_wal_flush_lsn() as at');
      const shows = `select pg_last_wal_replay_lsn() >= '${at?.at}' as all`;
      await until(async () => (await ask<{ all: boolean }>(replicaUrl, shows))[0]?.all === true, 20_000);
    },
    pause: async () => {
      await ask(replicaUrl, 'select pg_wal_replay_pause()');
      const state = `select pg_get_wal_replay_pause_state() = 'paused' as is`;
      await until(async () => (await ask<{ is: boolean }>(replicaUrl, state))[0]?.is === true);
    },
    resume: async () => void (await ask(replicaUrl, 'select pg_wal_replay_resume()')),
    stopReplica: () => stopServer(cluster, 'immediate'),
    startReplica: async () => void (await startServer(cluster, 1)),
    remove,
  };
}

/** The npm packages have no pg_basebackup: the files are copied in PostgreSQL's backup mode. */
async function copied(url: string, primary: Cluster): Promise<Cluster> {
  // The next run recognises it as removable by its name and content, if this run is killed.
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), `shelflife-throw-away-${process.pid}-`)));
  const cluster = { ...primary, ...pathsIn(path.join(folder, 'postgres')) };
  const { account } = cluster;
  await mkdir(cluster.place);
  for (const each of [folder, cluster.place]) await chmod(each, 0o755);
  await mkdir(cluster.data, { mode: 0o700 });
  await writeFile(cluster.log, '');
  await copyFile(primary.password, cluster.password);
  if (account) for (const file of [cluster.data, cluster.log]) await chown(file, account.uid, account.gid);
  const label = await whileBackedUp(url, () =>
    runProgram('/bin/cp', ['-a', `${primary.data}/.`, cluster.data], { account, cwd: '/' }),
  );
  const inData = (name: string) => path.join(cluster.data, name);
  for (const own of ['postmaster.pid', 'postmaster.opts']) await rm(inData(own));
  for (const [name, text] of Object.entries({ backup_label: label, 'standby.signal': '' })) {
    await writeFile(inData(name), text);
    if (account) await chown(inData(name), account.uid, account.gid);
  }
  const { hostname, port, username, password } = new URL(url);
  const source = `host=${hostname} port=${port} user=${username} password=${password} application_name=replica`;
  await appendFile(inData('postgresql.auto.conf'), `primary_conninfo = '${source}'\n`);
  return cluster;
}

/** Both calls must come from one session. Returns the backup label for the copy. */
async function whileBackedUp(url: string, copy: () => Promise<unknown>): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`select pg_backup_start('a replica for tests', true)`);
    await copy();
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
    return rows[0]?.labelfile ?? '';
  } finally {
    await client.end();
  }
}

async function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}
