import { inject, injectable } from 'tsyringe';
import sql, { raw } from 'sql-template-tag';
import type { LoanAction, LoanDay, LoanDays } from '../../application/circulation/statistics/loan-days.js';
import { Database } from '../kernel/postgres/database.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

@injectable()
export class SqlLoanDays implements LoanDays {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Database) private readonly database: Database,
  ) {}

  async count(day: string, action: LoanAction): Promise<void> {
    const column = raw(action);
    await this.unit.rows(sql`
      insert into loan_day (day, ${column}) values (${day}, 1)
      on conflict (day) do update set ${column} = loan_day.${column} + 1`);
  }

  async of(day: string): Promise<LoanDay> {
    const rows = await this.database.rows<LoanDay>(sql`
      select lent, renewed, returned from loan_day where day = ${day}`);
    return rows[0] ?? { lent: 0, renewed: 0, returned: 0 };
  }
}
