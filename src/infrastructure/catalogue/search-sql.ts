import sql, { empty, type Sql } from 'sql-template-tag';
import { isbnsIn } from '../../domain/catalogue/isbn.js';

/** The query for books with all the words, in the normal form that the index has as well. Null without a word. */
export function queryOf(words: string): Sql {
  return sql`catalogue_query(${words})`;
}

/** How well a candidate matches, above 0. A book with the words as its title, barcode or ISBN comes first. */
export function scoreOf(words: string): Sql {
  return sql`(coalesce(ts_rank(book.document, ${queryOf(words)}), 0) + book.exactness)::float8`;
}

/**
 * The books that a search ranks and counts: those that match exactly, then those that have all the words, at most the
 * first 2,500 by id. When words match more, few readers page so far; another word narrows the search. This bounds the
 * time of a search in libraries of every size: PostgreSQL reads the books by id when many match, and uses the index of
 * words otherwise.
 * @param where the other conditions of the search
 */
export function candidates(words: string, where: Sql): Sql {
  return sql`(
    with exact as materialized (${exactMatches(words)})
    select * from (
      (select book.*, exact.exactness from exact join book on book.id = exact.id where ${where})
      union all
      (select book.*, 0 from book
       where ${where} and book.document @@ ${queryOf(words)} and book.id <> all (array(select id from exact))
       order by book.id limit 2500)) as either
    limit 2500)`;
}

/** Ids of the books that the whole text names, each with a number: an ISBN or a barcode is more exact than a title. */
function exactMatches(words: string): Sql {
  const isbns = isbnsIn(words).map(({ isbn13 }) => isbn13);
  const byIsbn = sql`union all (select id, 3 from book where isbn13 = any (${isbns}) limit 100)`;
  return sql`
    select id, max(exactness) as exactness from (
      (select id, 1 as exactness from book
       where catalogue_key(title) = nullif(catalogue_key(${words}), '') and withdrawn_at is null limit 100)
      union all
      (select book_id, 2 from copy
       where catalogue_text(call_number) = nullif(catalogue_text(${words}), '') and status <> 'withdrawn' limit 100)
      union all
      (select book_id, 3 from copy where upper(barcode) = upper(${words.trim()}) and status <> 'withdrawn')
      ${isbns.length > 0 ? byIsbn : empty}) as named
    group by id`;
}
