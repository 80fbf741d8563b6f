import sql from 'sql-template-tag';
import { inject, injectable } from 'tsyringe';
import type { CopyKinds } from '../../application/catalogue/kinds/copy-kinds.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

@injectable()
export class SqlCopyKinds implements CopyKinds {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  async all(): Promise<readonly string[]> {
    const rows = await this.unit.rows<{ code: string }>(
      sql`select code from copy_kind order by code collate "C"`,
    );
    return rows.map(({ code }) => code);
  }

  async add(code: string): Promise<boolean> {
    const added = await this.unit.writeNow(
      sql`insert into copy_kind values (${code}) on conflict do nothing returning code`,
    );
    return added.length > 0;
  }
}
