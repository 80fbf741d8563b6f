import sql from 'sql-template-tag';
import { Book, type BookDetails } from '../../src/domain/catalogue/book.js';
import type { SeedDatabase } from '../seed.js';

/** A book that is to be there. Its ISBN tells whether it is. */
export interface PlannedBook {
  readonly details: BookDetails;
  /** The kind of each of its copies. */
  readonly kinds: readonly string[];
  readonly createdAt: Date;
}

/**
 * Adds the books whose ISBN no other book has, with their copies. These get the next barcodes, in this order, so they
 * collide with nobody's, and in an empty library they are counted from C00000001.
 */
export async function plantBooks(db: SeedDatabase, planned: readonly PlannedBook[]): Promise<void> {
  const books = planned.map(({ details, kinds, createdAt }) => ({ ...new Book(details, createdAt), kinds }));
  const known = await db.rows<{ isbn13: string }>(sql`
    select isbn13 from book where isbn13 = any(${books.map(({ isbn13 }) => isbn13)})`);
  const taken = new Set(known.map(({ isbn13 }) => isbn13));
  const missing = books.filter(({ isbn13 }) => isbn13 !== null && !taken.has(isbn13));
  if (missing.length > 0) await insert(db, JSON.stringify(missing));
}

/** One statement, so that no book is ever stored without its copies. */
async function insert(db: SeedDatabase, books: string): Promise<void> {
  await db.rows(sql`
    with given as (
      select * from rows from (jsonb_to_recordset(${books}) as (
        title text, subtitle text, contributors jsonb, isbn text, isbn13 text, publisher text, year integer,
        language text, subjects text[], description text, revision integer, "createdAt" timestamptz, kinds text[]
      )) with ordinality
    ), added as (
      insert into book (title, subtitle, contributors, isbn, isbn13, publisher, year, language, subjects,
                        description, revision, created_at, updated_at)
      select title, subtitle, contributors, isbn, isbn13, publisher, year, language, subjects,
             description, revision, "createdAt", "createdAt"
      from given order by ordinality
      returning id, isbn13
    ), shelved as (
      select added.id, given.subjects[1] as shelf, given."createdAt", copy.kind
      from added join given using (isbn13), unnest(given.kinds) with ordinality as copy (kind, number)
      order by given.ordinality, copy.number
    )
    insert into copy (book_id, barcode, kind, status, shelf, created_at)
    select id, 'C' || lpad(nextval('copy_barcode')::text, 8, '0'), kind, 'available', shelf, "createdAt"
    from shelved`);
}
