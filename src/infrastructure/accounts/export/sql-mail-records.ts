import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import {
  recordsAtMost,
  type PersonalRecord,
  type PersonalRecords,
} from '../../../application/accounts/export/personal-records.js';
import { Database } from '../../kernel/postgres/database.js';

/** The letters about the account that have not been sent yet. */
@injectable()
export class SqlLetterRecords implements PersonalRecords {
  readonly section = 'letters';

  constructor(@inject(Database) private readonly database: Database) {}

  async of(patronId: number): Promise<PersonalRecord[]> {
    const newest = await this.database.rows<PersonalRecord>(sql`
      select at, kind, email from account_letter
      where patron_id = ${patronId} order by id desc limit ${recordsAtMost}`);
    return newest.toReversed();
  }
}

/** The links that were mailed and can still be used. */
@injectable()
export class SqlLinkRecords implements PersonalRecords {
  readonly section = 'links';

  constructor(@inject(Database) private readonly database: Database) {}

  async of(patronId: number): Promise<PersonalRecord[]> {
    const newest = await this.database.rows<PersonalRecord>(sql`
      select purpose, email, expires_at as "expiresAt" from account_link
      where patron_id = ${patronId} order by expires_at desc limit ${recordsAtMost}`);
    return newest.toReversed();
  }
}

/** The networks from which the patron has signed in. */
@injectable()
export class SqlNetworkRecords implements PersonalRecords {
  readonly section = 'networks';

  constructor(@inject(Database) private readonly database: Database) {}

  async of(patronId: number): Promise<PersonalRecord[]> {
    const newest = await this.database.rows<PersonalRecord>(sql`
      select network::text, seen_at as "seenAt" from sign_in_network
      where patron_id = ${patronId} order by seen_at desc limit ${recordsAtMost}`);
    return newest.toReversed();
  }
}
