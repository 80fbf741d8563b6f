import { createSigner } from 'fast-jwt';
import { ask, demandSame, type Answer, type Question } from './conversation.js';
import type { Library } from './knowledge.js';
import { shelflife, type CacheKind } from './programs.js';
import { leftBy, watermark } from './rows.js';
import type { Server } from './server.js';
import { tidy, type Stand } from './stand.js';
import { claimsOf } from './tokens.js';

/**
 * Sends everybody the same requests. Nothing is worth measuring that does other work, or answers otherwise.
 * @throws Error for the first that differs, with what differs
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

/** Shelflife first: the others are to do what it does. */
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
    // Everybody may see a book: a bad token is none.
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

/** @param step between two of them */
function numbers(count: number, step: number): number[] {
  return Array.from({ length: count }, (_, at) => 1 + at * step);
}

/** Tokens that nobody may be let in by. */
function badTokens(secret: string, id: number): string[] {
  const [header, , signature] = createSigner({ key: secret, algorithm: 'HS256' })(claimsOf(id)).split('.');
  const sign = createSigner({ key: secret, algorithm: 'HS256' });
  const claims = Buffer.from(JSON.stringify(claimsOf(id))).toString('base64url');
  const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  return [
    'nonsense',
    createSigner({ key: `${secret}!`, algorithm: 'HS256' })(claimsOf(id)),
    createSigner({ key: secret, algorithm: 'HS512' })(claimsOf(id)),
    `${unsigned}.${claims}.`,
    `${header}.${Buffer.from(JSON.stringify(claimsOf(id + 1))).toString('base64url')}.${signature}`,
    sign(claimsOf(id, 1)),
    sign({ ...claimsOf(id), iss: 'somebody' }),
    sign({ ...claimsOf(id), aud: 'somebody' }),
  ];
}

/** All that was answered on the way, and the rows that are left; without what is another each time. */
async function lendAndReturn(server: Server, stand: Stand, { readers, lendable }: Library): Promise<unknown> {
  const mark = await watermark(stand);
  const answers: unknown[] = [];
  const tell = async (question: Question) => {
    const { status, body } = await ask(server, question);
    const { id, ...rest } = body as { id?: number };
    answers.push({ status, body: timeless(rest) });
    return id ?? 0;
  };
  const [reader, other] = [readers[0]?.token ?? '', readers[1]?.token ?? ''];
  const borrow = (bookId: number, token?: string): Question => ({
    method: 'POST',
    path: '/v1/loans',
    body: { book_id: bookId },
    ...(token !== undefined && { token }),
  });
  const giveBack = (id: number, token?: string): Question => ({
    method: 'POST',
    path: `/v1/loans/${id}/return`,
    ...(token !== undefined && { token }),
  });
  for (const bad of badTokens(stand.secret, 1)) await tell(borrow(lendable[0] ?? 1, bad));
  await tell(borrow(lendable[0] ?? 1));
  await tell(giveBack(1));
  await tell(borrow(10_001, reader));
  await tell(giveBack(999_999_999, reader));
  for (const bookId of lendable.slice(0, 30)) {
    const id = await tell(borrow(bookId, reader));
    await tell(giveBack(id, other));
    await tell(giveBack(id, reader));
    await tell(giveBack(id, reader));
  }
  // Five is what the policy allows, so the sixth is refused; and so is a book of which no copy is left.
  const open = [];
  for (const bookId of lendable.slice(30, 35)) open.push(await tell(borrow(bookId, reader)));
  await tell(borrow(lendable[36] ?? 1, reader));
  await tell(borrow(10_001, reader));
  for (const { token } of readers.slice(2, 7)) await tell(borrow(lendable[40] ?? 1, token));
  for (const id of open) await tell(giveBack(id, reader));
  const rows = await leftBy(stand, mark);
  await tidy(stand);
  return { answers, rows };
}

/** Moments of now are not the same twice; when it is due is. */
function timeless(body: object): object {
  const known = Object.entries(body).map(([name, value]) =>
    /^(borrowed|returned)_at$/.test(name) && typeof value === 'string'
      ? [name, kindOf(value)]
      : [name, value],
  );
  return Object.fromEntries(known) as object;
}

function kindOf(moment: string): string {
  return moment.replaceAll(/\d/g, '0');
}
