import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import {
  recordsAtMost,
  type PersonalRecord,
  type PersonalRecords,
} from '../../../application/accounts/export/personal-records.js';
import { Database } from '../../kernel/postgres/database.js';
import { exportedColumns } from '../patron-sql.js';

/** The account itself: one record. */
@injectable()
export class SqlAccountRecords implements PersonalRecords {
  readonly section = 'account';

  constructor(@inject(Database) private readonly database: Database) {}

  of(patronId: number): Promise<PersonalRecord[]> {
    return this.database.rows(sql`
      select ${exportedColumns} from patron where id = ${patronId}`);
  }
}

/** The sessions that have not been removed yet, also those that have ended. */
@injectable()
export class SqlSessionRecords implements PersonalRecords {
  readonly section = 'sessions';

  constructor(@inject(Database) private readonly database: Database) {}

  async of(patronId: number): Promise<PersonalRecord[]> {
    const newest = await this.database.rows<PersonalRecord>(sql`
      select started_at as "startedAt", refreshed_at as "refreshedAt", expires_at as "expiresAt",
             ended_at as "endedAt", user_agent as "userAgent", refreshable
      from session where patron_id = ${patronId} order by id desc limit ${recordsAtMost}`);
    return newest.toReversed();
  }
}

/** The API keys, also the revoked ones. */
@injectable()
export class SqlApiKeyRecords implements PersonalRecords {
  readonly section = 'apiKeys';

  constructor(@inject(Database) private readonly database: Database) {}

  async of(patronId: number): Promise<PersonalRecord[]> {
    const newest = await this.database.rows<PersonalRecord>(sql`
      select name, scopes, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"
      from api_key where patron_id = ${patronId} order by id desc limit ${recordsAtMost}`);
    return newest.toReversed();
  }
}
