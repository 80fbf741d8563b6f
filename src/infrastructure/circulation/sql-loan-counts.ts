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
      select greatest((select max(book_id) from loan), (select max(book_id) from loan_count)) as id`);
    return last?.id ?? 0;
  }

  /** With the lock of those who write counts, loans leave notes until the end of the unit. */
  async recount(after: number, upTo: number): Promise<number> {
    await this.unit.rows(sql`select pg_advisory_xact_lock(hashtext('loan_count'))`);
    const range = sql`book_id > ${after} and book_id <= ${upTo}`;
    const wrong = await this.unit.rows(sql`
      insert into loan_count as kept (book_id, loans)
      select book_id, sum(loans) from (
        select book_id, count(*) as loans, false as is_kept from loan where ${range} group by book_id
        union all
        select book_id, -sum(change), false from loan_count_change where ${range} group by book_id
        union all
        select book_id, 0, true from loan_count where ${range}
      ) as counted
      group by book_id having sum(loans) <> 0 or bool_or(is_kept)
      on conflict (book_id) do update set loans = excluded.loans where kept.loans <> excluded.loans
      returning book_id`);
    return wrong.length;
  }
}
