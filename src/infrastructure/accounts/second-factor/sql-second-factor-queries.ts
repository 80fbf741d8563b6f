import sql from 'sql-template-tag';
import { inject, injectable } from 'tsyringe';
import type {
  SecondFactorQueries,
  SecondFactorView,
} from '../../../application/accounts/second-factor/second-factors.js';
import { Database } from '../../kernel/postgres/database.js';

@injectable()
export class SqlSecondFactorQueries implements SecondFactorQueries {
  constructor(@inject(Database) private readonly database: Database) {}

  async view(patronId: number): Promise<SecondFactorView | undefined> {
    const rows = await this.database.rows<SecondFactorView>(sql`
      select confirmed_at as "confirmedAt", cardinality(recovery_codes) as "recoveryCodesLeft"
      from second_factor where patron_id = ${patronId} and confirmed_at is not null`);
    return rows[0];
  }
}
