import { inject, injectable } from 'tsyringe';
import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { BookFilter, BookQueries, BookSort } from '../../application/catalogue/book-queries.js';
import type { BookView } from '../../application/catalogue/views.js';
import type { Page, PageRequest } from '../../application/kernel/page.js';
import { readIsbn } from '../../domain/catalogue/isbn.js';
import { Database } from '../kernel/database.js';
import { isKey } from '../kernel/keys.js';

const columns = sql`
  book.id, book.title, book.subtitle, book.contributors, book.isbn, book.isbn13, book.publisher, book.year,
  book.language, book.subjects, book.description, book.revision,
  book.created_at as "createdAt", book.updated_at as "updatedAt",
  holdings.copies, holdings.available as "availableCopies"`;

/** How many copies the book of the row has; joined to a page of books, never to all of them. */
const holdings = sql`
  cross join lateral (
    select count(*)::int as copies, (count(*) filter (where status = 'available'))::int as available
    from copy where copy.book_id = book.id and status <> 'withdrawn') as holdings`;

const sortKeys: Readonly<Record<BookSort['by'], Sql>> = {
  title: sql`left(fold(book.title), 500)`,
  author: sql`fold(contributor_names(book.contributors))`,
  year: sql`book.year`,
  created: sql`book.created_at`,
  id: sql`book.id`,
};

@injectable()
export class SqlBookQueries implements BookQueries {
  constructor(@inject(Database) private readonly database: Database) {}

  async view(id: number): Promise<BookView | undefined> {
    return (await this.views([id]))[0];
  }

  views(ids: readonly number[]): Promise<BookView[]> {
    return this.database.rows<BookView>(sql`
      select ${columns} from book ${holdings}
      where book.id = any(${ids.filter(isKey)}) and withdrawn_at is null`);
  }

  list(filter: BookFilter, sort: readonly BookSort[], page: PageRequest): Promise<Page<BookView>> {
    return this.page(join(conditions(filter), ' and '), order(sort), page);
  }

  async search(words: string, page: PageRequest): Promise<Page<BookView>> {
    const exact = await this.matching(sql`plainto_tsquery('catalogue', ${words})`, page);
    return exact.total > 0 ? exact : this.matching(await this.widened(words), page);
  }

  private matching(query: Sql, page: PageRequest): Promise<Page<BookView>> {
    const rank = sql`ts_rank(book.document, ${query}) desc, book.id`;
    return this.page(sql`withdrawn_at is null and book.document @@ ${query}`, rank, page);
  }

  /** Each word of the query, or any of the three words of the vocabulary that are most like it. */
  private async widened(words: string): Promise<Sql> {
    const rows = await this.database.rows<{ query: string | null }>(sql`
      select string_agg('(' || alternatives || ')', ' & ') as query
      from unnest(tsvector_to_array(to_tsvector('catalogue', ${words}))) as given
      cross join lateral (
        select string_agg(quote_literal(word), ' | ') as alternatives
        from (select given as word
              union
              (select word from catalogue_word where word % given order by similarity(word, given) desc, word limit 3)
             ) as candidates) as widened`);
    return sql`cast(${rows[0]?.query ?? ''} as tsquery)`;
  }

  private async page(where: Sql, orderBy: Sql, { offset, limit }: PageRequest): Promise<Page<BookView>> {
    const [items, counted] = await Promise.all([
      this.database.rows<BookView>(sql`
        select ${columns}
        from (select * from book where ${where} order by ${orderBy} limit ${limit} offset ${offset}) as book
        ${holdings} order by ${orderBy}`),
      this.database.rows<{ total: number }>(sql`select count(*) as total from book where ${where}`),
    ]);
    return { items, total: counted[0]?.total ?? 0 };
  }
}

function conditions(filter: BookFilter): Sql[] {
  const found = [sql`withdrawn_at is null`];
  if (filter.title !== undefined) found.push(contains(sql`fold(book.title)`, filter.title));
  if (filter.author !== undefined) {
    found.push(contains(sql`fold(contributor_names(book.contributors))`, filter.author));
  }
  if (filter.isbn !== undefined) found.push(hasIsbn(filter.isbn));
  if (filter.subject !== undefined)
    found.push(sql`fold_all(book.subjects) @> array[fold(${filter.subject})]`);
  if (filter.yearFrom !== undefined) found.push(sql`book.year >= ${filter.yearFrom}`);
  if (filter.yearTo !== undefined) found.push(sql`book.year <= ${filter.yearTo}`);
  if (filter.available !== undefined) {
    const not = filter.available ? empty : sql`not`;
    found.push(sql`${not} exists (select from copy where copy.book_id = book.id and status = 'available')`);
  }
  return found;
}

/** The part is folded like the column, and what would then be a wildcard stands for itself. */
function contains(column: Sql, part: string): Sql {
  return sql`${column} like '%' || regexp_replace(fold(${part}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`;
}

function hasIsbn(given: string): Sql {
  const reading = readIsbn(given);
  return 'fault' in reading ? sql`false` : sql`book.isbn13 = ${reading.isbn13}`;
}

/** Books without the value come last either way. */
function order(sort: readonly BookSort[]): Sql {
  const keys = sort.map(({ by, descending }) =>
    descending ? sql`${sortKeys[by]} desc nulls last` : sql`${sortKeys[by]} asc nulls last`,
  );
  return join([...keys, sql`book.id`], ', ');
}
