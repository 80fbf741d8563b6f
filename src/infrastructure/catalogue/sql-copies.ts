import { inject, injectable } from 'tsyringe';
import sql, { empty, type Sql } from 'sql-template-tag';
import { Copy } from '../../domain/catalogue/copy.js';
import type { Copies, FreeCopies } from '../../application/catalogue/copies.js';
import { hydrate } from '../kernel/transaction/hydrate.js';
import { isRowId } from '../kernel/postgres/row-id.js';
import { copyColumns, insertCopies, updateCopy } from './copy-sql.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

/** The first free copy of a book. The caller appends conditions before, and `skip locked` after it. */
const firstFree = (bookId: number | Sql, ofKind: Sql = empty) => sql`
  select ${copyColumns} from copy
  where book_id = ${bookId} and status = 'available' ${ofKind} order by id limit 1 for update`;

/** Stores copies by explicit statements, because every loan and every return uses them (docs/decisions/0039). */
@injectable()
export class SqlCopies implements Copies {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  /** Inserts the rows, and sets the ids, in the given order. */
  async add(copies: readonly Copy[]): Promise<void> {
    if (copies.length === 0) return;
    const stored = await this.unit.writeNow(insertCopies(copies));
    for (const [at, copy] of copies.entries()) Object.assign(copy, stored[at]);
  }

  /** Writes only the columns that can change. */
  save(copy: Copy): Promise<void> {
    return this.unit.write(`copy ${copy.id}`, updateCopy(copy));
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
      select ${copyColumns} from copy where book_id = ${bookId} and status <> 'withdrawn' order by id for update`);
    return rows.map((row) => hydrate(Copy, row));
  }

  async lock(id: number): Promise<Copy | undefined> {
    return isRowId(id)
      ? this.first(sql`select ${copyColumns} from copy where id = ${id} for update`)
      : undefined;
  }

  async lockAll(ids: readonly number[]): Promise<Copy[]> {
    const rows = await this.unit.rows(sql`
      select ${copyColumns} from copy where id = any (${[...ids]}::bigint[]) order by id for update`);
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
      select ${copyColumns} from copy
      where copy.id = (select id from found) and copy.book_id = (select id from kept) for update`);
  }

  /** One statement for book and copies. A second one runs only when other transactions hold all free copies. */
  async lockFree(bookId: number): Promise<FreeCopies> {
    if (!isRowId(bookId)) return { bookExists: false, copies: [] };
    const rows = await this.unit.rows<{ id: number | null }>(sql`
      with kept as materialized (
          select id from book where id = ${bookId} and withdrawn_at is null for key share),
        kinds as materialized (
          select distinct kind from copy where book_id = (select id from kept) and status = 'available')
      select free.* from kept left join kinds on true left join lateral (
        ${firstFree(sql`kept.id`, sql`and kind = kinds.kind`)} skip locked) as free on true`);
    if (rows.length === 0) return { bookExists: false, copies: [] };
    const copies = rows.filter(({ id }) => id !== null).map((row) => hydrate(Copy, row));
    if (copies.length > 0) return { bookExists: true, copies };
    const waitedFor = await this.first(firstFree(bookId));
    return { bookExists: true, copies: waitedFor ? [waitedFor] : [] };
  }

  private async first(statement: Sql): Promise<Copy | undefined> {
    const [row] = await this.unit.rows(statement);
    return row && hydrate(Copy, row);
  }
}
