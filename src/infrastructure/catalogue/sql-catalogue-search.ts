import { inject, injectable } from 'tsyringe';
import sql, { join } from 'sql-template-tag';
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

/** The first row has what is counted. The only row of a page without hits has no book. */
type Row = (HitRow | { readonly id: null }) & { readonly counts: readonly Count[] | null };

interface Count extends FacetValue {
  readonly name: string;
}

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

  /** One statement finds and ranks the books once, for the hits and for what is counted. */
  private async result(
    search: Search,
    words: SearchWords,
    correctedTo: string | null,
    after?: Place,
  ): Promise<SearchResult> {
    const books = candidates(words, join(conditions(search), ' and '));
    const part = join(behind(keys, after), ' or ');
    const rows = await this.database.rows<Row>(sql`
      with found as materialized (
        select id, subjects, language, year, ${scoreOf(words)} as score from ${books} as book),
      ${facets}
      select ${bookColumns}, book.score, ${foundTexts()}, ${placeIn(keys)} as place,
             case when row_number() over (order by ${inOrder(keys)}) = 1 then (${counts}) end as counts
      from (select) as answer left join (
        select book.*, hit.score
        from (select id, score from found as book where (${part}) order by ${inOrder(keys)} limit ${search.limit + 1}) as hit
        join book using (id)) as book on true
      ${holdings} order by ${inOrder(keys)}`);
    const { items, next } = sliceOf(
      rows.filter((row) => row.id !== null),
      search.limit,
    );
    const highlighter = new Highlighter(words.normal);
    const counted = rows[0]?.counts ?? [];
    return {
      hits: items.map((row) => hitOf(row, highlighter)),
      next: next && [...next, correctedTo],
      total: counted.find(({ name }) => name === 'total')?.count ?? 0,
      facets: facetsIn(counted),
      correctedTo,
    };
  }
}

/**
 * The values of each facet of the rows `found`, and the number of these rows. Each different subject is folded once: many
 * books share one.
 */
const facets = sql`
  subject as materialized (select id, subject from found cross join unnest(subjects) as subject),
  folded as materialized (
    select subject, fold(subject) as folded from (select distinct subject from subject) as different),
  facet as (
    select 'total' as name, null as value, count(*)::int as count from found
    union all
    select 'subject', min(subject), count(distinct id)::int from subject join folded using (subject) group by folded
    union all
    select 'language', language, count(*)::int from found where language is not null group by language
    union all
    select 'decade', (floor(year / 10.0) * 10)::int::text, count(*)::int
    from found where year is not null group by floor(year / 10.0)
    union all
    select 'availability', case when free then 'available' else 'unavailable' end, count(*)::int
    from (select exists (select from copy where copy.book_id = found.id and status = 'available') as free
          from found) as each group by free),
  ranked as (select *, row_number() over (partition by name order by count desc, value) as place from facet)`;

const counts = sql`
  select jsonb_agg(jsonb_build_object('name', name, 'value', value, 'count', count) order by name, place)
  from ranked where place <= 20`;

function facetsIn(counted: readonly Count[]): Facets {
  const valuesOf = (facet: string) =>
    counted.filter(({ name }) => name === facet).map(({ value, count }) => ({ value, count }));
  return Object.fromEntries(facetNames.map((name) => [name, valuesOf(name)])) as unknown as Facets;
}

function textOrNull(value: Place[number] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function hitOf(row: Omit<HitRow & Row, 'place'>, highlighter: Highlighter): SearchHit {
  const { counts: _counts, score, foundTitle, foundContributors, foundSubjects, ...book } = row;
  const mark = (found: FoundText) => highlighter.mark(found);
  return {
    book,
    score,
    title: mark(foundTitle),
    contributors: foundContributors.map(mark),
    subjects: foundSubjects.map(mark),
  };
}
