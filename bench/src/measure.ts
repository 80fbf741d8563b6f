import { setTimeout as wait } from 'node:timers/promises';
import type { Library } from './knowledge.js';
import { load, type Knowledge, type LoadFigures } from './load.js';
import type { Options } from './options.js';
import { cpuOf, cpuOfFamily, demandOf } from './process-figures.js';
import type { Server } from './server.js';
import { isDatabaseIdle, tidy, type Stand } from './stand.js';
import { rotated } from './statistics.js';
import { NothingAnswered, PutOff, untilAnswered } from './until-answered.js';
import type { Work } from './works.js';

/** The result of one round of one entrant. Times in microseconds. */
export interface Round {
  readonly serverCpu: number;
  readonly databaseCpu: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** A program, through one of its versions. */
interface Entrant {
  readonly title: string;
  readonly name: string;
  readonly server: Server;
  readonly script: string;
}

export interface Entry {
  readonly title: string;
  readonly name: string;
  readonly rounds: Round[];
}

export interface Outcome {
  readonly work: Work;
  readonly entries: readonly Entry[];
}

/** A server that has used less than a tenth of this time is idle. */
const idleMs = 40;
const idleNs = 4_000_000;

/** Warms up all entrants, then measures them in turn. */
export async function measure(
  work: Work,
  servers: readonly Server[],
  stand: Stand,
  library: Library,
  options: Options,
): Promise<Outcome> {
  const all = servers.map((server) => entrantsOf(work, server));
  // Programs that are compared run next to each other: first all of them through their first version.
  const entrants = [0, 1].flatMap((version) => all.flatMap((each) => each[version] ?? []));
  const entries = entrants.map(({ title, name }) => ({ title, name, rounds: [] as Round[] }));
  for (const entrant of entrants) {
    await warmUp(entrant, work, stand, seeded(library, 0), options.warmUpSeconds);
  }
  for (let round = 0; round < options.rounds; round++) {
    for (const entrant of rotated(entrants, round)) {
      const entry = entries[entrants.indexOf(entrant)];
      const knowledge = seeded(library, round + 1);
      const attempt = (seconds: number) => runRound(entrant, stand, knowledge, seconds);
      const between = () => cleared(entrant.server, work, stand);
      entry?.rounds.push(await untilAnswered(options.seconds, attempt, between));
      await between();
    }
  }
  return { work, entries };
}

async function warmUp(
  entrant: Entrant,
  work: Work,
  stand: Stand,
  knowledge: Knowledge,
  seconds: number,
): Promise<void> {
  const between = () => cleared(entrant.server, work, stand);
  await untilAnswered(seconds, (time) => loaded(entrant, knowledge, time), between);
  await between();
}

function entrantsOf(work: Work, server: Server): Entrant[] {
  const { title, name } = server.program;
  const first = { title, name, server, script: work.script };
  if (!server.program.hasSecond || !work.second) return [first];
  const second = { title: title.replace(' /v1', ' /v2'), name: `${name}-v2` };
  return [first, { ...second, server, script: work.second.script }];
}

/** All entrants of a round get the same requests, and those of the next round others. */
function seeded({ knowledge }: Library, seed: number): Knowledge {
  return { ...knowledge, seed };
}

/**
 * Waits until a server has finished the work of an interrupted load: it must not share the database with the next
 * server, and a late loan would be one too many. A server that waits for a core or for PostgreSQL has not finished.
 */
export async function cleared({ pid }: Server, { writes }: Work, stand: Stand): Promise<void> {
  for (let isAtRest = false; !isAtRest;) {
    const before = demandOf(pid);
    await wait(idleMs);
    isAtRest = demandOf(pid) - before < idleNs && (await isDatabaseIdle(stand));
  }
  if (writes) await tidy(stand);
}

/** @throws Error with the name of the program whose answers were wrong */
async function loaded(
  { server, script, title }: Entrant,
  knowledge: Knowledge,
  seconds: number,
): Promise<LoadFigures> {
  try {
    return await load(server.url, script, knowledge, seconds);
  } catch (error) {
    const Fault = [NothingAnswered, PutOff].find((each) => error instanceof each) ?? Error;
    throw new Fault(`${title}: ${(error as Error).message}`, { cause: error });
  }
}

async function runRound(
  entrant: Entrant,
  stand: Stand,
  knowledge: Knowledge,
  seconds: number,
): Promise<Round> {
  const { server } = entrant;
  const before = { server: cpuOf(server.pid), database: cpuOfFamily(stand.postmaster) };
  const { requests, microseconds, p50, p99 } = await loaded(entrant, knowledge, seconds);
  const used = {
    server: cpuOf(server.pid) - before.server,
    database: cpuOfFamily(stand.postmaster) - before.database,
  };
  return {
    serverCpu: used.server / requests / 1_000,
    databaseCpu: used.database / requests / 1_000,
    perSecond: requests / (microseconds / 1_000_000),
    p50,
    p99,
  };
}
