import sql, { type Sql } from 'sql-template-tag';

/** The words of a search as PostgreSQL reads them. */
export interface SearchWords {
  /** In the normal form of the index. */
  readonly normal: string;
  /** The query for books with all the words; null without a word. */
  readonly query: string | null;
  /** The part of the query without its frequent words; null where all of it is found by the index. */
  readonly rare: string | null;
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
    select normal, query, ${rarePart} as rare,
           array(select id::integer from best order by id) as exact,
           array(select exactness from best order by id) as exactness
    from given cross join lateral (select catalogue_query_of(normal)::text as query offset 0) as asked`;
}

/**
 * The index reads the books of a frequent word beside those of a rare one, up to a page of them for each book of the
 * rare word. Such a page costs three times as much as looking at that book, and has 2,500 books: so a word is read last
 * when it is this many times as frequent as the rarest one.
 */
const farMoreFrequent = 800;

/** A word that is not in the sample is at most as frequent as the least frequent one in it. */
const rarePart = sql`(
  select case when bool_or(share >= ${farMoreFrequent} * least) then
      string_agg(word, ' & ') filter (where share < ${farMoreFrequent} * least) end
  from (
    select word, share, min(share) over () as least
    from (select word, coalesce(
            (select share from catalogue_word_share as kept where kept.word = btrim(list.word, '''')),
            (select min(share) from catalogue_word_share)) as share
          from unnest(string_to_array(query, ' & ')) as list (word)) as shares) as compared
  where query !~ '[|<]')`;

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
export function candidates(words: SearchWords, where: Sql): Sql {
  const { exact, exactness } = words;
  if (exact.length === 0)
    return sql`(select *, 0 as exactness from ${matching(words, where)} order by book.id limit 2500)`;
  return sql`(
    select * from (
      (select book.*, named.exactness
       from unnest(${exact}::bigint[], ${exactness}::integer[]) as named (id, exactness)
       join book on book.id = named.id where ${where})
      union all
      (select *, 0 from ${matching(words, where)} and book.id <> all (${exact}::bigint[])
       order by book.id limit 2500)) as either
    limit 2500)`;
}

/** So many books are fetched for rare words at most. If there are more, their shares are out of date, as after an import. */
const rareAtMost = 10_000;

/**
 * The books with all the words, as the end of a select. Frequent words are looked for only in books with the rare ones,
 * unless too many have these.
 */
function matching({ query, rare }: SearchWords, where: Sql): Sql {
  const has = (part: string | null) => sql`book.document @@ cast(${part} as tsquery)`;
  const all = sql`book where ${where} and ${has(query)}`;
  if (rare === null) return all;
  return sql`(
    with rare as materialized (select * from book where ${where} and ${has(rare)} limit ${rareAtMost + 1}),
    found as materialized (select count(*) <= ${rareAtMost} as is_all from rare)
    select * from rare as book where (select is_all from found) and ${has(query)}
    union all
    select * from ${all} and not (select is_all from found)) as book where true`;
}
