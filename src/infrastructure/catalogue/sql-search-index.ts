import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { SearchIndex } from '../../application/catalogue/search/search-index.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

@injectable()
export class SqlSearchIndex implements SearchIndex {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  /** The document is a generated column, which PostgreSQL computes anew when a column that it depends on is written. */
  async refresh(limit: number): Promise<number> {
    const rows = await this.unit.rows(sql`
      update book set title = title, document_form = 2
      where id in (select id from book where document_form = 1
                   order by id limit ${limit} for no key update skip locked)
      returning id`);
    return rows.length;
  }
}
