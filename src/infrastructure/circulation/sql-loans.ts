import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Loan } from '../../domain/circulation/loan.js';
import type { Loans } from '../../application/circulation/loans.js';
import { Database } from '../kernel/database.js';
import { isKey } from '../kernel/keys.js';
import { Records } from '../kernel/records.js';
import { SqlUnitOfWork } from '../kernel/sql-unit-of-work.js';

@injectable()
export class SqlLoans implements Loans {
  private readonly records: Records<Loan>;

  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Database) database: Database,
  ) {
    this.records = new Records(database, Loan);
  }

  add(loan: Loan): Promise<void> {
    return this.records.insert([loan]);
  }

  async find(id: number): Promise<Loan | undefined> {
    return isKey(id) ? (await this.records.load(sql`where id = ${id}`))[0] : undefined;
  }

  async lock(id: number): Promise<Loan | undefined> {
    return isKey(id) ? (await this.records.load(sql`where id = ${id} for update`))[0] : undefined;
  }

  async lockLastOf(copyId: number): Promise<Loan | undefined> {
    const [loan] = await this.records.load(
      sql`where copy_id = ${copyId} order by closed_at desc nulls first, id desc limit 1 for update`,
    );
    return loan;
  }

  async countOpen(patronId: number): Promise<number> {
    const [counted] = await this.unit.rows<{ open: number }>(sql`
      select count(*) as open from loan where patron_id = ${patronId} and closed_at is null`);
    return counted?.open ?? 0;
  }
}
