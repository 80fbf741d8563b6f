import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { KnownNetworks } from '../../../application/accounts/networks/known-networks.js';
import { Database } from '../../kernel/postgres/database.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';

@injectable()
export class SqlKnownNetworks implements KnownNetworks {
  constructor(
    @inject(Database) private readonly database: Database,
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
  ) {}

  async isKnown(patronId: number | undefined, network: string, since: Date): Promise<boolean> {
    const rows = await this.database.rows(sql`
      select from sign_in_network
      where patron_id = ${patronId ?? null} and network = ${network}::cidr and seen_at > ${since}`);
    return rows.length > 0;
  }

  async add(patronId: number, network: string, now: Date): Promise<void> {
    await this.unit.rows(sql`
      insert into sign_in_network (patron_id, network, seen_at)
      select id, ${network}::cidr, ${now} from patron where id = ${patronId} and closed_at is null
      on conflict (patron_id, network) do update set seen_at = greatest(sign_in_network.seen_at, excluded.seen_at)`);
  }

  async removeUnseen(before: Date, limit: number): Promise<number> {
    const removed = await this.unit.rows(sql`
      delete from sign_in_network where (patron_id, network) in (
        select patron_id, network from sign_in_network where seen_at <= ${before}
        order by seen_at limit ${limit} for update skip locked)
      returning patron_id`);
    return removed.length;
  }

  async forget(patronId: number): Promise<void> {
    await this.unit.rows(sql`delete from sign_in_network where patron_id = ${patronId}`);
  }
}
