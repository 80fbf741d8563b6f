import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { againstSection } from './against.js';
import { presentTree, programAt } from './earlier-commit.js';
import { chartOf, pointsOf } from './chart.js';
import { commandLine } from './command-line.js';
import { checkEquality } from './equality.js';
import { exploreLibrary, harvestCursors, type Library } from './knowledge.js';
import { measure, type Outcome } from './measure.js';
import type { Measured, Memory, Start } from './measured.js';
import { readOptions, usage, type Options } from './options.js';
import { cores, pin, requirePrograms } from './pinned.js';
import { pssOf } from './process-figures.js';
import { profileWorks } from './profiled.js';
import { isBuilt, programNamed, programs, shelflife, type CacheKind, type Program } from './programs.js';
import { buildPeers } from './peers-build.js';
import { readReport, titles, withKeptSections, withSection, writeReport } from './report-file.js';
import { reportOf } from './report.js';
import { startServer, type Server } from './server.js';
import { soak } from './soak.js';
import { emptyRedis, openStand, type Stand } from './stand.js';
import { messageOf } from '../../src/composition/process/message-of.js';
import { works } from './works.js';

const kinds: readonly CacheKind[] = ['none', 'redis', 'memory'];
const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  requirePrograms('taskset', 'wrk', 'redis-server', 'bash', 'tail');
  const taking = await programsOf(options);
  pin(process.pid, cores.rest);
  say('starting PostgreSQL and Redis, filling the library');
  const stand = await openStand();
  try {
    const library = await exploreLibrary(stand);
    if (options.soakMinutes > 0) await soak(stand, library, options.soakMinutes, say);
    else if (options.profileOf !== undefined) await profile(options.profileOf, stand, library, options);
    else publish(await compare(taking, stand, library, options));
  } finally {
    await stand.close();
  }
}

/** Builds the programs, before anything is pinned to a core. */
async function programsOf(options: Options): Promise<readonly Program[]> {
  if (options.against !== undefined) {
    say(`building ${options.against}`);
    return [programNamed(shelflife), await programAt(options.against)];
  }
  say('building the peers');
  buildPeers();
  const chosen = programs.filter(({ name }) => options.programs.includes(name));
  for (const { title } of chosen.filter((each) => !isBuilt(each)))
    say(`${title} IS MISSING and is not measured`);
  return chosen.filter(isBuilt);
}

async function profile(folder: string, stand: Stand, library: Library, options: Options): Promise<void> {
  const wanted = works.filter(({ name }) => options.works.includes(name));
  console.log(await profileWorks(folder, stand, library, wanted));
}

async function compare(
  taking: readonly Program[],
  stand: Stand,
  library: Library,
  options: Options,
): Promise<Measured> {
  const outcomes: Outcome[] = [];
  const memory: Memory[] = [];
  for (const kind of kinds) {
    const wanted = works.filter(({ name, cache }) => cache === kind && options.works.includes(name));
    if (wanted.length === 0) continue;
    const servers = await startAll(taking, stand, kind);
    try {
      say(`checking that all programs answer the same, cache: ${kind}`);
      const known = await withCursors(library, servers);
      await checkEquality(servers, stand, known, kind);
      for (const work of wanted) {
        say(`measuring: ${work.title}`);
        outcomes.push(await measure(work, servers, stand, known, options));
      }
      if (kind === 'none') memory.push(...servers.map(({ program, pid }) => ({ program, pss: pssOf(pid) })));
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  }
  say('measuring the start of each program');
  const starts = await measureStarts(taking, stand, options.starts);
  const { rows } = await stand.client.query<{ server_version: string }>('show server_version');
  return { outcomes, memory, starts, options, postgres: rows[0]?.server_version ?? 'unknown' };
}

async function startAll(taking: readonly Program[], stand: Stand, kind: CacheKind): Promise<Server[]> {
  await emptyRedis(stand);
  const servers: Server[] = [];
  for (const program of taking) servers.push(await startServer(program, stand, kind));
  return servers;
}

/** Adds the cursors of the list of /v2. */
async function withCursors(library: Library, servers: readonly Server[]): Promise<Library> {
  const server = servers.find(({ program }) => program.name === shelflife);
  const cursors = server ? await harvestCursors(server.url) : [];
  return { ...library, cursors, knowledge: { ...library.knowledge, cursors } };
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

/** A partial run is printed, and does not replace the report and the chart of a full run. */
function publish(measured: Measured): void {
  const { isFull, against } = measured.options;
  const text = against === undefined ? reportOf(measured) : againstSection(measured, presentTree());
  console.log(text);
  if (against === undefined) draw(measured);
  if (isFull) {
    const before = readReport();
    writeReport(
      against === undefined ? withKeptSections(text, before) : withSection(before, titles.against, text),
    );
  } else write(`bench/dist/${against === undefined ? 'report' : 'against'}.md`, `${text}\n`);
}

function draw(measured: Measured): void {
  const points = pointsOf(measured);
  if (points.length === 0) return say('no chart without Fastify with its plugins');
  const caption = `${commandLine('bench')}, ${new Date().toISOString().slice(0, 10)}`;
  write(`${measured.options.isFull ? 'docs/images' : 'bench/dist'}/bench.svg`, chartOf(points, caption));
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  say(`written to ${file}`);
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  console.error(`\n${usage}`);
  process.exitCode = 1;
}
// Child processes that still run are ended with this process, and must not keep it alive.
process.exit();
