import sql from 'sql-template-tag';
import { inject, injectable } from 'tsyringe';
import type { PatronCategories } from '../../application/accounts/categories/patron-categories.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

@injectable()
export class SqlPatronCategories implements PatronCategories {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  async all(): Promise<readonly string[]> {
    const rows = await this.unit.rows<{ code: string }>(
      sql`select code from patron_category order by code collate "C"`,
    );
    return rows.map(({ code }) => code);
  }

  async add(code: string): Promise<boolean> {
    const added = await this.unit.writeNow(
      sql`insert into patron_category values (${code}) on conflict do nothing returning code`,
    );
    return added.length > 0;
  }
}
