import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { LoanCount, LoanCounts } from '../../application/circulation/statistics/loan-counts.js';
import { Database } from '../kernel/postgres/database.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

/**
 * Triggers on the table of loans write the counts, one transaction at a time; a transaction that finds another one
 * writing leaves notes (docs/decisions/0076). The number of a book is its count plus its notes.
 */
@injectable()
export class SqlLoanCounts implements LoanCounts {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Database) private readonly database: Database,
  ) {}

  /** Books with notes are few. They are left out of the index scan, and counted one by one. */
  most(limit: number): Promise<LoanCount[]> {
    return this.database.rows<LoanCount>(sql`
      with noted as materialized (
        select book_id, sum(change)::int as change from loan_count_change group by book_id)
      select book_id as "bookId", loans from (
        (select book_id, loans from loan_count where book_id not in (select book_id from noted)
         order by loans desc, book_id limit ${limit})
        union all
        select book_id, change + coalesce(loans, 0) from noted left join loan_count using (book_id)
      ) as counted
      where loans > 0 order by loans desc, book_id limit ${limit}`);
  }

  async lastBook(): Promise<number> {
    const [last] = await this.database.rows<{ id: number | null }>(sql`
      select greatest(
        (select max(book_id) from loan), (select max(book_id) from loan_count),
        (select max(book_id) from loan_count_change)) as id`);
    return last?.id ?? 0;
  }

  /**
   * With the lock of those who write counts, loans leave notes until the end of the unit. One snapshot sees a loan and its
   * note, or none of both, so the notes that it sees are counted with the loans and can go.
   */
  async recount(after: number, upTo: number): Promise<number> {
    await this.waitLonger();
    await this.unit.rows(sql`select pg_advisory_xact_lock(hashtext('loan_count'))`);
    const range = sql`book_id > ${after} and book_id <= ${upTo}`;
    const [counted] = await this.unit.rows<{ wrong: number }>(sql`
      with settled as (delete from loan_count_change where ${range} returning book_id, change),
      counted as (
        select book_id, sum(loans) as loans, sum(kept) as kept from (
          select book_id, count(*) as loans, 0 as kept from loan where ${range} group by book_id
          union all
          select book_id, 0, loans from loan_count where ${range}
          union all
          select book_id, 0, change from settled
        ) as both_ways group by book_id),
      written as (
        insert into loan_count as kept (book_id, loans) select book_id, loans from counted
        on conflict (book_id) do update set loans = excluded.loans where kept.loans <> excluded.loans)
      select count(*)::int as wrong from counted where loans <> kept`);
    return counted?.wrong ?? 0;
  }

  /** The copies are locked, so that none gets another barcode before the unit ends. */
  async correctBarcodes(after: number, upTo: number): Promise<number> {
    await this.waitLonger();
    const corrected = await this.unit.rows(sql`
      with wrong as (
        select loan.id, barcode from loan join copy on copy.id = copy_id
        where loan.book_id > ${after} and loan.book_id <= ${upTo} and copy_barcode <> barcode
        for share of copy)
      update loan set copy_barcode = barcode from wrong where loan.id = wrong.id returning loan.id`);
    return corrected.length;
  }

  /** A transaction with loans that is open by hand may take longer than a request may wait. */
  private async waitLonger(): Promise<void> {
    await this.unit.rows(
      sql`select set_config('statement_timeout', '60s', true), set_config('lock_timeout', '60s', true)`,
    );
  }
}
