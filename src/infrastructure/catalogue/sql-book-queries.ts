import { inject, injectable } from 'tsyringe';
import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { BookFilter, BookQueries, BookSort } from '../../application/catalogue/book-queries.js';
import type { BookView } from '../../application/catalogue/views.js';
import { Cache } from '../../application/kernel/request/cache.js';
import type { Page, PageRequest } from '../../application/kernel/storage/page.js';
import {
  sliceOf,
  type Place,
  type Slice,
  type SliceRequest,
} from '../../application/kernel/storage/slice.js';
import { Database } from '../kernel/postgres/database.js';
import { isRowId } from '../kernel/postgres/row-id.js';
import { behind, inOrder, placeIn, type SortKey } from '../kernel/postgres/keyset.js';
import { bookColumns, conditions, holdings } from './book-sql.js';
import { listKeys, orderOf, sharedKeys } from './lists/book-order.js';
import { KeptBooks, keptTotal, totalOfAll } from './kept-books.js';
import { candidates, scoreOf, type SearchWords } from './search/search-sql.js';
import { Spelling } from './search/spelling.js';

/** A change of any book or copy may change a total with filters. */
const asAnswers = { seconds: 60, tags: ['book', 'copy'] };

@injectable()
export class SqlBookQueries implements BookQueries {
  constructor(
    @inject(Database) private readonly database: Database,
    @inject(Cache) private readonly cache: Cache,
    @inject(Spelling) private readonly spelling: Spelling,
    @inject(KeptBooks) private readonly kept: KeptBooks,
  ) {}

  async view(id: number): Promise<BookView | undefined> {
    return isRowId(id) ? (await this.shown(sql`book.id = ${id}`))[0] : undefined;
  }

  views(ids: readonly number[]): Promise<BookView[]> {
    return this.shown(sql`book.id = any (${ids.filter(isRowId)})`);
  }

  async list(filter: BookFilter, sort: readonly BookSort[], page: PageRequest): Promise<Page<BookView>> {
    if (isEverything(filter)) return this.listAll(sort, page);
    const [items, total] = await Promise.all([
      this.items(matchingAll(filter), inOrder(listKeys(sort)), page),
      this.count(filter),
    ]);
    return { items, total };
  }

  /** A page of all books, by milestones where there are some. */
  private async listAll(sort: readonly BookSort[], page: PageRequest): Promise<Page<BookView>> {
    const late = sort.length < 2 ? await this.kept.page(orderOf(sort), page) : undefined;
    if (late) return late;
    const items = await this.items<BookView & { total: number | null }>(
      matchingAll({}),
      inOrder(listKeys(sort)),
      page,
      sql`, ${keptTotal} as total`,
    );
    const [first] = items;
    const total = first ? (first.total ?? (await this.total(totalOfAll))) : await this.count({});
    return { items, total };
  }

  async listAfter(
    filter: BookFilter,
    sort: readonly BookSort[],
    { after, limit }: SliceRequest,
  ): Promise<Slice<BookView>> {
    const keys = placeKeys(sort);
    const where = join(conditions(filter), ' and ');
    const first = sql`order by ${inOrder(keys)} limit ${limit + 1}`;
    const parts = behind(keys, after).map(
      (part) => sql`(select * from book where ${where} and ${part} ${first})`,
    );
    const rows = await this.database.rows<BookView & { place: Place }>(sql`
      select ${bookColumns}, ${placeIn(keys)} as place
      from (${join(parts, ' union all ')}) as book ${holdings} ${first}`);
    return sliceOf(rows, limit);
  }

  async count(filter: BookFilter): Promise<number> {
    if (!isEverything(filter)) return this.total(countOf(matchingAll(filter)));
    const [kept] = await this.database.rows<{ total: number | null }>(sql`select ${keptTotal} as total`);
    return kept?.total ?? this.total(totalOfAll);
  }

  async search(words: string, page: PageRequest): Promise<Page<BookView>> {
    const given = await this.spelling.read(words);
    const found = await this.matching(given, page);
    if (found.total > 0) return found;
    const corrected = await this.spelling.correction(given);
    return corrected === null ? found : this.matching(await this.spelling.read(corrected), page);
  }

  /** Most searches find less than a full page and then need no count. */
  private async matching(words: SearchWords, page: PageRequest): Promise<Page<BookView>> {
    const books = candidates(words, sql`withdrawn_at is null`);
    const items = await this.items(books, sql`${scoreOf(words)} desc, book.id`, page);
    const isEnd = items.length < page.limit && (items.length > 0 || page.offset === 0);
    return { items, total: isEnd ? page.offset + items.length : await this.total(countOf(books)) };
  }

  /** Reads one book by its id, not by a list of one id: PostgreSQL would plan the list anew for each call. */
  private shown(which: Sql): Promise<BookView[]> {
    return this.database.rows<BookView>(sql`
      select ${bookColumns} from book ${holdings} where ${which} and withdrawn_at is null`);
  }

  /**
   * @param books a select of whole rows
   * @param more columns beside those of the books
   */
  private items<Row extends BookView = BookView>(
    books: Sql,
    orderBy: Sql,
    { offset, limit }: PageRequest,
    more = empty,
  ): Promise<Row[]> {
    return this.database.rows<Row>(sql`
      select ${bookColumns} ${more}
      from (select * from ${books} as book order by ${orderBy} limit ${limit} offset ${offset}) as book
      ${holdings} order by ${orderBy}`);
  }

  /**
   * The total is the same for all pages of a list and the most expensive part of each, so it is cached as long as they
   * are.
   */
  private async total(counting: Sql): Promise<number> {
    const key = `total ${JSON.stringify([counting.text, counting.values])}`;
    const { value } = await this.cache.remember(key, asAnswers, async () => ({
      rows: await this.database.rows<{ total: number }>(counting),
    }));
    return value.rows[0]?.total ?? 0;
  }
}

type Column = Omit<SortKey, 'descending'>;

/**
 * A cursor contains the sort keys of a row, so long texts are sorted by their first characters. Each key has an index.
 */
const shortKeys: Readonly<Record<BookSort['by'], Column>> = {
  title: { column: sql`left(fold(book.title), 200)`, nullable: false },
  ...sharedKeys,
};

/** Cursors are part of the frozen contract: a list sorted by id has the id in them twice. */
function placeKeys(sort: readonly BookSort[]): SortKey[] {
  const keys = sort.map(({ by, descending }) => ({ ...shortKeys[by], descending }));
  return [...keys, { ...shortKeys.id, descending: false }];
}

/** @param books a select of whole rows */
function countOf(books: Sql): Sql {
  return sql`select count(*) as total from ${books} as book`;
}

/** The books of a list, as a select of whole rows. */
function matchingAll(filter: BookFilter): Sql {
  return sql`(select * from book where ${join(conditions(filter), ' and ')})`;
}

/** Whether the list is of all books. */
function isEverything(filter: BookFilter): boolean {
  return conditions(filter).length === 1;
}
