import { toId } from '../../src/interface/v2/ids.js';
import { badTokens } from './bad-tokens.js';
import { ask, demandSame, type Answer, type Question } from './conversation.js';
import type { Library } from './knowledge.js';
import { lendAndReturn, scanAtDesk, type Lending } from './lending-check.js';
import { shelflife, type CacheKind } from './programs.js';
import type { Server } from './server.js';
import type { Stand } from './stand.js';
import { callsSince, storedCalls, sumOf, type Calls } from './usage-check.js';

/**
 * Sends all programs the same requests. Programs that do different work or give different answers cannot be compared.
 * Those that have /v2, the headers and the counting of calls are compared in these, too.
 * @throws Error for the first difference
 */
export async function checkEquality(
  servers: readonly Server[],
  stand: Stand,
  library: Library,
  kind: CacheKind,
): Promise<void> {
  const [ours, ...others] = inOrder(servers);
  if (!ours) return;
  const complete = others.filter(({ program }) => program.isComplete);
  const isCounted = kind === 'none' && complete.length > 0;
  // Each start has one call, and the cursors are from calls of our own service.
  let stored = 1 + complete.length + library.cursors.length;
  const examine = async (server: Server): Promise<Findings> => {
    if (!isCounted || !server.program.isComplete) return findingsOf(server, stand, library, kind);
    const before = await storedCalls(stand, stored);
    const found = await findingsOf(server, stand, library, kind);
    stored = sumOf(before) + found.calls;
    return { ...found, counted: callsSince(before, await storedCalls(stand, stored)) };
  };
  const expected = await examine(ours);
  for (const server of others) compare(server, await examine(server), expected);
}

/** Everything that a program has said and stored. */
interface Findings {
  readonly questions: readonly Question[];
  readonly reads: readonly Answer[];
  readonly lending: readonly Lending[];
  /** The calls of operations. */
  readonly calls: number;
  readonly counted?: Calls;
}

async function findingsOf(
  server: Server,
  stand: Stand,
  library: Library,
  kind: CacheKind,
): Promise<Findings> {
  const isComplete = server.program.isComplete ?? false;
  const questions = [
    ...(kind === 'none' ? reads(library, stand.secret) : [...lists(), ...lists()]),
    ...(isComplete && kind === 'none' ? readsOfComplete(library) : []),
  ];
  const answers: Answer[] = [];
  for (const question of questions) answers.push(await ask(server, question));
  const lending: Lending[] = [];
  if (kind === 'none') lending.push(await lendAndReturn(server, stand, library));
  if (kind === 'none' && isComplete) lending.push(await scanAtDesk(server, stand, library));
  const asked = questions.filter(({ path }) => path.startsWith('/v'));
  const calls =
    asked.length +
    asked.filter(({ isRepeated }) => isRepeated).length +
    lending.reduce((sum, each) => sum + each.answers.length, 0);
  return { questions, reads: answers, lending, calls };
}

/** A program without all features is compared in what it has. */
function compare({ program }: Server, theirs: Findings, ours: Findings): void {
  const isComplete = program.isComplete ?? false;
  const known = (answer: Answer | undefined) =>
    isComplete ? answer : answer && { ...answer, headers: undefined };
  for (const [at, { method, path, coding = '' }] of theirs.questions.entries())
    demandSame(`${method} ${path} ${coding}`, program.title, theirs.reads[at], known(ours.reads[at]));
  for (const [at, lending] of theirs.lending.entries()) {
    const expected = ours.lending[at];
    const answers = expected?.answers.map(known);
    demandSame(`borrowing and returning, /v${at + 1}`, program.title, lending, { ...expected, answers });
  }
  if (theirs.counted) demandSame('the calls of clients', program.title, theirs.counted, ours.counted);
}

/** Shelflife first, because the others are compared with it. */
function inOrder(servers: readonly Server[]): Server[] {
  return servers.toSorted((a, b) => rank(a) - rank(b));
}

function rank({ program }: Server): number {
  return program.name === shelflife ? 0 : 1;
}

function reads({ readers }: Library, secret: string): Question[] {
  const token = readers[0]?.token ?? '';
  const path = (id: number | string) => `/v1/books/${id}`;
  return [
    { method: 'GET', path: '/health/live' },
    ...numbers(40, 241).map((id) => ({ method: 'GET' as const, path: path(id), token })),
    { method: 'GET', path: path(7) },
    { method: 'GET', path: path(10_001), token },
    { method: 'GET', path: path(999_999_999), token },
    // Everybody may read a book: an invalid token counts as none.
    ...badTokens(secret, 1).map((bad) => ({ method: 'GET' as const, path: path(8), token: bad })),
    ...numbers(30, 33).map((page) => ({
      method: 'GET' as const,
      path: `/v1/books?page=${page}&year_from=-${page * 2}`,
    })),
    ...['page=2&year_from=1700', 'page=40&year_from=1990', 'page=1&year_from=2100', 'year_from=1990'].map(
      (query) => ({ method: 'GET' as const, path: `/v1/books?${query}` }),
    ),
    ...[975, 976, 1_000].map((page) => ({
      method: 'GET' as const,
      path: `/v1/books?page=${page}&year_from=-5`,
    })),
    ...lists(),
  ];
}

/** What only programs with all features can be asked. */
function readsOfComplete({ readers, knowledge, cursors }: Library): Question[] {
  const token = readers[0]?.token ?? '';
  const ids = knowledge['ids'] as readonly string[];
  const unknown = toId('book', 10_001);
  const get = (path: string, more: Partial<Question> = {}): Question => ({ method: 'GET', path, ...more });
  const list = '/v2/books?limit=10&total=true&yearFrom';
  return [
    ...numbers(40, 241).map((id) => get(`/v2/books/${ids[id - 1]}`, { token })),
    get(`/v2/books/${ids[6]}`),
    get(`/v2/books/${unknown}`, { token }),
    get('/v2/books/book_nothing'),
    ...cursors.slice(0, 20).map((cursor, at) => get(`${list}=-${at}&cursor=${cursor}`)),
    ...['=2100', '=1990'].map((year) => get(list + year)),
    ...['identity', 'gzip', 'br'].map((coding) => get('/v1/books?page=7', { coding })),
    ...['/v1/books/7', '/v1/books?page=7', `/v2/books/${ids[6]}`, `${list}=-9`].map((path) =>
      get(path, { isRepeated: true }),
    ),
  ];
}

function lists(): Question[] {
  return numbers(50, 1).map((page) => ({ method: 'GET', path: `/v1/books?page=${page}` }));
}

/** @param step between two numbers */
function numbers(count: number, step: number): number[] {
  return Array.from({ length: count }, (_, at) => 1 + at * step);
}
