import { inject, injectable } from 'tsyringe';
import sql, { raw, type Sql } from 'sql-template-tag';
import { Book } from '../../domain/catalogue/book.js';
import {
  dryRunIds,
  type Attempt,
  type BarcodedCopy,
  type CatalogueImport,
  type MatchKey,
  type Matched,
  type Candidate,
} from '../../application/catalogue/import/catalogue-import.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { asRefusal, isWorthRepeating } from '../kernel/postgres/postgres-errors.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

/** Any number that no other advisory lock in this database uses. */
const turnKey = 7_435_337;

/**
 * Plans each statement when it runs. A prepared statement may keep the plan that was made while the table was empty; with
 * it, matching 500 rows with a few thousand books takes a minute instead of 0.1 s.
 */
const freshPlans = sql`set_config('plan_cache_mode', 'force_custom_plan', true)`;

interface BookRow extends MatchKey {
  readonly id: number;
  readonly copies: number;
}

@injectable()
export class MikroCatalogueImport implements CatalogueImport {
  constructor(@inject(SqlUnitOfWork) protected readonly unit: SqlUnitOfWork) {}

  async lock(): Promise<void> {
    await this.unit.rows(sql`
      select set_config('statement_timeout', '60s', true), set_config('lock_timeout', '60s', true), ${freshPlans}`);
    await this.unit.rows(sql`select pg_advisory_xact_lock(${turnKey})`);
  }

  async dryRun(): Promise<CatalogueImport> {
    for (const statement of stage(this.bookColumns())) await this.unit.rows(statement);
    return new DryRunCatalogueImport(this.unit);
  }

  matchKeys(candidates: readonly Candidate[]): Promise<MatchKey[]> {
    return this.unit.rows<MatchKey>(
      sql`${givenOf(candidates)} select title, names, year from given order by position`,
    );
  }

  async match(candidates: readonly Candidate[]): Promise<Matched> {
    const matchKeys = await this.matchKeys(candidates);
    const rows = await this.unit.rows<BookRow>(sql`
      ${givenOf(candidates)}
      select id, ${matchKey}, ${copies} from book
      where id in (${idsIn('book')}) and withdrawn_at is null order by id for no key update of book`);
    const ids = rows.map(({ id }) => id);
    const books = await this.unit.em.find(Book, { id: { $in: ids } }, { orderBy: { id: 'asc' } });
    return { matchKeys, books: paired(books, rows), barcoded: await this.barcoded(candidates) };
  }

  async add(books: readonly Book[]): Promise<void> {
    await this.unit.em.persist([...books]).flush();
  }

  async attempt<T>(part: () => Promise<T>): Promise<Attempt<T>> {
    const attempt = await this.unit.withSavepoint(async () => {
      try {
        return { keep: true, result: { done: await part() } };
      } catch (error) {
        if (!isOfTheData(error)) throw error;
        return { keep: false, result: { fault: error } };
      }
    });
    await this.unit.rows(sql`release savepoint part`);
    return attempt.result;
  }

  async flush(): Promise<void> {
    await this.unit.flushAndClear();
  }

  private barcoded(candidates: readonly Candidate[]): Promise<BarcodedCopy[]> {
    const barcodes = candidates.flatMap((candidate) => candidate.barcodes);
    if (barcodes.length === 0) return Promise.resolve([]);
    return this.unit.rows<BarcodedCopy>(sql`
      select copy.id, copy.book_id as "bookId", copy.barcode, copy.kind, copy.call_number as "callNumber", copy.shelf,
        copy.status = 'withdrawn' as "isWithdrawn",
        ${this.titleOfCopy} as title
      from copy where upper(copy.barcode) in (select upper(given) from unnest(${barcodes}::text[]) as given)`);
  }

  protected readonly titleOfCopy: Sql = raw('(select title from book where book.id = copy.book_id)');

  /** All columns of a book that its mapping names. */
  protected bookColumns(): Sql {
    const { props } = this.unit.em.getMetadata(Book);
    return raw(props.flatMap(({ fieldNames }) => fieldNames).join(', '));
  }
}

/**
 * A temporary table hides the table of the same name, for this transaction and every statement in it that names `book`.
 * No trigger, lock or dead row reaches the real table. A view made before still reads the real one.
 */
const stage = (columns: Sql): readonly Sql[] => [
  sql`select set_config('statement_timeout', '60s', true), set_config('idle_in_transaction_session_timeout', '0', true),
        ${freshPlans}`,
  sql`create temporary view true_book as select ${columns} from book`,
  sql`create temporary table book (like book including all) on commit drop`,
  sql`alter table book alter column id restart with ${raw(String(dryRunIds))}`,
];

/** The temporary table holds the books that this dry run has added or read, with its changes. */
class DryRunCatalogueImport extends MikroCatalogueImport {
  protected override readonly titleOfCopy: Sql = raw(`coalesce(
    (select title from book where book.id = copy.book_id),
    (select title from true_book where true_book.id = copy.book_id))`);

  override async match(candidates: readonly Candidate[]): Promise<Matched> {
    const columns = this.bookColumns();
    await this.unit.rows(sql`
      ${givenOf(candidates)}
      insert into book (${columns}) overriding system value
      select ${columns} from true_book where id in (${idsIn('true_book')})
      on conflict do nothing`);
    return super.match(candidates);
  }
}

/** The candidates as a table, with folded texts. */
function givenOf(candidates: readonly Candidate[]): Sql {
  const rows = candidates.map(({ names, ...others }, position) => ({
    ...others,
    position,
    names: names.join(', '),
  }));
  return sql`
    with given as materialized (
      select position, isbn13, fold(title) as title, fold(names) as names, year
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row (position int, isbn13 text, title text, names text, year int))`;
}

const folded = { title: `fold(title)`, names: `coalesce(fold(contributor_names(contributors)), '')` };
const copies = raw(
  `(select count(*)::int from copy where copy.book_id = book.id and copy.status <> 'withdrawn') as copies`,
);
const matchKey = raw(`${folded.title} as title, ${folded.names} as names, year`);

/**
 * Ids of the books that may match a candidate. With `offset 0` PostgreSQL looks up each title in the index. Without it,
 * it reads the whole table while it has no statistics, as in the middle of an import.
 */
function idsIn(table: 'book' | 'true_book'): Sql {
  const books = raw(table);
  return sql`
    select id from ${books} where isbn13 = any (array(select isbn13 from given))
    union all
    select alike.id from given cross join lateral (
      select id from ${books} as book
      where ${raw(folded.title)} = given.title and ${raw(folded.names)} = given.names
        and year is not distinct from given.year
      offset 0) as alike`;
}

function paired(books: readonly Book[], rows: readonly BookRow[]): Matched['books'] {
  const found = new Map(rows.map((row) => [row.id, row]));
  return books.flatMap((book) => {
    const row = found.get(book.id);
    if (!row) return [];
    const { title, names, year, copies: count } = row;
    return { book, matchKey: { title, names, year }, copies: count };
  });
}

/** Whether the data of a job are at fault, and not the database or another job at the same time. */
function isOfTheData(error: unknown): boolean {
  if (isWorthRepeating(error)) return false;
  return (error instanceof Refusal ? error : asRefusal(error))?.kind !== 'unavailable';
}
