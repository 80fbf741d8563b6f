import sql from 'sql-template-tag';
import { ApiKeyService } from '../../../src/application/accounts/api-key-service.js';
import { BookService } from '../../../src/application/catalogue/book-service.js';
import type { Route } from '../../../src/interface/kernel/declaration/route.js';
import { openApiDocument } from '../../../src/interface/documentation/openapi/document.js';
import { toId, type IdType } from '../../../src/interface/v2/ids.js';
import { insertPatron, noDetails } from '../../support/library.js';
import { addSession, rowsOf, tokenFor, type Person } from '../../support/people.js';
import type { RunningService } from '../../support/service.js';
import { examplesOf, type Document } from './examples.js';

/** A request that succeeds for every caller who may send it. */
export interface GoodRequest {
  readonly target: string;
  readonly json: unknown;
}

let made = 0;

const noBook = { bookId: 0, copyId: 0, barcode: '' };

/**
 * Creates the resources of a route, all of them new: a book with a copy; a loan, a key and a session of the owner.
 * @param example of the body, from the document
 * @param member whose password is known
 */
export async function goodRequest(
  running: RunningService,
  major: number,
  route: Route,
  { ownerId, example, member }: { ownerId: number; example: unknown; member: Person },
): Promise<GoodRequest> {
  const isOfBook = /\/:id|^\/(?:loans|returns|copies)/.test(route.path) || namesBook(example);
  const { bookId, copyId, barcode } = isOfBook ? await addBook(running) : noBook;
  const isOfLoan = /returnLoan|renewLoan|getLoan|returnCopy/.test(route.operationId);
  const loanId = isOfLoan ? await lend(running, ownerId, bookId) : 0;
  const keyId = route.path.startsWith('/api-keys/') ? await addKey(running, ownerId) : 0;
  const sessionId = route.path.includes('/sessions/') ? await addSession(running, ownerId) : 0;
  const programId = /client-programs|deprecations/.test(route.path) ? await addProgram(running, ownerId) : 0;
  const id = (type: IdType, key: number) => (major === 1 ? String(key) : toId(type, key));
  const things: Readonly<Record<string, string>> = {
    books: id('book', bookId),
    copies: id('copy', copyId),
    loans: id('loan', loanId),
    users: id('patron', ownerId),
    patrons: id('patron', ownerId),
    'api-keys': id('apiKey', keyId),
    sessions: id('session', sessionId),
    'client-programs': id('program', programId),
    deprecations: 'v1-change-user-role',
    pins: 'v1',
    openapi: `${major}.0`,
  };
  const [, collection = '', isNamed] = /^\/([a-z-]+)(\/:id)?/.exec(route.path) ?? [];
  const other = isNamed && things[collection] === undefined ? await addBy(running, major, collection) : '';
  const path = route.path.replaceAll(
    /([a-z-]+)\/:\w+/g,
    (_, name: string) => `${name}/${things[name] ?? other}`,
  );
  const query = {
    searchBooks: '?q=x',
    searchCatalogue: '?q=x',
    findCopies: `?barcode=${barcode}`,
    getMigrationReport: '?from=1.0&to=1.1',
  }[route.operationId];
  return {
    target: `/v${major}${path}${query ?? ''}`,
    json: body(withReferences(example, { bookId, copyId }, major), { bookId, barcode, route, member }),
  };
}

/** Whether a body refers to a book or a copy by its id, as those of generated features do. */
function namesBook(example: unknown): boolean {
  return typeof example === 'object' && example !== null && references.some((name) => name in example);
}

const references = ['bookId', 'copyId', 'book_id', 'copy_id'];

function withReferences(
  example: unknown,
  { bookId, copyId }: { bookId: number; copyId: number },
  major: number,
): unknown {
  if (!namesBook(example)) return example;
  const there: Readonly<Record<string, unknown>> =
    major === 1
      ? { book_id: bookId, copy_id: copyId }
      : { bookId: toId('book', bookId), copyId: toId('copy', copyId) };
  return Object.fromEntries(
    Object.entries(example as object).map(([name, value]) => [name, there[name] ?? (value as unknown)]),
  );
}

/**
 * Adds a thing of a feature that this file does not know, with the example of the operation that adds one. Returns its id.
 */
async function addBy(running: RunningService, major: number, collection: string): Promise<string> {
  const mounted = running.service.versions.find(({ version }) => version.major === major);
  const adding = mounted?.routes.find(({ method, path }) => method === 'POST' && path === `/${collection}`);
  if (!mounted || !adding) return '';
  const example = examplesOf(openApiDocument(mounted.version, mounted.routes) as Document).get(
    adding.operationId,
  );
  const { bookId, copyId } = await addBook(running);
  const librarian = await insertPatron(
    (statement) => rowsOf(running, statement),
    { role: 'librarian' },
    new Date(),
  );
  const { body: added } = await running.api.post(`/v${major}/${collection}`, {
    token: tokenFor(running.service, { patronId: librarian, role: 'librarian' }),
    headers: { 'API-Version': adding.since },
    json: withReferences(example, { bookId, copyId }, major),
  });
  return String((added as { id: string | number }).id);
}

/** Fields that name somebody else, or a right of staff. */
const onlyForSome = ['override', 'patronId', 'ownerId', 'clientId'];

/** The example, with existing values replacing those of the document. */
function body(
  example: unknown,
  { bookId, barcode, route, member }: { bookId: number; barcode: string; route: Route; member: Person },
): unknown {
  if (typeof example !== 'object' || example === null) return undefined;
  const shown = { ...example } as Record<string, unknown>;
  for (const name of [...onlyForSome, ...(route.operationId === 'updatePatron' ? ['role'] : [])])
    delete shown[name];
  const isSignIn = /loginUser|issueTokens/.test(route.operationId);
  const there: Readonly<Record<string, unknown>> = {
    book_id: bookId,
    copyBarcode: barcode,
    barcode: `X${++made}`,
    cardNumber: `X-${++made}`,
    program: `Reader${++made}`,
    email: isSignIn ? member.email : `new-${++made}@people.example`,
    password: isSignIn ? member.password : 'a long and quiet evening',
    current_password: member.password,
    currentPassword: member.password,
  };
  return Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, there[name] ?? value]));
}

async function addBook(
  running: RunningService,
): Promise<{ bookId: number; copyId: number; barcode: string }> {
  const bookId = await running.service.container.resolve(BookService).add(noDetails, 1);
  const [copy] = await rowsOf<{ id: number; barcode: string }>(
    running,
    sql`select id::int, barcode from copy where book_id = ${bookId}`,
  );
  return { bookId, copyId: copy?.id ?? 0, barcode: copy?.barcode ?? '' };
}

/** A loan of yesterday, so that a renewal gives a later due date. */
async function lend(running: RunningService, patronId: number, bookId: number): Promise<number> {
  const token = tokenFor(running.service, { patronId, role: 'patron' });
  const { body: loan } = await running.api.post('/v1/loans', { token, json: { book_id: bookId } });
  const { id } = loan as { id: number };
  const day = sql`interval '1 day'`;
  await rowsOf(
    running,
    sql`update loan set out_at = out_at - ${day}, due_at = due_at - ${day} where id = ${id}`,
  );
  return id;
}

async function addProgram(running: RunningService, ownerId: number): Promise<number> {
  const program = `reader-${++made}`;
  const [row] = await rowsOf<{ id: number }>(
    running,
    sql`insert into consumer (ref, kind, patron_id, program, name, first_seen_at, confirmed)
        values (${`program:${program}`}, 'program', ${ownerId}, ${program}, 'A reader', now(), true) returning id::int`,
  );
  return row?.id ?? 0;
}

async function addKey({ service }: RunningService, ownerId: number): Promise<number> {
  const wish = { name: 'mine', scopes: ['catalogue:read'], expiresAt: null };
  return (await service.container.resolve(ApiKeyService).create(ownerId, wish)).id;
}
