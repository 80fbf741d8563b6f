import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import pg from 'pg';

/** Joins, prints the URL, and leaves when its standard input ends. */
const MEMBER = `
  const [modules, folder, shelter, forgetful] = process.argv.slice(1);
  const { joinEmbeddedPostgres } = await import(modules + '/join-embedded-postgres.js');
  const share = await joinEmbeddedPostgres({ folder, database: 'library', ...(shelter && { shelter }) });
  console.log(share.url);
  if (!forgetful) process.stdin.on('end', () => share.leave()).resume();`;

/** Another process that shares the server. */
interface Member {
  readonly process: ChildProcess;
  readonly url: string;
  leave(): Promise<void>;
}

interface Surroundings {
  readonly node?: string;
  readonly modules?: string;
  readonly shelter?: string;
  /** Ends without leaving, as soon as it has joined. */
  readonly forgetful?: boolean;
  readonly account?: { uid: number; gid: number };
}

const folders: string[] = [];
export const MODULES = fileURLToPath(new URL('../../tools/embedded-postgres/', import.meta.url));
const members: ChildProcess[] = [];

/** A separate folder for one test, which other users can read. */
export async function newFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'shelflife-embedded-test-')));
  folders.push(folder);
  await chmod(folder, 0o755);
  return folder;
}

export async function startMember(folder: string, around: Surroundings = {}): Promise<Member> {
  const wishes = [
    around.modules ?? MODULES,
    folder,
    around.shelter ?? '',
    around.forgetful ? 'forgetful' : '',
  ];
  const args = ['--input-type=module', '-e', MEMBER, ...wishes];
  const child = spawn(around.node ?? process.execPath, args, { ...around.account, cwd: '/', detached: true });
  members.push(child);
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const ended = once(child, 'close');
  const said = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  if (typeof said[0] !== 'string') throw new Error(`The member ended early: ${complaint}`);
  return { process: child, url: said[0], leave: () => leaveNicely(child, ended, () => complaint) };
}

async function leaveNicely(
  child: ChildProcess,
  ended: Promise<unknown[]>,
  complaint: () => string,
): Promise<void> {
  child.stdin?.end();
  const [code] = await ended;
  expect(code, complaint()).to.equal(0);
}

export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

export async function answers(url: string): Promise<boolean> {
  return await query(url, 'SELECT 1').then(
    () => true,
    () => false,
  );
}

export const lockFile = (folder: string): string => path.join(folder, 'postgres/data/postmaster.pid');

/** The process id of the server that runs (or ran) in the folder; undefined after a clean stop. */
export function postmaster(folder: string): number | undefined {
  return existsSync(lockFile(folder)) ? Number.parseInt(readFileSync(lockFile(folder), 'utf8')) : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Kills the server as a crash would, and waits until the process is gone. */
export async function crash(folder: string): Promise<number> {
  const pid = postmaster(folder);
  if (pid === undefined) throw new Error('There is no server to kill.');
  process.kill(pid, 'SIGKILL');
  const deadline = Date.now() + 5_000;
  while (runs(pid)) {
    if (Date.now() > deadline) throw new Error('The server survived kill -9.');
    await pause(5);
  }
  return pid;
}

/** Whether a process still runs. */
export function runs(pid: number): boolean {
  return isAlive(pid) && !isZombie(pid);
}

/** A zombie that no parent has reaped, as in a container without an init process. */
function isZombie(pid: number): boolean {
  const status = `/proc/${String(pid)}/stat`;
  return existsSync(status) && /\) Z /.test(readFileSync(status, 'utf8'));
}

export async function errorOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'no error',
    (error: unknown) => (error as Error).message,
  );
}

/** Ends all members and servers that a test started; for `afterEach`. */
export function endAll(): void {
  const ours = members.splice(0);
  for (const child of ours) child.kill('SIGKILL');
  for (const folder of folders.flatMap((each) => [each, path.join(each, 'home/.data')])) {
    const pid = postmaster(folder);
    if (pid !== undefined && isAlive(pid) && !ours.some((child) => child.pid === pid))
      process.kill(pid, 'SIGKILL');
  }
}

/** Removes all folders that the tests made; for `after`. */
export async function removeFolders(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Makes `endAll` end this process too. */
export function remember(child: ChildProcess): ChildProcess {
  members.push(child);
  return child;
}
