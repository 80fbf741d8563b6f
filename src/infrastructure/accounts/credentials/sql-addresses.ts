import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { Addresses, StoredAddress } from '../../../application/accounts/credentials/addresses.js';
import { Database } from '../../kernel/postgres/database.js';

/** Accounts in one statement: few enough for its timeout when hardly any of them has what is looked for. */
const window = 50_000;

const columns = sql`id as "patronId", card_number as "cardNumber", email`;

@injectable()
export class SqlAddresses implements Addresses {
  constructor(@inject(Database) private readonly database: Database) {}

  async outsideAscii(afterPatronId: number, limit: number): Promise<StoredAddress[]> {
    const last = await this.lastId();
    for (let start = afterPatronId; start < last; start += window) {
      const found = await this.database.rows<StoredAddress>(sql`
        select ${columns} from patron
        where id > ${start} and id <= ${start + window} and octet_length(email) > char_length(email) and closed_at is null
        order by id limit ${limit}`);
      if (found.length > 0) return found;
    }
    return [];
  }

  of(addresses: readonly string[]): Promise<StoredAddress[]> {
    return this.database.rows<StoredAddress>(sql`
      select ${columns} from patron
      where lower(email) in (select lower(address) from unnest(${addresses}::text[]) as address)
        and closed_at is null
      order by id`);
  }

  private async lastId(): Promise<number> {
    const [row] = await this.database.rows<{ last: number }>(sql`
      select coalesce(max(id), 0) as last from patron`);
    return row?.last ?? 0;
  }
}
