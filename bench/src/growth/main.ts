import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Client } from 'pg';
import { endProcesses } from '../../../test/support/real-process.js';
import { ownSecret, startDeployed } from '../../../test/support/service-process.js';
import { commandLine } from '../command-line.js';
import { Http } from './http.js';
import { explore } from './known-library.js';
import { buildLibraries, using, type Libraries, type Wanted } from './libraries.js';
import { Figures, measure, type Subject } from './measure.js';
import { report, type Row } from './report.js';
import { works, type Work } from './works.js';

const connections = 8;
const file = (name: string) => fileURLToPath(new URL(`../../../../bench/${name}`, import.meta.url));

/** Without the addresses of databases, which have passwords in them. */
const given = process.argv
  .slice(2)
  .filter((each, at, all) => !each.startsWith('--databases') && all[at - 1] !== '--databases');
const isQuick = given.includes('--quick');

const { values: options } = parseArgs({
  options: {
    /** Ten minutes on a machine that does nothing else: no library of ten million books, and few loans. */
    quick: { type: 'boolean' },
    sizes: { type: 'string', default: isQuick ? '10000,1000000' : '10000,1000000,10000000' },
    /** For each book. */
    loans: { type: 'string', default: isQuick ? '1' : '10' },
    databases: { type: 'string' },
    rounds: { type: 'string', default: isQuick ? '1' : '3' },
    requests: { type: 'string', default: isQuick ? '400' : '700' },
    seconds: { type: 'string', default: isQuick ? '4' : '7' },
    only: { type: 'string', default: '' },
    // Instead of libraries of several sizes, the desk of two: one with so many audit events more than the other.
    trail: { type: 'string' },
    out: { type: 'string' },
  },
});
const out =
  options.out ??
  (isQuick ? 'dist/growth-quick.md' : file(options.trail === undefined ? 'growth.md' : 'growth-trail.md'));
const loans = Number(options.loans);
const only = options.trail === undefined ? options.only : 'lend and return';

const libraries: Libraries = options.databases
  ? { urls: options.databases.split(','), close: () => Promise.resolve() }
  : await buildLibraries(wanted());
const subjects: Subject[] = [];
try {
  for (const url of libraries.urls) subjects.push(await open(url));
  await writeFile(out, await measureAll());
  console.log(`Written to ${out}`);
} finally {
  for (const { http } of subjects) http.close();
  await endProcesses();
  await libraries.close();
}

function wanted(): Wanted[] {
  if (options.trail !== undefined)
    return [
      { books: 10_000, loans },
      { books: 10_000, loans, events: Number(options.trail) },
    ];
  return options.sizes.split(',').map((books) => ({ books: Number(books), loans }));
}

async function open(databaseUrl: string): Promise<Subject> {
  const { library, postmasterPid } = await using(databaseUrl, async (client) => ({
    library: await explore(client, ownSecret),
    postmasterPid: Number(
      await valueOf(client, `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)`),
    ),
  }));
  const { url, pid } = await startDeployed(databaseUrl);
  return { http: new Http(url, connections), library, servicePid: pid, postmasterPid };
}

async function measureAll(): Promise<string> {
  const rows: Row[] = works
    .filter(({ name }) => name.includes(only))
    .map(({ name, beside }) => ({ name, beside, bySize: subjects.map(() => new Figures()) }));
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const row of rows) {
      const work = works.find(({ name }) => name === row.name);
      if (work) await measureRow(work, row, round);
    }
    console.log(`round ${round + 1} of ${options.rounds}`);
  }
  const [first] = libraries.urls;
  const server = first === undefined ? '' : await using(first, describeServer);
  const sizes = subjects.map(({ library: { books, events } }) => ({ books, loans: books * loans, events }));
  const ofTrail = options.trail !== undefined;
  const command = commandLine('bench:growth', given);
  return report(rows, { command, date: new Date(), sizes, by: ofTrail ? 'events' : 'books', server });
}

/** Measures each library in turn. Before the first round come requests that are not counted. */
async function measureRow(work: Work, { bySize }: Row, round: number): Promise<void> {
  const effort = { connections, requests: Number(options.requests), seconds: Number(options.seconds) };
  for (const [index, subject] of subjects.entries()) {
    const warmUp = { ...effort, requests: work.distinct ? 8 : 100, seconds: 3 };
    if (round === 0) await measure(work, subject, warmUp, new Figures(), 1_000_000);
    const requests = Math.min(effort.requests, work.distinct ?? Infinity);
    await measure(
      work,
      subject,
      { ...effort, requests },
      bySize[index] ?? new Figures(),
      round * effort.requests,
    );
  }
}

async function describeServer(client: Client): Promise<string> {
  const buffers = await valueOf(client, 'show shared_buffers');
  return `PostgreSQL ${await valueOf(client, 'show server_version')} with shared_buffers of ${buffers}`;
}

async function valueOf(client: Client, question: string): Promise<string> {
  const { rows } = await client.query<Record<string, string>>(question);
  return Object.values(rows[0] ?? {})[0] ?? '';
}
