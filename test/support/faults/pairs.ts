import { Client } from 'pg';
import { toId } from '../../../src/interface/v2/ids.js';

/** A patron and a copy that only this patron uses: the only copy of its book. */
export interface Pair {
  readonly patron: number;
  readonly patronId: string;
  readonly copy: number;
  readonly barcode: string;
  readonly book: number;
}

/** Adds the given number of pairs to the library at `url`, which has been migrated. */
export async function addPairs(url: string, count: number): Promise<Pair[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<'patron' | 'copy' | 'barcode' | 'book', string>>(
      `with readers as (
              insert into patron (card_number, username, password_hash, role, category, created_at, updated_at)
              select 'K' || nextval('patron_card_number'), 'reader', 'none that fits', 'patron', 'adult', now(), now()
              from generate_series(1, $1::int) returning id),
            books as (
              insert into book (title, revision, created_at, updated_at)
              select 'Pair ' || number, 1, now(), now() from generate_series(1, $1::int) as number returning id),
            matched as (
              select book, reader
              from (select id as book, row_number() over (order by id) as n from books)
              join (select id as reader, row_number() over (order by id) as n from readers) using (n)),
            copies as (
              insert into copy (book_id, barcode, kind, status, created_at)
              select book, 'K' || reader, 'standard', 'available', now() from matched
              returning id, book_id, barcode)
       select reader as patron, id as copy, barcode, book from copies join matched on book = book_id`,
      [count],
    );
    return rows.map(({ patron, copy, barcode, book }) => ({
      patron: Number(patron),
      patronId: toId('patron', Number(patron)),
      copy: Number(copy),
      barcode,
      book: Number(book),
    }));
  } finally {
    await client.end();
  }
}
