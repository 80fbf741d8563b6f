import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkEquality } from './equality.js';
import { exploreLibrary, harvestCursors, type Library } from './knowledge.js';
import { measure, type Outcome } from './measure.js';
import type { Memory, Start } from './measured.js';
import { readOptions, usage, type Options } from './options.js';
import { cores, pin, requirePrograms } from './pinned.js';
import { pssOf } from './process-figures.js';
import { profileWorks } from './profiled.js';
import { isBuilt, programs, shelflife, type CacheKind, type Program } from './programs.js';
import { buildPeers } from './peers-build.js';
import { reportOf } from './report.js';
import { startServer, type Server } from './server.js';
import { soak, soakSection } from './soak.js';
import { emptyRedis, openStand, type Stand } from './stand.js';
import { messageOf } from '../../src/composition/message-of.js';
import { works } from './works.js';

const kinds: readonly CacheKind[] = ['none', 'redis', 'memory'];
const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  requirePrograms('taskset', 'wrk', 'redis-server', 'bash', 'tail');
  say('building the peers');
  buildPeers();
  pin(process.pid, cores.rest);
  say('starting PostgreSQL and Redis, filling the library');
  const stand = await openStand();
  try {
    const library = await exploreLibrary(stand);
    if (options.soakMinutes > 0) await soak(stand, library, options.soakMinutes, say);
    else if (options.profileOf !== undefined) await profile(options.profileOf, stand, library, options);
    else await compare(stand, library, options);
  } finally {
    await stand.close();
  }
}

async function profile(folder: string, stand: Stand, library: Library, options: Options): Promise<void> {
  const wanted = works.filter(({ name }) => options.works.includes(name));
  console.log(await profileWorks(folder, stand, library, wanted));
}

async function compare(stand: Stand, library: Library, options: Options): Promise<void> {
  const chosen = programs.filter(({ name }) => options.programs.includes(name));
  const taking = chosen.filter(isBuilt);
  for (const { title } of chosen.filter((each) => !isBuilt(each)))
    say(`${title} IS NOT THERE, and not measured`);
  const outcomes: Outcome[] = [];
  const memory: Memory[] = [];
  for (const kind of kinds) {
    const wanted = works.filter(({ name, cache }) => cache === kind && options.works.includes(name));
    if (wanted.length === 0) continue;
    const servers = await startAll(taking, stand, kind);
    try {
      say(`asking all for the same, cache: ${kind}`);
      await checkEquality(servers, stand, library, kind);
      const known = await withCursors(library, servers);
      for (const work of wanted) {
        say(`measuring: ${work.title}`);
        outcomes.push(await measure(work, servers, stand, known, options));
      }
      if (kind === 'none') memory.push(...servers.map(({ program, pid }) => ({ program, pss: pssOf(pid) })));
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  }
  say('starting each of them again and again');
  const starts = await measureStarts(taking, stand, options.starts);
  const { rows } = await stand.client.query<{ server_version: string }>('show server_version');
  const postgres = rows[0]?.server_version ?? 'unknown';
  publish(reportOf({ outcomes, memory, starts, options, postgres }), options.isFull);
}

async function startAll(taking: readonly Program[], stand: Stand, kind: CacheKind): Promise<Server[]> {
  await emptyRedis(stand);
  const servers: Server[] = [];
  for (const program of taking) servers.push(await startServer(program, stand, kind));
  return servers;
}

/** The places in the list of /v2, from which only Shelflife goes on. */
async function withCursors(library: Library, servers: readonly Server[]): Promise<Library> {
  const server = servers.find(({ program }) => program.name === shelflife);
  const cursors = server ? await harvestCursors(server.url) : [];
  return { ...library, knowledge: { ...library.knowledge, cursors } };
}

async function measureStarts(taking: readonly Program[], stand: Stand, times: number): Promise<Start[]> {
  const starts = taking.map((program) => ({ program, ms: [] as number[] }));
  for (let time = 0; time < times; time++) {
    for (const { program, ms } of starts) {
      const server = await startServer(program, stand, 'none');
      ms.push(server.startMs);
      await server.stop();
    }
  }
  return starts;
}

/** What was not measured in full is shown, and does not take the place of what was. */
function publish(report: string, isFull: boolean): void {
  const file = path.resolve(isFull ? 'bench/report.md' : 'bench/dist/report.md');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, isFull ? report + soakSection() : report);
  console.log(report);
  say(`written to ${path.relative('.', file)}`);
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  console.error(`\n${usage}`);
  process.exitCode = 1;
}
// Whatever was started and is still there goes with this process, and must not keep it.
process.exit();
