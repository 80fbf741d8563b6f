import sql from 'sql-template-tag';
import { inject, injectable } from 'tsyringe';
import type {
  PersonalRecord,
  PersonalRecords,
} from '../../../application/accounts/export/personal-records.js';
import { Database } from '../../kernel/postgres/database.js';

/** The second factor of the account, without its secrets: one record at the most. */
@injectable()
export class SqlSecondFactorRecords implements PersonalRecords {
  readonly section = 'secondFactor';

  constructor(@inject(Database) private readonly database: Database) {}

  of(patronId: number): Promise<PersonalRecord[]> {
    return this.database.rows(sql`
      select confirmed_at as "confirmedAt", cardinality(recovery_codes) as "recoveryCodesLeft",
             grace_used_at as "graceUsedAt"
      from second_factor where patron_id = ${patronId}`);
  }
}
