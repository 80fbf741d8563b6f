import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { withPostgres } from '../../contract/frozen/postgres.js';
import { freshDatabase } from '../../test/support/postgres.js';
import { endProcesses } from '../../test/support/real-process.js';
import { costs } from './costs.js';
import { loadFor } from './load.js';
import { startProfiled } from './profiled-service.js';
import { topOf, type CpuProfile } from './top.js';

/** The folder of the profile, relative to the working directory. */
const folder = resolve('dist/profile');

const program = new Command('profile')
  .description('Profile the compiled service under a mixed load.')
  .option('--seconds <n>', 'duration', '10')
  .option('--connections <n>', 'concurrent clients', '20');
program.parse();
const { seconds, connections } = program.opts<{ seconds: string; connections: string }>();

await withPostgres(async () => {
  try {
    await profile(Number(seconds), Number(connections));
  } finally {
    await endProcesses();
  }
});
// Database pools may keep idle connections open.
process.exit();

async function profile(duration: number, clients: number): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const service = await startProfiled(await freshDatabase('seeded'), folder);
  const { requests, failed, perSecond, p50, p99 } = await loadFor(service.url, duration, clients);
  service.signal('SIGTERM');
  await service.ended;
  const file = join(folder, (await readdir(folder)).find((name) => name.endsWith('.cpuprofile')) ?? '');
  const top = topOf(JSON.parse(await readFile(file, 'utf8')) as CpuProfile, process.cwd());
  print(`${requests} requests, ${failed} failed; ${perSecond} a second, p50 ${p50} ms, p99 ${p99} ms`);
  print(`\nSelf time of functions\n${table(top.functions)}\n\nSelf time of packages\n${table(top.packages)}`);
  print(`\nMicroseconds that logging and counting cost each request, measured alone\n${costs()}`);
  print(`\nThe whole profile, for the developer tools of a browser: ${file}`);
}

function table(rows: readonly { readonly name: string; readonly share: number }[]): string {
  return rows.map(({ name, share }) => `${(share * 100).toFixed(1).padStart(5)} %  ${name}`).join('\n');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
