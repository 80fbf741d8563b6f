import sql from 'sql-template-tag';
import { ApiKeyService } from '../../../src/application/accounts/api-key-service.js';
import { BookService } from '../../../src/application/catalogue/book-service.js';
import type { Route } from '../../../src/interface/kernel/declaration/route.js';
import { toId, type IdType } from '../../../src/interface/v2/ids.js';
import { noDetails } from '../../support/library.js';
import { addSession, rowsOf, tokenFor, type Person } from '../../support/people.js';
import type { RunningService } from '../../support/service.js';
import { addSomebody } from './callers.js';
import { addImport, forgetImports, importForm } from './imports.js';
import { addThing, namesBook, withReferences } from './other-features.js';

/** A request that succeeds for every caller who may send it. */
export interface GoodRequest {
  readonly target: string;
  readonly json: unknown;
  /** A form, where the route takes one. */
  readonly raw?: FormData;
}

let made = 0;

/** What a good request asks for. */
function queryOf({ operationId }: Route, barcode: string): string {
  const queries: Readonly<Record<string, string>> = {
    searchBooks: '?q=x',
    searchCatalogue: '?q=x',
    findCopies: `?barcode=${barcode}`,
    getMigrationReport: '?from=1.0&to=1.1',
  };
  return queries[operationId] ?? '';
}

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
  const things = await thingsOf(running, major, route, { ownerId, bookId, copyId });
  const other = await addThing(running, major, route, { bookId, copyId }, things);
  const path = route.path.replaceAll(
    /([a-z-]+)\/:\w+/g,
    (_, name: string) => `${name}/${things[name] ?? other}`,
  );
  return {
    target: `/v${major}${path}${queryOf(route, barcode)}`,
    json: body(withReferences(example, { bookId, copyId }, major), { bookId, barcode, route, member }),
    ...(route.operationId === 'importBooks' && { raw: importForm() }),
  };
}

/** Collection → the id of the thing in it that a route names. */
async function thingsOf(
  running: RunningService,
  major: number,
  route: Route,
  { ownerId, bookId, copyId }: { ownerId: number; bookId: number; copyId: number },
): Promise<Readonly<Record<string, string>>> {
  const { path } = route;
  const isOfLoan = /returnLoan|renewLoan|getLoan|returnCopy/.test(route.operationId);
  const loanId = isOfLoan ? await lend(running, ownerId, bookId) : 0;
  const keyId = path.startsWith('/api-keys/') ? await addKey(running, ownerId) : 0;
  const sessionId = path.includes('/sessions/') ? await addSession(running, ownerId) : 0;
  const programId = /client-programs|deprecations/.test(path) ? await addProgram(running, ownerId) : 0;
  if (path.startsWith('/imports')) await forgetImports(running);
  const id = (type: IdType, key: number) => (major === 1 ? String(key) : toId(type, key));
  return {
    books: id('book', bookId),
    copies: id('copy', copyId),
    loans: id('loan', loanId),
    users: id('patron', ownerId),
    patrons: id('patron', ownerId),
    'api-keys': id('apiKey', keyId),
    sessions: id('session', sessionId),
    'client-programs': id('program', programId),
    orders: path.startsWith('/orders/') ? await addOrder(running, route) : '',
    imports: path.startsWith('/imports/') ? await addImport(running) : '',
    deprecations: 'v1-change-user-role',
    pins: 'v1',
    openapi: `${major}.0`,
  };
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

/** A draft, or an order that was placed where a draft cannot do it. */
async function addOrder(running: RunningService, { operationId }: Route): Promise<string> {
  const patronId = await addSomebody(running, 'librarian');
  const token = tokenFor(running.service, { patronId, role: 'librarian' });
  const headers = { 'API-Version': '2.4' };
  const lines = [{ title: 'To come', quantity: 1, unitPrice: 1 }];
  const json = { supplier: 'Harbour Books', currency: 'EUR', lines };
  const { body: order } = await running.api.post('/v2/orders', { token, headers, json });
  const { id } = order as { id: string };
  if (/receiveOrder|cancelOrder/.test(operationId))
    await running.api.post(`/v2/orders/${id}/placements`, {
      token,
      headers: { ...headers, 'If-Match': '"r1-v2.0"' },
    });
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
