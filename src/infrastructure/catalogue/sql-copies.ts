import { inject, injectable } from 'tsyringe';
import sql, { type Sql } from 'sql-template-tag';
import { Copy } from '../../domain/catalogue/copy.js';
import type { Copies, FreeCopy } from '../../application/catalogue/copies.js';
import { hydrate } from '../kernel/transaction/hydrate.js';
import { isRowId } from '../kernel/postgres/row-id.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

const columns = sql`
  copy.id, copy.book_id as "bookId", copy.barcode, copy.kind, copy.status, copy.call_number as "callNumber",
  copy.shelf, copy.revision, copy.created_at as "createdAt"`;

/** The first free copy of a book. The caller appends `skip locked` or waits for a locked one. */
const firstFree = (bookId: Sql) => sql`
  select ${columns} from copy where book_id = ${bookId} and status = 'available' order by id limit 1 for update`;

/** Stores copies by explicit statements, because every loan and every return uses them (docs/decisions/0039). */
@injectable()
export class SqlCopies implements Copies {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  /** Inserts the rows, and sets the ids, in the given order. */
  async add(copies: readonly Copy[]): Promise<void> {
    if (copies.length === 0) return;
    const stored = await this.unit.writeNow(sql`
      insert into copy (book_id, barcode, kind, status, call_number, shelf, revision, created_at)
      select "bookId", barcode, kind, status, "callNumber", shelf, revision, "createdAt"
      from jsonb_to_recordset(${JSON.stringify(copies)}::jsonb) as given (
        "bookId" bigint, barcode text, kind text, status text, "callNumber" text, shelf text, revision int,
        "createdAt" timestamptz)
      returning id`);
    for (const [at, copy] of copies.entries()) Object.assign(copy, stored[at]);
  }

  /** Writes only the columns that can change. */
  save({ id, barcode, kind, status, callNumber, shelf, revision }: Copy): Promise<void> {
    return this.unit.write(
      `copy ${id}`,
      sql`
        update copy set barcode = ${barcode}, kind = ${kind}, status = ${status}, call_number = ${callNumber},
          shelf = ${shelf}, revision = ${revision}
        where id = ${id}`,
    );
  }

  /** Skips barcodes that were given to a copy by hand. */
  async nextBarcodes(count: number): Promise<string[]> {
    const rows = await this.unit.rows<{ barcode: string }>(sql`
      with made as materialized (
        select 'C' || lpad(nextval('copy_barcode')::text, 8, '0') as barcode
        from generate_series(1, ${count}::int))
      select barcode from made where not exists (select from copy where upper(copy.barcode) = made.barcode)`);
    const barcodes = rows.map(({ barcode }) => barcode);
    return barcodes.length === count
      ? barcodes
      : [...barcodes, ...(await this.nextBarcodes(count - barcodes.length))];
  }

  async lockOfBook(bookId: number): Promise<Copy[]> {
    const rows = await this.unit.rows(sql`
      select ${columns} from copy where book_id = ${bookId} and status <> 'withdrawn' order by id for update`);
    return rows.map((row) => hydrate(Copy, row));
  }

  async lock(id: number): Promise<Copy | undefined> {
    return isRowId(id) ? this.first(sql`select ${columns} from copy where id = ${id} for update`) : undefined;
  }

  async lockAll(ids: readonly number[]): Promise<Copy[]> {
    const rows = await this.unit.rows(sql`
      select ${columns} from copy where id = any (${[...ids]}::bigint[]) order by id for update`);
    return rows.map((row) => hydrate(Copy, row));
  }

  /**
   * One statement locks the book and then the copy. The order holds, because the copy is read after the book is locked.
   */
  lockByBarcode(barcode: string): Promise<Copy | undefined> {
    return this.first(sql`
      with found as materialized (select id, book_id from copy where upper(barcode) = upper(${barcode})),
        kept as materialized (
          select id from book where id = (select book_id from found) and withdrawn_at is null for key share)
      select ${columns} from copy
      where copy.id = (select id from found) and copy.book_id = (select id from kept) for update`);
  }

  /** One statement for book and copy. A second one runs only when other transactions hold all free copies. */
  async lockFree(bookId: number): Promise<FreeCopy> {
    if (!isRowId(bookId)) return { bookExists: false, copy: undefined };
    const [row] = await this.unit.rows<{ id: number | null }>(sql`
      with kept as materialized (
          select id from book where id = ${bookId} and withdrawn_at is null for key share),
        free as materialized (${firstFree(sql`(select id from kept)`)} skip locked)
      select free.* from kept left join free on true`);
    if (!row) return { bookExists: false, copy: undefined };
    const copy = row.id === null ? await this.first(firstFree(sql`${bookId}`)) : hydrate(Copy, row);
    return { bookExists: true, copy };
  }

  private async first(statement: Sql): Promise<Copy | undefined> {
    const [row] = await this.unit.rows(statement);
    return row && hydrate(Copy, row);
  }
}
