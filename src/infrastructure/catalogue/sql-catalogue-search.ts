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
} from '../../application/catalogue/search/catalogue-search.js';
import type { BookView } from '../../application/catalogue/views.js';
import { sliceOf, type Place } from '../../application/kernel/storage/slice.js';
import { Database } from '../kernel/postgres/database.js';
import { behind, inOrder, placeIn } from '../kernel/postgres/keyset.js';
import { bookColumns, conditions, holdings } from './book-sql.js';
import { foundTexts, Highlighter, type FoundText } from './marked-texts.js';
import { candidates, scoreOf, type SearchWords } from './search/search-sql.js';
import { Spelling } from './search/spelling.js';

const keys = [
  { column: sql`book.score`, descending: true, nullable: false },
  { column: sql`book.id`, descending: false, nullable: false },
];

interface HitRow extends BookView {
  readonly place: Place;
  readonly score: number;
  readonly foundTitle: FoundText;
  readonly foundContributors: readonly FoundText[];
  readonly foundSubjects: readonly FoundText[];
}

const nothingFound: Counts = {
  total: 0,
  facets: Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as Facets,
};

type Counts = Pick<SearchResult, 'total' | 'facets'>;

@injectable()
export class SqlCatalogueSearch implements CatalogueSearch {
  constructor(
    @inject(Database) private readonly database: Database,
    @inject(Spelling) private readonly spelling: Spelling,
  ) {}

  /** Searches with the words as given first, because most are found; similar words are looked up only after that. */
  async search(search: Search): Promise<SearchResult> {
    const [score, id, before] = search.after ?? [];
    if (search.after) {
      const correctedTo = textOrNull(before);
      const words = await this.spelling.read(correctedTo ?? search.words);
      return this.result(search, words, correctedTo, [score ?? null, id ?? null]);
    }
    const given = await this.spelling.read(search.words);
    const asGiven = await this.result(search, given, null);
    if (asGiven.hits.length > 0) return asGiven;
    const correctedTo = await this.spelling.correction(given);
    if (correctedTo === null) return asGiven;
    return this.result(search, await this.spelling.read(correctedTo), correctedTo);
  }

  private async result(
    search: Search,
    words: SearchWords,
    correctedTo: string | null,
    after?: Place,
  ): Promise<SearchResult> {
    const books = candidates(words, join(conditions(search), ' and '));
    const { items, next } = await this.hits(words, books, after, search.limit);
    const highlighter = new Highlighter(words.normal);
    // Without hits there is nothing to count, except after a cursor: then the hits are on earlier pages.
    const { facets, total } = items.length > 0 || after ? await this.counts(books) : nothingFound;
    return {
      hits: items.map((row) => hitOf(row, highlighter)),
      next: next && [...next, correctedTo],
      total,
      facets,
      correctedTo,
    };
  }

  private async hits(words: SearchWords, books: Sql, after: Place | undefined, limit: number) {
    const part = join(behind(keys, after), ' or ');
    const rows = await this.database.rows<HitRow>(sql`
      select ${bookColumns}, book.score, ${foundTexts()}, ${placeIn(keys)} as place
      from (
        select * from (
          select book.*, ${scoreOf(words)} as score from ${books} as book) as book
        where (${part}) order by ${inOrder(keys)} limit ${limit + 1}) as book
      ${holdings} order by ${inOrder(keys)}`);
    return sliceOf(rows, limit);
  }

  private async counts(books: Sql): Promise<Counts> {
    const rows = await this.database.rows<FacetValue & { name: string }>(sql`
      with hit as materialized (select id, subjects, language, year from ${books} as book),
      facet as (
        select 'total' as name, null as value, count(*)::int as count from hit
        union all
        select 'subject', min(subject), count(distinct id)::int
        from hit cross join unnest(subjects) as subject group by fold(subject)
        union all
        select 'language', language, count(*)::int from hit where language is not null group by language
        union all
        select 'decade', (floor(year / 10.0) * 10)::int::text, count(*)::int
        from hit where year is not null group by floor(year / 10.0)
        union all
        select 'availability', case when free then 'available' else 'unavailable' end, count(*)::int
        from (select exists (select from copy where copy.book_id = hit.id and status = 'available') as free
              from hit) as each group by free),
      ranked as (select *, row_number() over (partition by name order by count desc, value) as place from facet)
      select name, value, count from ranked where place <= 20 order by name, place`);
    const valuesOf = (facet: string) =>
      rows.filter(({ name }) => name === facet).map(({ value, count }) => ({ value, count }));
    return {
      total: rows.find(({ name }) => name === 'total')?.count ?? 0,
      facets: Object.fromEntries(facetNames.map((name) => [name, valuesOf(name)])) as unknown as Facets,
    };
  }
}

function textOrNull(value: Place[number] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function hitOf(row: Omit<HitRow, 'place'>, highlighter: Highlighter): SearchHit {
  const { score, foundTitle, foundContributors, foundSubjects, ...book } = row;
  const mark = (found: FoundText) => highlighter.mark(found);
  return {
    book,
    score,
    title: mark(foundTitle),
    contributors: foundContributors.map(mark),
    subjects: foundSubjects.map(mark),
  };
}
