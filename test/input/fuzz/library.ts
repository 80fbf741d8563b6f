import sql from 'sql-template-tag';
import { ApiKeyService } from '../../../src/application/accounts/api-key-service.js';
import { toId, type IdType } from '../../../src/interface/v2/ids.js';
import { insertPatron } from '../../support/library.js';
import { rowsOf, tokenFor } from '../../support/people.js';
import { seededAt } from '../../support/postgres.js';
import type { RunningService } from '../../support/service.js';
import type { FuzzRequest } from './requests.js';
import type { Known } from './values.js';

const keys = [1, 2, 3, 7, 20];
const scopes = [
  'catalogue:read',
  'catalogue:write',
  'circulation:read',
  'circulation:write',
  'accounts:read',
];

/** The resources of a seeded library, for requests that should find something. */
export async function knownIn(running: RunningService): Promise<Known> {
  const as = (type: IdType) => keys.map((key) => toId(type, key));
  const barcodes = keys.map((key) => `C${String(key).padStart(8, '0')}`);
  const lists = ['/v2/books?limit=1', '/v2/books?limit=1&sort=-title', '/v2/search?q=the&limit=1'];
  const pages = await Promise.all(lists.map((path) => running.api.get(path)));
  const cursor = pages.map(({ body }) => (body as { page: { nextCursor: string } }).page.nextCursor);
  return {
    '/v1books': keys,
    '/v1loans': keys,
    '/v1users': keys,
    '/v2books': as('book'),
    '/v2copies': as('copy'),
    '/v2loans': as('loan'),
    '/v2patrons': as('patron'),
    '/v2api-keys': as('apiKey'),
    '/v2pins': ['v1', 'v2'],
    book_id: keys,
    user_id: keys,
    bookId: as('book'),
    copyId: as('copy'),
    patronId: as('patron'),
    barcode: barcodes,
    copyBarcode: barcodes,
    email: ['patron@example.org'],
    password: ['patron-demo-password'],
    minor: ['1.0', '1.1', '2.0', '2.1'],
    isbn: ['978-0-14-305814-4', '0143058142', null],
    language: ['en', 'de', 'pt-BR', null],
    sort: ['title', '-year', 'id'],
    fields: ['title', 'title,year'],
    q: ['war', 'dostoyevski crime'],
    scopes,
    cursor,
  };
}

/** A new person for every request, so that no request affects the next. Returns their credentials. */
export async function tokenOf(running: RunningService, { caller }: FuzzRequest): Promise<string | undefined> {
  if (caller === 'anonymous') return undefined;
  if (caller === 'garbage') return 'garbage';
  const role = caller === 'key' ? 'librarian' : caller;
  const id = await insertPatron((statement) => rowsOf(running, statement), { role }, seededAt);
  if (caller !== 'key') return tokenFor(running.service, { patronId: id, role });
  const wish = { name: 'fuzz', scopes, expiresAt: null };
  return (await running.service.container.resolve(ApiKeyService).create(id, wish)).secret;
}

/**
 * The last admin must stay, so all admins are locked when one is removed: with the thousands of this run, that takes
 * seconds.
 */
export async function dismissAdmins(running: RunningService): Promise<void> {
  await rowsOf(
    running,
    sql`update patron set role = 'patron' where role = 'admin' and username = 'somebody'`,
  );
}
