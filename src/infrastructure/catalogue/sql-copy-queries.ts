import { inject, injectable } from 'tsyringe';
import sql, { type Sql } from 'sql-template-tag';
import type { CopyQueries } from '../../application/catalogue/copy-queries.js';
import type { CopyView } from '../../application/catalogue/views.js';
import {
  sliceOf,
  type Place,
  type Slice,
  type SliceRequest,
} from '../../application/kernel/storage/slice.js';
import { Database } from '../kernel/postgres/database.js';
import { isRowId } from '../kernel/postgres/row-id.js';
import { copyColumns } from './copy-sql.js';

@injectable()
export class SqlCopyQueries implements CopyQueries {
  constructor(@inject(Database) private readonly database: Database) {}

  async view(id: number): Promise<CopyView | undefined> {
    return isRowId(id) ? (await this.select(sql`id = ${id}`))[0] : undefined;
  }

  async ofBook(bookId: number, { after, limit }: SliceRequest): Promise<Slice<CopyView>> {
    if (!isRowId(bookId)) return { items: [], next: undefined };
    const [last = 0] = after ?? [];
    const rows = await this.select(sql`book_id = ${bookId} and id > ${last} order by id limit ${limit + 1}`);
    return sliceOf(rows, limit);
  }

  async byBarcode(barcode: string): Promise<CopyView | undefined> {
    return (await this.select(sql`upper(barcode) = upper(${barcode})`))[0];
  }

  private select(rest: Sql): Promise<(CopyView & { readonly place: Place })[]> {
    return this.database.rows(sql`
      select ${copyColumns}, jsonb_build_array(id) as place from copy where status <> 'withdrawn' and ${rest}`);
  }
}
