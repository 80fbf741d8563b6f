import { inject, injectable } from 'tsyringe';
import sql, { join, type Sql } from 'sql-template-tag';
import {
  facetNames,
  type CatalogueSearch,
  type Facets,
  type FacetValue,
  type Search,
  type SearchHit,
  type SearchResult,
} from '../../application/catalogue/catalogue-search.js';
import type { BookView } from '../../application/catalogue/views.js';
import { sliceOf, type Place } from '../../application/kernel/storage/slice.js';
import { Database } from '../kernel/postgres/database.js';
import { behind, inOrder, placeIn } from '../kernel/postgres/keyset.js';
import { bookColumns, candidates, conditions, holdings } from './book-sql.js';
import { marked, markedTexts } from './marked-texts.js';
import { wordsLike } from './words-like.js';

const keys = [
  { column: sql`book.score`, descending: true, nullable: false },
  { column: sql`book.id`, descending: false, nullable: false },
];

interface HitRow extends BookView {
  readonly place: Place;
  readonly score: number;
  readonly markedTitle: string;
  readonly markedContributors: readonly string[];
  readonly markedSubjects: readonly string[];
}

const noFacets = Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as Facets;

@injectable()
export class SqlCatalogueSearch implements CatalogueSearch {
  constructor(@inject(Database) private readonly database: Database) {}

  /** Searches with the words as given first, because most are found; similar words are looked up only after that. */
  async search(search: Search): Promise<SearchResult> {
    const [score, id, before] = search.after ?? [];
    if (search.after) return this.result(search, textOrNull(before), [score ?? null, id ?? null]);
    const asGiven = await this.result(search, null);
    if (asGiven.hits.length > 0) return asGiven;
    const correctedTo = await this.correction(search.words);
    return correctedTo === null ? asGiven : this.result(search, correctedTo);
  }

  private async result(search: Search, correctedTo: string | null, after?: Place): Promise<SearchResult> {
    const query = wordsOf(correctedTo ?? search.words);
    const where = join(
      [...conditions(search), ...inLanguage(search), sql`book.document @@ ${query}`],
      ' and ',
    );
    const { items, next } = await this.hits(query, where, after, search.limit);
    // Without hits there is nothing to count, except after a cursor: then the hits are on earlier pages.
    const facets = items.length > 0 || after ? await this.facets(where) : noFacets;
    return { hits: items.map(hitOf), next: next && [...next, correctedTo], facets, correctedTo };
  }

  private async hits(query: Sql, where: Sql, after: Place | undefined, limit: number) {
    const part = join(behind(keys, after), ' or ');
    const rows = await this.database.rows<HitRow>(sql`
      select ${bookColumns}, book.score, ${markedTexts(query)}, ${placeIn(keys)} as place
      from (
        select * from (
          select book.*, ts_rank(book.document, ${query})::float8 as score from ${candidates(where)} as book) as book
        where (${part}) order by ${inOrder(keys)} limit ${limit + 1}) as book
      ${holdings} order by ${inOrder(keys)}`);
    return sliceOf(rows, limit);
  }

  private async facets(where: Sql): Promise<Facets> {
    const rows = await this.database.rows<FacetValue & { name: string }>(sql`
      with hit as materialized (select id, subjects, language, year from ${candidates(where)} as book),
      facet as (
        select 'subject' as name, min(subject) as value, count(distinct id)::int as count
        from hit cross join unnest(subjects) as subject group by fold(subject)
        union all
        select 'language', language, count(*)::int from hit where language is not null group by language
        union all
        select 'decade', (floor(year / 10.0) * 10)::int::text as value, count(*)::int
        from hit where year is not null group by floor(year / 10.0)
        union all
        select 'availability', case when free then 'available' else 'unavailable' end, count(*)::int
        from (select exists (select from copy where copy.book_id = hit.id and status = 'available') as free
              from hit) as each group by free),
      ranked as (select *, row_number() over (partition by name order by count desc, value) as place from facet)
      select name, value, count from ranked where place <= 20 order by name, place`);
    const valuesOf = (facet: string) =>
      rows.filter(({ name }) => name === facet).map(({ value, count }) => ({ value, count }));
    return Object.fromEntries(facetNames.map((name) => [name, valuesOf(name)])) as unknown as Facets;
  }

  /** The corrected query when no book has its words; null when one has, or when no better words are known. */
  private async correction(words: string): Promise<string | null> {
    if (await this.finds(words)) return null;
    const rows = await this.database.rows<{ nearest: string | null }>(sql`
      select string_agg(coalesce(known.word, (${wordsLike(sql`given.lexeme`, 1)}), given.lexeme), ' '
                        order by positions[1]) as nearest
      from unnest(to_tsvector('catalogue', ${words})) as given (lexeme, positions, weights)
      left join catalogue_word as known on known.word = given.lexeme`);
    const nearest = rows[0]?.nearest ?? null;
    return nearest !== null && (await this.finds(nearest)) ? nearest : null;
  }

  private async finds(words: string): Promise<boolean> {
    const rows = await this.database.rows(sql`
      select from book where withdrawn_at is null and document @@ ${wordsOf(words)} limit 1`);
    return rows.length > 0;
  }
}

function wordsOf(words: string): Sql {
  return sql`plainto_tsquery('catalogue', ${words})`;
}

function inLanguage({ language }: Search): Sql[] {
  return language === undefined ? [] : [sql`lower(book.language) = lower(${language})`];
}

function textOrNull(value: Place[number] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function hitOf(row: Omit<HitRow, 'place'>): SearchHit {
  const { score, markedTitle, markedContributors, markedSubjects, ...book } = row;
  return {
    book,
    score,
    title: marked(markedTitle),
    contributors: markedContributors.map(marked),
    subjects: markedSubjects.map(marked),
  };
}
