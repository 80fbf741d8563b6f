import { ask, demandSame, type Answer, type Question } from './conversation.js';
import type { Library } from './knowledge.js';
import { shelflife, type CacheKind } from './programs.js';
import type { Server } from './server.js';
import { lendAndReturn } from './lending-check.js';
import type { Stand } from './stand.js';
import { badTokens } from './bad-tokens.js';

/**
 * Sends all programs the same requests. Programs that do different work or give different answers cannot be compared.
 * @throws Error for the first difference
 */
export async function checkEquality(
  servers: readonly Server[],
  stand: Stand,
  library: Library,
  kind: CacheKind,
): Promise<void> {
  const questions = kind === 'none' ? reads(library, stand.secret) : [...lists(), ...lists()];
  const expected: Answer[] = [];
  let rows: unknown;
  for (const server of inOrder(servers)) {
    const isOurs = server.program.name === shelflife;
    for (const [at, question] of questions.entries()) {
      const answer = await ask(server, question);
      if (isOurs) expected.push(answer);
      else demandSame(`${question.method} ${question.path}`, server.program.title, answer, expected[at]);
    }
    if (kind !== 'none') continue;
    const left = await lendAndReturn(server, stand, library);
    rows ??= left;
    demandSame('borrowing and returning', server.program.title, left, rows);
  }
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

function lists(): Question[] {
  return numbers(50, 1).map((page) => ({ method: 'GET', path: `/v1/books?page=${page}` }));
}

/** @param step between two numbers */
function numbers(count: number, step: number): number[] {
  return Array.from({ length: count }, (_, at) => 1 + at * step);
}
