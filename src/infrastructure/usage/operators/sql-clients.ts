import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { Clients, ClientSettings } from '../../../application/usage/operators/clients.js';
import { isRowId } from '../../kernel/postgres/row-id.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';

@injectable()
export class SqlClients implements Clients {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  async lock(id: number): Promise<ClientSettings | undefined> {
    if (!isRowId(id)) return undefined;
    const [row] = await this.unit.rows<ClientSettings>(sql`
      select class, muted_until as "mutedUntil" from consumer
      where id = ${id} and kind <> 'anonymous' and closed_at is null for update`);
    return row;
  }

  async store(id: number, { class: ofClass, mutedUntil }: ClientSettings): Promise<void> {
    await this.unit.rows(sql`
      update consumer set class = ${ofClass}, muted_until = ${mutedUntil} where id = ${id}`);
  }
}
