import { inject, injectable } from 'tsyringe';
import sql, { type Sql } from 'sql-template-tag';
import { Loan } from '../../domain/circulation/loan.js';
import type { Loans } from '../../application/circulation/loans.js';
import { hydrate } from '../kernel/transaction/hydrate.js';
import { isRowId } from '../kernel/postgres/row-id.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

const columns = sql`
  id, copy_id as "copyId", book_id as "bookId", patron_id as "patronId", out_at as "outAt", due_at as "dueAt",
  closed_at as "closedAt", close_reason as "closeReason", renewals, terms`;

/** Stores loans by explicit statements, because every loan and every return uses them (docs/decisions/0039). */
@injectable()
export class SqlLoans implements Loans {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  async reserveId(): Promise<number> {
    const [reserved] = await this.unit.rows<{ id: number }>(sql`select nextval('loan_id_seq') as id`);
    return reserved?.id ?? 0;
  }

  add(loan: Loan, id: number): Promise<void> {
    const { copyId, bookId, patronId, outAt, dueAt, closedAt, closeReason, renewals, terms } = loan;
    Object.assign(loan, { id });
    return this.unit.write(
      `loan ${id}`,
      sql`
      insert into loan (id, copy_id, book_id, patron_id, out_at, due_at, closed_at, close_reason, renewals, terms)
      overriding system value
      values (${id}, ${copyId}, ${bookId}, ${patronId}, ${outAt}, ${dueAt}, ${closedAt}, ${closeReason}, ${renewals},
              ${terms})`,
    );
  }

  /** Writes only the columns that can change. */
  save({ id, patronId, dueAt, closedAt, closeReason, renewals }: Loan): Promise<void> {
    return this.unit.write(
      `loan ${id}`,
      sql`
        update loan set patron_id = ${patronId}, due_at = ${dueAt}, closed_at = ${closedAt},
          close_reason = ${closeReason}, renewals = ${renewals}
        where id = ${id}`,
    );
  }

  find(id: number): Promise<Loan | undefined> {
    return this.first(id, sql`where id = ${id}`);
  }

  lock(id: number): Promise<Loan | undefined> {
    return this.first(id, sql`where id = ${id} for update`);
  }

  lockLastOf(copyId: number): Promise<Loan | undefined> {
    return this.first(
      copyId,
      sql`where copy_id = ${copyId} order by closed_at desc nulls first, id desc limit 1 for update`,
    );
  }

  async countOpen(patronId: number): Promise<number> {
    const [counted] = await this.unit.rows<{ open: number }>(sql`
      select count(*) as open from loan where patron_id = ${patronId} and closed_at is null`);
    return counted?.open ?? 0;
  }

  async hasOpen(patronId: number, bookId: number): Promise<boolean> {
    const [found] = await this.unit.rows(sql`
      select 1 from loan where patron_id = ${patronId} and book_id = ${bookId} and closed_at is null limit 1`);
    return found !== undefined;
  }

  private async first(key: number, rest: Sql): Promise<Loan | undefined> {
    if (!isRowId(key)) return undefined;
    const [row] = await this.unit.rows(sql`select ${columns} from loan ${rest}`);
    return row && hydrate(Loan, row);
  }
}
