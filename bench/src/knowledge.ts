import { toId } from '../../src/interface/v2/ids.js';
import type { Knowledge } from './load.js';
import { content, type Stand } from './stand.js';
import { readersOf, type Reader } from './tokens.js';

/** The values that all loads use. */
export interface Library {
  readonly readers: readonly Reader[];
  /** Books with an available copy. */
  readonly lendable: readonly number[];
  /** Of available copies. */
  readonly barcodes: readonly string[];
  /** The token of a librarian. */
  readonly desk: string;
  /** Of the list of /v2; none before a server has been asked for them. */
  readonly cursors: readonly string[];
  readonly knowledge: Knowledge;
}

const readerCount = 200;
const placeCount = 200;

export async function exploreLibrary(stand: Stand): Promise<Library> {
  const ids = await keys(
    stand,
    `select id from patron
     where role = 'patron' and closed_at is null and password_hash is not null and expires_at is null
       and blocks = '[]' and not exists (select from loan where patron_id = patron.id and closed_at is null)
     order by id limit ${readerCount}`,
  );
  if (ids.length < readerCount) throw new Error(`The library has only ${ids.length} patrons without a loan.`);
  const readers = readersOf(ids, stand.secret);
  const lendable = await keys(
    stand,
    `select book_id as id from copy where status = 'available' group by book_id order by md5(book_id::text)`,
  );
  const { rows } = await stand.client.query<{ barcode: string }>(
    `select barcode from copy where status = 'available' order by md5(barcode)`,
  );
  const barcodes = rows.map(({ barcode }) => barcode);
  // The second patron is a librarian.
  const [desk = ''] = readersOf([2], stand.secret).map(({ token }) => token);
  const knowledge = {
    books: content.books,
    tokens: readers.map(({ token }) => token),
    // Only the staff returns copies by barcode.
    desk: [desk],
    readers: Object.fromEntries(readers.flatMap(({ id }, at) => names(id).map((name) => [name, at + 1]))),
    lendable,
    barcodes,
    ids: Array.from({ length: content.books }, (_, at) => toId('book', at + 1)),
  };
  return { readers, lendable, barcodes, desk, cursors: [], knowledge };
}

/** Cursors from all over the list of /v2. */
export async function harvestCursors(url: string): Promise<string[]> {
  const cursors: string[] = [];
  const step = Math.floor(content.books / 1.1 / placeCount);
  let cursor = '';
  while (cursors.length < placeCount) {
    const after = cursor && `&cursor=${cursor}`;
    const answer = await fetch(`${url}/v2/books?limit=${step}&yearFrom=-1${after}`);
    const { page } = (await answer.json()) as { page: { nextCursor: string | null } };
    if (!page.nextCursor) throw new Error(`The list of /v2 ends after ${cursors.length} cursors.`);
    cursor = page.nextCursor;
    cursors.push(cursor);
  }
  return cursors;
}

/** The ids of a patron in /v1 and in /v2. */
function names(id: number): string[] {
  return [String(id), toId('patron', id)];
}

async function keys({ client }: Stand, statement: string): Promise<number[]> {
  return (await client.query<{ id: string }>(statement)).rows.map(({ id }) => Number(id));
}
