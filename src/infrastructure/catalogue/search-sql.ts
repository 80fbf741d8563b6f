import sql, { type Sql } from 'sql-template-tag';

/** The words of a search as PostgreSQL reads them. */
export interface SearchWords {
  /** In the normal form of the index. */
  readonly normal: string;
  /** The query for books with all the words; null without a word. */
  readonly query: string | null;
  /** Ids of the books that the whole text names. */
  readonly exact: readonly number[];
  /** How exactly each of them is named: an ISBN or a barcode counts more than a title. */
  readonly exactness: readonly number[];
}

/**
 * Reads the words of a search. The lookups are apart from the search itself, because PostgreSQL plans a search anew for
 * its words, and these only once.
 */
export function wordsRead(words: string, isbns: readonly string[]): Sql {
  return sql`
    with given as materialized (select catalogue_text(${words}) as normal),
    named as materialized (
      (select id, 1 as exactness from book
       where catalogue_key(title) = (select nullif(translate(normal, ' ''', ''), '') from given)
         and withdrawn_at is null limit 100)
      union all
      (select book_id, 2 from copy
       where catalogue_text(call_number) = (select nullif(normal, '') from given)
         and status <> 'withdrawn' limit 100)
      union all
      (select book_id, 3 from copy where upper(barcode) = upper(${words.trim()}) and status <> 'withdrawn')
      union all
      (select id, 3 from book where isbn13 = any (${isbns}) and withdrawn_at is null limit 100)),
    best as (select id, max(exactness) as exactness from named group by id)
    select normal, catalogue_query_of(normal)::text as query,
           array(select id::integer from best order by id) as exact,
           array(select exactness from best order by id) as exactness
    from given`;
}

/** How well a candidate matches, above 0. A book that the words name comes first. */
export function scoreOf({ query }: SearchWords): Sql {
  return sql`(coalesce(ts_rank(book.document, cast(${query} as tsquery)), 0) + book.exactness)::float8`;
}

/**
 * The books that a search ranks and counts: those that the words name, then those that have all the words, at most the
 * first 2,500 by id. When words match more, few readers page so far; another word narrows the search. This bounds the
 * time of a search in libraries of every size: PostgreSQL reads the books by id when many match, and uses the index of
 * words otherwise.
 * @param where the other conditions of the search
 */
export function candidates({ query, exact, exactness }: SearchWords, where: Sql): Sql {
  const matching = sql`${where} and book.document @@ cast(${query} as tsquery)`;
  if (exact.length === 0)
    return sql`(select *, 0 as exactness from book where ${matching} order by book.id limit 2500)`;
  return sql`(
    select * from (
      (select book.*, named.exactness
       from unnest(${exact}::bigint[], ${exactness}::integer[]) as named (id, exactness)
       join book on book.id = named.id where ${where})
      union all
      (select *, 0 from book where ${matching} and book.id <> all (${exact}::bigint[])
       order by book.id limit 2500)) as either
    limit 2500)`;
}
