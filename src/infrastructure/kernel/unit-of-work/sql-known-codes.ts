import sql, { type Sql } from 'sql-template-tag';
import type { KnownCodes } from '../../../application/kernel/known-codes/known-codes.js';
import type { SqlUnitOfWork } from './sql-unit-of-work.js';

/** Known codes in a table of their own, which has the column `code` only. */
export class SqlKnownCodes implements KnownCodes {
  constructor(
    private readonly unit: SqlUnitOfWork,
    private readonly table: Sql,
  ) {}

  async all(): Promise<readonly string[]> {
    const rows = await this.unit.rows<{ code: string }>(
      sql`select code from ${this.table} order by code collate "C"`,
    );
    return rows.map(({ code }) => code);
  }

  async add(code: string): Promise<boolean> {
    const added = await this.unit.writeNow(
      sql`insert into ${this.table} values (${code}) on conflict do nothing returning code`,
    );
    return added.length > 0;
  }
}
