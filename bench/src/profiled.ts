import path from 'node:path';
import { topOf, type CpuProfile } from '../../tools/profile/top.js';
import { freePort } from '../../tools/embedded-postgres/system.js';
import { harvestCursors, type Library } from './knowledge.js';
import { load } from './load.js';
import { cleared } from './measure.js';
import { cpuOf } from './process-figures.js';
import { programNamed, shelflife, type Program } from './programs.js';
import { startServer } from './server.js';
import { tidy, type Stand } from './stand.js';
import { table } from './table.js';
import type { Work } from './works.js';

const warmUpSeconds = 5;
const seconds = 8;
const functionsShown = 8;

/** Microseconds of one request in each package or function; most first. */
type Parts = readonly { readonly name: string; readonly microseconds: number }[];

interface Profiled {
  readonly work: Work;
  readonly total: number;
  readonly packages: Parts;
  readonly functions: Parts;
}

/**
 * Profiles each work of a Shelflife, as Markdown.
 * @param folder of a build; an older build shows an earlier state
 */
export async function profileWorks(
  folder: string,
  stand: Stand,
  library: Library,
  works: readonly Work[],
): Promise<string> {
  const program = { ...programNamed(shelflife), main: path.resolve(folder, 'dist/src/main.js') };
  const profiled: Profiled[] = [];
  for (const work of works.flatMap(eachVersion)) {
    profiled.push(await profiledWork(program, stand, library, work));
  }
  return asText(profiled);
}

/** The work through /v1, and through /v2 where it exists there. */
function eachVersion(work: Work): Work[] {
  const { name, title, second } = work;
  return [work, ...(second ? [{ ...work, ...second, name: `${name}, v2`, title: `${title}, /v2` }] : [])];
}

function asText(all: readonly Profiled[]): string {
  const names = new Set(all.flatMap(({ packages }) => packages.map(({ name }) => name)));
  const sum = (name: string) => all.reduce((total, { packages }) => total + of(packages, name), 0);
  const rows = [...names]
    .toSorted((a, b) => sum(b) - sum(a))
    .map((name) => [name, ...all.map(({ packages }) => of(packages, name).toFixed(1))]);
  const heads = ['µs of a request in', ...all.map(({ work }) => work.name)];
  const totals = ['all', ...all.map(({ total }) => total.toFixed(1))];
  const lists = all.map(({ work, functions }) =>
    [`${work.title}:`, ...functions.map((each) => `- ${each.microseconds.toFixed(1)} ${each.name}`)].join(
      '\n',
    ),
  );
  return [table(heads, [...rows, totals]), ...lists].join('\n\n');
}

function of(parts: Parts, name: string): number {
  return parts.find((each) => each.name === name)?.microseconds ?? 0;
}

async function profiledWork(program: Program, stand: Stand, library: Library, work: Work): Promise<Profiled> {
  const port = await freePort(0);
  const server = await startServer(program, stand, work.cache, [`--inspect=127.0.0.1:${port}`]);
  try {
    const cursors = await harvestCursors(server.url);
    const knowledge = { ...library.knowledge, cursors, seed: 1 };
    await load(server.url, work.script, knowledge, warmUpSeconds);
    await cleared(server, work, stand);
    const profiler = await Profiler.of(port);
    const before = cpuOf(server.pid);
    const { requests } = await load(server.url, work.script, { ...knowledge, seed: 2 }, seconds);
    const total = (cpuOf(server.pid) - before) / requests / 1_000;
    const { packages, functions } = topOf(await profiler.end(), rootOf(program), 10);
    const parts = (shares: typeof packages) =>
      shares.map(({ name, share }) => ({ name, microseconds: share * total }));
    return { work, total, packages: parts(packages), functions: parts(functions).slice(0, functionsShown) };
  } finally {
    await server.stop();
    await tidy(stand);
  }
}

function rootOf({ main }: Program): string {
  return path.resolve(main, '../../..');
}

/** V8's profiler, over the protocol of the developer tools of browsers. */
class Profiler {
  #asked = 0;
  readonly #waiting = new Map<number, (result: unknown) => void>();

  private constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => {
      const { id, result } = JSON.parse(String(data)) as { readonly id: number; readonly result: unknown };
      this.#waiting.get(id)?.(result);
    });
  }

  /** Starts at once, in the process that listens to developer tools on that port. */
  static async of(port: number): Promise<Profiler> {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
      readonly webSocketDebuggerUrl: string;
    }[];
    const socket = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? '');
    await new Promise((opened) => socket.addEventListener('open', opened, { once: true }));
    const profiler = new Profiler(socket);
    await profiler.#ask('Profiler.enable');
    await profiler.#ask('Profiler.start');
    return profiler;
  }

  async end(): Promise<CpuProfile> {
    const { profile } = (await this.#ask('Profiler.stop')) as { readonly profile: CpuProfile };
    this.socket.close();
    return profile;
  }

  #ask(method: string): Promise<unknown> {
    const id = ++this.#asked;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, resolve);
    this.socket.send(JSON.stringify({ id, method }));
    return promise;
  }
}
