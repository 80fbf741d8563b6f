import { inject, injectable } from 'tsyringe';
import sql, { type Sql } from 'sql-template-tag';
import { Copy } from '../../domain/catalogue/copy.js';
import type { Copies } from '../../application/catalogue/copies.js';
import { Database } from '../kernel/database.js';
import { isKey } from '../kernel/keys.js';
import { Records } from '../kernel/records.js';
import { SqlUnitOfWork } from '../kernel/sql-unit-of-work.js';

@injectable()
export class SqlCopies implements Copies {
  private readonly records: Records<Copy>;

  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Database) database: Database,
  ) {
    this.records = new Records(database, Copy);
  }

  add(copies: readonly Copy[]): Promise<void> {
    return this.records.insert(copies);
  }

  /** Passes over what somebody has given to a copy by hand. */
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

  lockOfBook(bookId: number): Promise<Copy[]> {
    return this.records.lock(sql`where book_id = ${bookId} and status <> 'withdrawn' order by id for update`);
  }

  async lock(id: number): Promise<Copy | undefined> {
    if (!isKey(id)) return undefined;
    return this.records.locked(id) ?? (await this.records.lock(sql`where id = ${id} for update`))[0];
  }

  async lockFree(bookId: number): Promise<Copy | undefined> {
    if (!isKey(bookId)) return undefined;
    return (await this.firstFree(bookId, sql`skip locked`)) ?? (await this.firstFree(bookId, sql``));
  }

  private async firstFree(bookId: number, passing: Sql): Promise<Copy | undefined> {
    const [copy] = await this.records.lock(
      sql`where book_id = ${bookId} and status = 'available' order by id limit 1 for update ${passing}`,
    );
    return copy;
  }
}
