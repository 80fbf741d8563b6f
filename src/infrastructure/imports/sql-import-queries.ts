import { inject, injectable } from 'tsyringe';
import sql, { type Sql } from 'sql-template-tag';
import type {
  ImportedRow,
  ImportQueries,
  ImportView,
  RowOutcome,
} from '../../application/imports/imports.js';
import {
  sliceOf,
  type Place,
  type Slice,
  type SliceRequest,
} from '../../application/kernel/storage/slice.js';
import { Database } from '../kernel/postgres/database.js';
import { isRowId } from '../kernel/postgres/row-id.js';

const columns = sql`
  id, status, file_name as "fileName", size, options, created_by as "createdBy", created_at as "createdAt",
  expires_at as "expiresAt", started_at as "startedAt", ended_at as "endedAt", lines, reading, line, copies, failure,
  jsonb_build_object('created', created, 'updated', updated, 'skipped', skipped, 'error', errors) as rows`;

@injectable()
export class SqlImportQueries implements ImportQueries {
  constructor(@inject(Database) private readonly database: Database) {}

  async view(id: number): Promise<ImportView | undefined> {
    if (!isRowId(id)) return undefined;
    const [row] = await this.database.rows<ImportView>(
      sql`select ${columns} from import_job where id = ${id}`,
    );
    return row;
  }

  async list({ after, limit }: SliceRequest): Promise<Slice<ImportView>> {
    const older = after ? sql`id < ${after[0]}` : sql`true`;
    const rows = await this.database.rows<ImportView & { place: Place }>(sql`
      select ${columns}, jsonb_build_array(id) as place from import_job where ${older}
      order by id desc limit ${limit + 1}`);
    return sliceOf(rows, limit);
  }

  async rows(
    id: number,
    outcome: RowOutcome | undefined,
    { after, limit }: SliceRequest,
  ): Promise<Slice<ImportedRow>> {
    const wanted: Sql = outcome === undefined ? sql`true` : sql`outcome = ${outcome}`;
    const rows = await this.database.rows<ImportedRow & { place: Place }>(sql`
      select line, outcome, reasons, notes, isbn13, title, copies, book_id as "bookId",
             jsonb_build_array(line) as place
      from import_row where import_id = ${id} and ${wanted} and line > ${after?.[0] ?? 0}
      order by line limit ${limit + 1}`);
    return sliceOf(rows, limit);
  }
}
